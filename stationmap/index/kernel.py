"""The compiled search, from degrees to the k nearest: exact by geodesic.

First the k least by chord, which is cheap; only where that cannot tell which are the k nearest,
by geodesic. What is still in doubt then is said, and left to pyproj.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.index.chord_walk import chord2, walk
from stationmap.index.compiling import compiled, inlined
from stationmap.index.ellipsoid import NEAR, bearing_to, chord2_of, doubt, earth_centred, geodesic, reach2
from stationmap.index.geodesic_walk import farthest, walk_by_geodesic
from stationmap.index.keeping import Filter, Tree, offer, same_place
from stationmap.index.times import OPEN, UNKNOWN
from stationmap.index.timing import TimedFilter, keeps, keeps_by_chord

__all__ = ["ORDER_OPEN", "SETTLED", "SET_OPEN", "search", "search_many", "search_open"]

SETTLED, ORDER_OPEN, SET_OPEN = 0, 1, 2  # what a search leaves to be done

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@compiled
def _scan(tree: Any, wanted: Any, at: Any, keys: Floats, kept: Rows, exact: bool, most: float) -> tuple[int, float]:
    """Meet every point of the filter's listing."""
    x, y, z = at
    count, edge = 0, math.inf
    for place in wanted.listing:
        key = chord2(tree.points, place, x, y, z)
        if exact:
            if key > chord2_of(farthest(keys, count, most)):
                continue
            key = geodesic(x, y, z, tree.points[place, 0], tree.points[place, 1], tree.points[place, 2])[0]
        elif count == len(keys) and key > reach2(keys[count - 1]):
            continue
        if len(wanted.mask) and not wanted.mask[tree.rows[place]]:
            continue
        if keeps(wanted, place, key) if exact else keeps_by_chord(tree, wanted, place, at, key):
            count, edge = offer(tree.points, tree.rows, keys, kept, count, edge, key, place)
    return count, edge


@inlined
def _least(tree: Any, wanted: Any, at: Any, keys: Floats, kept: Rows, exact: bool, most: float) -> tuple[int, float]:
    if len(wanted.listing):
        return _scan(tree, wanted, at, keys, kept, exact, most)
    if exact:
        return walk_by_geodesic(tree, wanted, at, keys, kept, most)
    return walk(tree, wanted, at, keys, kept, most)


@compiled
def _measure(tree: Any, at: Any, kept: Rows, count: int, keys: Floats, bearings: Floats) -> float:
    """Turn the keys of what is kept into geodesics, in order, with bearings; return the longest.

    The longest is NaN if one diverges.
    """
    x, y, z = at
    longest = 0.0
    for i in range(count):
        place = kept[i]
        u, v, w = tree.points[place, 0], tree.points[place, 1], tree.points[place, 2]
        metres, sin_lam, cos_lam = geodesic(x, y, z, u, v, w)
        longest = max(longest, metres) if metres == metres else math.nan  # noqa: PLR0124  (a test for NaN)
        if math.isnan(longest):
            return longest
        bearing = bearing_to(x, y, z, u, v, w, sin_lam, cos_lam) if metres > 0 else 0.0
        slot = i
        while slot > 0 and (
            metres < keys[slot - 1] or (metres == keys[slot - 1] and tree.rows[place] < tree.rows[kept[slot - 1]])
        ):
            keys[slot], kept[slot], bearings[slot] = keys[slot - 1], kept[slot - 1], bearings[slot - 1]
            slot -= 1
        keys[slot], kept[slot], bearings[slot] = metres, place, bearing
    return longest


@compiled
def _left(tree: Any, kept: Rows, count: int, keys: Floats) -> int:
    """Say what is in doubt: two places too close to call, and of the set if the last kept is one of them.

    Others may stand in the place of the last; then the order of the two decides between more rows.
    """
    left, last = SETTLED, count == len(keys)
    for i in range(count - 1, 0, -1):
        if keys[i] - keys[i - 1] > doubt(keys[i]):
            last = False
        elif not same_place(tree.points, kept[i], kept[i - 1]):
            left = max(left, SET_OPEN if last else ORDER_OPEN)
    return left


@compiled
def _nearest(
    tree: Any, wanted: Any, at: Any, keys: Floats, kept: Rows, bearings: Floats, most: float
) -> tuple[int, int]:
    """Find the k nearest that fit, if the last is known to lie within `most` metres: their count, and what is left.

    SETTLED: set and order are exact. ORDER_OPEN: the set is, two of it are too close to call.
    SET_OPEN: k matches, if there are so many, but perhaps not the nearest.
    """
    k = len(keys)
    count, edge = _least(tree, wanted, at, keys, kept, False, most)
    last, last2 = (kept[count - 1], keys[count - 1]) if count else (0, 0.0)
    longest = _measure(tree, at, kept, count, keys, bearings)
    if math.isnan(longest):
        return count, (SET_OPEN if count == k else ORDER_OPEN)
    # what was left out in the place of the last by chord belongs behind it only if it is the last by geodesic too
    moved = count == k and not same_place(tree.points, last, kept[k - 1])
    if count == k and (moved or edge <= reach2(last2) or last2 > NEAR * NEAR):
        count, edge = _least(tree, wanted, at, keys, kept, True, longest + 2 * doubt(longest))
        if count < k or edge <= keys[k - 1] + doubt(keys[k - 1]):
            return count, SET_OPEN
        _measure(tree, at, kept, count, keys, bearings)
    return count, _left(tree, kept, count, keys)


