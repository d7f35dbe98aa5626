"""The calendar beside the library that it is made of, and beside the notice for 2026."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.timetable.calendar import Calendar, china_calendar
from stationmap.timetable.day_names import DayName
from stationmap.timetable.festivals import _LUNAR, LUNAR_YEARS, assumed_days_off

CHINA = china_calendar()
PUBLISHED = sorted(CHINA.published)
PUBLISHED_DAYS = st.dates(date(PUBLISHED[0], 1, 1), date(PUBLISHED[-1], 12, 31))

# The notice of the State Council's General Office for 2026: spans of days off, and the workdays that make up for them.
OFF_2026 = ["01-01/01-03", "02-15/02-23", "04-04/04-06", "05-01/05-05", "06-19/06-21", "09-25/09-27", "10-01/10-07"]
WORK_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def days_of(spans, year=2026):
    for span in spans:
        first, last = (date.fromisoformat(f"{year}-{day}") for day in span.split("/"))
        yield from (first + timedelta(days) for days in range((last - first).days + 1))


def test_the_year_2026_is_that_of_the_notice():
    year = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
    assert [day for day in year if CHINA.is_off(day)] == list(days_of(OFF_2026))
    assert [day for day in year if CHINA.is_makeup(day)] == [date.fromisoformat(f"2026-{day}") for day in WORK_2026]


@given(PUBLISHED_DAYS)
def test_people_work_when_the_library_says_so(day):
    assert CHINA.is_workday(day) == chinese_calendar.is_workday(day)
    assert not (CHINA.is_off(day) and CHINA.is_makeup(day))
    assert (CHINA.name_of(day) is not None) == (CHINA.is_off(day) or CHINA.is_makeup(day))


def test_years_are_published_as_far_as_the_library_answers():
    assert list(range(PUBLISHED[0], PUBLISHED[-1] + 1)) == PUBLISHED
    for year in (PUBLISHED[0] - 1, PUBLISHED[-1] + 1):
        assert year not in CHINA.published
        with pytest.raises(NotImplementedError):
            chinese_calendar.is_workday(date(year, 6, 1))


@given(st.dates(date(1901, 1, 1), date(2101, 1, 1)))
def test_only_a_makeup_day_keeps_another_days_hours_and_that_is_the_nearest_ordinary_workday(day):
    kept = CHINA.ordinary_day(day)
    if not CHINA.is_makeup(day):
        assert kept == day
        return
    ordinary = [
        day + timedelta(days)
        for days in range(-20, 21)
        if (day + timedelta(days)).weekday() < 5 and not CHINA.is_off(day + timedelta(days))
    ]
    distance = min(abs((near - day).days) for near in ordinary)
    assert kept == min(near for near in ordinary if abs((near - day).days) == distance)


def test_a_makeup_saturday_after_a_day_off_on_friday_goes_by_monday():
    friday, saturday = date(2026, 11, 6), date(2026, 11, 7)
    name = DayName("试", "test")
    calendar = Calendar({friday: name, date(2026, 11, 5): name}, {saturday: name}, frozenset({2026}))
    assert calendar.ordinary_day(saturday) == date(2026, 11, 9)


def test_of_two_equally_near_workdays_the_earlier_is_kept():
    friday, saturday = date(2026, 11, 6), date(2026, 11, 7)
    name = DayName("试", "test")
    calendar = Calendar({friday: name}, {saturday: name}, frozenset({2026}))
    assert calendar.ordinary_day(saturday) == date(2026, 11, 5)


def test_with_no_ordinary_day_near_it_keeps_its_own():
    saturday, name = date(2026, 11, 7), DayName("试", "test")
    off = {saturday + timedelta(days): name for days in range(-20, 21) if days}
    assert Calendar(off, {saturday: name}, frozenset({2026})).ordinary_day(saturday) == saturday


def test_what_is_assumed_was_off_in_recent_years_but_for_one_day():
    recent = [day for year in PUBLISHED if year >= 2019 for day in assumed_days_off(year)]
    assert len(recent) > 8 * 12
    assert [day for day in recent if not CHINA.is_off(day)] == [date(2023, 10, 7)]


def test_published_years_know_nothing_of_what_is_assumed():
    calendar = Calendar({}, {}, frozenset({2027}))
    assert not calendar.is_off(date(2027, 10, 1))
    assert calendar.is_off(date(2028, 10, 1))
    assert calendar.name_of(date(2028, 10, 1)).zh == "国庆节"


@pytest.mark.parametrize("year", [1, 1899, 2024, 2027, 2041, 2101, 9999])
def test_every_year_has_its_assumed_days(year):
    days = assumed_days_off(year)
    assert {day.year for day in days} == {year}
    assert list(days) == sorted(days)
    assert date(year, 1, 1) in days
    assert ("春节" in {name.zh for name in days.values()}) == (year in LUNAR_YEARS)
    assert ("清明" in {name.zh for name in days.values()}) == (1900 <= year <= 2100)


def test_lunar_festivals_lie_whole_moons_apart():
    """The fifth of the fifth month and the fifteenth of the eighth, by the mean length of a lunar month."""
    for year, texts in _LUNAR.items():
        first, boats, autumn = (date.fromisoformat(f"{year}-{text}") for text in texts)
        assert date(year, 1, 21) <= first <= date(year, 2, 20)
        for days, moons in (((boats - first).days - 4, {4, 5}), ((autumn - first).days - 14, {7, 8})):
            assert round(days / 29.530588) in moons
            assert abs(days - round(days / 29.530588) * 29.530588) < 1.5
