"""Schedules of many expressions, laid one after another into flat arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import ParameterError
from stationmap.timetable.calendar import Calendar
from stationmap.timetable.flat import NEVER, STEP, Flat
from stationmap.timetable.library import OPEN
from stationmap.timetable.schedule import Schedule, compile_schedule, unknown_schedule
from stationmap.timetable.wall_clock import midnight_of

__all__ = ["Compiling", "lay_flat"]

Compiling = Callable[[str, Calendar, ZoneInfo, date, int], Schedule]
"""Compiles a text as `compile_schedule` does."""


def lay_flat(
    expressions: Sequence[str],
    calendar: Calendar,
    zone: ZoneInfo,
    first: date,
    days: int,
    progress: Callable[[int, int], None] | None = None,
    compiling: Compiling = compile_schedule,
) -> tuple[Flat, tuple[str, ...], tuple[str, ...]]:
    """Compile expressions into the arrays of a timetable; those that cannot be evaluated get no entry.

    Parameters
    ----------
    expressions, calendar, zone, first, days, progress, compiling
        As `Timetable.build` takes them; the expressions are distinct and none is "".

    Returns
    -------
    (Flat, tuple of str, tuple of str)
        The arrays, the expressions by entry, of which the first is "", and the texts of the comments.

    Raises
    ------
    ParameterError
        If the horizon is no horizon.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> texts = ["24/7", "周一"]
    >>> flat, entries, _ = lay_flat(texts, china_calendar(), ZoneInfo("Asia/Shanghai"), date(2026, 1, 1), 2)
    >>> flat.offsets.tolist(), flat.states.tolist(), entries
    ([0, 2, 4], [2, 0, 1, 0], ('', '24/7'))
    """
    eve = first - timedelta(days=1)
    schedules = {"": unknown_schedule(zone, eve, days)}
    for number, text in enumerate(expressions, 1):
        with suppress(ParameterError):
            schedules[text] = compiling(text, calendar, zone, eve, days)
        if progress is not None:
            progress(number, len(expressions))
    flat, comments = _flat(list(schedules.values()), *_years(calendar, zone, eve, days))
    return flat, tuple(schedules), comments


def _flat(
    schedules: Sequence[Schedule], year_starts: NDArray[np.int64], year_assumed: NDArray[np.bool_]
) -> tuple[Flat, tuple[str, ...]]:
    never = np.array([NEVER])
    offsets = _offsets([len(one.starts) + 1 for one in schedules])
    ends = np.concatenate([part for one in schedules for part in (one.ends, never)])
    states = np.concatenate([part for one in schedules for part in (one.states, np.zeros(1, dtype=np.uint8))])
    told = [comment for one in schedules for comment in one.comments]
    texts = {text: number for number, text in enumerate(dict.fromkeys(comment.text for comment in told))}
    times = np.array([comment[:2] for comment in told], dtype=np.int64).reshape(-1, 2)
    flat = Flat(
        offsets=offsets,
        starts=np.concatenate([part for one in schedules for part in (one.starts, never)]),
        ends=ends,
        states=states,
        next_open=_next_open(states, offsets),
        index=_index(ends, offsets, schedules[0].begin, schedules[0].end),
        follows=np.array([one.follows_calendar for one in schedules]),
        year_starts=year_starts,
        year_assumed=year_assumed,
        comment_offsets=_offsets([len(one.comments) for one in schedules]),
        comment_starts=np.ascontiguousarray(times[:, 0]),
        comment_ends=np.ascontiguousarray(times[:, 1]),
        comment_texts=np.array([texts[comment.text] for comment in told], dtype=np.int32),
        begin=schedules[0].begin,
        end=schedules[0].end,
    )
    return flat, tuple(texts)


def _offsets(lengths: Sequence[int]) -> NDArray[np.int64]:
    return np.array([0, *accumulate(lengths)], dtype=np.int64)


def _next_open(states: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find the next open interval from each on, or its entry's last."""
    stops = states == OPEN
    stops[offsets[1:] - 1] = True
    places = np.where(stops, np.arange(len(states)), len(states))
    return np.minimum.accumulate(places[::-1])[::-1].astype(np.int64)


def _index(ends: NDArray[np.int64], offsets: NDArray[np.int64], begin: int, end: int) -> NDArray[np.int32]:
    steps = np.arange(begin, end, STEP)
    bounds = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    rows = [low + np.searchsorted(ends[low:high], steps, side="right") for low, high in bounds]
    return np.array(rows, dtype=np.int32)


def _years(calendar: Calendar, zone: ZoneInfo, first: date, days: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    years = range(first.year, (first + timedelta(days=days - 1)).year + 1)
    starts = [midnight_of(max(first, date(year, 1, 1)), zone) for year in years]
    return np.array(starts, dtype=np.int64), np.array([year not in calendar.published for year in years])
