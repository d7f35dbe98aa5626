"""What a bound rests on, written so that anyone can check it without our code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.siting.engine import Engine
from stationmap.siting.limits import Limits
from stationmap.siting.problem import Problem
from stationmap.siting.solving import LAGRANGE, Solution

__all__ = ["NO_PROOF", "Proof", "proof_of"]

NO_PROOF = "none"
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Proof:
    """A Lagrangian bound, place by place, and what the solver claims beyond it.

    Parameters
    ----------
    by : str
        ``lagrange``: the multipliers prove the bound; ``highs``: the solver claims a better one than they prove;
        ``none``: the bound needs no proof, or there is none.
    multipliers : float64 array of shape (places,)
    price_of_site, price_of_cost : float
    clique : int64 array of shape (candidates,)
        Candidates of one number may not be chosen together.
    proved : float
        The bound that multipliers and prices prove, with what is there without any site.
    unit : float
        What all values of the engine are multiples of; 0 where nothing is known.
    base : float
        Worth without any site.
    asked : float
        For ``lscp`` the number of sites, for ``p-center`` the metres, that are refuted.

    Examples
    --------
    >>> Proof.none().by
    'none'
    """

    by: str
    multipliers: Floats
    price_of_site: float
    price_of_cost: float
    clique: Ints
    proved: float
    unit: float
    base: float
    asked: float

    @classmethod
    def none(cls) -> Proof:
        """Say that nothing is proved."""
        return cls(NO_PROOF, np.zeros(0), 0.0, 0.0, np.zeros(0, dtype=np.int64), np.nan, 0.0, 0.0, np.nan)


def proof_of(engine: Engine, limits: Limits, solution: Solution, base: float, asked: float = np.nan) -> Proof:
    """Write down what a solution's bound rests on.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    solution : Solution
    base : float
        Worth without any site, or for the p-median weight × metres without any site.
    asked : float
        What was asked, where a question was refuted.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.solving import Effort, solve
    >>> pairs = Pairs.of([0, 1], [0, 1], [5.0] * 2, places=2, stations=2, limit_m=9)
    >>> problem, limits = Problem.of(pairs, np.array([3.0, 4.0]), np.zeros(2)), Limits(np.ones(2, dtype=bool), 1)
    >>> proof_of(problem, limits, solve(problem, limits, Effort()), 0.0).proved
    4.0
    """
    bound = solution.bound
    multipliers = bound.multipliers
    if isinstance(engine, Problem):  # a group's price is shared by its places as its worth is
        there = engine.group >= 0
        multipliers = np.zeros(len(engine.group))
        multipliers[there] = engine.share[there] * bound.multipliers[engine.group[there]]
    by = LAGRANGE if solution.by == LAGRANGE else solution.by
    return Proof(
        by,
        multipliers,
        bound.pick.price_of_site,
        bound.pick.price_of_cost,
        limits.clique,
        bound.value,
        engine.unit,
        base,
        asked,
    )
