"""Twins: stations so near to each other that they may be one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from stationmap.index import centred

__all__ = ["find_twins"]

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
_GEOD = Geod(ellps="WGS84")
# Seen along its longest axis the ground is inclined by at most 55 degrees, so at most 1.75 m lie on 1 m of the map.
_STEEPEST = 1.78
_SLACK_M = 0.01  # above the difference of chord and geodesic at the longest distance allowed, 10 km


def find_twins(lat: Floats, lon: Floats, within_m: float) -> tuple[Rows, Rows, Floats]:
    """Find every station that has another one near.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84, finite.
    within_m : float
        Geodesic metres, included; 0 finds nothing.

    Returns
    -------
    (int64 array, int64 array, float64 array), each of shape (m,)
        Stations, ascending; for each a twin of it, and the geodesic metres between them. The twin is the nearest
        other station, but where several crowd in a third of `within_m`, any of them.

    Notes
    -----
    The earth is looked at along each half axis of earth-centred coordinates, where distances on the map are at
    most those on the ground and at least 1/1.78 of them. Stations in one cell of a grid that is fine enough are
    twins whatever their number; only those alone in their cell need a search. So a crowd costs no more than its size.

    Examples
    --------
    >>> rows, twins, metres = find_twins(np.array([34.75, 34.8, 34.75]), np.array([113.62, 113.62, 113.6201]), 15)
    >>> rows.tolist(), twins.tolist(), metres.round(2).tolist()
    ([0, 2], [2, 0], [9.16, 9.16])
    """
    best = np.full(len(lat), -1, dtype=np.int64)
    metres = np.full(len(lat), np.inf)
    if within_m > 0:
        for rows, others in _candidates(centred(lat, lon), within_m):
            length = _GEOD.inv(lon[rows], lat[rows], lon[others], lat[others])[2]
            _keep_nearest(best, metres, rows, others, np.asarray(length, dtype=np.float64))
    found = np.flatnonzero(metres <= within_m)
    return found, best[found], metres[found]


def _keep_nearest(best: Rows, metres: Floats, rows: Rows, others: Rows, length: Floats) -> None:
    order = np.lexsort((others, length, rows))
    first = order[np.unique(rows[order], return_index=True)[1]]
    better = first[length[first] < metres[rows[first]]]
    best[rows[better]], metres[rows[better]] = others[better], length[better]


def _candidates(points: Floats, within_m: float) -> Iterator[tuple[Rows, Rows]]:
    """Pair up on the six faces of the cube around the earth; a seam belongs to both faces."""
    longest = np.abs(points).max(axis=1, initial=0)
    for axis in range(3):
        for sign in (1.0, -1.0):
            face = np.flatnonzero(sign * points[:, axis] >= longest - 2 * within_m)
            if len(face) > 1:
                flat = np.delete(points[face], axis, axis=1)
                for rows, others in (_crowded(flat, within_m), _lonely(flat, within_m)):
                    yield face[rows], face[others]


def _cells(flat: Floats, within_m: float) -> tuple[Rows, Rows]:
    """Cell of each point, and points ordered by it; all points of a cell are within reach of each other."""
    side = (within_m - min(_SLACK_M, within_m / 2)) / (_STEEPEST * 1.4143)
    column, row = (np.unique(np.floor(flat[:, at] / side), return_inverse=True)[1] for at in (0, 1))
    cell = np.unique(column * len(flat) + row, return_inverse=True)[1]
    return cell, np.argsort(cell, kind="stable")


def _crowded(flat: Floats, within_m: float) -> tuple[Rows, Rows]:
    """Pair each point with the one before it in its cell, and the first with the second."""
    cell, order = _cells(flat, within_m)
    same = cell[order[1:]] == cell[order[:-1]]
    before, after = order[:-1][same], order[1:][same]
    return np.concatenate([before, after]), np.concatenate([after, before])


def _lonely(flat: Floats, within_m: float) -> tuple[Rows, Rows]:
    cell, _ = _cells(flat, within_m)
    alone = np.flatnonzero(np.bincount(cell)[cell] == 1)
    shapes = np.asarray(shapely.points(flat))
    tree = shapely.STRtree(shapes)
    which, others = tree.query(shapes[alone], predicate="dwithin", distance=within_m + _SLACK_M)
    rows = alone[which]
    return rows[rows != others], others[rows != others]
