"""What a choice of sites must keep to: how many, how dear, how near to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError

__all__ = ["NO_PAIRS", "Limits"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
NO_PAIRS: Ints = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Limits:
    """How many sites, at what cost, and which not together.

    Parameters
    ----------
    usable : bool array of shape (candidates,)
        Candidates that may be chosen: not forbidden, not too near to a station that exists.
    count : int, optional
        The most new sites; without it the budget alone limits them.
    cost : float64 array of shape (candidates,), optional
        Of each, in any one unit; 1 each by default.
    budget : float
        The most that all may cost together; infinite by default.
    too_near : int64 array of shape (m, 2)
        Pairs of candidates of which at most one may be chosen.

    Raises
    ------
    InputError
        If there is neither a count nor a budget, or a value is negative or not a number.

    Examples
    --------
    >>> limits = Limits(np.ones(3, dtype=bool), 2, too_near=np.array([[0, 1]]))
    >>> limits.most, limits.clique.tolist(), limits.keeps([0, 2]), limits.keeps([0, 1])
    (2, [0, 0, 1], True, False)
    """

    usable: Mask
    count: int | None = None
    cost: Floats | None = None
    budget: float = np.inf
    too_near: Ints = field(default_factory=lambda: NO_PAIRS)

    def __post_init__(self) -> None:
        if self.count is None and not np.isfinite(self.budget):
            fault = Fault("add", "", "需要站点数或预算 a number of sites or a budget is needed")
            raise InputError("没有说明新增多少 it is not said how many to add", (fault,))
        if self.count is not None and self.count < 0:
            raise InputError(f"新增站点数不能为负 the number of sites is negative: {self.count}")
        if not self.budget >= 0:
            raise InputError(f"预算不能为负 the budget is negative or no number: {self.budget}")
        if self.cost is not None and not (np.isfinite(self.cost) & (self.cost >= 0)).all():
            raise InputError("成本有负数或缺失 a cost is negative or not a number")

    def __len__(self) -> int:
        return len(self.usable)

    @cached_property
    def costs(self) -> Floats:
        """What each candidate costs, 1 where nothing is said."""
        return np.ones(len(self)) if self.cost is None else self.cost.astype(np.float64)

    @cached_property
    def most(self) -> int:
        """The most sites that could be chosen."""
        possible = int(self.usable.sum())
        counted = possible if self.count is None else min(self.count, possible)
        if not np.isfinite(self.budget):
            return counted
        cheapest = np.cumsum(np.sort(self.costs[self.usable]))
        return min(counted, int((cheapest <= self.budget).sum()))

    @cached_property
    def near(self) -> list[Ints]:
        """For each candidate those that may not be chosen beside it."""
        both = np.concatenate([self.too_near, self.too_near[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        return np.split(both[:, 1], np.searchsorted(both[:, 0], np.arange(1, len(self))))

    @cached_property
    def clique(self) -> Ints:
        """A clique of each candidate: of those that share one, at most one may be chosen. Found greedily."""
        clique = np.full(len(self), -1)
        if not len(self.too_near):
            return np.arange(len(self))
        sets = [set(some.tolist()) for some in self.near]
        made = 0
        for first in range(len(self)):
            if clique[first] >= 0:
                continue
            members = {first}
            for other in self.near[first].tolist():
                if clique[other] < 0 and members <= sets[other]:
                    members.add(other)
            clique[list(members)] = made
            made += 1
        return clique

    def keeps(self, chosen: npt.ArrayLike) -> bool:
        """Tell whether a choice keeps to all limits."""
        rows = np.asarray(chosen, dtype=np.int64)
        within = len(rows) <= self.most and float(self.costs[rows].sum()) <= self.budget
        apart = not any(np.isin(self.near[row], rows).any() for row in rows) if len(self.too_near) else True
        return bool(within and apart and self.usable[rows].all() and len(np.unique(rows)) == len(rows))
