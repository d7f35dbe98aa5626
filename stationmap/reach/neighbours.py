"""Points within a distance of others, found by a grid of cells as wide as that distance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

__all__ = ["Neighbours"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_BATCH = 1_000_000  # candidates looked at together: some tens of megabytes


class Neighbours:
    """Flat points that lie in groups, sorted by cell; points of different groups are never near each other.

    Parameters
    ----------
    group : int64 array of shape (n,)
        Not negative.
    x, y : float64 arrays of shape (n,)
        Metres, in the plane of the group.
    radius_m : float
        Metres, above zero.

    Examples
    --------
    >>> points = Neighbours(np.zeros(3, dtype=int), np.array([0.0, 5.0, 50.0]), np.zeros(3), 10.0)
    >>> found = points.batches(np.array([0]), np.zeros(1), np.zeros(1))
    >>> [(query.tolist(), point.tolist()) for _, query, point in found]
    [([0, 0], [0, 1])]
    """

    def __init__(self, group: Ints, x: Floats, y: Floats, radius_m: float) -> None:
        self.radius_m = radius_m
        self._x, self._y = x, y
        column, row = self._cells(x), self._cells(y)
        self._west, self._south = (int(cell.min(initial=0)) for cell in (column, row))
        self._width, self._height = (
            int(cell.max(initial=0)) - low + 3 for cell, low in ((column, self._west), (row, self._south))
        )
        keys = self._key(group, column, row)
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def _cells(self, metres: Floats) -> Ints:
        return np.floor(metres / self.radius_m).astype(np.int64)

    def _key(self, group: Ints, column: Ints, row: Ints) -> Ints:
        # One empty cell all round, so that a neighbour beyond the edge is no cell of another row or group.
        across = np.clip(column - self._west, -1, self._width - 2) + 1
        up = np.clip(row - self._south, -1, self._height - 2) + 1
        return (group * self._height + up) * self._width + across

    def batches(self, group: Ints, x: Floats, y: Floats) -> Iterator[tuple[slice, Ints, Ints]]:
        """Find the points around each query, many queries at a time.

        Parameters
        ----------
        group : int64 array of shape (m,)
        x, y : float64 arrays of shape (m,)
            Metres, in the plane of the group.

        Yields
        ------
        tuple of slice, int64 array, int64 array
            The queries of this batch, in order and none left out; rows of queries (in order) and of points no farther
            apart than the radius.
        """
        begin, end = self._ranges(group, x, y)
        counts = (end - begin).sum(axis=0)
        for some in _slices(counts):
            query, point = _expanded(begin[:, some], end[:, some])
            query, point = query + some.start, self._order[point]
            near = (self._x[point] - x[query]) ** 2 + (self._y[point] - y[query]) ** 2 <= self.radius_m**2
            yield some, query[near], point[near]

    def _ranges(self, group: Ints, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        column, row = self._cells(x), self._cells(y)
        steps = (-1, 0, 1)
        first = [self._key(group, column - 1, row + step) for step in steps]
        last = [self._key(group, column + 1, row + step) for step in steps]
        # Far outside, clipping makes rows one: a key that was counted is not counted again.
        again = [np.zeros(len(x), dtype=bool), *(a == b for a, b in zip(first[1:], first[:-1], strict=True))]
        begin = np.stack([np.searchsorted(self._keys, key) for key in first])
        end = np.stack([np.searchsorted(self._keys, key, side="right") for key in last])
        return begin, np.where(np.stack(again), begin, end)


def _slices(counts: Ints) -> Iterator[slice]:
    """Cut queries into runs of at most `_BATCH` candidates, or of one query."""
    total = np.cumsum(counts)
    start = 0
    while start < len(counts):
        done = total[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(total, done + _BATCH, side="right")))
        yield slice(start, stop)
        start = stop


def _expanded(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Write out ranges, three for each query, as rows of queries and places in the order of cells."""
    lengths = (end - begin).T.ravel()
    starts = np.repeat(begin.T.ravel() - (np.cumsum(lengths) - lengths), lengths)
    return np.repeat(np.arange(len(lengths)) // 3, lengths), starts + np.arange(lengths.sum())
