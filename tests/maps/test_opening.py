"""What a page says of opening is what the timetable says, at every minute asked."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.catalogue.opening import CHINA, OpeningRules, RowTimes
from stationmap.loading import demonstration
from stationmap.maps.opening import opening_layer
from tests.oracles.map_page import station_rows

HOURS = [
    "",
    "24/7",
    "Mo-Fr 08:30-12:00,13:00-17:30; PH off",
    "Mo-Sa 18:00-02:00",
    "09:00-17:00+",
    'unknown "高温预警"',
    "PH 10:00-12:00",
    "Mo 08:07-08:08",
    "not hours at all",
    "Jun-Aug 07:00-20:00; Dec 08:00-18:00",
]
CLOSURES = ["", "2026-12-01/2026-12-03 装修", "2026-11-25/", "昨天起", "2026-12-02/2026-12-02"]
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
TERM = st.just("") | st.dates(date(2026, 1, 1), date(2027, 1, 10)).map(date.isoformat)


def state_of(layer, row, day, minute):
    """Read the state as the page's script does."""
    week = layer["rows"] if isinstance(layer["rows"], int) else layer["rows"][row]
    pattern = layer["patterns"][layer["weeks"][week][day]]
    return [state for at, state in zip(pattern[::2], pattern[1::2], strict=True) if at <= minute][-1]


def told(table, rules, on, minutes):
    layer = opening_layer(table, rules, on)
    days = range(len(layer["days"]))
    return layer, [[[state_of(layer, row, day, m) for m in minutes] for day in days] for row in range(len(table))]


def known(table, rules, on, minutes, layer):
    """Ask the timetable, one instant after another."""
    times = RowTimes(table, rules, on)
    dates = [date.fromisoformat(day["date"]) for day in layer["days"]]
    at = [[datetime.combine(d, time(m // 60, m % 60), rules.zone).timestamp() for m in minutes] for d in dates]
    entries = times.entries.astype(np.int64)[:, None, None]
    return times.timetable.states(entries, np.array(at, dtype=np.int64)).tolist()


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(HOURS), st.sampled_from(CLOSURES), TERM, TERM), min_size=1, max_size=5),
    DAYS,
    st.lists(st.integers(0, 1439), min_size=1, max_size=12),
)
def test_every_minute_is_the_timetables(rows, on, minutes):
    names = ("opening_hours", "closures", "opened_on", "closed_on")
    table = station_rows([dict(zip(names, row, strict=True)) for row in rows])
    layer, states = told(table, CHINA, on, minutes)
    assert states == known(table, CHINA, on, minutes, layer)


@pytest.mark.parametrize("zone", ["Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Shanghai"])
@pytest.mark.parametrize("on", [date(2026, 3, 26), date(2026, 10, 1), date(2026, 10, 22)])
def test_days_on_which_clocks_change_are_those_of_the_wall_clock(zone, on):
    rules = OpeningRules(ZoneInfo(zone))
    table = station_rows([{"opening_hours": text} for text in [*HOURS, "01:15-02:45", "03:10-03:20", "00:00-02:00"]])
    minutes = range(0, 1440, 5)
    layer, states = told(table, rules, on, minutes)
    dates = [date.fromisoformat(day["date"]) for day in layer["days"]]
    walls = [[datetime.combine(day, time(m // 60, m % 60), rules.zone) for m in minutes] for day in dates]
    met = [[datetime.fromtimestamp(wall.timestamp(), rules.zone) == wall for wall in day] for day in walls]
    right = np.array(states) == np.array(known(table, rules, on, minutes, layer))
    assert right[:, np.array(met)].all()  # what a clock skips is no time
    assert np.mean(met) > 0.98


def test_every_station_of_the_demonstration_is_told_as_the_timetable_has_it():
    on, minutes = date(2026, 11, 27), range(0, 1440, 7)
    table = demonstration().table
    layer, states = told(table, CHINA, on, minutes)
    assert states == known(table, CHINA, on, minutes, layer)


@given(st.lists(st.tuples(TERM, TERM), min_size=1, max_size=6), DAYS)
def test_terms_are_the_days_in_operation(rows, on):
    table = station_rows([{"opened_on": opened, "closed_on": closed} for opened, closed in rows])
    layer = opening_layer(table, CHINA, on)
    terms = {row: (first, last) for row, first, last in layer["terms"]}
    for row, (opened, closed) in enumerate(rows):
        first, last = terms.get(row, (0, len(layer["days"])))
        for number, day in enumerate(each["date"] for each in layer["days"]):
            assert (first <= number < last) == (opened <= day and not (closed and closed <= day))


@given(DAYS)
def test_the_days_are_a_week_and_the_next_days_that_are_not_as_others(on):
    days = opening_layer(station_rows([]), CHINA, on)["days"]
    dates = [date.fromisoformat(day["date"]) for day in days]
    assert dates[:7] == [on + timedelta(days=number) for number in range(7)]
    assert dates == sorted(set(dates))
    assert any(day["kind"] == "holiday" for day in days)
    for day, each in zip(dates, days, strict=True):
        assert each["makeup"] == CHINA.calendar.is_makeup(day)
        assert (each["kind"] == "holiday") == CHINA.calendar.is_off(day)
        assert each["kind"] in {"workday", "holiday"} or each["kind"] == {5: "saturday", 6: "sunday"}[day.weekday()]
        assert each["assumed"] == (day.year not in CHINA.calendar.published)


def test_a_clock_of_another_country_has_no_holidays_of_china():
    days = opening_layer(station_rows([]), OpeningRules(ZoneInfo("Europe/London")), date(2026, 9, 30))["days"]
    assert len(days) == 7
    assert {day["kind"] for day in days} == {"workday", "saturday", "sunday"}


def test_texts_that_recur_are_told_once():
    table = pd.concat([demonstration().table] * 3, ignore_index=True)
    once, thrice = (opening_layer(each, CHINA, date(2026, 11, 27)) for each in (demonstration().table, table))
    assert (once["patterns"], once["weeks"]) == (thrice["patterns"], thrice["weeks"])
