"""Closures: closed within, unchanged outside."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.timetable.calendar import china_calendar
from stationmap.timetable.closure import Closure, close, closure_at
from stationmap.timetable.schedule import compile_schedule
from tests.oracles.timetable import REAL

CHINA, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
FIRST, DAYS = date(2026, 3, 20), 20


def states_at(schedule, instants):
    rows = list(zip(schedule.starts, schedule.ends, schedule.states, strict=True))
    return [next((int(state) for start, end, state in rows if start <= at < end), 0) for at in instants]


def comment_at(schedule, at):
    return next((text for start, end, text in schedule.comments if start <= at < end), "")


DAYS_NEAR = st.dates(FIRST - timedelta(days=3), FIRST + timedelta(days=DAYS + 3))
MOMENTS = st.datetimes(datetime(2026, 3, 18), datetime(2026, 4, 12))  # noqa: DTZ001
SPANS = st.one_of(
    st.tuples(DAYS_NEAR, DAYS_NEAR).map(sorted),
    st.tuples(MOMENTS, MOMENTS).map(sorted).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(DAYS_NEAR, st.none()),
)
CLOSURES = st.lists(
    st.builds(lambda span, reason: Closure(*span, reason), SPANS, st.sampled_from("甲乙丙")), max_size=4
)


@given(st.sampled_from(REAL), CLOSURES, st.sampled_from([CHINA, LONDON]))
def test_within_closures_it_is_closed_and_says_why_and_outside_it_is_unchanged(expression, closures, zone):
    whole = compile_schedule(expression, china_calendar(), zone, FIRST, DAYS)
    left = close(whole, closures, zone)
    instants = np.arange(whole.begin, whole.end, 1800 * 7).tolist()
    for at, before, after in zip(instants, states_at(whole, instants), states_at(left, instants), strict=True):
        found = closure_at(closures, at, zone)
        assert after == (before if found is None else 0)
        assert comment_at(left, at) == (comment_at(whole, at) if found is None else found.reason)
    assert (left.starts < left.ends).all()
    assert (left.ends[:-1] <= left.starts[1:]).all()
    assert (left.begin, left.end) == (whole.begin, whole.end)


@given(DAYS_NEAR, DAYS_NEAR)
def test_dates_are_whole_days_of_the_stations_clock_the_last_one_too(one, other):
    first, last = sorted([one, other])
    closure = Closure(first, last, "装修")
    for zone in (CHINA, LONDON):
        for day in (first - timedelta(days=1), first, last, last + timedelta(days=1)):
            for hour in (0, 23):
                at = int(datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone).timestamp())
                assert closure.holds(at, zone) == (first <= day <= last)


def test_a_time_with_a_zone_is_an_instant_and_one_without_is_the_stations():
    at = int(datetime(2026, 4, 1, 8, tzinfo=UTC).timestamp())
    with_zone = Closure(datetime(2026, 4, 1, 8, tzinfo=UTC), None, "")
    without = Closure(datetime(2026, 4, 1, 16), None, "")  # noqa: DTZ001
    for closure in (with_zone, without):
        assert closure.holds(at, CHINA)
        assert not closure.holds(at - 1, CHINA)
    assert closure_at([], at, CHINA) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 4, 2), date(2026, 4, 1)),
        (datetime(2026, 4, 2, 8), datetime(2026, 4, 2, 8)),  # noqa: DTZ001
        (datetime(2026, 4, 2, 8, tzinfo=UTC), datetime(2026, 4, 3, 8)),  # noqa: DTZ001
        (date(2026, 4, 2), datetime(2026, 4, 3, 8, tzinfo=UTC)),
    ],
)
def test_what_is_no_time_is_refused(start, end):
    with pytest.raises(ParameterError) as refused:
        Closure(start, end, "")
    assert refused.value.faults[0].parameter == "closure"
