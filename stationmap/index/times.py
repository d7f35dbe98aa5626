"""Tables of intervals in which rows are open, and the state of a stay, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stationmap.index.compiling import compiled

__all__ = ["CLOSED", "OPEN", "UNKNOWN", "Times", "lasting_state", "stay_state"]

CLOSED, OPEN, UNKNOWN = 0, 1, 2
_DAY = 86_400
_HEAD = 6  # numbers before the tables: begin, end, days, and where starts, ends and states begin

Rows = NDArray[np.int64]


class Times(NamedTuple):
    """Tables of intervals, and the entry of each row.

    An entry's intervals are in order; its last begins at the end of time and is closed. Outside the horizon all is
    unknown.

    Parameters
    ----------
    entries : ndarray of int32, shape (rows,)
    days : ndarray of int32, shape (entries, days)
        The first interval of the entry that ends after `begin` and so many days.
    starts, ends : ndarray of int64, shape (intervals,)
        UTC epoch seconds; an interval is from its start to before its end.
    states : ndarray of uint8, shape (intervals,)
        1 open, 2 unknown, 0 closed.
    begin, end : int
        The horizon.

    Examples
    --------
    >>> always = Times(np.zeros(1, np.int32), np.zeros((1, 1), np.int32), np.array([0]), np.array([2**62]),
    ...                np.array([1], np.uint8), 0, 86_400)
    >>> stay_state(always.tables(), 0, 60, 600)
    1
    """

    entries: NDArray[np.int32]
    days: NDArray[np.int32]
    starts: Rows
    ends: Rows
    states: NDArray[np.uint8]
    begin: int
    end: int

    def tables(self) -> Rows:
        """Put all but the entries into one array, for `stay_state`."""
        first = _HEAD + self.days.size
        head = [self.begin, self.end, self.days.shape[1], first, first + len(self.starts), first + 2 * len(self.starts)]
        parts = (np.array(head), self.days.ravel(), self.starts, self.ends, self.states)
        return np.concatenate([part.astype(np.int64) for part in parts])


@compiled
def stay_state(tables: Rows, entry: int, arrive: int, stay: int) -> int:
    """Give the state of a stay: closed if closed at any moment of it, else unknown if unknown at any, else open.

    Parameters
    ----------
    tables : ndarray of int64
        As `Times.tables` gives them.
    entry : int
    arrive : int
        UTC epoch seconds.
    stay : int
        Seconds; 0 is the moment of arriving.

    Examples
    --------
    >>> weekday = Times(np.zeros(1, np.int32), np.zeros((1, 1), np.int32), np.array([60, 2**62]),
    ...                 np.array([120, 2**62 + 1]), np.array([1, 0], np.uint8), 0, 86_400)
    >>> [stay_state(weekday.tables(), 0, at, 30) for at in (0, 60, 100)]
    [0, 1, 0]
    """
    begin, end, days, starts, ends, states = tables[0], tables[1], tables[2], tables[3], tables[4], tables[5]
    if not begin <= arrive < end:
        return UNKNOWN
    leave = arrive + max(stay, 1)
    found = tables[_HEAD + entry * days + min((arrive - begin) // _DAY, days - 1)]
    while tables[ends + found] <= arrive:
        found += 1
    if tables[starts + found] > arrive:
        return CLOSED
    if tables[states + found] == OPEN and tables[ends + found] >= leave:
        return OPEN
    while tables[ends + found] < leave and tables[starts + found + 1] == tables[ends + found]:
        found += 1
    return UNKNOWN if tables[ends + found] >= min(leave, end) else CLOSED


@compiled
def lasting_state(tables: Rows, entry: int, early: int, late: int, stay: int) -> int:
    """Give the state of a stay whenever one arrives from `early` to `late`; -1 where it may change in between.

    Parameters
    ----------
    tables : ndarray of int64
        As `Times.tables` gives them.
    entry : int
    early, late : int
        UTC epoch seconds.
    stay : int
        Seconds.

    Examples
    --------
    >>> weekday = Times(np.zeros(1, np.int32), np.zeros((1, 1), np.int32), np.array([60, 2**62]),
    ...                 np.array([120, 2**62 + 1]), np.array([1, 0], np.uint8), 0, 86_400)
    >>> pairs = (0, 59), (50, 60), (60, 110), (60, 111)
    >>> [lasting_state(weekday.tables(), 0, early, late, 10) for early, late in pairs]
    [0, -1, 1, -1]
    """
    begin, end, days, starts, ends, states = tables[0], tables[1], tables[2], tables[3], tables[4], tables[5]
    if not begin <= early <= late < end:
        return -1
    found = tables[_HEAD + entry * days + min((early - begin) // _DAY, days - 1)]
    while tables[ends + found] <= early:
        found += 1
    if tables[starts + found] > late:
        return CLOSED
    if tables[starts + found] <= early and late + max(stay, 1) <= tables[ends + found]:
        return tables[states + found]
    return -1
