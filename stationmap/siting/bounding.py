"""How good a choice of sites could be at most: the Lagrangian bound, lowered by subgradient steps.

The link "a place is covered only by a chosen site that reaches it" is priced by a multiplier a place. Whatever the
multipliers are, the relaxed problem is worth at least as much as the best choice (Geoffrion 1974; for covering
Galvão & ReVelle 1996). Steps follow Polyak, scaled by each group's worth, and then a running mean of slopes
(Barahona & Anbil 2000), whose picks also say which sites are in a good choice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.siting.engine import Engine
from stationmap.siting.limits import Limits
from stationmap.siting.picking import Pick, pick

__all__ = ["Bound", "upper_bound", "whole"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_PHASES = ((120, 0.0, 1.0), (800, 0.9, 0.1))  # steps, share of the mean kept, first length of a step
_PATIENCE, _SHORTER, _SHORTEST = 15, 0.8, 1e-3
_ROUNDING = 1e-9
_REPAIRED = 60  # steps after which a choice is made of what was picked

Enough = Callable[[float, float], bool]
Repair = Callable[[Floats, float], float]


@dataclass(frozen=True, eq=False)
class Bound:
    """An upper bound with what proves it.

    Parameters
    ----------
    value : float
        No choice within the limits is worth more.
    multipliers : float64 array
        A price a group.
    pick : Pick
        Of the relaxed problem at these multipliers.
    scores : float64 array of shape (candidates,)
        Of the candidates at these multipliers.
    often : float64 array of shape (candidates,)
        How often each was picked of late, 0 to 1.
    constant : float
        What the relaxed places are worth.

    Examples
    --------
    >>> Bound(1.0, np.zeros(0), Pick(np.zeros(0, dtype=int), 0.0, 0.0, 0.0), np.zeros(0), np.zeros(0)).value
    1.0
    """

    value: float
    multipliers: Floats
    pick: Pick
    scores: Floats
    often: Floats
    constant: float = 0.0

    @property
    def raw(self) -> float:
        """The bound as multipliers and prices give it, not lowered to a multiple of a unit."""
        return self.constant + self.pick.bound


def whole(value: float, unit: float) -> float:
    """Lower a bound to the greatest value that there can be, where all values are multiples of a unit.

    Parameters
    ----------
    value, unit : float
        With a unit of 0 the bound stays.

    Examples
    --------
    >>> whole(7.9, 1.0), whole(7.9, 0.5), whole(7.9, 0)
    (7.0, 7.5, 7.9)
    """
    if unit == 0:
        return value
    return float(np.floor((value + _ROUNDING * max(1.0, abs(value))) / unit) * unit)


def upper_bound(engine: Engine, limits: Limits, known: float, enough: Enough, repair: Repair) -> Bound:
    """Lower the bound until it is near enough to what is known, or no step helps.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    known : float
        What a choice that was found is worth.
    enough : callable
        Whether a bound is near enough to what is known: ``enough(bound, known)``.
    repair : callable
        Given how often each candidate was picked and the share of steps that is done, looks for a better choice and
        returns what the best one known is worth.

    Returns
    -------
    Bound

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3))
    >>> limits = Limits(np.ones(2, dtype=bool), 1)
    >>> upper_bound(problem, limits, 9.0, lambda bound, known: bound <= known, lambda often, share: 9.0).value
    9.0
    """
    descent = _Descent(engine, limits, known)
    done, total = 0, sum(steps for steps, _, _ in _PHASES)
    for steps, kept, length in _PHASES:
        if enough(descent.value, descent.known):
            break
        descent.begin(kept, length)
        for step in range(1, steps + 1):
            moved = descent.step()
            if step % _REPAIRED == 0:
                descent.known = max(descent.known, repair(descent.often, (done + step) / total))
            if not moved or enough(descent.value, descent.known):
                break
        done += steps
        descent.at = descent.best.multipliers
    return descent.result()


class _Descent:
    def __init__(self, engine: Engine, limits: Limits, known: float) -> None:
        self.engine, self.limits, self.known = engine, limits, known
        self.ceiling = engine.ceiling
        self.often: Floats = np.zeros(engine.candidates)
        self.at = self.ceiling / 2
        # at either end the bound is all that there is to gain, which may be attained
        ends = (np.zeros_like(self.ceiling), self.ceiling)
        self.best = min((self._bound(at) for at in (self.at, *ends)), key=lambda one: one.value)

    @property
    def value(self) -> float:
        return whole(self.best.value, self.engine.unit)

    def begin(self, kept: float, length: float) -> None:
        self.kept, self.length, self.waited = kept, length, 0
        self.mean: Floats | None = None

    def step(self) -> bool:
        """Make a step; False where none is left to make."""
        now = self._bound(self.at)
        self._keep(now)
        slope = self.engine.slope(self.at, now.pick.sites)
        self.mean = slope if self.mean is None else self.kept * self.mean + (1 - self.kept) * slope
        self.often *= 0.98
        self.often[now.pick.sites] += 0.02
        stuck = ((self.at <= 0) & (self.mean > 0)) | ((self.at >= self.ceiling) & (self.mean < 0))
        way = np.where(stuck, 0.0, self.mean) * self.ceiling
        norm = float((way * self.mean).sum())  # no dot product: its threads cost more than they do
        if norm <= 0 or self.length < _SHORTEST:
            return False
        size = self.length * max(now.value - self.known, _ROUNDING * max(1.0, abs(self.known))) / norm
        self.at = np.clip(self.at - size * way, 0, self.ceiling)
        return True

    def _keep(self, now: Bound) -> None:
        better = self.best.value - now.value
        self.waited = 0 if better > 1e-5 * abs(self.best.value) else self.waited + 1
        if better > 0:
            self.best = now
        if self.waited >= _PATIENCE:
            self.length, self.waited = self.length * _SHORTER, 0

    def _bound(self, multipliers: Floats) -> Bound:
        constant, scores = self.engine.relaxed(multipliers)
        picked = pick(scores, self.limits)
        return Bound(constant + picked.bound, multipliers, picked, scores, self.often, constant)

    def result(self) -> Bound:
        best = self.best
        return Bound(self.value, best.multipliers, best.pick, best.scores, self.often, best.constant)
