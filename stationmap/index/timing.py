"""Whether a row is open to one who walks there, compiled: a filter that depends on the distance.

Rows have entries in tables of intervals: open (1) or unknown (2) from a start to before an end, UTC epoch
seconds; between intervals it is closed (0). Who sets out at `at` arrives `floor(metres * pace)` seconds later
and stays; a row answers if the whole stay has the state that is asked for. So that a branch of the tree that
is closed when one gets there is never entered, each node has a bit for each slot of time: the OR of its rows'.

Tables and what is asked come as one array each: numba passes few arrays much faster than many.
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
from stationmap.index.times import CLOSED, lasting_state, stay_state

__all__ = ["TimedFilter", "enters", "keeps", "keeps_by_chord"]

_AT, _PACE, _STAY, _SINCE, _SLOTS_A_METRE = 0, 1, 2, 3, 4  # what is asked; the last two in slots
_LAST = 63  # this bit stands for its slot and all later ones

Rows = NDArray[np.int64]


class TimedFilter(NamedTuple):
    """A `Filter`, and what is asked of the times.

    Parameters
    ----------
    all_of, one_of, other_of, mask, listing
        As `Filter` has them.
    state : int
        That is wanted: 1 open, 2 unknown.
    entries : ndarray of int32
        By place in tree order.
    tables : ndarray of int64
        As `Times.tables` gives them.
    asked : ndarray of float64, shape (5,)
        When one sets out, seconds a metre, seconds of the stay; since when the slots run, and slots a metre, in slots.
    soon : ndarray of float64, shape (entries, 2)
        Each entry's state when one sets out, and for how many seconds it lasts: what most arrivals are decided by.
    slots : ndarray of uint64, shape (nodes,)
        In which slots of time some row below a node is in the state that is wanted.

    Examples
    --------
    >>> TimedFilter._fields[-1]
    'slots'
    """

    all_of: np.uint64
    one_of: np.uint64
    other_of: np.uint64
    mask: NDArray[np.bool_]
    listing: Rows
    state: int
    entries: NDArray[np.int32]
    tables: Rows
    asked: NDArray[np.float64]
    soon: NDArray[np.float64]
    slots: NDArray[np.uint64]


@compiled
def _state_at(tables: Rows, entry: int, asked: Any, metres: float) -> int:
    return stay_state(tables, entry, np.int64(asked[_AT]) + np.int64(metres * asked[_PACE]), np.int64(asked[_STAY]))


@compiled
def _fits_time(tables: Rows, entry: int, asked: Any, state: int, metres: float) -> bool:
    """Test an entry at a distance; one whose geodesic diverges is kept, for pyproj to judge."""
    return math.isnan(metres) or _state_at(tables, entry, asked, metres) == state


@compiled
def _fits_exactly(
    points: Any, place: int, at: Any, chord2: float, tables: Rows, entry: int, asked: Any, state: int
) -> bool:
    """Test a place by its chord, and by its geodesic where the state may change between the arrivals of the two."""
    metres = math.sqrt(chord2)
    if metres <= NEAR:
        leaves, stay = np.int64(asked[_AT]), np.int64(asked[_STAY])
        early, late = np.int64(metres * asked[_PACE]), np.int64(math.sqrt(reach2(chord2)) * asked[_PACE])
        found = lasting_state(tables, entry, leaves + early, leaves + late, stay)
        if found >= 0:
            return found == state
        if early == late:
            return stay_state(tables, entry, leaves + early, stay) == state
    metres = geodesic(at[0], at[1], at[2], points[place, 0], points[place, 1], points[place, 2])[0]
    return _fits_time(tables, entry, asked, state, metres)


@compiled
def _lasts(soon: Any, entry: int, asked: Any, chord2: float) -> bool:
    """Tell whether the state in which one sets out lasts until one leaves; of closed: until one arrives."""
    latest = 1.0011 * math.sqrt(chord2) * asked[_PACE] + 1.0  # U(c) <= 1.0011 c up to 1,000 km
    stay = 0.0 if soon[entry, 0] == CLOSED else asked[_STAY]
    return latest + stay < soon[entry, 1] and chord2 <= NEAR * NEAR


@compiled
def _may_fit_time(boxes: Any, node: int, low2: float, asked: Any, slots: Any) -> bool:
    """Tell whether some row below a node, whose box is `low2` squared metres away, may be in the state on arrival.

    No straight line in a box is longer than its three edges together, and no geodesic of up to 1,000 km longer than
    1.0011 times its chord.
    """
    edges = (boxes[node, 3] - boxes[node, 0]) + (boxes[node, 4] - boxes[node, 1]) + (boxes[node, 5] - boxes[node, 2])
    low = math.sqrt(low2)
    early = np.int64(asked[_SINCE] + low * asked[_SLOTS_A_METRE])
    late = np.int64(asked[_SINCE] + 1.0011 * (low + edges) * asked[_SLOTS_A_METRE] + 0.002)  # in whole seconds
    if early >= _LAST or low + edges > NEAR:
        return True
    last: Any = min(late, _LAST)
    window = (np.uint64(0xFFFFFFFFFFFFFFFF) >> np.uint64(_LAST - last + early)) << np.uint64(early)
    return (slots[node] & window) != 0


def keeps(wanted: Any, place: int, metres: float) -> bool:
    """Say whether a place so far away passes what the filter asks of time; a filter that asks nothing keeps all.

    Parameters
    ----------
    wanted : Filter or TimedFilter
    place : int
        In tree order.
    metres : float
        Geodesic; NaN where it diverges.

    Examples
    --------
    >>> from stationmap.index.keeping import Filter
    >>> keeps(Filter(0, 0, 0, np.ones(0, bool), np.zeros(0, int)), 7, 100.0)
    True
    """
    if not _asks_time(wanted):
        return True
    return bool(_fits_time(wanted.tables, wanted.entries[place], wanted.asked, wanted.state, metres))


def keeps_by_chord(tree: Any, wanted: Any, place: int, at: Any, chord2: float) -> bool:
    """Say the same by the square of the chord.

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
    if not _asks_time(wanted):
        return True
    entry, asked, state = wanted.entries[place], wanted.asked, wanted.state
    if _lasts(wanted.soon, entry, asked, chord2):
        return bool(wanted.soon[entry, 0] == state)
    return bool(_fits_exactly(tree.points, place, at, chord2, wanted.tables, entry, asked, state))


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
    return not _asks_time(wanted) or bool(_may_fit_time(tree.boxes, node, low2, wanted.asked, wanted.slots))


