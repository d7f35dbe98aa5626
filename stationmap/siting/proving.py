"""Closing a gap: sites that the bound rules in or out are settled, the rest is HiGHS's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning
from stationmap.siting.bounding import Bound, whole
from stationmap.siting.engine import Engine
from stationmap.siting.limits import Limits
from stationmap.siting.solver import Program, run_highs
from stationmap.siting.solving import SOLVER, Effort, Solution

__all__ = ["prove", "settled"]

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def prove(engine: Engine, limits: Limits, solution: Solution, effort: Effort) -> Solution:
    """Close the gap of a solution, or narrow it in the time there is.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    solution : Solution
    effort : Effort
        Its time limit is the solver's.

    Returns
    -------
    Solution
        At least as good; its bound is the solver's claim where that is lower, and says so.

    Raises
    ------
    ExtraMissingError
        If scipy is not installed.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> from stationmap.siting.solving import solve
    >>> pairs = Pairs.of([0, 1, 1, 2, 2, 0], [0, 0, 1, 1, 2, 2], [5.0] * 6, places=3, stations=3, limit_m=9)
    >>> problem, limits = Problem.of(pairs, np.full(3, 1.0), np.zeros(3)), Limits(np.ones(3, dtype=bool), 1)
    >>> prove(problem, limits, solve(problem, limits, Effort()), Effort()).proven
    True
    """
    if solution.proven:
        return solution
    free, fixed = settled(solution.bound, limits, solution.value, engine.unit)
    smaller, base = engine.restricted(free, fixed)
    answer = run_highs(_program(smaller, limits, free, fixed), effort.seconds)
    chosen, value = solution.chosen, solution.value
    if answer.values is not None:
        there = np.flatnonzero((answer.values[: engine.candidates] > 0.5) & free)
        found = np.concatenate([fixed, there])
        if limits.keeps(found) and engine.value(found) > value:
            chosen, value = found, engine.value(found)
    # what was settled could not be better than the value known before
    claimed = value if answer.impossible else max(value, whole(answer.bound + base, engine.unit))
    if claimed >= solution.best_possible:
        return replace(solution, chosen=chosen, value=value)
    return Solution(chosen, value, solution.bound, claimed, SOLVER)


def settled(bound: Bound, limits: Limits, known: float, unit: float) -> tuple[Mask, Ints]:
    """Tell which candidates a better choice may or may not hold, and which it must hold.

    Parameters
    ----------
    bound : Bound
    limits : Limits
    known : float
        Worth of the best choice known; only better ones matter.
    unit : float
        What all values are multiples of.

    Returns
    -------
    free : bool array of shape (candidates,)
    fixed : int64 array
        Candidates that every better choice holds.

    Examples
    --------
    >>> from stationmap.siting.picking import pick
    >>> scores, limits = np.array([5.0, 4.0, 1.0]), Limits(np.ones(3, dtype=bool), 2)
    >>> bound = Bound(9.0, np.zeros(0), pick(scores, limits), scores, np.zeros(3))
    >>> free, fixed = settled(bound, limits, 8.0, 0.0)
    >>> free.tolist(), fixed.tolist()
    ([False, True, False], [0])
    """
    picked = bound.pick
    beyond = bound.scores - picked.price_of_site - picked.price_of_cost * limits.costs
    beyond = np.where(limits.usable, beyond, -np.inf)
    order = np.lexsort((-beyond, limits.clique))
    clique, first = np.unique(limits.clique[order], return_index=True)
    best = np.maximum(beyond[order[first]], 0)[np.searchsorted(clique, limits.clique)]
    others = np.zeros(len(limits))
    sizes = np.bincount(limits.clique)
    several = first[sizes[clique] > 1]
    others[order[several]] = np.maximum(beyond[order[several + 1]], 0)
    raw = bound.raw
    leaders = np.zeros(len(limits), dtype=np.bool_)
    leaders[order[first]] = True
    without = raw - np.where(leaders, best - others, 0.0)
    slack = 1e-9 * max(1.0, abs(known))
    least = known + (unit - slack if unit else slack)  # a better choice is worth at least this
    possible = limits.usable & (raw - (best - beyond) >= least)
    needed = possible & (without < least)
    return possible & ~needed, np.flatnonzero(needed)


def _program(engine: Engine, limits: Limits, free: Mask, fixed: Ints) -> Program:
    sparse = planning("scipy.sparse")
    worth, links, sides = engine.program()
    extra = len(worth)
    rows, high = [links], [sides]
    for line, most in _limits(limits, free, fixed):
        rows.append(sparse.hstack([sparse.csr_matrix(line), sparse.csr_matrix((1, extra))]))
        high.append(np.array([most]))
    pairs = limits.too_near
    pairs = pairs[free[pairs].all(axis=1)]
    if len(pairs):
        both = sparse.csr_matrix(
            (np.ones(2 * len(pairs)), (np.repeat(np.arange(len(pairs)), 2), pairs.ravel())),
            shape=(len(pairs), engine.candidates),
        )
        rows.append(sparse.hstack([both, sparse.csr_matrix((len(pairs), extra))]))
        high.append(np.ones(len(pairs)))
    matrix, upper = sparse.vstack(rows, format="csr"), np.concatenate(high)
    return Program(
        np.concatenate([np.zeros(engine.candidates), worth]), matrix, np.full(len(upper), -np.inf), upper, len(limits)
    )


def _limits(limits: Limits, free: Mask, fixed: Ints) -> list[tuple[npt.NDArray[np.float64], float]]:
    """Rows over the candidates: number, budget, and that what is not free is not taken."""
    barred = ~free
    for site in fixed.tolist():
        if len(limits.too_near):
            barred[limits.near[site]] = True
    lines = [(barred.astype(np.float64)[None, :], 0.0)]
    if limits.count is not None:
        lines.append((np.ones((1, len(limits))), float(limits.count - len(fixed))))
    if np.isfinite(limits.budget):
        lines.append((limits.costs[None, :], limits.budget - float(limits.costs[fixed].sum())))
    return lines
