"""What a timetable answers for one station: the same as for many, without the cost of arrays."""

from __future__ import annotations

from bisect import bisect_right

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.flat import STEP, Flat
from stationmap.timetable.library import CLOSED, OPEN, UNKNOWN

__all__ = ["closes_at", "comment", "opens_at", "place_of", "state", "stays"]

NONE = -1


def place_of(flat: Flat, which: int, at: int) -> int:
    """Name where an instant lies: twice the interval that ends after it, and one more if it has begun.

    Parameters
    ----------
    flat : Flat
    which : int
        The entry.
    at : int
        UTC epoch seconds.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> place_of(example_timetable().flat, 1, 3600) - place_of(example_timetable().flat, 1, 3599)
    1
    """
    found = _find(flat, which, at)
    return 2 * found + bool(flat.starts[found] <= at)


def _find(flat: Flat, which: int, at: int) -> int:
    day = min(max(at - flat.begin, 0) // STEP, flat.index.shape[1] - 1)
    found = int(flat.index[which, day])
    while flat.ends[found] <= at:
        found += 1
    return found


def _state_of(flat: Flat, found: int, at: int) -> int:
    if not flat.begin <= at < flat.end:
        return UNKNOWN
    return int(flat.states[found]) if flat.starts[found] <= at else CLOSED


def state(flat: Flat, which: int, at: int) -> int:
    """Give the state of an entry at an instant: 0 closed, 1 open, 2 unknown, as it is outside the horizon.

    Parameters
    ----------
    flat : Flat
    which : int
        The entry.
    at : int
        UTC epoch seconds.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> state(example_timetable().flat, 1, 3600)
    1
    """
    return _state_of(flat, _find(flat, which, at), at)


def stays(flat: Flat, which: int, arrive: int, stay_s: int) -> int:
    """Give the state of a stay from `arrive` to before `arrive` + `stay_s`, as `Timetable.stays_open` has it.

    Parameters
    ----------
    flat, which, arrive
        As `state` takes them.
    stay_s : int
        Seconds, not negative.

    Raises
    ------
    ParameterError
        If the stay is negative.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> stays(example_timetable().flat, 1, 3600, 86_400)
    0
    """
    if stay_s < 0:
        fault = Fault("stay_s", str(stay_s), "不能为负 must not be negative")
        raise ParameterError(f"停留时间为负 a stay is negative: {stay_s}", (fault,))
    found, leave = _find(flat, which, arrive), arrive + max(stay_s, 1)
    first = _state_of(flat, found, arrive)
    if first == CLOSED or not flat.begin <= arrive < flat.end:
        return first
    if first == OPEN and flat.ends[found] >= leave:
        return OPEN
    while flat.ends[found] < leave and flat.starts[found + 1] == flat.ends[found]:
        found += 1
    return UNKNOWN if flat.ends[found] >= min(leave, flat.end) else CLOSED


def opens_at(flat: Flat, which: int, at: int) -> int:
    """Give the next moment of becoming open, UTC epoch seconds; -1 if there is none or it is open already.

    Parameters
    ----------
    flat, which, at
        As `state` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> opens_at(example_timetable().flat, 1, 0)
    3600
    """
    coming = flat.next_open[_find(flat, which, at)]
    start = int(flat.starts[coming])
    return start if start > at >= flat.begin and flat.states[coming] == OPEN else NONE


def closes_at(flat: Flat, which: int, at: int) -> int:
    """Give the next moment of ceasing to be open; -1 if it is not open, or is so to the end of the horizon.

    Parameters
    ----------
    flat, which, at
        As `state` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> closes_at(example_timetable().flat, 1, 3600)
    32400
    """
    found = _find(flat, which, at)
    end = int(flat.ends[found])
    return end if _state_of(flat, found, at) == OPEN and end < flat.end else NONE


def comment(flat: Flat, which: int, at: int) -> int:
    """Give the number of the comment that holds at an instant; -1 for none.

    Parameters
    ----------
    flat, which, at
        As `state` takes them.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> comment(example_timetable().flat, 1, 3600), comment(example_timetable().flat, 1, 0)
    (0, -1)
    """
    low, high = int(flat.comment_offsets[which]), int(flat.comment_offsets[which + 1])
    place = bisect_right(flat.comment_starts, at, low, high) - 1
    return int(flat.comment_texts[place]) if place >= low and at < flat.comment_ends[place] else NONE
