"""Where streets meet."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from stationmap.projection import Plane
from stationmap.streets.edges import Edges

__all__ = ["arms", "thinned"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def arms(edges: Edges) -> Ints:
    """Count the streets that leave each node.

    Parameters
    ----------
    edges : Edges

    Returns
    -------
    int64 array of shape (nodes,)
        Streets drawn twice over the same vertices count once.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> arms(manhattan(3, 100.0).edges).tolist()
    [2, 3, 2, 3, 4, 3, 2, 3, 2]
    """
    first = np.flatnonzero(np.diff(edges.edge, prepend=-1))
    last = np.append(first[1:], len(edges.edge)) - 1
    leaving = np.column_stack([edges.tail, edges.ends[first, 2], edges.ends[first, 3]])
    coming = np.column_stack([edges.head, edges.ends[last, 0], edges.ends[last, 1]])
    apart = np.unique(np.concatenate([leaving, coming]), axis=0)
    return np.bincount(apart[:, 0].astype(np.int64), minlength=edges.nodes)


def thinned(lat: Floats, lon: Floats, rank: Ints, spacing_m: float) -> Ints:
    """Leave out positions that are too near to one of higher rank that stays; of equal ranks the first stays.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    rank : int64 array of shape (n,)
    spacing_m : float
        Metres, in one equal-area plane.

    Returns
    -------
    int64 array
        Rows that stay, ascending.

    Examples
    --------
    >>> thinned(np.array([0.0, 0.0005, 0.001]), np.zeros(3), np.array([3, 4, 3]), 100.0).tolist()
    [1]
    """
    if spacing_m <= 0 or len(lat) == 0:
        return np.arange(len(lat))
    points = shapely.points(*Plane.around(lat, lon).forward(lat, lon))
    near = shapely.STRtree(points).query(points, predicate="dwithin", distance=spacing_m)
    near = near[:, np.argsort(near[0], kind="stable")]
    starts = np.searchsorted(near[0], np.arange(len(lat) + 1))
    gone = np.zeros(len(lat), dtype=bool)
    kept = []
    for row in np.argsort(-rank, kind="stable").tolist():
        if not gone[row]:
            kept.append(row)
            gone[near[1, starts[row] : starts[row + 1]]] = True
    return np.array(sorted(kept), dtype=np.int64)
