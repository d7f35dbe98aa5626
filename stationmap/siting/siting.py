"""Where to build next: the sites, what they bring one by one, and how much better any choice could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.siting.engine import Engine
from stationmap.siting.fewest import Asked, farthest, fewest
from stationmap.siting.limits import Limits
from stationmap.siting.models import BACKUP, LSCP, P_CENTER, P_MEDIAN, Wanted, coverage, median, objective
from stationmap.siting.proof import Proof, proof_of
from stationmap.siting.proving import prove
from stationmap.siting.solving import Effort, Progress, Solution, quiet, solve
from stationmap.siting.stand import Stand

__all__ = ["CURVE_COLUMNS", "Siting", "site"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
CURVE_COLUMNS = ["order", "candidate", "objective", "gain", "covered", "covered_more", "covered_share", "covered_twice"]


@dataclass(frozen=True, eq=False)
class Siting:
    """An answer with its bound.

    Parameters
    ----------
    chosen : int64 array
        Rows of the candidates, the one that brings most first.
    objective, before : float
        The model's objective with the chosen sites, and with the existing stations alone; both hold the existing
        stations. Weight reached, weight × metres, metres, or a number of sites, as the model says. Infinite where the
        choice does not reach all that it should.
    best_possible : float
        No choice within the limits has a better objective; infinite where none reaches all that it should.
    stand : Stand
        Places, weights, and who reaches whom.
    limits : Limits
    wanted : Wanted
    curve : pandas.DataFrame
        `CURVE_COLUMNS`, a row a site in order: what it adds to the objective and to the weight reached.
    proof : Proof
        What `best_possible` rests on.
    attained : bool
        For ``lscp`` and ``p-center``: whether the choice reaches all that it should.

    Examples
    --------
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> found = site(pairs, np.array([3.0, 4.0, 5.0]), Limits(np.ones(2, dtype=bool), 1))
    >>> found.chosen.tolist(), found.objective, found.best_possible, found.gap, found.curve["gain"].tolist()
    ([1], 9.0, 9.0, 0.0, [9.0])
    """

    chosen: Ints
    objective: float
    before: float
    best_possible: float
    stand: Stand
    limits: Limits
    wanted: Wanted
    curve: pd.DataFrame
    proof: Proof
    attained: bool = True

    @property
    def gap(self) -> float:
        """How much better the objective could be, as a share of the bound; of the objective if less is better.

        NaN where the objective itself is unknown: a place that should be reached is not.
        """
        if not np.isfinite(self.objective):
            return float("nan")
        apart = abs(self.best_possible - self.objective)
        whole = abs(self.objective if self.wanted.least else self.best_possible)
        return apart / whole if whole else 0.0

    @property
    def gap_of_gain(self) -> float:
        """The same as a share of what new sites could bring at most: stricter where stations exist."""
        if self.wanted.model == LSCP:
            return self.gap
        apart, gain = abs(self.best_possible - self.objective), abs(self.best_possible - self.before)
        return apart / gain if gain and np.isfinite(gain) else 0.0

    @property
    def proven(self) -> bool:
        """Whether no choice is better, but for rounding."""
        return self.gap <= 1e-9


def site(
    candidates: Pairs,
    weight: Floats,
    limits: Limits,
    *,
    existing: Pairs | None = None,
    wanted: Wanted | None = None,
    effort: Effort | None = None,
    progress: Progress = quiet,
) -> Siting:
    """Choose sites beside the existing stations, which stay.

    Parameters
    ----------
    candidates : Pairs
        Places of demand and candidate sites, up to the radius (for ``p-median`` and ``p-center``: up to the distance
        that is looked at), in metres, straight or along streets.
    weight : float64 array of shape (places,)
        Residents, workers or what the demand counts.
    limits : Limits
        How many, where not, how near to each other, at what cost.
    existing : Pairs, optional
        The same places and the existing stations.
    wanted : Wanted, optional
        The model; ``mclp`` by default.
    effort : Effort, optional
    progress : callable, optional
        Told the share that is done, and a step.

    Returns
    -------
    Siting

    Raises
    ------
    InputError
        If weights and pairs do not fit each other.
    ExtraMissingError
        If scipy is not installed.

    Examples
    --------
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0, 8.0, 3.0, 6.0], places=3, stations=2, limit_m=9)
    >>> both = Limits(np.ones(2, dtype=bool), 2)
    >>> site(pairs, np.array([3.0, 4.0, 5.0]), both, wanted=Wanted("p-median")).objective
    57.0
    """
    wanted, effort = wanted or Wanted(), effort or Effort()
    stand = Stand(candidates, np.asarray(weight, dtype=np.float64), existing, limits.usable)
    if len(limits) != candidates.stations:
        raise InputError("候选点数不一致 limits and pairs differ in the number of candidates")
    maker = {LSCP: _fewest, P_MEDIAN: _median, P_CENTER: _farthest}.get(wanted.model, _coverage)
    return maker(stand, limits, wanted, effort, progress)


def _coverage(stand: Stand, limits: Limits, wanted: Wanted, effort: Effort, progress: Progress) -> Siting:
    problem, base = coverage(stand, limits.usable, wanted.second if wanted.model == BACKUP else 0.0)
    found = _solved(problem, limits, effort, progress)
    bound = base + found.best_possible
    return _siting(stand, limits, wanted, problem, found.chosen, bound, proof_of(problem, limits, found, base))


def _median(stand: Stand, limits: Limits, wanted: Wanted, effort: Effort, progress: Progress) -> Siting:
    engine, far = median(stand)
    base = float(np.nansum(stand.weight * far))
    found = _solved(engine, limits, effort, progress)
    bound = base - found.best_possible
    return _siting(stand, limits, wanted, engine, found.chosen, bound, proof_of(engine, limits, found, base))


def _solved(engine: Engine, limits: Limits, effort: Effort, progress: Progress) -> Solution:
    found = solve(engine, limits, effort, progress)
    if effort.prove and not found.proven:
        progress(0.9, "求解器证明 proving by HiGHS")
        found = prove(engine, limits, found, effort)
    return found


def _fewest(stand: Stand, limits: Limits, wanted: Wanted, effort: Effort, progress: Progress) -> Siting:
    problem, base = coverage(stand, limits.usable)
    target = wanted.share * float(stand.weight[stand.within_reach].sum()) - base
    every = replace(limits, count=len(limits))
    asked = fewest(problem, every, target, effort, progress)
    return _asked(stand, every, wanted, problem, asked, base)


def _farthest(stand: Stand, limits: Limits, wanted: Wanted, effort: Effort, progress: Progress) -> Siting:
    asked = farthest(stand, limits, effort, progress)
    return _asked(stand, limits, wanted, coverage(stand, limits.usable)[0], asked, 0.0)


def _asked(stand: Stand, limits: Limits, wanted: Wanted, engine: Engine, asked: Asked, base: float) -> Siting:
    if asked.refuted is None or asked.engine is None:
        proof = Proof.none()
    else:
        of = replace(limits, count=int(asked.asked)) if wanted.model == LSCP else limits
        proof = proof_of(asked.engine, of, asked.refuted.solution, base, asked=asked.asked)
    made = _siting(stand, limits, wanted, engine, asked.chosen, asked.least, proof)
    if asked.reached:
        return made
    return replace(made, objective=np.inf, best_possible=asked.least, attained=False)


def _siting(
    stand: Stand, limits: Limits, wanted: Wanted, engine: Engine, chosen: Ints, bound: float, proof: Proof
) -> Siting:
    reckon = objective(stand, wanted)
    ordered = _in_order(engine, chosen)
    value, before = reckon(ordered), reckon(ordered[:0])
    # rounding must not put an objective beyond its bound
    bound = min(bound, value) if wanted.least else max(bound, value)
    curve = _curve(stand, reckon, ordered)
    return Siting(ordered, value, before, bound, stand, limits, wanted, curve, proof)


def _in_order(engine: Engine, chosen: Ints) -> Ints:
    """Order a choice greedily: each next site is the one of it that adds most."""
    choice = engine.begin(len(chosen), swaps=False)
    left, order = np.sort(chosen), []
    while len(left):
        site_ = int(left[choice.gain[left].argmax()])
        choice.add(site_)
        order.append(site_)
        left = left[left != site_]
    return np.array(order, dtype=np.int64)


def _curve(stand: Stand, reckon: Callable[[Ints], float], chosen: Ints) -> pd.DataFrame:
    cuts = [chosen[:count] for count in range(len(chosen) + 1)]
    values, covered = (np.array([one(cut) for cut in cuts]) for one in (reckon, stand.covered))
    twice = np.array([stand.covered(cut, times=2) for cut in cuts])
    columns = [
        np.arange(1, len(cuts)),
        chosen,
        values[1:],
        _steps(values),
        covered[1:],
        np.diff(covered),
        covered[1:] / stand.total if stand.total else np.full(len(chosen), np.nan),
        twice[1:],
    ]
    return pd.DataFrame(dict(zip(CURVE_COLUMNS, columns, strict=True)))


def _steps(values: Floats) -> Floats:
    """Tell what each step changes; NaN where there was no distance before, which is no number to add to."""
    known = np.where(np.isfinite(values), values, np.nan)
    return np.abs(np.diff(known))
