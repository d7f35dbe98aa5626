"""The search for what is open when one gets there, from compiled code to pyproj."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stationmap.index.deciding import decide_set, rank
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.keeping import Tree
from stationmap.index.kernel import ORDER_OPEN, SETTLED, search_open
from stationmap.index.matches import Plan, test_bits
from stationmap.index.times import OPEN, UNKNOWN
from stationmap.index.wanted import Key
from stationmap.index.when import When

__all__ = ["Searched", "nearest_in_time"]

_EVERY: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
_MOST = 512  # answers up to which keeping the k least one by one is quicker than sorting all
_NONE: NDArray[np.int64] = np.empty(0, dtype=np.int64)

Rows = NDArray[np.int64]


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


def nearest_in_time(searched: Searched, lat: float, lon: float, k: int, when: When) -> tuple[Hits, Hits]:
    """Find the k nearest that are open when one gets there, and those no farther of which that is unknown.

    Parameters
    ----------
    searched : Searched
    lat, lon : float
        Degrees, WGS 84.
    k : int
        1 or more.
    when : When

    Examples
    --------
    >>> from stationmap.index.ellipsoid import centred
    >>> from stationmap.index.matches import Matches
    >>> from stationmap.index.times import Times
    >>> from stationmap.index.tree import build_tree
    >>> from stationmap.index.when import OpenTimes
    >>> lat, lon, none = np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.zeros(1, np.uint64)
    >>> tree = build_tree(centred(lat, lon), np.zeros(2, np.uint64))
    >>> always = Times(np.zeros(2, np.int32), np.zeros((1, 1), np.int32), np.array([0]), np.array([2**62]),
    ...                np.array([1], np.uint8), 0, 86_400)
    >>> hours = OpenTimes(always, lambda first, slot_s: (~none, none), lambda rows, arrive, stay: np.ones(len(rows)))
    >>> searched = Searched(tree, (0, ()), Matches(tree).plan((0, ())), None, lat, lon)
    >>> nearest_in_time(searched, 2.0, 4.0, 1, When(hours, at=60, pace=0.0))[0].rows.tolist()
    [1]
    """
    tree, _, plan, mask, _, _ = searched
    if plan.matches == 0:
        return NO_HITS, NO_HITS
    all_of, one_of, other_of, listing, _ = plan
    left, rows = None, _NONE
    if k <= _MOST:
        chosen = _EVERY if mask is None else mask
        parts = (*tree, all_of, one_of, other_of, chosen, listing, *when.parts(tree))
        left, rows, found, left_too, others, away = search_open(*parts, lat, lon, k)
        if left == SETTLED == left_too:
            # a little more was looked for than is asked
            most = found[0, k - 1] if len(rows) == k else np.inf
            return Hits(rows, found[0], found[1]), Hits(others, away[0], away[1]).up_to(most)
    known = _decided(searched, (lat, lon), k, when, OPEN, np.inf, left, rows)
    most = float(known.distance_m[-1]) if len(known) == k else np.inf
    # rows of which it is in doubt were found within another distance: from the beginning
    return known, _decided(searched, (lat, lon), k, when, UNKNOWN, most, None, _NONE)


def _decided(  # noqa: PLR0913, PLR0917  (all that a search knows)
    searched: Searched,
    at: tuple[float, float],
    k: int,
    when: When,
    state: int,
    most: float,
    left: int | None,
    rows: Rows,
) -> Hits:
    tree, key, _, mask, lat, lon = searched

    def keep(hits: Hits) -> Hits:
        hits = hits.up_to(most)
        return hits.where(when.states(hits.rows, hits.distance_m) == state)

    if k > _MOST:
        rows = tree.rows[test_bits(tree.bits, key)]
        return keep(rank(*at, rows if mask is None else rows[mask[rows]], lat, lon))[:k]
    if left in {SETTLED, ORDER_OPEN}:
        return keep(rank(*at, rows, lat, lon))
    return decide_set(tree, *at, k, rows, key, mask, lat, lon, keep)
