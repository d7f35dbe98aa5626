"""Whether a row is open to one who walks there, compiled: a filter that depends on the distance.

Rows have entries in tables of intervals: open (1) or unknown (2) from a start to before an end, UTC epoch
seconds; between intervals it is closed (0). Who sets out at `at` arrives `floor(metres * pace)` seconds later
and stays; a row answers if the whole stay has the state that is asked for. So that a branch of the tree that
is closed when one gets there is never entered, each node has a bit for each slot of time: the OR of its rows'.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import types
from numba.extending import overload
from numpy.typing import NDArray

from stationmap.index.compiling import compiled
from stationmap.index.ellipsoid import NEAR, geodesic, reach2

__all__ = ["Asked", "TimedFilter", "Times", "enters", "keeps", "keeps_by_chord", "stay_state"]

_CLOSED, _OPEN, _UNKNOWN = 0, 1, 2
_DAY = 86_400
_LAST = 63  # this bit stands for its slot and all later ones

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
    >>> Times._fields[0]
    'entries'
    """

    entries: NDArray[np.int32]
    days: NDArray[np.int32]
    starts: Rows
    ends: Rows
    states: NDArray[np.uint8]
    begin: int
    end: int


class Asked(NamedTuple):
    """What is asked of the times.

    Parameters
    ----------
    at : int
        When one sets out, UTC epoch seconds.
    pace : float
        Seconds a geodesic metre.
    stay : int
        Seconds.
    state : int
        That is wanted: 1 open, 2 unknown.
    slots : ndarray of uint64, shape (nodes,)
        In which slots of time some row below a node is in that state; the last bit stands for all later ones.
    first, slot_s : int
        Slot i is from `first` + i * `slot_s` on.

    Examples
    --------
    >>> Asked._fields[0]
    'at'
    """

    at: int
    pace: float
    stay: int
    state: int
    slots: NDArray[np.uint64]
    first: int
    slot_s: int


class TimedFilter(NamedTuple):
    """A `Filter`, and what is asked of the times.

    Parameters
    ----------
    all_of, one_of, other_of, mask, listing
        As `Filter` has them.
    times : Times
    asked : Asked

    Examples
    --------
    >>> TimedFilter._fields[-1]
    'asked'
    """

    all_of: np.uint64
    one_of: np.uint64
    other_of: np.uint64
    mask: NDArray[np.bool_]
    listing: Rows
    times: Times
    asked: Asked


