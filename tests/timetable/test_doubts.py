"""Hours that an expression leaves open are unknown, and only these."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.timetable.calendar import china_calendar
from stationmap.timetable.days import Days
from stationmap.timetable.doubts import readings
from stationmap.timetable.library import CLOSED, OPEN, UNKNOWN, evaluate, parse
from stationmap.timetable.timetable import Timetable
from tests.oracles.timetable import REAL, generated

WEDNESDAY = date(2026, 11, 25)
STATES = {CLOSED: "closed", OPEN: "open", UNKNOWN: "unknown"}


def state_at(expression, day, clock):
    minute = int(clock[:2]) * 60 + int(clock[3:])
    spans = Days(expression, china_calendar()).on(WEDNESDAY + timedelta(days=day))
    return STATES[next((span.state for span in spans if span.start <= minute < span.end), CLOSED)]


@pytest.mark.parametrize(
    ("expression", "day", "clock", "state"),
    [
        ("Mo-Fr 10:00+", 0, "09:59", "closed"),
        ("Mo-Fr 10:00+", 0, "10:00", "unknown"),
        ("Mo-Fr 10:00+", 0, "23:59", "unknown"),
        ("Mo-Fr 10:00+", 1, "00:30", "closed"),
        ("Mo-Fr 10:00+", 3, "12:00", "closed"),
        ("Mo-Su 11:00-21:00+", 0, "20:59", "open"),
        ("Mo-Su 11:00-21:00+", 0, "21:00", "unknown"),
        ("We 11:00-21:00+", 1, "00:00", "closed"),
        ("We 22:00-02:00+", 1, "01:59", "open"),
        ("We 22:00-02:00+", 1, "02:00", "unknown"),
        ("We 22:00-26:00+", 1, "21:59", "unknown"),
        ("We 22:00-02:00+", 1, "22:00", "closed"),
        ("We 10:00-24:00+", 0, "23:59", "unknown"),  # the same as 10:00+ to the library
        ("We 10:00-12:00,14:00+", 0, "11:59", "open"),
        ("We 10:00-12:00,14:00+", 0, "13:00", "closed"),
        ("We 10:00-12:00,14:00+", 0, "14:00", "unknown"),
        ("Su-Tu 10:00-23:00; We-Sa 10:00+", 0, "11:00", "unknown"),
        ("Su-Tu 10:00-23:00; We-Sa 10:00+", 5, "11:00", "open"),
        ("08:00-20:00; We 14:00+ off", 0, "15:00", "closed"),
        ("08:00-20:00; We 14:00+ off", 0, "13:00", "open"),
        ("Mo-Fr 09:00-17:00; SH 09:00-20:00", 0, "10:00", "open"),
        ("Mo-Fr 09:00-17:00; SH 09:00-20:00", 0, "18:00", "unknown"),
        ("Mo-Fr 09:00-17:00; SH 09:00-20:00", 0, "21:00", "closed"),
        ("Mo-Fr 09:00-17:00; SH off", 0, "10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; SH off", 3, "10:00", "closed"),
        ("SH Sa 10:00-12:00", 3, "10:30", "unknown"),
        ("SH Sa 10:00-12:00", 2, "10:30", "closed"),
        ("Mo-Fr 09:00-17:00; PH,SH off", 0, "10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; SH,PH off", -55, "10:00", "closed"),  # 1 October
        ("24/7; SH 10:00+ off", 0, "09:00", "open"),
        ("24/7; SH 10:00+ off", 0, "11:00", "unknown"),
    ],
)
def test_by_hand(expression, day, clock, state):
    assert state_at(expression, day, clock) == state


@pytest.mark.parametrize("expression", ["sunrise-sunset", "Mo-Fr (sunrise+01:00)-18:00", "dawn-dusk; PH off"])
def test_hours_by_the_sun_are_refused_for_want_of_a_place(expression):
    with pytest.raises(ParameterError, match="sun"):
        readings(expression)
    table = Timetable.build([expression], china_calendar(), ZoneInfo("Asia/Shanghai"), WEDNESDAY, 2)
    assert table.one_state(table.entry_of(expression), table.flat.begin) == UNKNOWN


@given(st.sampled_from([*REAL, *generated(60, seed=9), 'Mo off "SH 10:00+ sunset"', "easter +1 day 10:00-12:00"]))
def test_an_expression_that_leaves_nothing_open_is_left_as_it_is(expression):
    day_by_day = [evaluate(parse(expression), WEDNESDAY + timedelta(days)) for days in range(9)]
    for text in readings(expression):
        assert [evaluate(parse(text), WEDNESDAY + timedelta(days)) for days in range(9)] == day_by_day
    assert len(readings(expression)) == 1


@given(st.sampled_from(generated(60, seed=9)), st.sampled_from(["; SH off", "; SH 10:00-12:00", ", SH Sa 07:00-22:00"]))
def test_school_holidays_take_nothing_from_what_holds_with_them_and_without(expression, rule):
    """Known is what the library says both where they never come and where they are every day."""
    days = Days(expression + rule, china_calendar())
    every_day = rule.replace("SH Sa", "Sa").replace("SH", "Mo-Su")
    for day in (WEDNESDAY + timedelta(days) for days in range(8)):
        never, always = (evaluate(parse(expression + one), day) for one in ("", every_day))
        for minute in range(0, 1440, 30):
            told = {next((s.state for s in spans if s.start <= minute < s.end), CLOSED) for spans in (never, always)}
            ours = next((s.state for s in days.on(day) if s.start <= minute < s.end), CLOSED)
            assert ours == (told.pop() if len(told) == 1 else UNKNOWN)
