"""Where the compiled search is in doubt, pyproj decides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from stationmap.index.geodesic import SLACK_M, measure
from stationmap.index.hits import Hits
from stationmap.index.keeping import Tree
from stationmap.index.matches import test_bits
from stationmap.index.tree import leaf_places, reachable
from stationmap.index.wanted import Key

__all__ = ["decide_set", "rank"]

_FIRST = 64  # leaves that are measured before the bound is tightened for the first time

Keep = Callable[[Hits], Hits]
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def rank(lat: float, lon: float, rows: Rows, lats: Floats, lons: Floats) -> Hits:
    """Measure rows from a position, in degrees of WGS 84, and sort them by (distance, row).

    Examples
    --------
    >>> rank(0.0, 0.0, np.array([0, 1]), np.array([0.0, 0.0]), np.array([2.0, 1.0])).rows.tolist()
    [1, 0]
    """
    distance, bearing = measure(lat, lon, lats[rows], lons[rows])
    order = np.lexsort((rows, distance))
    return Hits(rows[order], distance[order], bearing[order])


def _all_of(hits: Hits) -> Hits:
    return hits


def decide_set(  # noqa: PLR0913, PLR0917  (all that a search knows)
    tree: Tree, lat: float, lon: float, k: int, some: Rows, key: Key, mask: NDArray[np.bool_] | None,
    lats: Floats, lons: Floats, keep: Keep | None = None,
) -> Hits:  # fmt: skip
    """Find the k nearest that match by pyproj's geodesics alone, as nearly antipodal places need.

    Of a node no point is nearer than its centre less its radius, by the triangle inequality.
    `some` are matching rows; if there are k of them, they bound the answer from the start.
    `keep` passes some of what was measured.

    Examples
    --------
    >>> from stationmap.index.ellipsoid import centred
    >>> from stationmap.index.tree import build_tree
    >>> lats, lons = np.array([0.0, 0.0]), np.array([179.9, -179.8])
    >>> tree, none = build_tree(centred(lats, lons), np.zeros(2, dtype=np.uint64)), np.empty(0, dtype=np.int64)
    >>> decide_set(tree, 0.0, 0.0, 1, none, (0, ()), None, lats, lons).rows.tolist()
    [1]
    """
    keep = keep or _all_of
    best = keep(rank(lat, lon, some, lats, lons))
    bound = best.distance_m[k - 1] if len(best) >= k else np.inf

    def may_hold(nodes: Rows) -> NDArray[np.bool_]:
        return (_least(tree, lat, lon, nodes) <= bound) & test_bits(tree.offers[nodes], key)

    leaves = reachable(tree, may_hold)
    least = _least(tree, lat, lon, leaves + (len(tree.offers) + 1) // 2 - 1)
    order = np.argsort(least)
    leaves, least = leaves[order], least[order]
    start, size = 0, _FIRST
    best = best[:0]
    while start < len(leaves) and (len(best) < k or least[start] <= best.distance_m[k - 1]):
        places = leaf_places(tree, leaves[start : start + size])
        rows = tree.rows[places[test_bits(tree.bits[places], key)]]
        rows = rows if mask is None else rows[mask[rows]]
        best = keep(rank(lat, lon, np.concatenate((best.rows, rows)), lats, lons))[:k]
        start, size = start + size, 2 * size
    return best


def _least(tree: Tree, lat: float, lon: float, nodes: Rows) -> Floats:
    x, y, z = tree.balls[nodes, :3].T
    a2_over_b2 = 1 / (1 - 1 / 298.257223563) ** 2
    centre_lat = np.degrees(np.arctan2(z * a2_over_b2, np.hypot(x, y)))
    distance, _ = measure(lat, lon, centre_lat, np.degrees(np.arctan2(y, x)))
    least: Floats = distance - tree.balls[nodes, 3] - SLACK_M
    return least
