"""What a timetable answers, for many stations and instants at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.flat import STEP, Flat
from stationmap.timetable.library import CLOSED, OPEN, UNKNOWN

__all__ = ["closes_at", "estimated", "find", "opens_at", "states", "stays"]

Numbers = NDArray[np.int64]
States = NDArray[np.uint8]
NONE = -1


def find(flat: Flat, which: Numbers, at: Numbers) -> Numbers:
    """Find the first interval of an entry that ends after an instant.

    Parameters
    ----------
    flat : Flat
    which, at : numpy.ndarray of int64, one-dimensional
        Entries, and UTC epoch seconds from the horizon's beginning on.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> find(example_timetable().flat, np.array([1]), np.array([0])).tolist()
    [2]
    """
    days = np.minimum(np.maximum(at - flat.begin, 0) // STEP, flat.index.shape[1] - 1)
    found: Numbers = flat.index[which, days].astype(np.int64)
    behind = np.flatnonzero(flat.ends[found] <= at)
    while behind.size:
        found[behind] += 1
        behind = behind[flat.ends[found[behind]] <= at[behind]]
    return found


def states(flat: Flat, which: Numbers, at: Numbers) -> States:
    """Give the state of entries at instants: 0 closed, 1 open, 2 unknown, as it is outside the horizon.

    Parameters
    ----------
    flat, which, at
        As `find` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> states(example_timetable().flat, np.array([0, 1, 1]), np.array([0, 3600, -3600])).tolist()
    [2, 1, 0]
    """
    return _states_of(flat, find(flat, which, at), at)


def _states_of(flat: Flat, found: Numbers, at: Numbers) -> States:
    known = np.where(flat.starts[found] <= at, flat.states[found], CLOSED)
    return np.where((at >= flat.begin) & (at < flat.end), known, UNKNOWN).astype(np.uint8)


def stays(flat: Flat, which: Numbers, arrive: Numbers, stay_s: Numbers) -> States:
    """Give the state of stays from `arrive` to before `arrive` + `stay_s`, as `Timetable.stays_open` has it.

    Parameters
    ----------
    flat, which, arrive
        As `find` takes them.
    stay_s : numpy.ndarray of int64, one-dimensional
        Seconds, none negative.

    Raises
    ------
    ParameterError
        If a stay is negative.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> one = np.array([1, 1])
    >>> stays(example_timetable().flat, one, np.array([3600, 3600]), np.array([600, 86_400])).tolist()
    [1, 0]
    """
    if np.any(stay_s < 0):
        shortest = str(int(stay_s.min()))
        fault = Fault("stay_s", shortest, "不能为负 must not be negative")
        raise ParameterError(f"停留时间为负 a stay is negative: {shortest}", (fault,))
    found = find(flat, which, arrive)
    state, leave = _states_of(flat, found, arrive), arrive + np.maximum(stay_s, 1)
    whole = np.where((state == OPEN) & (flat.ends[found] < leave), UNKNOWN, state)
    doubtful = np.flatnonzero((whole == UNKNOWN) & (arrive >= flat.begin) & (arrive < flat.end))
    reached = _reach(flat, found[doubtful], leave[doubtful])
    shut = reached < np.minimum(leave[doubtful], flat.end)
    whole[doubtful[shut]] = CLOSED
    return whole.astype(np.uint8)


def _reach(flat: Flat, found: Numbers, until: Numbers) -> Numbers:
    """Give where intervals that touch one another end, or the end of the first that goes to `until`."""
    found, ends = found.copy(), flat.ends[found]
    going = np.flatnonzero(ends < until)
    while going.size:
        going = going[flat.starts[found[going] + 1] == ends[going]]
        found[going] += 1
        ends[going] = flat.ends[found[going]]
        going = going[ends[going] < until[going]]
    return ends


def opens_at(flat: Flat, which: Numbers, at: Numbers) -> Numbers:
    """Give the next moment of becoming open, UTC epoch seconds; -1 where there is none or it is open already.

    Parameters
    ----------
    flat, which, at
        As `find` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> opens_at(example_timetable().flat, np.array([0, 1, 1]), np.array([0, -3600, 3600])).tolist()
    [-1, 3600, -1]
    """
    found = find(flat, which, at)
    coming = flat.next_open[found]
    there = (flat.starts[coming] > at) & (flat.states[coming] == OPEN) & (at >= flat.begin)
    return np.where(there, flat.starts[coming], NONE)


def closes_at(flat: Flat, which: Numbers, at: Numbers) -> Numbers:
    """Give the next moment of ceasing to be open; -1 where it is not open, or is so to the end of the horizon.

    Parameters
    ----------
    flat, which, at
        As `find` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> closes_at(example_timetable().flat, np.array([1, 1]), np.array([3600, -3600])).tolist()
    [32400, -1]
    """
    found = find(flat, which, at)
    is_open = _states_of(flat, found, at) == OPEN
    return np.where(is_open & (flat.ends[found] < flat.end), flat.ends[found], NONE)


def estimated(flat: Flat, which: Numbers, at: Numbers) -> NDArray[np.bool_]:
    """Tell where an expression follows the calendar, and the year of an instant within the horizon is not published.

    Parameters
    ----------
    flat, which, at
        As `find` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> estimated(example_timetable().flat, np.array([0, 1]), np.array([0, 0])).tolist()
    [False, True]
    """
    year = np.maximum(np.searchsorted(flat.year_starts, at, side="right") - 1, 0)
    told: NDArray[np.bool_] = flat.follows[which] & flat.year_assumed[year] & (at >= flat.begin) & (at < flat.end)
    return told
