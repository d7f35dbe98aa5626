"""From nothing to a good choice of sites: greedily, then by swaps, then by kicks and swaps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from stationmap.siting.engine import Choice, Engine
from stationmap.siting.limits import Limits

__all__ = ["greedy", "improve", "kicked", "refilled"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_KICKED = 3  # sites that one kick replaces
_IN_VAIN = 80  # kicks without a better choice after which none is tried
_LOOSE = 10  # best candidates among which a kick draws
_WORST = -np.inf


def refilled(limits: Limits, order: Ints) -> Ints:
    """Take candidates in order, as far as the limits allow.

    Parameters
    ----------
    limits : Limits
    order : int64 array
        Candidates, the best first.

    Examples
    --------
    >>> refilled(Limits(np.ones(2, dtype=bool), 1), np.array([0, 1])).tolist()
    [0]
    """
    taken: list[int] = []
    spent, barred = 0.0, ~limits.usable
    for site in order.tolist():
        if len(taken) == limits.most:
            break
        if barred[site] or spent + limits.costs[site] > limits.budget:
            continue
        taken.append(site)
        spent += float(limits.costs[site])
        if len(limits.too_near):
            barred[limits.near[site]] = True
    return np.array(taken, dtype=np.int64)


def greedy(engine: Engine, limits: Limits, *, by_cost: bool = False) -> Ints:
    """Add the site that gains most, again and again; under a budget also the one that gains most for its cost.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    by_cost : bool
        Go by gain for cost.

    Returns
    -------
    int64 array
        Candidates in order. Without spacing and budget at least 1 - 1/e of the best (Nemhauser, Wolsey & Fisher 1978).

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> greedy(Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3)), Limits(np.ones(2, dtype=bool), 1)).tolist()
    [1]
    """
    search = _Search(engine.begin(limits.most, swaps=False), limits)
    while (site := search.best_addition(by_cost=by_cost)) is not None:
        search.add(site)
    return search.sites


def improve(engine: Engine, limits: Limits, start: Ints) -> tuple[Ints, float]:
    """Swap one site for another, the best swap first, until none gains.

    Parameters
    ----------
    engine : Engine
    limits : Limits
    start : int64 array
        A choice that keeps to the limits.

    Returns
    -------
    chosen : int64 array
    value : float

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3))
    >>> chosen, value = improve(problem, Limits(np.ones(2, dtype=bool), 1), np.array([0]))
    >>> chosen.tolist(), value
    ([1], 9.0)
    """
    search = _Search(engine.begin(limits.most), limits)
    search.restore(start)
    search.climb()
    return search.sites, engine.value(search.sites)


def kicked(engine: Engine, limits: Limits, start: Ints, kicks: int, stop: Callable[[float, float], bool]) -> Ints:
    """Replace a few sites at random, climb again by swaps, and keep what is better (iterated local search).

    Parameters
    ----------
    engine : Engine
    limits : Limits
    start : int64 array
    kicks : int
        How often; the draws are the same in every run.
    stop : callable
        Given the best value and the share of kicks that is done, says whether to stop.

    Returns
    -------
    int64 array

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3))
    >>> kicked(problem, Limits(np.ones(2, dtype=bool), 1), np.array([0]), 3, lambda value, share: False).tolist()
    [1]
    """
    rng = np.random.default_rng(7)
    search = _Search(engine.begin(limits.most), limits)
    search.restore(start)
    search.climb()
    best, value, last = search.sites, search.choice.value, 0
    for kick in range(kicks if len(best) else 0):
        if stop(value, kick / kicks) or kick - last > _IN_VAIN:
            break
        search.kick(rng)
        search.climb()
        if search.choice.value > value:
            best, value, last = search.sites, search.choice.value, kick
        else:
            search.restore(best)
    return best


class _Search:
    """A choice together with the limits that it keeps to."""

    def __init__(self, choice: Choice, limits: Limits) -> None:
        self.choice, self.limits = choice, limits
        self.spent = 0.0
        self._beside = np.zeros(len(limits), dtype=np.int64)  # chosen sites that are too near to each candidate
        self._out = ~limits.usable

    @property
    def sites(self) -> Ints:
        return self.choice.chosen[self.choice.chosen >= 0]

    def add(self, site: int) -> None:
        self.choice.add(site)
        self.spent += self.limits.costs[site]
        self._mark(site, +1)

    def drop(self, slot: int) -> None:
        site = int(self.choice.chosen[slot])
        self.choice.drop(slot)
        self.spent -= self.limits.costs[site]
        self._mark(site, -1)

    def _mark(self, site: int, step: int) -> None:
        self._out[site] = step > 0
        if len(self.limits.too_near):
            self._beside[self.limits.near[site]] += step

    def room(self) -> npt.NDArray[np.bool_]:
        """Tell which candidates could be added."""
        if not (self.choice.chosen < 0).any():
            return np.zeros(len(self.limits), dtype=np.bool_)
        affordable = self.limits.costs <= self.limits.budget - self.spent
        free: npt.NDArray[np.bool_] = ~self._out & (self._beside == 0) & affordable
        return free

    def best_addition(self, *, by_cost: bool = False) -> int | None:
        score = np.where(self.room(), self.choice.gain, 0.0)
        if by_cost:
            score = score / np.maximum(self.limits.costs, 1e-12)
        site = int(score.argmax()) if len(score) else -1
        return site if site >= 0 and score[site] > self._noise else None

    @property
    def _noise(self) -> float:
        return 1e-9 * max(1.0, abs(self.choice.value))

    def climb(self) -> None:
        while (swap := self._best_swap()) is not None:
            slot, site = swap
            if self.choice.chosen[slot] >= 0:
                self.drop(slot)
            self.add(site)

    def _best_swap(self) -> tuple[int, int] | None:
        changes = self.choice.changes()
        if not changes.size:
            return None
        changes[:, self._out] = _WORST
        self._forbid(changes)
        slot, site = divmod(int(changes.argmax()), changes.shape[1])
        return (slot, site) if changes[slot, site] > self._noise else None

    def _forbid(self, changes: Floats) -> None:
        slots, limits = self.choice.chosen, self.limits
        if len(limits.too_near):
            beside = np.broadcast_to(self._beside, changes.shape).copy()
            for slot in np.flatnonzero(slots >= 0):
                beside[slot, limits.near[slots[slot]]] -= 1
            changes[beside > 0] = _WORST
        if np.isfinite(limits.budget):
            freed = np.where(slots >= 0, limits.costs[slots], 0.0)
            changes[limits.costs[None, :] > limits.budget - self.spent + freed[:, None]] = _WORST

    def kick(self, rng: np.random.Generator) -> None:
        taken = np.flatnonzero(self.choice.chosen >= 0)
        for slot in rng.choice(taken, min(_KICKED, len(taken)), replace=False):
            self.drop(int(slot))
        for _ in range(_KICKED):
            room = np.flatnonzero(self.room())
            if not len(room):
                return
            best = room[np.argsort(-self.choice.gain[room], kind="stable")[:_LOOSE]]
            self.add(int(rng.choice(best)))

    def restore(self, sites: Ints) -> None:
        wanted = set(sites.tolist())
        for slot in np.flatnonzero(self.choice.chosen >= 0):
            if int(self.choice.chosen[slot]) not in wanted:
                self.drop(int(slot))
        for site in sites.tolist():
            if not self._out[site]:
                self.add(site)
