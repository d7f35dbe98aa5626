"""A small timetable for the examples of this room."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from stationmap.timetable.calendar import Calendar
from stationmap.timetable.timetable import Timetable

__all__ = ["example_timetable"]


def example_timetable() -> Timetable:
    """Give the timetable of one expression: open from 09:00 to 17:00 on 1 to 3 January 1970 in China.

    Examples
    --------
    >>> example_timetable().flat.starts.tolist()[2:5]
    [3600, 90000, 176400]
    """
    text = 'Mo-Su 09:00-17:00 "请登记"; PH Su off'
    return Timetable.build([text], Calendar({}, {}, frozenset()), ZoneInfo("Asia/Shanghai"), date(1970, 1, 2), 3)
