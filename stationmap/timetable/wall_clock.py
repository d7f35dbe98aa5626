"""From a zone's wall clock to instants, through every change of its clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError

__all__ = ["Stretch", "instants_of", "midnight_of", "stretches"]

_DAY = 86_400
_EPOCH = date(1970, 1, 1)
_FIRST_YEAR, _LAST_YEAR = 1901, 9000


class Stretch(NamedTuple):
    """A stretch of time in which a zone's clocks keep one offset.

    `begin` and `end` are UTC epoch seconds, `offset` is seconds of the wall clock ahead of UTC.

    Examples
    --------
    >>> Stretch(0, 86_400, 28_800).offset
    28800
    """

    begin: int
    end: int
    offset: int


def midnight_of(day: date, zone: ZoneInfo) -> int:
    """Give the instant at which a day begins, UTC epoch seconds.

    Parameters
    ----------
    day : date
        From 1901 to 9000.
    zone : ZoneInfo

    Raises
    ------
    ParameterError
        If the day lies outside these years.

    Examples
    --------
    >>> midnight_of(date(1970, 1, 2), ZoneInfo("Asia/Shanghai"))
    57600
    """
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        reason = f"年份须在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间 the year must lie from {_FIRST_YEAR} to {_LAST_YEAR}"
        raise ParameterError(f"日期超出范围 day out of range: {day}", (Fault("day", str(day), reason),))
    return int(datetime.combine(day, time(), zone).timestamp())


@lru_cache(maxsize=16)
def stretches(zone: ZoneInfo, first: date, days: int) -> tuple[Stretch, ...]:
    """Give the stretches of one offset from the midnight that begins `first` on.

    Parameters
    ----------
    zone : ZoneInfo
    first : date
        Of the zone's calendar.
    days : int
        How many days, at least one.

    Raises
    ------
    ParameterError
        If a day lies outside the years that `midnight_of` takes.

    Examples
    --------
    >>> [part.offset // 3600 for part in stretches(ZoneInfo("Europe/London"), date(2026, 1, 1), 365)]
    [0, 1, 0]
    """
    begin, end = midnight_of(first, zone), midnight_of(first + timedelta(days=days), zone)
    found, since = [], begin
    for low, high in pairwise([*range(begin, end, _DAY), end]):
        change = _change(low, high, zone) if _offset(low, zone) != _offset(high, zone) else end
        if change < end:
            found.append(Stretch(since, change, _offset(since, zone)))
            since = change
    return (*found, Stretch(since, end, _offset(since, zone)))


def _offset(instant: int, zone: ZoneInfo) -> int:
    ahead = datetime.fromtimestamp(instant, zone).utcoffset() or timedelta()
    return int(ahead.total_seconds())


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Find the first second after `low` that has another offset."""
    before = _offset(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def instants_of(
    starts: NDArray[np.int64], ends: NDArray[np.int64], first: date, parts: tuple[Stretch, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the instants at which the wall clock stands within spans of its time.

    An hour that the clocks skip is in no instant; one that they repeat is in two.

    Parameters
    ----------
    starts, ends : numpy.ndarray of int64
        Minutes of the wall clock since the midnight that begins `first`.
    first : date
    parts : tuple of Stretch
        As `stretches` gives them.

    Returns
    -------
    (numpy.ndarray of int64, numpy.ndarray of int64, numpy.ndarray of int64)
        Starts and ends, UTC epoch seconds, in order, and the number of the span that each is of.

    Examples
    --------
    >>> parts = stretches(ZoneInfo("Asia/Shanghai"), date(1970, 1, 1), 1)
    >>> [array.tolist() for array in instants_of(np.array([480]), np.array([540]), date(1970, 1, 1), parts)]
    [[0], [3600], [0]]
    """
    origin = (first - _EPOCH).days * _DAY
    results = []
    for part in parts:
        low = np.maximum(starts * 60 + origin - part.offset, part.begin)
        high = np.minimum(ends * 60 + origin - part.offset, part.end)
        kept = np.flatnonzero(low < high)
        results.append((low[kept], high[kept], kept.astype(np.int64)))
    lows, highs, numbers = (np.concatenate(arrays) for arrays in zip(*results, strict=True))
    return lows, highs, numbers
