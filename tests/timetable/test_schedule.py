"""Schedules beside the library minute by minute, and beside a table written by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.timetable.calendar import china_calendar
from stationmap.timetable.schedule import compile_schedule, unknown_schedule
from tests.oracles.timetable import REAL, generated, library_states, painted, wall_minutes

CHINA, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
CALENDAR = china_calendar()
FIRST, DAYS = date(2026, 1, 1), 730
WHOLE = [*REAL[3:6], REAL[9], REAL[15], REAL[17], *generated(2, seed=1)]
BY_BOUNDARIES = [*REAL, *generated(115)]


def states_at(schedule, instants):
    at = np.searchsorted(schedule.starts, instants, side="right") - 1
    inside = (at >= 0) & (instants < schedule.ends[at]) if len(schedule.starts) else np.zeros(len(instants), bool)
    return np.where(inside, schedule.states[at] if len(schedule.starts) else 0, 0)


def walls(instants, zone):
    """Give wall times without a zone: with one, the library has 24/7 closed for a minute before clocks go back."""
    return [datetime.fromtimestamp(at, zone).replace(tzinfo=None) for at in instants.tolist()]


def state_at(expression, moment, zone=CHINA):
    at = datetime.fromisoformat(moment).replace(tzinfo=zone)
    schedule = compile_schedule(expression, CALENDAR, zone, at.date() - timedelta(days=2), 5)
    number = int(states_at(schedule, np.array([int(at.timestamp())]))[0])
    return ("closed", "open", "unknown")[number]


def check_order(schedule):
    starts, ends, states = schedule.starts, schedule.ends, schedule.states
    assert (starts < ends).all()
    assert (ends[:-1] <= starts[1:]).all()
    assert not ((ends[:-1] == starts[1:]) & (states[:-1] == states[1:])).any()
    assert set(states.tolist()) <= {1, 2}
    if len(starts):
        assert schedule.begin <= starts[0]
        assert ends[-1] <= schedule.end


@pytest.fixture(scope="module")
def two_years():
    minutes = wall_minutes(FIRST, DAYS)
    return minutes, int(minutes[0].replace(tzinfo=CHINA).timestamp()) + np.arange(len(minutes)) * 60


@pytest.mark.parametrize("expression", WHOLE)
def test_every_minute_of_two_years_is_what_the_library_says(expression, two_years):
    minutes, instants = two_years
    ours = states_at(compile_schedule(expression, CALENDAR, CHINA, FIRST, DAYS), instants)
    assert (ours == library_states(expression, minutes)).all()


@pytest.mark.parametrize("zone", [CHINA, LONDON], ids=str)
def test_both_sides_of_every_boundary_in_two_years_are_what_the_library_says(zone):
    for expression in BY_BOUNDARIES:
        schedule = compile_schedule(expression, CALENDAR, zone, FIRST, DAYS)
        check_order(schedule)
        edges = np.unique(np.concatenate([schedule.starts, schedule.ends]))
        near = np.unique((edges[:: max(1, len(edges) // 150), None] + np.array([-60, -1, 0, 60])).ravel())
        asked = near[(near >= schedule.begin) & (near < schedule.end)]
        told = library_states(expression, walls(asked, zone))
        assert (states_at(schedule, asked) == told).all(), expression


def test_instants_at_random_are_what_the_library_says():
    """Boundaries show what is too much; these show what is left out."""
    random = np.random.default_rng(4)
    for expression in BY_BOUNDARIES:
        schedule = compile_schedule(expression, CALENDAR, LONDON, FIRST, DAYS)
        asked = random.integers(schedule.begin, schedule.end, 300)
        told = library_states(expression, walls(asked, LONDON))
        assert (states_at(schedule, asked) == told).all(), expression


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize("expression", ["00:30-01:30", "09:00-17:00", "22:00-02:00", "01:00-02:00 unknown", "24/7"])
def test_through_a_change_of_clocks_the_wall_clock_counts(day, expression):
    schedule = compile_schedule(expression, CALENDAR, LONDON, day - timedelta(days=1), 3)
    instants = np.arange(schedule.begin, schedule.end, 60)
    assert (states_at(schedule, instants) == library_states(expression, walls(instants, LONDON))).all()


def test_a_night_with_a_change_of_clocks_is_an_hour_shorter_or_longer():
    for day, hours in ((date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 7, 4), 8)):
        schedule = compile_schedule("Sa 22:00-06:00", CALENDAR, LONDON, day, 2)
        assert (schedule.ends - schedule.starts).tolist() == [hours * 3600]


# Spans of a day in minutes; past 1440 is the next day.
WORKDAYS = [[(540, 1020)]] * 5 + [[]] * 2
NIGHTS = [[(1320, 1560)]] * 5 + [[]] * 2
BY_HAND = [
    ("Mo-Fr 09:00-17:00; PH off", WORKDAYS, []),
    ("Mo-Fr,PH 09:00-17:00", WORKDAYS, [(540, 1020)]),
    ("Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off", [*WORKDAYS[:5], [(600, 720)], []], []),
    ("Mo-Su 08:00-20:00; PH 10:00-16:00", [[(480, 1200)]] * 7, [(600, 960)]),
    ("Mo-Fr 22:00-02:00; PH off", NIGHTS, []),
    ("Mo-Fr 22:00-26:00; PH 20:00-25:00", NIGHTS, [(1200, 1500)]),
    ("Mo-Fr 08:00-12:00,22:00-02:00; PH 09:00-11:00", [[(480, 720), (1320, 1560)]] * 5 + [[]] * 2, [(540, 660)]),
    ("Mo-Th 09:00-17:00; Fr 09:00-16:00; PH off", [[(540, 1020)]] * 4 + [[(540, 960)], [], []], []),
    ("PH 10:00-12:00", [[]] * 7, [(600, 720)]),
    ("24/7; PH off", [[(0, 1440)]] * 7, []),
]


@pytest.mark.parametrize(("expression", "by_weekday", "on_holidays"), BY_HAND)
def test_every_minute_of_two_published_years_keeps_the_notices(expression, by_weekday, on_holidays):
    first = date(2025, 1, 2)
    schedule = compile_schedule(expression, CALENDAR, CHINA, first, 729)
    instants = schedule.begin + np.arange(729 * 1440) * 60
    truth = painted(by_weekday, on_holidays, first, 729)
    assert (states_at(schedule, instants) == truth).all()
    assert schedule.follows_calendar


MINUTE = st.integers(0, 1439)


@given(MINUTE, st.integers(1, 1439), MINUTE, st.integers(1, 1439), st.booleans())
def test_any_hours_of_workdays_and_holidays_keep_the_notices(start, length, holiday_start, holiday_length, closed):
    def clock(minute):
        return f"{minute // 60:02}:{minute % 60:02}"

    holidays = [] if closed else [(holiday_start, holiday_start + holiday_length)]
    rule = "off" if closed else f"{clock(holiday_start)}-{clock(holiday_start + holiday_length)}"
    text = f"Mo-Fr {clock(start)}-{clock(start + length)}; PH {rule}"
    schedule = compile_schedule(text, CALENDAR, CHINA, date(2026, 2, 10), 25)
    truth = painted([[(start, start + length)]] * 5 + [[]] * 2, holidays, date(2026, 2, 10), 25)
    assert (states_at(schedule, schedule.begin + np.arange(25 * 1440) * 60) == truth).all()


@pytest.mark.parametrize(
    ("expression", "moment", "state"),
    [
        ("Mo-Fr 09:00-23:59; PH off", "2026-11-25T23:58", "open"),
        ("Mo-Fr 09:00-23:59; PH off", "2026-11-25T23:59", "closed"),
        ("Mo-Fr 09:00-24:00; PH off", "2026-11-25T23:59", "open"),
        ("Mo-Fr 16:00-01:00; PH off", "2026-11-26T00:30", "open"),
        ("Mo-Fr 16:00-01:00; PH off", "2026-11-28T00:30", "open"),  # begun on Friday
        ("Mo-Fr 16:00-01:00; PH off", "2026-11-29T00:30", "closed"),
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-01T00:30", "open"),  # begun on the eve of a day off
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-01T16:30", "closed"),
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-03T00:30", "closed"),  # Friday was off
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-08T00:30", "closed"),  # Wednesday was off
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-08T16:30", "open"),
        ("Mo-Fr 16:00-01:00; PH off", "2026-10-11T00:30", "open"),  # begun on a make-up Saturday
        ("Mo-Fr 09:00-17:00; PH off", "2026-09-30T16:59", "open"),  # the eve of a holiday
        ("Mo-Fr 09:00-17:00; PH off", "2026-10-01T09:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH off", "2026-10-10T09:00", "open"),  # a make-up Saturday
        ("Mo-Fr 09:00-17:00; PH off", "2026-09-20T16:59", "open"),  # a make-up Sunday
        ("PH off; Mo-Fr 09:00-17:00", "2026-10-01T10:00", "open"),  # the later rule holds
        ("PH off; Sa-Su 09:00-17:00", "2026-10-01T10:00", "closed"),
        ("Mo-Fr 09:00-17:00", "2026-10-10T09:00", "closed"),
        ("Mo-Fr 09:00-17:00", "2026-10-01T09:00", "open"),
        ("Mo-Su 09:00-17:00", "2026-10-01T09:00", "open"),
        ("Mo-Th 09:00-17:00; Fr 09:00-12:00; PH off", "2026-10-10T13:00", "closed"),  # Saturday goes by Friday
        ("Mo-Th 09:00-17:00; Fr 09:00-12:00; PH off", "2026-09-20T13:00", "open"),  # Sunday goes by Monday
        ("Mo-Fr unknown; PH off", "2026-11-25T03:00", "unknown"),
        ("Mo-Fr unknown; PH off", "2026-11-28T10:00", "closed"),
        ("Mo-Fr unknown; PH off", "2026-10-10T10:00", "unknown"),
        ("Mo-Fr unknown; PH off", "2026-10-02T10:00", "closed"),
        ("Feb 29 10:00-12:00", "2028-02-29T10:00", "open"),
        ("Feb 29 10:00-12:00", "2027-03-01T10:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH off", "2028-02-29T10:00", "open"),
        ("Mo-Fr 09:00-17:00; PH off", "2026-12-31T10:00", "open"),  # the last published day, a Thursday
        ("Mo-Fr 09:00-17:00; PH off", "2027-01-01T10:00", "closed"),  # the first unpublished day, assumed off
        ("Mo-Fr 09:00-17:00; PH off", "2027-02-08T10:00", "closed"),  # the lunar year's third day, assumed off
        ("Mo-Fr 22:00-02:00; PH off", "2027-01-01T01:00", "open"),
        ("Mo-Fr 09:00-17:00; PH Sa-Su off; Sa-Su 10:00-12:00", "2026-10-01T10:00", "open"),
        ("Sa-Su 10:00-12:00; PH Sa-Su off", "2026-10-03T10:30", "closed"),
        ("Sa-Su 10:00-12:00; PH Sa-Su off", "2026-11-28T10:30", "open"),
        ("Mo-Fr 09:00-17:00; PH -1 day 09:00-12:00", "2026-09-30T13:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH -1 day 09:00-12:00", "2026-09-29T13:00", "open"),
        ("Mo-Fr 09:00-17:00; PH +1 day 10:00-12:00", "2026-10-08T09:30", "closed"),
        ('Mo-Fr 09:00-17:00 "PH off"', "2026-10-01T10:00", "open"),
    ],
)
def test_by_hand(expression, moment, state):
    assert state_at(expression, moment) == state


def test_comments_are_told_at_open_unknown_and_closed_times():
    text = '08:00-20:00 unknown "高温预警"; PH off "节日休息"'
    schedule = compile_schedule(text, CALENDAR, CHINA, date(2026, 9, 30), 2)
    texts = [(comment.text, (comment.end - comment.start) // 3600) for comment in schedule.comments]
    assert texts == [("高温预警", 12), ("节日休息", 24)]
    assert schedule.states.tolist() == [2]


@pytest.mark.parametrize(
    "expression",
    ["", "周一至周五", "24/24", "Mo-Fr 09:00-17:00;", "x" * 256, "24/7\x00", "24/7\n", '"\ud800"', "\u202e24/7"],
)
def test_what_cannot_be_evaluated_is_refused_by_name(expression):
    with pytest.raises(ParameterError) as refused:
        compile_schedule(expression, CALENDAR, CHINA, FIRST, 3)
    assert refused.value.faults[0].parameter == "opening_hours"


def test_a_fallback_with_nights_and_holidays_is_refused_rather_than_guessed():
    with pytest.raises(ParameterError, match=r"\|\|"):
        compile_schedule("Mo-Fr 22:00-02:00 || unknown; PH off", CALENDAR, CHINA, FIRST, 3)


@pytest.mark.parametrize(("first", "days"), [(date(1900, 12, 31), 3), (date(9001, 1, 1), 3), (FIRST, 0), (FIRST, -1)])
def test_a_horizon_that_is_none_is_refused(first, days):
    for make in (
        lambda: compile_schedule("24/7", CALENDAR, CHINA, first, days),
        lambda: unknown_schedule(CHINA, first, days),
    ):
        with pytest.raises(ParameterError):
            make()


def test_an_unknown_schedule_is_unknown_from_end_to_end():
    schedule = unknown_schedule(CHINA, FIRST, 3)
    assert schedule.starts.tolist() == [schedule.begin]
    assert schedule.ends.tolist() == [schedule.end]
    assert schedule.begin == int(datetime(2025, 12, 31, 16, tzinfo=UTC).timestamp())
    assert schedule.end - schedule.begin == 3 * 86_400
