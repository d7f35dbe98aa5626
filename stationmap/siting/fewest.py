"""The fewest sites that reach a target, and the least distance of the farthest place: by questions that are decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from stationmap.siting.deciding import Decision, decide
from stationmap.siting.limits import Limits
from stationmap.siting.problem import Problem
from stationmap.siting.search import greedy
from stationmap.siting.solving import Effort, Progress
from stationmap.siting.stand import Stand

__all__ = ["Asked", "farthest", "fewest"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Asked:
    """The outcome of a row of questions.

    Parameters
    ----------
    chosen : int64 array
    reached : bool
        Whether the choice does what was wanted.
    least : float
        The least that the objective can be.
    refuted : Decision or None
        The last question that was refuted, which proves `least`.
    engine : Problem or None
        Of that question.
    asked : float
        What that question asked: a number of sites, or metres.

    Examples
    --------
    >>> Asked(np.array([0]), True, 1.0, None, None, 0.0).reached
    True
    """

    chosen: Ints
    reached: bool
    least: float
    refuted: Decision | None
    engine: Problem | None
    asked: float


def fewest(problem: Problem, limits: Limits, target: float, effort: Effort, progress: Progress) -> Asked:
    """Find the fewest sites that are worth a target.

    Parameters
    ----------
    problem : Problem
    limits : Limits
        The count is not looked at, but is the most.
    target : float
    effort : Effort
    progress : callable

    Returns
    -------
    Asked

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.solving import quiet
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.ones(2), np.zeros(2))
    >>> asked = fewest(problem, Limits(np.ones(2, dtype=bool), 2), 2.0, Effort(), quiet)
    >>> asked.chosen.tolist(), asked.least
    ([0], 1.0)
    """

    def ask(count: int, by: Effort = effort) -> Decision:
        return decide(problem, replace(limits, count=count), target, by)

    def refute(count: int) -> Decision:
        return ask(count, replace(effort, kicks=0))  # a search that is in vain refutes nothing

    if target <= 0:
        return Asked(np.zeros(0, dtype=np.int64), reached=True, least=0.0, refuted=None, engine=None, asked=0.0)
    first = _enough(problem, greedy(problem, limits), target)
    if first is None:
        found = ask(limits.most)
        if not found.reached:
            refuted, least = (found, np.inf) if found.refuted else (None, 1.0)
            return Asked(found.chosen, False, least, refuted, problem, limits.most)
        first = found.chosen
    best = first
    progress(0.1, "减少站点 fewer sites")
    while len(best) > 1 and (found := ask(len(best) - 1)).reached:
        best = found.chosen
    progress(0.5, "求下界 bounding")
    low, refuted = _last_refuted(0, len(best) - 1, refute)
    return Asked(best, True, float(low + 1), refuted, problem, float(low))


def _enough(problem: Problem, sites: Ints, target: float) -> Ints | None:
    """Cut a choice in order where it reaches the target."""
    for count in range(len(sites) + 1):
        if problem.value(sites[:count]) >= target * (1 - 1e-9):
            return sites[:count]
    return None


def _last_refuted(low: int, high: int, ask: Callable[[int], Decision]) -> tuple[int, Decision | None]:
    """Find the greatest question up to `high` that is refuted; `low` is refuted already, the highest is likely."""
    decision = None
    at = high
    while low < high:
        now = ask(at)
        if now.refuted:
            low, decision = at, now
        else:
            high = at - 1
        at = (low + high + 1) // 2
    return low, decision


def _decided(problem: Problem, target: float, limits: Limits, effort: Effort) -> Decision:
    return decide(problem, limits, target, effort)


def farthest(stand: Stand, limits: Limits, effort: Effort, progress: Progress) -> Asked:
    """Find sites that leave the farthest place least far.

    Parameters
    ----------
    stand : Stand
    limits : Limits
    effort : Effort
    progress : callable

    Returns
    -------
    Asked
        `least` in metres. Places that nothing reaches within the limit of the pairs are not asked about.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.solving import quiet
    >>> pairs = Pairs.of([0, 0, 1, 1], [0, 1, 0, 1], [5.0, 30.0, 20.0, 10.0], places=2, stations=2, limit_m=99)
    >>> asked = farthest(Stand(pairs, np.ones(2)), Limits(np.ones(2, dtype=bool), 1), Effort(), quiet)
    >>> asked.chosen.tolist(), asked.least
    ([0], 20.0)
    """
    pairs = stand.candidates
    counted = stand.within_reach & (stand.weight > 0)
    radii = np.unique(np.concatenate([pairs.distance_m, stand.nearest_already[counted], [0.0]]))
    radii = radii[np.isfinite(radii)]

    def problem_of(step: int) -> tuple[Problem, float]:
        left = counted & ~(stand.nearest_already <= radii[step])
        near = pairs.within(min(float(radii[step]), pairs.limit_m))
        return Problem.of(near, left.astype(np.float64), np.zeros(pairs.places), limits.usable), float(left.sum())

    decisions: dict[int, Decision] = {}

    def decided(step: int) -> Decision:
        if step not in decisions:
            progress(len(decisions) / (len(decisions) + 4), f"{radii[step]:,.0f} m")
            decisions[step] = _decided(*problem_of(step), limits, effort)
        return decisions[step]

    low, high = -1, len(radii) - 1
    reached = decided(high).reached
    while reached and high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if decided(middle).reached else (middle, high)
    below = max((step for step, one in decisions.items() if one.refuted), default=-1)
    below, _ = _last_refuted(below, high - 1 if reached else high, decided)
    least = float(radii[below + 1]) if below + 1 < len(radii) else np.inf
    proof = (None, None, 0.0) if below < 0 else (decisions[below], problem_of(below)[0], float(radii[below]))
    return Asked(decided(high).chosen, reached, least, *proof)
