"""The trend finds what was planted: slope, rhythm of the week, holidays."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from stationmap.errors import ColumnError
from stationmap.timetable import china_calendar
from stationmap.usage import Trend, trend

WEEK = np.array([1.0, 1.05, 1.0, 1.1, 1.2, 0.8, 0.6])
WEEK /= np.exp(np.log(WEEK).mean())
HOLIDAY, MAKEUP, MONTHLY = 0.6, 1.3, 1.02


def days_of(seed, length, stations=60, first="2024-01-01"):
    """Visits per day as a negative binomial, whose neighbours resemble each other, of a varying number of stations."""
    rng = np.random.default_rng(seed)
    days = pd.date_range(first, periods=length)
    calendar = china_calendar()
    off = np.array([calendar.is_off(day.date()) for day in days])
    makeup = np.array([calendar.is_makeup(day.date()) for day in days])
    reporting = stations - rng.integers(0, stations // 4, length)
    weather = np.convolve(rng.normal(0, 0.08, length + 4), np.ones(5) / 5**0.5, "valid")
    mean = 9 * reporting * WEEK[days.day_of_week] * MONTHLY ** (np.arange(length) / 30.436875) * np.exp(weather)
    mean *= np.where(off, HOLIDAY, 1) * np.where(makeup, MAKEUP, 1)
    visits = rng.poisson(rng.gamma(40, mean / 40))
    columns = {"date": days, "visits": visits, "reported_visits": visits, "reported_stations": reporting}
    return pd.DataFrame(columns)


def holds(estimate, truth):
    return estimate.low <= truth <= estimate.high


def test_what_is_planted_is_within_the_intervals():
    """Of intervals of 95 %, over many simulated years."""
    found = [trend(days_of(seed, 700)) for seed in range(20)]
    slope = [holds(one.change, 100 * (MONTHLY - 1)) for one in found]
    week = [holds(one.weekdays[day], WEEK[day]) for one in found for day in range(7)]
    holiday = [holds(one.holiday, HOLIDAY) for one in found]
    makeup = [holds(one.makeup, MAKEUP) for one in found]
    assert np.mean(week) >= 0.85
    assert min(np.mean(slope), np.mean(holiday), np.mean(makeup)) >= 0.7
    assert np.mean([one.change.value for one in found]) == pytest.approx(2, abs=0.15)
    assert np.mean([one.holiday.value for one in found]) == pytest.approx(HOLIDAY, abs=0.02)
    assert {one.note[:4] for one in found} == {"不足两年"}


def test_a_trend_is_seen_and_no_trend_is_not_made_up():
    assert trend(days_of(1, 500)).change.low > 0
    flat = days_of(2, 500)
    flat["reported_visits"] = np.random.default_rng(1).poisson(9 * flat["reported_stations"])
    assert holds(trend(flat).change, 0)


def test_with_two_years_the_season_is_apart_from_the_trend():
    days = days_of(3, 1_096, first="2023-01-01")
    wave = 1 + 0.4 * np.sin(2 * np.pi * np.arange(1_096) / 365.2425)
    days["reported_visits"] = np.random.default_rng(4).poisson(9 * days["reported_stations"] * wave)
    result = trend(days)
    assert holds(result.change, 0)
    assert abs(result.change.value) < 0.3
    assert result.note == ""


def test_with_less_than_a_year_there_is_the_rhythm_of_the_week_alone():
    result = trend(days_of(5, 180, first="2025-03-01"))
    assert (result.change, result.holiday, result.makeup) == (None, None, None)
    assert [one.value for one in result.weekdays] == pytest.approx(WEEK, abs=0.12)
    assert "不足一年" in result.note
    assert np.prod([one.value for one in result.weekdays]) == pytest.approx(1)


@pytest.mark.parametrize("length", [1, 20])
def test_with_less_than_four_weeks_there_is_nothing_but_the_months(length):
    result = trend(days_of(6, length, first="2025-03-03"))
    assert (result.change, result.weekdays, result.days) == (None, (), 0)
    assert len(result.table()) == 0
    assert "不足四周" in result.note


def test_more_stations_reporting_are_no_trend():
    days = days_of(7, 400)
    grown = np.linspace(20, 120, 400).round().astype(int)
    days["reported_stations"], days["reported_visits"] = grown, np.random.default_rng(2).poisson(9 * grown)
    assert holds(trend(days).change, 0)


def test_days_without_a_reporting_station_are_left_out():
    days = days_of(8, 400)
    days[["visits", "reported_visits"]] = days[["visits", "reported_visits"]].astype("Int64")
    days.loc[100:110, ["visits", "reported_visits", "reported_stations"]] = [pd.NA, pd.NA, 0]
    result = trend(days)
    assert result.days == 389
    assert result.months["days"].sum() == 400


def test_the_table_names_what_it_has():
    result = trend(days_of(9, 400))
    assert isinstance(result, Trend)
    assert result.table()["what"].tolist()[0::8] == ["趋势 trend", "节假日 day off"]
    assert date(2024, 1, 1).strftime("%Y-%m") == result.months["month"][0]


def test_a_missing_column_is_named():
    with pytest.raises(ColumnError, match="reported_stations"):
        trend(pd.DataFrame(columns=["date", "visits", "reported_visits"]))


def _table(days, visits):
    columns = {"date": days, "visits": visits, "reported_visits": visits, "reported_stations": 1}
    return pd.DataFrame(columns)


@pytest.mark.parametrize("length", [56, 400, 800])
def test_a_weekday_on_which_nobody_comes_has_no_rhythm_and_spoils_nothing(length):
    """The mean of seven would be zero: Monday would be told as thirty times the mean."""
    days = pd.date_range("2025-03-03", periods=length)
    visits = np.where(days.day_of_week == 6, 0, 10 + np.arange(length) % 5)
    found = trend(_table(days, visits))
    assert found.weekdays == ()
    assert "从无人次" in found.note
    if length >= 365:
        assert found.change.value == pytest.approx(0, abs=0.2)
        assert found.days < length * 6.01 / 7


@pytest.mark.parametrize("length", [56, 400])
def test_no_visits_at_all_are_told_as_such(length):
    found = trend(_table(pd.date_range("2025-03-03", periods=length), np.zeros(length, dtype=int)))
    assert (found.change, found.weekdays, found.holiday, found.days) == (None, (), None, 0)


def test_holidays_without_a_visit_have_no_factor():
    days = pd.date_range("2025-01-01", periods=500)
    off = np.array([china_calendar().is_off(day.date()) for day in days])
    found = trend(_table(days, np.where(off, 0, 10 + np.arange(500) % 5)))
    assert found.holiday is None
    assert len(found.weekdays) == 7
    assert found.change.value == pytest.approx(0, abs=0.3)


def test_two_days_a_year_apart_are_no_year_of_data():
    days = pd.to_datetime(["2024-01-01", "2025-06-01"])
    found = trend(_table(days, np.array([3, 9])))
    assert found.change is None
    assert "不到一半" in found.note


def test_visits_that_follow_the_week_exactly_raise_no_warning():
    found = trend(_table(pd.date_range("2025-03-03", periods=56), np.array([10, 11, 12, 9, 10, 5, 4] * 8)))
    assert found.weekdays[0].value / found.weekdays[6].value == pytest.approx(2.5)
