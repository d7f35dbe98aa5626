"""What a reader can work out of the hidden counts of a hierarchy, from all that is published of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stationmap.errors import InputError

__all__ = ["NO_LIMIT", "Tree"]

NO_LIMIT = 2**40
"""Stands for a count that has no upper bound; far above any sum of visits."""

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Tree:
    """Counts of which each is the sum of those below it.

    Parameters
    ----------
    values : int64 array of shape (n,)
        Counts, not negative, below `NO_LIMIT`.
    parent : int64 array of shape (n,)
        Row of the sum that each is a part of; -1 for none.

    Raises
    ------
    InputError
        If a count is negative or too large, a sum is not that of its parts, or the rows go round in a circle.

    Examples
    --------
    >>> tree = Tree(np.array([53, 3, 50]), np.array([-1, 0, 0]))
    >>> [bound.tolist() for bound in tree.bounds(np.array([False, True, True]))]
    [[53, 0, 0], [53, 53, 53]]
    """

    def __init__(self, values: Counts, parent: Counts) -> None:
        self.values, self.parent = values, parent
        self._part = parent >= 0
        if (values < 0).any() or (values >= NO_LIMIT).any():
            raise InputError("人次为负或过大 a count is negative or too large")
        self.levels = list(self._levels())
        sums = self._sums(values)
        inner = self.is_sum
        if (sums[inner] != values[inner]).any():
            at = int(np.flatnonzero(inner)[(sums[inner] != values[inner]).argmax()])
            raise InputError(f"合计与各项之和不符 a total is not the sum of its parts: {values[at]} and {sums[at]}")

    @cached_property
    def is_sum(self) -> Mask:
        """Which counts are sums of others."""
        inner: Mask = np.zeros(len(self.values), dtype=bool)
        inner[self.parent[self._part]] = True
        return inner

    @cached_property
    def _families(self) -> tuple[Counts, Counts]:
        order = np.argsort(self.parent, kind="stable")
        return order, np.searchsorted(self.parent[order], np.arange(len(self.values) + 1))

    def parts_of(self, row: int) -> Counts:
        """Give the rows that a sum is made of."""
        order, begin = self._families
        return order[begin[row] : begin[row + 1]]

    def _sums(self, values: Counts) -> Counts:
        sums: Counts = np.zeros(len(values), dtype=np.int64)
        np.add.at(sums, self.parent[self._part], values[self._part])
        return sums

    def _levels(self) -> Iterator[Counts]:
        """Give the rows from the top down."""
        depth = np.zeros(len(self.values), dtype=np.int64)
        above = self.parent.copy()
        for _ in range(len(self.values) + 1):
            climbing = above >= 0
            if not climbing.any():
                break
            depth[climbing] += 1
            above[climbing] = self.parent[above[climbing]]
        else:
            raise InputError("合计关系成环 the totals go round in a circle")
        yield from (np.flatnonzero(depth == one) for one in range(int(depth.max(initial=-1)) + 1))

    def from_below(self, hidden: Mask, upper: Counts | None = None) -> tuple[Counts, Counts]:
        """Bound each count by what is published of its parts alone, sums of the parts not capped.

        Parameters
        ----------
        hidden : bool array of shape (n,)
        upper : int64 array of shape (n,), optional
            What is known to be the most that each can be.
        """
        low = np.where(hidden, 0, self.values)
        most = np.full(len(low), NO_LIMIT) if upper is None else upper
        high = np.where(hidden, most, self.values)
        for level in reversed(self.levels):
            rows = level[self.is_sum[level] & hidden[level]]
            sums_low, sums_high = self._sums(low), self._sums(high)
            low[rows], high[rows] = sums_low[rows], np.minimum(sums_high[rows], most[rows])
        return low, high

    def bounds(self, hidden: Mask, upper: Counts | None = None) -> tuple[Counts, Counts]:
        """Bound each count by all that is published; as the sums make no circle, no bound can be tighter.

        Parameters
        ----------
        hidden : bool array of shape (n,)
        upper : int64 array of shape (n,), optional
            What is known to be the most that each can be.

        Returns
        -------
        low, high : int64 array of shape (n,)
            `NO_LIMIT` or close below it where nothing limits a count.
        """
        low, high = self.from_below(hidden, upper)
        sums_low, sums_high = self._sums(low), self._sums(high)
        low, high = low.copy(), high.copy()
        below_low, below_high = low.copy(), high.copy()
        for level in self.levels[1:]:
            above = self.parent[level]
            high[level] = np.minimum(below_high[level], high[above] - (sums_low[above] - below_low[level]))
            low[level] = np.maximum(below_low[level], low[above] - (sums_high[above] - below_high[level]))
        return low, high
