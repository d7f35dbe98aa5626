"""Days off that are assumed for a year of which no notice is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import chinese_calendar
from chinese_calendar.solar_terms import SolarTerms

from stationmap.timetable.day_names import DayName

__all__ = ["LUNAR_YEARS", "assumed_days_off"]

# First day of the first lunar month, fifth of the fifth, fifteenth of the eighth, as the calendar of GB/T 33661-2017
# has them; computed with cnlunar 0.2.5.
_LUNAR: dict[int, tuple[str, str, str]] = {
    2025: ("01-29", "05-31", "10-06"),
    2026: ("02-17", "06-19", "09-25"),
    2027: ("02-06", "06-09", "09-15"),
    2028: ("01-26", "05-28", "10-03"),
    2029: ("02-13", "06-16", "09-22"),
    2030: ("02-03", "06-05", "09-12"),
    2031: ("01-23", "06-24", "10-01"),
    2032: ("02-11", "06-12", "09-19"),
    2033: ("01-31", "06-01", "09-08"),
    2034: ("02-19", "06-20", "09-27"),
    2035: ("02-08", "06-10", "09-16"),
    2036: ("01-28", "05-30", "10-04"),
    2037: ("02-15", "06-18", "09-24"),
    2038: ("02-04", "06-07", "09-13"),
    2039: ("01-24", "05-27", "10-02"),
    2040: ("02-12", "06-14", "09-20"),
}
LUNAR_YEARS = range(min(_LUNAR), max(_LUNAR) + 1)
"""Years of which the lunar festivals are known here."""

_NEW_YEAR = DayName("元旦", "New Year's Day")
_SPRING = DayName("春节", "Spring Festival")
_TOMBS = DayName("清明", "Tomb-sweeping Day")
_LABOUR = DayName("劳动节", "Labour Day")
_BOATS = DayName("端午", "Dragon Boat Festival")
_AUTUMN = DayName("中秋", "Mid-autumn Festival")
_NATIONAL = DayName("国庆节", "National Day")


@lru_cache(maxsize=64)
def assumed_days_off(year: int) -> Mapping[date, DayName]:
    """Give the days of a year that recent notices would give off.

    They are 1 January, Tomb-sweeping Day, 1–3 May and 1–7 October, which were all off in every year since 2019 but for
    7 October 2023; and where `LUNAR_YEARS` has the year, the eve to the sixth day of the lunar year, Dragon Boat
    Festival and Mid-autumn Festival. What a notice adds beside them, and make-up workdays, cannot be foreseen.

    Parameters
    ----------
    year : int
        From 1 to 9999; Tomb-sweeping Day is known from 1900 to 2100.

    Returns
    -------
    mapping of date to DayName

    Examples
    --------
    >>> days = assumed_days_off(2027)
    >>> [(day.isoformat(), name.en) for day, name in days.items()][:2]
    [('2027-01-01', "New Year's Day"), ('2027-02-05', 'Spring Festival')]
    """
    return MappingProxyType(dict(sorted({**dict(_lunar(year)), **dict(_solar(year))}.items())))


def _solar(year: int) -> Iterator[tuple[date, DayName]]:
    yield date(year, 1, 1), _NEW_YEAR
    if 1900 <= year <= 2100:
        april = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 30))
        yield from ((day, _TOMBS) for day, term in april if term == SolarTerms.pure_brightness.value[1])
    yield from ((date(year, 5, day), _LABOUR) for day in range(1, 4))
    yield from ((date(year, 10, day), _NATIONAL) for day in range(1, 8))


def _lunar(year: int) -> Iterator[tuple[date, DayName]]:
    if year not in _LUNAR:
        return
    first, boats, autumn = (date.fromisoformat(f"{year}-{day}") for day in _LUNAR[year])
    yield from ((first + timedelta(days=days), _SPRING) for days in range(-1, 6))
    yield boats, _BOATS
    yield autumn, _AUTUMN
