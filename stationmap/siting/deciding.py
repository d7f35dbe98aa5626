"""Whether some sites can reach a target: what the fewest sites and the least farthest distance are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.siting.engine import Engine
from stationmap.siting.limits import Limits
from stationmap.siting.proving import prove
from stationmap.siting.solving import Effort, Progress, Solution, quiet, solve

__all__ = ["Decision", "decide"]

_ROUNDING = 1e-9


@dataclass(frozen=True)
class _Until(Effort):
    """Search until the target is reached, or no choice can reach it."""

    target: float = 0.0

    def enough(self, bound: float, known: float) -> bool:
        """Tell whether the question is settled."""
        return known >= self.target or bound < self.target


@dataclass(frozen=True, eq=False)
class Decision:
    """What became of a question.

    Parameters
    ----------
    solution : Solution
    target : float

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1], [0, 1], [5.0] * 2, places=2, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.ones(2), np.zeros(2))
    >>> decision = decide(problem, Limits(np.ones(2, dtype=bool), 1), 2.0, Effort())
    >>> decision.reached, decision.refuted
    (False, True)
    """

    solution: Solution
    target: float

    @property
    def reached(self) -> bool:
        """Whether the choice that was found reaches the target."""
        return self.solution.value >= self.target

    @property
    def refuted(self) -> bool:
        """Whether no choice can."""
        return self.solution.best_possible < self.target

    @property
    def chosen(self) -> npt.NDArray[np.int64]:
        """The choice that was found."""
        return self.solution.chosen


def decide(engine: Engine, limits: Limits, target: float, effort: Effort, progress: Progress = quiet) -> Decision:
    """Ask whether sites within the limits can be worth a target.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    target : float
        Less a billionth of it, for rounding.
    effort : Effort
        With `prove`, HiGHS answers what search and bound leave open.
    progress : callable

    Returns
    -------
    Decision

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1], [0, 1], [5.0] * 2, places=2, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.ones(2), np.zeros(2))
    >>> decide(problem, Limits(np.ones(2, dtype=bool), 2), 2.0, Effort()).chosen.tolist()
    [0, 1]
    """
    wanted = target - _ROUNDING * max(1.0, abs(target))
    until = _Until(effort.gap, effort.kicks, effort.prove, effort.seconds, wanted)
    solution = solve(engine, limits, until, progress)
    decision = Decision(solution, wanted)
    if effort.prove and not decision.reached and not decision.refuted:
        decision = Decision(prove(engine, limits, solution, effort), wanted)
    return decision
