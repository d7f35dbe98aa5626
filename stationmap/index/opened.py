"""The search among rows in one state of opening, from compiled code to pyproj."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stationmap.index.deciding import decide_set, rank
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.keeping import Tree
from stationmap.index.kernel import ORDER_OPEN, SETTLED, search_timed
from stationmap.index.matches import Plan, test_bits
from stationmap.index.wanted import Key
from stationmap.index.when import When

__all__ = ["Searched", "search_state"]

_EVERY: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
_MOST = 512  # answers up to which keeping the k least one by one is quicker than sorting all


class Searched(NamedTuple):
    """What a search goes through.

    Parameters
    ----------
    tree : Tree
    key : Key
        The filter as bits.
    plan : Plan
        The same, for the compiled search.
    mask : ndarray of bool, shape (rows,), or None
    lat, lon : ndarray of float64, shape (rows,)
        Degrees, WGS 84.

    Examples
    --------
    >>> Searched._fields[0]
    'tree'
    """

    tree: Tree
    key: Key
    plan: Plan
    mask: NDArray[np.bool_] | None
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]


def search_state(searched: Searched, at: tuple[float, float], k: int, when: When, state: int, most: float) -> Hits:
    """Find the k nearest within `most` metres whose whole stay has a state.

    Parameters
    ----------
    searched : Searched
    at : tuple of float
        Latitude and longitude, degrees, WGS 84.
    k : int
        1 or more.
    when : When
    state : int
        1 open, 2 unknown.
    most : float
        Metres, infinite for no bound.

    Examples
    --------
    >>> from stationmap.index.ellipsoid import centred
    >>> from stationmap.index.matches import Matches
    >>> from stationmap.index.timing import Times
    >>> from stationmap.index.tree import build_tree
    >>> from stationmap.index.when import OpenTimes
    >>> lat, lon, none = np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.zeros(1, np.uint64)
    >>> tree = build_tree(centred(lat, lon), np.zeros(2, np.uint64))
    >>> always = Times(np.zeros(2, np.int32), np.zeros((1, 1), np.int32), np.array([0]), np.array([2**62]),
    ...                np.array([1], np.uint8), 0, 86_400)
    >>> hours = OpenTimes(always, lambda first, slot_s: (~none, none), lambda rows, arrive, stay: np.ones(len(rows)))
    >>> searched = Searched(tree, (0, ()), Matches(tree).plan((0, ())), None, lat, lon)
    >>> search_state(searched, (2.0, 4.0), 1, When(hours, at=60, pace=0.0), 1, np.inf).rows.tolist()
    [1]
    """
    tree, key, plan, mask, lat, lon = searched
    if plan.matches == 0:
        return NO_HITS

    def keep(hits: Hits) -> Hits:
        hits = hits[: int(np.searchsorted(hits.distance_m, most, "right"))]
        return hits.where(when.states(hits.rows, hits.distance_m) == state)

    if k > _MOST:
        rows = tree.rows[test_bits(tree.bits, key)]
        return keep(rank(*at, rows if mask is None else rows[mask[rows]], lat, lon))[:k]
    chosen = _EVERY if mask is None else mask
    parts = tree, plan[:3], chosen, plan.listing, when.hours.times, when.asked(tree, state)
    left, rows, found = search_timed(*parts, *at, k, most)
    if left == SETTLED:
        return Hits(rows, found[0], found[1])[: int(np.searchsorted(found[0], most, "right"))]
    if left == ORDER_OPEN:
        return keep(rank(*at, rows, lat, lon))
    return decide_set(tree, *at, k, rows, key, mask, lat, lon, keep)
