"""Opening hours: the public calendar, what an expression means from minute to minute, and tables of many."""

from stationmap.hours.calendar import Calendar, china_calendar
from stationmap.hours.calendar_file import read_calendar
from stationmap.hours.closure import Closure, close, closure_at
from stationmap.hours.day_names import DayName
from stationmap.hours.library import CLOSED, OPEN, UNKNOWN
from stationmap.hours.schedule import Comment, Schedule, compile_schedule, unknown_schedule
from stationmap.hours.timetable import Timetable

__all__ = [
    "CLOSED",
    "OPEN",
    "UNKNOWN",
    "Calendar",
    "Closure",
    "Comment",
    "DayName",
    "Schedule",
    "Timetable",
    "china_calendar",
    "close",
    "closure_at",
    "compile_schedule",
    "read_calendar",
    "unknown_schedule",
]
