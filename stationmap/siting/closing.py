"""Which stations could close with the least loss: the choice of those that stay, with its bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import Fault, InputError
from stationmap.pairs import Pairs
from stationmap.siting.cover import Cover
from stationmap.siting.limits import Limits
from stationmap.siting.models import BACKUP, MCLP, Wanted, coverage
from stationmap.siting.problem import Problem
from stationmap.siting.proof import Proof, proof_of
from stationmap.siting.proving import prove
from stationmap.siting.solving import Effort, Progress, quiet, solve
from stationmap.siting.stand import Stand

__all__ = ["CLOSING_COLUMNS", "Closing", "close"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
CLOSING_COLUMNS = ["order", "station", "loses", "lost_in_all", "covered", "covered_share", "covered_twice"]


@dataclass(frozen=True, eq=False)
class Closing:
    """Stations that could close, and what that loses.

    Parameters
    ----------
    closed : int64 array
        Rows of the stations, the one that loses least first.
    lost : float
        What the objective loses in all: weight that no station reaches any more; with ``backup`` weighed with weight
        that is no longer reached twice.
    least_possible : float
        No choice of as many stations loses less.
    before : float
        The objective with all stations.
    curve : pandas.DataFrame
        `CLOSING_COLUMNS`, a row a station in order.
    stand : Stand
        The stations are its candidates.
    wanted : Wanted
    proof : Proof

    Examples
    --------
    >>> pairs = Pairs.of([0, 0, 1], [0, 1, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> found = close(pairs, np.array([3.0, 4.0]), 1)
    >>> found.closed.tolist(), found.lost, found.proven
    ([0], 0.0, True)
    """

    closed: Ints
    lost: float
    least_possible: float
    before: float
    curve: pd.DataFrame
    stand: Stand
    wanted: Wanted
    proof: Proof

    @property
    def gap(self) -> float:
        """How much less could be lost at most, as a share of what is reached with all stations."""
        return (self.lost - self.least_possible) / self.before if self.before else 0.0

    @property
    def proven(self) -> bool:
        """Whether no choice loses less, but for rounding."""
        return self.gap <= 1e-9


def close(
    stations: Pairs,
    weight: Floats,
    count: int,
    *,
    stay: npt.NDArray[np.bool_] | None = None,
    wanted: Wanted | None = None,
    effort: Effort | None = None,
    progress: Progress = quiet,
) -> Closing:
    """Choose stations to close.

    Parameters
    ----------
    stations : Pairs
        Places of demand and stations, up to the radius.
    weight : float64 array of shape (places,)
    count : int
        How many close.
    stay : bool array of shape (stations,), optional
        Those that must not close.
    wanted : Wanted, optional
        ``mclp`` or ``backup``.
    effort : Effort, optional
    progress : callable, optional

    Returns
    -------
    Closing

    Raises
    ------
    InputError
        If there are not so many, or the model is another.

    Examples
    --------
    >>> pairs = Pairs.of([0, 0, 1], [0, 1, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> close(pairs, np.array([3.0, 4.0]), 1, stay=np.array([True, False])).curve["loses"].tolist()
    [4.0]
    """
    wanted, effort = wanted or Wanted(), effort or Effort()
    may = np.ones(stations.stations, dtype=np.bool_) if stay is None else ~stay
    if wanted.model not in (MCLP, BACKUP):
        raise InputError("关闭只用 mclp 或 backup 模型 closing knows mclp and backup alone")
    if not 0 <= count <= may.sum():
        fault = Fault("close", str(count), f"可关闭的站点只有 only {int(may.sum())} stations may close")
        raise InputError("要关闭的站点太多 too many stations to close", (fault,))
    locked = _only(stations, ~may) if stay is not None and stay.any() else None
    stand = Stand(stations, np.asarray(weight, dtype=np.float64), locked, may)
    problem, base = coverage(stand, may, wanted.second if wanted.model == BACKUP else 0.0)
    limits = Limits(may, int(may.sum()) - count)
    order = _least_losses(problem, np.flatnonzero(may), count)
    rest = np.setdiff1d(np.flatnonzero(may), order)
    found = solve(problem, limits, effort, progress, start=rest)
    if effort.prove and not found.proven:
        found = prove(problem, limits, found, effort)
    closed = order if found.value <= problem.value(rest) else np.setdiff1d(np.flatnonzero(may), found.chosen)[:count]
    return _closing(stand, problem, wanted, closed, base + found.best_possible, proof_of(problem, limits, found, base))


def _only(pairs: Pairs, kept: npt.NDArray[np.bool_]) -> Pairs:
    some = kept[pairs.station]
    return Pairs.of(
        pairs.place[some],
        pairs.station[some],
        pairs.distance_m[some],
        places=pairs.places,
        stations=pairs.stations,
        limit_m=pairs.limit_m,
        how=pairs.how,
    )


def _least_losses(problem: Problem, among: Ints, count: int) -> Ints:
    """Close the station that loses least, again and again."""
    cover = Cover(problem, len(among), swaps=False)
    for station in among.tolist():
        cover.add(station)
    order = []
    for _ in range(count):
        slot = int(np.where(cover.chosen >= 0, cover.loss, np.inf).argmin())
        order.append(int(cover.chosen[slot]))
        cover.drop(slot)
    return np.array(order, dtype=np.int64)


def _closing(stand: Stand, problem: Problem, wanted: Wanted, closed: Ints, best: float, proof: Proof) -> Closing:
    open_ = np.flatnonzero(stand.usable) if stand.usable is not None else np.arange(problem.candidates)
    ordered = _in_order(problem, open_, closed)
    second = wanted.second if wanted.model == BACKUP else 0.0
    cuts = [np.setdiff1d(open_, ordered[:count]) for count in range(len(ordered) + 1)]
    once, twice = (np.array([stand.covered(cut, times=times) for cut in cuts]) for times in (1, 2))
    worth = (1 - second) * once + second * twice
    share = once[1:] / stand.total if stand.total else np.full(len(ordered), np.nan)
    columns = [
        np.arange(1, len(cuts)),
        ordered,
        worth[:-1] - worth[1:],
        worth[0] - worth[1:],
        once[1:],
        share,
        twice[1:],
    ]
    lost = float(worth[0] - worth[-1])
    least = max(0.0, min(lost, float(worth[0]) - best))
    curve = pd.DataFrame(dict(zip(CLOSING_COLUMNS, columns, strict=True)))
    return Closing(ordered, lost, least, float(worth[0]), curve, stand, wanted, proof)


def _in_order(problem: Problem, open_: Ints, closed: Ints) -> Ints:
    cover = Cover(problem, len(open_), swaps=False)
    for station in open_.tolist():
        cover.add(station)
    wanted, order = np.isin(cover.chosen, closed), []
    for _ in range(len(closed)):
        slot = int(np.where(wanted & (cover.chosen >= 0), cover.loss, np.inf).argmin())
        order.append(int(cover.chosen[slot]))
        cover.drop(slot)
    return np.array(order, dtype=np.int64)
