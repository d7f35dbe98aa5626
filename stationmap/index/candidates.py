"""The R-tree over earth-centred points: what lies near in a straight line."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rtree.index import Index, Property

__all__ = ["Candidates"]

_LEAF = 16  # of 16, 40 and 100 the quickest for a few neighbours


class Candidates:
    """Rows by straight-line distance, from several threads at once.

    Parameters
    ----------
    points : ndarray of float64, shape (n, 3)
        Earth-centred metres, n >= 1.

    Notes
    -----
    libspatialindex is not safe under threads, even for reads: every call holds one lock.

    Examples
    --------
    >>> tree = Candidates(np.array([[0.0, 0.0, 0.0], [9.0, 0.0, 0.0], [5.0, 0.0, 0.0]]))
    >>> sorted(tree.nearest(np.array([6.0, 0.0, 0.0]), 2).tolist())
    [1, 2]
    """

    def __init__(self, points: NDArray[np.float64]) -> None:
        properties = Property(dimension=3, leaf_capacity=_LEAF, index_capacity=_LEAF)
        self._tree: Any = Index(
            (np.arange(len(points)), points, points), properties=properties
        )  # its array calls have no types
        self._lock = Lock()

    def nearest(self, query: NDArray[np.float64], count: int) -> NDArray[np.int64]:
        """Give the `count` rows nearest by chord, in no order; of ties at the end any."""
        box = query[np.newaxis]
        with self._lock:
            rows: NDArray[np.int64] = self._tree.nearest_v(box, box, num_results=count, strict=True)[0]
        return rows

    def around(self, query: NDArray[np.float64], half_edge: float) -> NDArray[np.int64]:
        """Give all rows in a cube about the query, in no order."""
        centre = query[np.newaxis]
        with self._lock:
            rows: NDArray[np.int64] = self._tree.intersection_v(centre - half_edge, centre + half_edge)[0]
        return rows
