"""From a model and its limits to a choice and a bound: search, bound, and search again where the bound points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.siting.bounding import Bound, upper_bound
from stationmap.siting.engine import Engine
from stationmap.siting.limits import Limits
from stationmap.siting.search import greedy, improve, kicked, refilled

__all__ = ["LAGRANGE", "SOLVER", "Effort", "Progress", "Solution", "quiet", "solve"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Progress = Callable[[float, str], object]
LAGRANGE, SOLVER = "lagrange", "highs"


def quiet(share: float, step: str) -> None:
    """Tell nobody how far it is.

    Parameters
    ----------
    share : float
    step : str

    Examples
    --------
    >>> quiet(0.5, "half")
    """


@dataclass(frozen=True)
class Effort:
    """How long to search.

    Parameters
    ----------
    gap : float
        Share of what new sites could bring at most, at which search ends; 0 searches to the end.
    kicks : int
        Restarts from near the best choice.
    prove : bool
        Whether HiGHS closes what gap is left.
    seconds : float
        Limit for HiGHS alone.

    Examples
    --------
    >>> Effort().enough(100.0, 99.95)
    True
    """

    gap: float = 0.001
    kicks: int = 300
    prove: bool = False
    seconds: float = 120.0

    def enough(self, bound: float, known: float) -> bool:
        """Tell whether a bound is near enough."""
        return bound - known <= self.gap * abs(bound)


@dataclass(frozen=True, eq=False)
class Solution:
    """A choice of candidates, what it is worth, and what no choice exceeds.

    Parameters
    ----------
    chosen : int64 array
    value : float
    bound : Bound
        The Lagrangian one.
    best_possible : float
        The least bound known; that of the solver if it is lower.
    by : str
        What proves `best_possible`: `LAGRANGE` or `SOLVER`.

    Examples
    --------
    >>> import stationmap.siting.bounding as b, stationmap.siting.picking as p
    >>> none = np.zeros(0)
    >>> bound = b.Bound(2.0, none, p.Pick(none.astype(int), 0.0, 0.0, 0.0), none, none)
    >>> Solution(np.array([1]), 1.0, bound, 2.0, LAGRANGE).proven
    False
    """

    chosen: Ints
    value: float
    bound: Bound
    best_possible: float
    by: str

    @property
    def proven(self) -> bool:
        """Whether the choice is known to be a best one, but for rounding."""
        return self.best_possible - self.value <= 1e-9 * max(1.0, abs(self.best_possible))


def solve(
    engine: Engine,
    limits: Limits,
    effort: Effort,
    progress: Progress = quiet,
    *,
    start: Ints | None = None,
) -> Solution:
    """Choose sites, and bound what any choice is worth.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    effort : Effort
    progress : callable
    start : int64 array, optional
        A choice to begin with, beside the greedy one.

    Returns
    -------
    Solution
        With the Lagrangian bound alone, also where a proof is wanted.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3))
    >>> found = solve(problem, Limits(np.ones(2, dtype=bool), 1), Effort())
    >>> found.chosen.tolist(), found.value, found.best_possible, found.proven
    ([1], 9.0, 9.0, True)
    """
    best = _Best(engine, limits)
    progress(0.0, "贪心与交换 greedy and swaps")
    for first in _starts(engine, limits, start):
        best.offer(first)

    def repair(often: Floats, share: float) -> float:
        progress(0.6 * share, "求上界 bounding")
        return best.offer(refilled(limits, np.argsort(-often, kind="stable")))

    bound = upper_bound(engine, limits, best.value, effort.enough, repair)
    if not effort.enough(bound.value, best.value):

        def stop(value: float, share: float) -> bool:
            progress(0.6 + 0.4 * share, "扰动搜索 kicks")
            return effort.enough(bound.value, value)

        best.offer(kicked(engine, limits, best.chosen, effort.kicks, stop))
    return Solution(best.chosen, best.value, bound, max(bound.value, best.value), LAGRANGE)


def _starts(engine: Engine, limits: Limits, given: Ints | None) -> list[Ints]:
    starts = [greedy(engine, limits)]
    if np.isfinite(limits.budget):
        starts.append(greedy(engine, limits, by_cost=True))
    return starts if given is None else [*starts, given]


class _Best:
    """The best choice so far."""

    def __init__(self, engine: Engine, limits: Limits) -> None:
        self.engine, self.limits = engine, limits
        self.chosen: Ints = np.zeros(0, dtype=np.int64)
        self.value = engine.value(self.chosen)

    def offer(self, start: Ints) -> float:
        """Climb from a start, and tell what the best is worth now."""
        chosen, value = improve(self.engine, self.limits, start)
        if value > self.value:
            self.chosen, self.value = chosen, value
        return self.value
