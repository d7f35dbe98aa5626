"""A made-up city of square blocks, in which all is known by reasoning."""

from __future__ import annotations

import numpy as np

from stationmap.errors import InputError
from stationmap.files import OsmWays
from stationmap.projection import Plane
from stationmap.streets.streets import Streets
from stationmap.streets.walkable import BOTH

__all__ = ["manhattan"]


def manhattan(side: int, block_m: float, lat: float = 34.75, lon: float = 113.65) -> Streets:
    """Make streets that cross at right angles.

    What one reaches in it on foot is a diamond with half the diagonal R, of which the area is 2R²; the disc's is πR²: a
    straight line overstates by π/2.

    Parameters
    ----------
    side : int
        Streets in either direction, at least 2.
    block_m : float
        Metres from one to the next.
    lat, lon : float
        The middle, degrees, WGS 84.

    Raises
    ------
    InputError
        If there are fewer than two streets, or blocks have no size.

    Examples
    --------
    >>> streets = manhattan(11, 100.0)
    >>> streets.edges.nodes, len(streets.edges), round(streets.facts.used_m)
    (121, 220, 22000)
    """
    if side < 2 or not block_m > 0:
        raise InputError(
            f"棋盘路网至少两条街 a grid has two streets or more and blocks of some size: {side}, {block_m}"
        )
    at = (np.arange(side) - (side - 1) / 2) * block_m
    x, y = np.meshgrid(at, at)
    lats, lons = Plane(lat, lon).back(x.ravel(), y.ravel())
    rows = np.arange(side * side).reshape(side, side)
    refs = np.concatenate([rows.ravel(), rows.T.ravel()])
    starts = np.arange(2 * side + 1) * side
    kind = np.full(2 * side, BOTH, dtype=np.int8)
    ways = OsmWays(refs, starts, kind, rows.ravel(), lats, lons, np.zeros(side * side, dtype=bool), {}, None)
    return Streets.of(ways, "虚构棋盘路网 made-up grid")
