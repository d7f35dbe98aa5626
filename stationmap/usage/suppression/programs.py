"""Hiding in tables whose sums cross, as months by districts: linear programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from stationmap.errors import InputError
from stationmap.extras import planning

if TYPE_CHECKING:
    from stationmap.usage.suppression.bounds import Counts, Mask

__all__ = ["Equation", "hide_by_programs"]

Equation = tuple[int, Sequence[int]]
"""Row of a sum, and the rows that it is made of."""

Limits = tuple[float, float]
Floats = npt.NDArray[np.float64]

_FREE, _ZERO = 1e-4, 5.0  # what it costs to lean on a count that is hidden already, and on a zero
_MOVED = 1e-6
_SHAVED = 2  # from the ends of what sums allow, by who knows that one count is small
_FAR = 1e6
_TRIED = 40  # counts that are tried as the small one


class _Table:
    def __init__(self, values: Counts, equations: Sequence[Equation]) -> None:
        sparse = planning("scipy.sparse")
        rows = [np.full(len(parts) + 1, at) for at, (_, parts) in enumerate(equations)]
        columns = [np.array([total, *parts]) for total, parts in equations]
        signs = [np.array([-1.0, *np.ones(len(parts))]) for _, parts in equations]
        shape = (len(equations), len(values))
        where = (np.concatenate(rows), np.concatenate(columns))
        self.values = values.astype(np.float64)
        self.sums = sparse.csr_matrix((np.concatenate(signs), where), shape=shape)
        self.both = sparse.hstack([self.sums, -self.sums], format="csr")
        self.price = np.where(values > 0, 1 + np.log1p(values) / 10, _ZERO)

    def move(self, hidden: Mask, fixed: Mapping[int, Limits]) -> tuple[float, Floats] | None:
        """Find changes of counts that keep all sums, some within limits, at the least cost in what is published."""
        n = len(self.values)
        cost = np.where(hidden, _FREE, self.price)
        low, high = np.zeros(2 * n), np.concatenate([np.full(n, np.inf), self.values])
        for row, (least, most) in fixed.items():
            low[row], high[row] = max(least, 0.0), max(most, 0.0)
            low[n + row], high[n + row] = max(-most, 0.0), max(-least, 0.0)
        solved: Any = planning("scipy.optimize").linprog(
            np.concatenate([cost, cost]),
            A_eq=self.both,
            b_eq=np.zeros(self.both.shape[0]),
            bounds=np.column_stack([low, high]),
        )
        return (float(solved.fun), solved.x[:n] - solved.x[n:]) if solved.status == 0 else None

    def tied_to(self, row: int, hidden: Mask) -> Mask:
        """Tell which hidden counts some sums tie to one, directly or through others."""
        links = abs(self.sums)[:, np.flatnonzero(hidden)]
        graph = planning("scipy.sparse.csgraph")
        _, group = graph.connected_components(links.T @ links, directed=False)
        tied = np.zeros(len(hidden), dtype=bool)
        tied[np.flatnonzero(hidden)] = group == group[int(hidden[:row].sum())]
        return tied


class _Search:
    """What is hidden so far, and how far apart the tables are that have been found to fit."""

    def __init__(self, table: _Table, hidden: Mask, threshold: int) -> None:
        self.table, self.hidden, self.threshold = table, hidden, threshold
        self.low, self.high = table.values.copy(), table.values.copy()
        self.alone: set[int] = set()

    def weakest(self) -> int | None:
        weak = np.flatnonzero(self.hidden & (self.high - self.low < self.threshold - _MOVED))
        left = [row for row in weak.tolist() if row not in self.alone]
        return left[0] if left else None

    def widen(self, row: int) -> None:
        """Find a table with `row` far from those found, that has a small count among those tied to it."""
        value, width = self.table.values[row], self.threshold + _SHAVED
        up, down = self.low[row] + width - value, self.high[row] - width - value
        steps = [{row: (step, step)} for step in (up, down) if value + step >= 0]
        self._take(row, self._cheapest(steps))
        if self.high[row] - self.low[row] < self.threshold - _MOVED:
            self._take(row, self._accompanied(row, up))
            if self.high[row] - self.low[row] < self.threshold - _MOVED:
                self.alone.add(row)

    def _accompanied(self, row: int, step: float) -> Floats | None:
        """Find the cheapest table in which another count, tied to this one, could be the small one."""
        best: tuple[float, Floats] | None = None
        for other in self._others(row):
            value = self.table.values[other]
            limits = (1 - value, self.threshold - 1 - value)
            moved = self.table.move(self.hidden, {row: (step, step), other: limits})
            if moved is None or (best is not None and moved[0] >= best[0]):
                continue
            both = self.hidden | (np.abs(moved[1]) > _MOVED)
            both[other] = True
            if self.table.tied_to(row, both)[other]:
                best = moved
        return None if best is None else best[1]

    def _others(self, row: int) -> list[int]:
        tied = self.table.tied_to(row, self.hidden)
        price = np.where(tied, 0.0, np.where(self.hidden, np.inf, self.table.price))
        return [int(other) for other in np.argsort(price, kind="stable") if other != row][:_TRIED]

    def _cheapest(self, wanted: Sequence[Mapping[int, Limits]]) -> Floats | None:
        found = [moved for fixed in wanted if (moved := self.table.move(self.hidden, fixed)) is not None]
        return min(found, key=lambda one: one[0])[1] if found else None

    def _take(self, row: int, change: Floats | None) -> None:
        if change is None:
            return
        self.hidden |= np.abs(change) > _MOVED
        tied = self.table.tied_to(row, self.hidden)
        for way in (change, -change):
            share = _while_small(self.table.values[tied], way[tied], self.threshold)
            there = np.where(tied, self.table.values + share * way, self.table.values)
            self.low, self.high = np.minimum(self.low, there), np.maximum(self.high, there)


def _while_small(values: Floats, change: Floats, threshold: int) -> float:
    """Tell how far one can go that way while no count is negative and one is small; all tables so far fit the sums."""
    moving = np.abs(change) > _MOVED
    slope = np.where(moving, change, 1.0)
    falling = moving & (change < 0)
    farthest = float((values[falling] / -change[falling]).min(initial=_FAR))
    end = np.where(slope > 0, threshold - 1 - values, 1 - values) / slope
    share = np.where(moving, np.clip(end, 0, farthest), farthest)
    reached = values + share * np.where(moving, change, 0.0)
    small = (reached > 1 - _MOVED) & (reached < threshold - 1 + _MOVED)
    return float(share[small].max(initial=0.0))


def hide_by_programs(values: Counts, equations: Sequence[Equation], hidden: Mask, threshold: int) -> Mask:
    """Hide further counts until for each hidden one two tables fit that are far enough apart.

    For each hidden count the cheapest other table is sought that agrees with every sum, has it far from the tables
    already found, and has a small count that could be the reason of the hiding; what differs in that table must not be
    published. (Minimum-cost perturbation, after Kelly, Golden and Assad, *Networks* 22, 1992.)

    Parameters
    ----------
    values : int64 array of shape (n,)
        Counts, not negative.
    equations : sequence of tuple
        Row of each sum and the rows that it is made of.
    hidden : bool array of shape (n,)
        What must be hidden in any case.
    threshold : int
        Counts from 1 to one below it are small; bounds of a hidden count must be as far apart.

    Returns
    -------
    bool array of shape (n,)

    Raises
    ------
    InputError
        If a sum is not that of its parts.
    ExtraMissingError
        If scipy is not installed.

    Examples
    --------
    >>> values = np.array([3, 40, 43, 50, 60, 110, 53, 100, 153])
    >>> rows = [(2, (0, 1)), (5, (3, 4)), (8, (6, 7)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5))]
    >>> hide_by_programs(values, rows, values < 10, 10).nonzero()[0].tolist()
    [0, 1, 3, 4]
    """
    if not len(equations) or not hidden.any():
        return hidden.copy()
    table = _Table(values, equations)
    if np.any(table.sums @ table.values):
        raise InputError("合计与各项之和不符 a total is not the sum of its parts")
    search = _Search(table, hidden.copy(), threshold)
    while (row := search.weakest()) is not None:
        search.widen(row)
    return search.hidden
