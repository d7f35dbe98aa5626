"""One expression over a horizon: the intervals in which it is open, or in which that is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.calendar import Calendar
from stationmap.timetable.days import Days
from stationmap.timetable.library import CLOSED, UNKNOWN
from stationmap.timetable.wall_clock import instants_of, stretches

__all__ = ["Comment", "Schedule", "compile_schedule", "unknown_schedule"]

_DAY_MINUTES = 24 * 60


class Comment(NamedTuple):
    """What an expression says to people from `start` to before `end` (UTC epoch seconds).

    Examples
    --------
    >>> Comment(0, 60, "高温预警").text
    '高温预警'
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class Schedule:
    """Intervals in order; what lies between them is closed. Starts belong to an interval, ends do not.

    Parameters
    ----------
    starts, ends : numpy.ndarray of int64
        UTC epoch seconds. Neighbours that touch differ in state.
    states : numpy.ndarray of uint8
        1 open, 2 unknown.
    comments : tuple of Comment
        In order, at open, unknown and closed times, within the horizon.
    begin, end : int
        The horizon, UTC epoch seconds; nothing is said of instants outside.
    follows_calendar : bool
        Whether public holidays matter to it.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> schedule = compile_schedule("24/7", china_calendar(), ZoneInfo("Asia/Shanghai"), date(1970, 1, 1), 2)
    >>> schedule.starts.tolist(), schedule.ends.tolist(), schedule.states.tolist()
    ([-28800], [144000], [1])
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    states: NDArray[np.uint8]
    comments: tuple[Comment, ...]
    begin: int
    end: int
    follows_calendar: bool


def compile_schedule(expression: str, calendar: Calendar, zone: ZoneInfo, first: date, days: int) -> Schedule:
    """Evaluate an expression for every minute of a horizon.

    The state at an instant is that of the zone's wall clock at it, also where clocks are changed.

    Parameters
    ----------
    expression : str
        In OSM's ``opening_hours`` syntax, at most 255 characters.
    calendar : Calendar
        For an expression that names ``PH``; how, `stationmap.timetable.one_reading.OneReading` says.
    zone : ZoneInfo
        Whose clocks the hours are meant for.
    first : date
        The horizon begins with this day's midnight; from 1901 on.
    days : int
        How many days it has, at least one.

    Raises
    ------
    ParameterError
        If the expression cannot be evaluated, or the horizon is no horizon.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> hours = 'Mo-Fr 08:00-12:00; PH unknown "问值班室"'
    >>> schedule = compile_schedule(hours, china_calendar(), ZoneInfo("Asia/Shanghai"), date(2026, 9, 30), 2)
    >>> schedule.states.tolist(), [comment.text for comment in schedule.comments]
    ([1, 2], ['问值班室'])
    """
    _check_days(days)
    parts = stretches(zone, first, days)
    evaluated = Days(expression, calendar)
    by_day = [evaluated.on(first + timedelta(at)) for at in range(days)]
    spans = list(chain.from_iterable(by_day))
    table = np.array([span[:3] for span in spans], dtype=np.int64).reshape(-1, 3)
    midnights = np.repeat(np.arange(days) * _DAY_MINUTES, [len(day) for day in by_day])
    states = table[:, 2]
    starts, ends = midnights + table[:, 0], midnights + table[:, 1]
    lows, highs, numbers = instants_of(starts, ends, first, parts)
    known = states[numbers] != CLOSED
    told = zip(lows.tolist(), highs.tolist(), (spans[at].comment for at in numbers.tolist()), strict=True)
    return Schedule(
        *merged(lows[known], highs[known], states[numbers[known]].astype(np.uint8)),
        _joined([Comment(*item) for item in told if item[2]]),
        parts[0].begin,
        parts[-1].end,
        evaluated.follows_calendar,
    )


def unknown_schedule(zone: ZoneInfo, first: date, days: int) -> Schedule:
    """Give the schedule of hours that nobody knows.

    Parameters
    ----------
    zone, first, days
        As `compile_schedule` takes them.

    Raises
    ------
    ParameterError
        If the horizon is no horizon.

    Examples
    --------
    >>> unknown_schedule(ZoneInfo("Asia/Shanghai"), date(1970, 1, 1), 1).states.tolist()
    [2]
    """
    _check_days(days)
    parts = stretches(zone, first, days)
    begin, end = parts[0].begin, parts[-1].end
    bounds = np.array([[begin], [end]], dtype=np.int64)
    return Schedule(bounds[0], bounds[1], np.array([UNKNOWN], dtype=np.uint8), (), begin, end, follows_calendar=False)


def merged(
    starts: NDArray[np.int64], ends: NDArray[np.int64], states: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Join neighbours that touch and have the same state."""
    new = np.ones(len(starts), dtype=bool)
    new[1:] = (starts[1:] != ends[:-1]) | (states[1:] != states[:-1])
    last = np.roll(new, -1)
    return starts[new], ends[last], states[new]


def _joined(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    joined: list[Comment] = []
    for comment in comments:
        if joined and joined[-1].end == comment.start and joined[-1].text == comment.text:
            joined[-1] = joined[-1]._replace(end=comment.end)
        else:
            joined.append(comment)
    return tuple(joined)


def _check_days(days: int) -> None:
    if days < 1:
        raise ParameterError(f"天数须为正 days must be positive: {days}", (Fault("days", str(days), "at least 1"),))