def _asks_time(wanted: Any) -> bool:
    return "asked" in wanted._fields


def _is_timed(wanted: Any) -> bool:
    return isinstance(wanted, types.BaseNamedTuple) and "asked" in getattr(wanted, "fields", ())


@overload(keeps, strict=False)
def _keeps(wanted: Any, place: Any, metres: Any) -> Any:
    if not _is_timed(wanted):
        return lambda wanted, place, metres: True
    return lambda wanted, place, metres: _fits_time(
        wanted.tables, wanted.entries[place], wanted.asked, wanted.state, metres
    )


@overload(keeps_by_chord, strict=False)
def _keeps_by_chord(tree: Any, wanted: Any, place: Any, at: Any, chord2: Any) -> Any:
    if not _is_timed(wanted):
        return lambda tree, wanted, place, at, chord2: True

    def keep(tree: Any, wanted: Any, place: Any, at: Any, chord2: Any) -> Any:
        entry, asked, state = wanted.entries[place], wanted.asked, wanted.state
        if _lasts(wanted.soon, entry, asked, chord2):
            return wanted.soon[entry, 0] == state
        return _fits_exactly(tree.points, place, at, chord2, wanted.tables, entry, asked, state)

    return keep


@overload(enters, strict=False)
def _enters(tree: Any, wanted: Any, node: Any, low2: Any) -> Any:
    if not _is_timed(wanted):
        return lambda tree, wanted, node, low2: True
    return lambda tree, wanted, node, low2: _may_fit_time(tree.boxes, node, low2, wanted.asked, wanted.slots)
