"""Which of many points lie in a box."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

__all__ = ["Points", "blocks"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Points:
    """Points of a plane in the order of their x.

    Parameters
    ----------
    x, y : float64 arrays of shape (n,)
        Metres.

    Examples
    --------
    >>> Points(np.array([5.0, 1, 3]), np.array([0.0, 0, 9])).inside(1, 5, 0, 5).tolist()
    [0, 1]
    """

    def __init__(self, x: Floats, y: Floats) -> None:
        self._order = np.argsort(x, kind="stable")
        self._x, self._y = x[self._order], y[self._order]

    def inside(self, west: float, east: float, south: float, north: float) -> Ints:
        """Give the rows inside a box, its border included, ascending."""
        part = slice(np.searchsorted(self._x, west, "left"), np.searchsorted(self._x, east, "right"))
        y = self._y[part]
        return np.sort(self._order[part][(y >= south) & (y <= north)])


def blocks(x: Floats, y: Floats, side: float) -> Iterator[Ints]:
    """Put points into square blocks.

    Parameters
    ----------
    x, y : float64 arrays of shape (n,)
        Metres.
    side : float
        Metres.

    Returns
    -------
    iterator of int64 arrays
        The rows of each block that holds any, ascending.

    Examples
    --------
    >>> [rows.tolist() for rows in blocks(np.array([0.0, 50, 150]), np.zeros(3), 100.0)]
    [[0, 1], [2]]
    """
    cell = np.column_stack([np.floor(x / side), np.floor(y / side)])
    order = np.lexsort((np.arange(len(x)), cell[:, 1], cell[:, 0]))
    changes = (np.diff(cell[order], axis=0) != 0).any(axis=1)
    yield from (rows for rows in np.split(order, np.flatnonzero(changes) + 1) if len(rows))