@compiled
def stay_state(times: Any, entry: int, arrive: int, stay: int) -> int:
    """Give the state of a stay: closed if closed at any moment of it, else unknown if unknown at any, else open.

    Parameters
    ----------
    times : Times
    entry : int
    arrive : int
        UTC epoch seconds.
    stay : int
        Seconds; 0 is the moment of arriving.

    Examples
    --------
    >>> always = Times(np.zeros(1, np.int32), np.zeros((1, 1), np.int32), np.array([0]), np.array([2**62]),
    ...                np.array([1], np.uint8), 0, 86_400)
    >>> stay_state(always, 0, 60, 600)
    1
    """
    if not times.begin <= arrive < times.end:
        return _UNKNOWN
    leave = arrive + max(stay, 1)
    found = times.days[entry, min((arrive - times.begin) // _DAY, times.days.shape[1] - 1)]
    while times.ends[found] <= arrive:
        found += 1
    if times.starts[found] > arrive:
        return _CLOSED
    if times.states[found] == _OPEN and times.ends[found] >= leave:
        return _OPEN
    while times.ends[found] < leave and times.starts[found + 1] == times.ends[found]:
        found += 1
    return _UNKNOWN if times.ends[found] >= min(leave, times.end) else _CLOSED


@compiled
def _fits_time(wanted: Any, row: int, metres: float) -> bool:
    """Test a row at a distance; one whose geodesic diverges is kept, for pyproj to judge."""
    if math.isnan(metres):
        return True
    asked = wanted.asked
    arrive = asked.at + np.int64(metres * asked.pace)
    return stay_state(wanted.times, wanted.times.entries[row], arrive, asked.stay) == asked.state


@compiled
def _fits_time_by_chord(tree: Any, wanted: Any, place: int, at: Any, chord2: float) -> bool:
    """Test a point by its chord, and by its geodesic where the two arrive in different seconds."""
    metres, pace = math.sqrt(chord2), wanted.asked.pace
    longest = math.sqrt(reach2(chord2)) if metres <= NEAR else math.inf
    if longest == math.inf or np.int64(metres * pace) != np.int64(longest * pace):
        points = tree.points
        metres = geodesic(at[0], at[1], at[2], points[place, 0], points[place, 1], points[place, 2])[0]
    return _fits_time(wanted, tree.rows[place], metres)


@compiled
def _may_fit_time(tree: Any, wanted: Any, node: int, low2: float) -> bool:
    """Tell whether some row below a node, whose box is `low2` squared metres away, may be in the state on arrival."""
    asked, box = wanted.asked, tree.boxes
    dx, dy, dz = box[node, 3] - box[node, 0], box[node, 4] - box[node, 1], box[node, 5] - box[node, 2]
    low = math.sqrt(low2)
    high = 1.01 * (low + math.sqrt(dx * dx + dy * dy + dz * dz)) + 1.0  # of geodesics up to 1,000 km and more
    if high > NEAR:
        return True
    since = asked.at - asked.first
    early = (since + np.int64(low * asked.pace)) // asked.slot_s
    late = (since + np.int64(high * asked.pace)) // asked.slot_s
    if early >= _LAST:
        return True
    window = (np.uint64(0xFFFFFFFFFFFFFFFF) >> np.uint64(_LAST - min(late, _LAST) + early)) << np.uint64(early)
    return (asked.slots[node] & window) != 0


def keeps(wanted: Any, row: int, metres: float) -> bool:
    """Say whether a row so far away passes what the filter asks of time; a filter that asks nothing keeps all.

    Parameters
    ----------
    wanted : Filter or TimedFilter
    row : int
    metres : float
        Geodesic; NaN where it diverges.

    Examples
    --------
    >>> from stationmap.index.keeping import Filter
    >>> keeps(Filter(0, 0, 0, np.ones(0, bool), np.zeros(0, int)), 7, 100.0)
    True
    """
    return not _asks_time(wanted) or bool(_fits_time(wanted, row, metres))


def keeps_by_chord(tree: Any, wanted: Any, place: int, at: Any, chord2: float) -> bool:
    """Say the same of a point in tree order, by the square of its chord.

    Parameters
    ----------
    tree : Tree
    wanted : Filter or TimedFilter
    place : int
    at : tuple of float
        Earth-centred metres of the query.
    chord2 : float
        Square metres.

    Examples
    --------
    >>> from stationmap.index.keeping import Filter
    >>> keeps_by_chord(None, Filter(0, 0, 0, np.ones(0, bool), np.zeros(0, int)), 7, (0.0, 0.0, 0.0), 100.0)
    True
    """
    return not _asks_time(wanted) or bool(_fits_time_by_chord(tree, wanted, place, at, chord2))


def enters(tree: Any, wanted: Any, node: int, low2: float) -> bool:
    """Say whether a node may hold a row that passes.

    Parameters
    ----------
    tree : Tree
    wanted : Filter or TimedFilter
    node : int
    low2 : float
        Squared metres to the node's box.

    Examples
    --------
    >>> from stationmap.index.keeping import Filter
    >>> enters(None, Filter(0, 0, 0, np.ones(0, bool), np.zeros(0, int)), 0, 100.0)
    True
    """
    return not _asks_time(wanted) or bool(_may_fit_time(tree, wanted, node, low2))


def _asks_time(wanted: Any) -> bool:
    return "asked" in wanted._fields


def _is_timed(wanted: Any) -> bool:
    return isinstance(wanted, types.BaseNamedTuple) and "asked" in getattr(wanted, "fields", ())


@overload(keeps, inline="always", strict=False)
def _keeps(wanted: Any, row: Any, metres: Any) -> Any:
    if _is_timed(wanted):
        return lambda wanted, row, metres: _fits_time(wanted, row, metres)
    return lambda wanted, row, metres: True


@overload(keeps_by_chord, inline="always", strict=False)
def _keeps_by_chord(tree: Any, wanted: Any, place: Any, at: Any, chord2: Any) -> Any:
    if _is_timed(wanted):
        return lambda tree, wanted, place, at, chord2: _fits_time_by_chord(tree, wanted, place, at, chord2)
    return lambda tree, wanted, place, at, chord2: True


@overload(enters, inline="always", strict=False)
def _enters(tree: Any, wanted: Any, node: Any, low2: Any) -> Any:
    if _is_timed(wanted):
        return lambda tree, wanted, node, low2: _may_fit_time(tree, wanted, node, low2)
    return lambda tree, wanted, node, low2: True
