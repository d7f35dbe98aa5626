"""Opening hours: the public calendar, what an expression means from minute to minute, and tables of many."""

from stationmap.timetable.calendar import Calendar, china_calendar
from stationmap.timetable.calendar_file import read_calendar
from stationmap.timetable.closure import Closure, close, closure_at
from stationmap.timetable.day_names import DayName
from stationmap.timetable.library import CLOSED, OPEN, UNKNOWN
from stationmap.timetable.moment import Moment, moment_of
from stationmap.timetable.schedule import Comment, Schedule, compile_schedule, unknown_schedule
from stationmap.timetable.timetable import Timetable

__all__ = [
    "CLOSED",
    "OPEN",
    "UNKNOWN",
    "Calendar",
    "Closure",
    "Comment",
    "DayName",
    "Moment",
    "Schedule",
    "Timetable",
    "china_calendar",
    "close",
    "closure_at",
    "compile_schedule",
    "moment_of",
    "read_calendar",
    "unknown_schedule",
]
