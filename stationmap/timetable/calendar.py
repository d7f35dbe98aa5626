"""The public calendar: days off, Saturdays and Sundays on which people work, and the years of which that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from chinese_calendar import Holiday

from stationmap.timetable.day_names import DayName
from stationmap.timetable.festivals import assumed_days_off

__all__ = ["Calendar", "china_calendar"]

_SEARCHED_DAYS = 14
_NOTHING: Mapping[date, DayName] = {}


@dataclass(frozen=True, eq=False)
class Calendar:
    """Days off and make-up workdays by published notices; assumed ones for all other years.

    Parameters
    ----------
    days_off : mapping of date to DayName
        What ``PH`` stands for in the years published. A plain weekend is not among them.
    workdays : mapping of date to DayName
        Saturdays and Sundays on which people work (调休), named for the holiday that they make up for.
    published : frozenset of int
        Years of which a notice is known. For any other year `assumed_days_off` stands in and answers are estimates.
        The last days of December belong to their own year, though a later notice may still move them.

    Examples
    --------
    >>> calendar = china_calendar()
    >>> calendar.is_off(date(2026, 10, 1)), calendar.is_makeup(date(2026, 10, 10))
    (True, True)
    >>> calendar.ordinary_day(date(2026, 10, 10)).isoformat()
    '2026-10-09'
    """

    days_off: Mapping[date, DayName]
    workdays: Mapping[date, DayName]
    published: frozenset[int]

    def off_in(self, year: int) -> Mapping[date, DayName]:
        """Give the days off that hold for a year's dates, assumed ones where nothing is published."""
        return self.days_off if year in self.published else assumed_days_off(year)

    def name_of(self, day: date) -> DayName | None:
        """Name a day off or a make-up workday; None for any other day."""
        makeup = self.workdays if day.year in self.published else _NOTHING
        return self.off_in(day.year).get(day) or makeup.get(day)

    def is_off(self, day: date) -> bool:
        """Tell whether ``PH`` holds on a day."""
        return day in self.off_in(day.year)

    def is_makeup(self, day: date) -> bool:
        """Tell whether a day is a Saturday or Sunday on which people work."""
        return day.weekday() >= 5 and day.year in self.published and day in self.workdays

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return self.is_makeup(day) or (day.weekday() < 5 and not self.is_off(day))

    def ordinary_day(self, day: date) -> date:
        """Give the day whose hours a day keeps: for a make-up workday the nearest ordinary workday, else itself.

        Ordinary is Monday to Friday and not off. Of two equally near the earlier one is taken; a day that has none
        within two weeks keeps its own hours.
        """
        if not self.is_makeup(day):
            return day
        for days in range(1, _SEARCHED_DAYS + 1):
            for near in (day - timedelta(days=days), day + timedelta(days=days)):
                if near.weekday() < 5 and not self.is_off(near):
                    return near
        return day


@cache
def china_calendar() -> Calendar:
    """Give the calendar of mainland China as the library chinesecalendar has it from the State Council's notices.

    Returns
    -------
    Calendar
        The years published are those that the library holds days of.

    Examples
    --------
    >>> china_calendar().name_of(date(2026, 2, 17))
    DayName(zh='春节', en='Spring Festival')
    """
    names = {holiday.value: DayName(holiday.chinese, holiday.value) for holiday in Holiday}
    days_off = {day: names[name] for day, name in chinese_calendar.holidays.items()}
    workdays = {day: names[name] for day, name in chinese_calendar.workdays.items()}
    return Calendar(days_off, workdays, frozenset(day.year for day in days_off))