@compiled
def search(
    points: Floats, bits: Any, rows: Rows, boxes: Any, balls: Floats, offers: Any, leaf: int,
    all_of: int, one_of: int, other_of: int, mask: Any, listing: Rows, lat: float, lon: float, k: int,
) -> tuple[int, Rows, Floats]:  # fmt: skip
    """Find the k nearest to degrees: what is left to be done, their rows, their metres and bearings.

    Tree and filter come in parts: numba takes a tuple apart slower than arguments.
    """
    tree = Tree(points, bits, rows, boxes, balls, offers, leaf)
    wanted = Filter(np.uint64(all_of), np.uint64(one_of), np.uint64(other_of), mask, listing)
    out, kept = np.empty((2, k)), np.empty(k, np.int64)
    count, left = _nearest(tree, wanted, earth_centred(lat, lon), out[0], kept, out[1], math.inf)
    for i in range(count):
        kept[i] = rows[kept[i]]
    return left, kept[:count], out[:, :count]


@compiled
def _in_state(tree: Any, wanted: Any, at: Any, k: int, most: float) -> tuple[int, Rows, Floats]:
    """Find the k nearest within `most` metres under a filter of time, as `search` gives them."""
    out, kept = np.empty((2, k)), np.empty(k, np.int64)
    count, left = _nearest(tree, wanted, at, out[0], kept, out[1], most)
    for i in range(count):
        kept[i] = tree.rows[kept[i]]
    return left, kept[:count], out[:, :count]


@compiled
def search_open(
    points: Floats, bits: Any, rows: Rows, boxes: Any, balls: Floats, offers: Any, leaf: int,
    all_of: int, one_of: int, other_of: int, mask: Any, listing: Rows,
    entries: Any, tables: Rows, asked: Floats, soon: Floats, open_slots: Any, unknown_slots: Any,
    lat: float, lon: float, k: int,
) -> tuple[int, Rows, Floats, int, Rows, Floats]:  # fmt: skip
    """Find the k nearest that are open when one gets there, and those no farther of which that is unknown.

    Parameters
    ----------
    points, bits, rows, boxes, balls, offers, leaf, all_of, one_of, other_of, mask, listing, lat, lon, k
        As `search` takes them.
    entries, tables, asked, soon, open_slots, unknown_slots
        As `TimedFilter` has them; the slots for either state.

    Returns
    -------
    (int, ndarray, ndarray, int, ndarray, ndarray)
        What is left to be done, the rows, and their metres and bearings, of those that are open and of the others.

    Examples
    --------
    >>> from stationmap.index.times import Times
    >>> from stationmap.index.tree import build_tree
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0]]), np.zeros(1, np.uint64))
    >>> days, bits = np.zeros((1, 1), np.int32), np.full(1, 2**64 - 1, np.uint64)
    >>> always = Times(np.zeros(1, np.int32), days, np.array([0]), np.array([2**62]), np.ones(1, np.uint8), 0, 86_400)
    >>> asked, soon, every = np.array([60.0, 1.0, 600.0, 0.0, 0.001]), np.array([[1.0, 1e9]]), np.ones(0, bool)
    >>> wanted = 0, 0, 0, every, np.zeros(0, np.int64), always.entries, always.tables(), asked, soon, bits, bits
    >>> search_open(*tree, *wanted, 0.0, 0.0, 1)[1].tolist()
    [0]
    """
    tree = Tree(points, bits, rows, boxes, balls, offers, leaf)
    one, two, three, at = np.uint64(all_of), np.uint64(one_of), np.uint64(other_of), earth_centred(lat, lon)
    wanted = TimedFilter(one, two, three, mask, listing, OPEN, entries, tables, asked, soon, open_slots)
    left, known, measured = _in_state(tree, wanted, at, k, math.inf)
    most = measured[0, k - 1] if len(known) == k else math.inf
    doubtful = TimedFilter(one, two, three, mask, listing, UNKNOWN, entries, tables, asked, soon, unknown_slots)
    left_too, unknown, away = _in_state(tree, doubtful, at, k, most)
    return left, known, measured, left_too, unknown, away


@inlined
def _way(at: Any, other: Any) -> float:
    """Give metres that the geodesic between two points does not exceed; infinite beyond 1,000 km."""
    x, y, z = other[0] - at[0], other[1] - at[1], other[2] - at[2]
    chord2 = x * x + y * y + z * z
    return math.sqrt(reach2(chord2)) if chord2 <= NEAR * NEAR else math.inf


@compiled
def search_many(
    points: Floats, bits: Any, rows: Rows, boxes: Any, balls: Floats, offers: Any, leaf: int,
    all_of: int, one_of: int, other_of: int, mask: Any, listing: Rows, lat: Floats, lon: Floats,
    found: Rows, metres: Floats, bearings: Floats, left: Rows,
) -> None:  # fmt: skip
    """Search from every position; `found` is -1 and `metres` infinite where fewer match."""
    tree = Tree(points, bits, rows, boxes, balls, offers, leaf)
    wanted = Filter(np.uint64(all_of), np.uint64(one_of), np.uint64(other_of), mask, listing)
    most, before = math.inf, earth_centred(lat[0], lon[0])
    for i in range(len(lat)):
        at = earth_centred(lat[i], lon[i])
        # the k nearest to the position before are no farther than its last, and the way to it
        most += _way(before, at)
        count, left[i] = _nearest(tree, wanted, at, metres[i], found[i], bearings[i], most)
        last = metres[i, count - 1] if count == metres.shape[1] and left[i] != SET_OPEN else math.inf
        most, before = last + 2 * doubt(last), at
        for j in range(count):
            found[i, j] = rows[found[i, j]]
        found[i, count:], metres[i, count:], bearings[i, count:] = -1, math.inf, 0.0
