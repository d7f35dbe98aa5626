"""The best pick of scored candidates when nothing but the limits binds them, and the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.siting.limits import Limits

__all__ = ["Pick", "pick"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Pick:
    """Candidates picked, and an upper bound on what any pick within the limits scores.

    With u the price of a site and v that of a unit of cost, no pick scores more than
    u·most + v·budget + the sum over cliques of the greatest positive score - u - v·cost (Lagrange).

    Parameters
    ----------
    sites : int64 array
    bound : float
    price_of_site, price_of_cost : float

    Examples
    --------
    >>> Pick(np.array([2]), 5.0, 3.0, 0.0).bound
    5.0
    """

    sites: Ints
    bound: float
    price_of_site: float
    price_of_cost: float


def pick(scores: Floats, limits: Limits) -> Pick:
    """Pick by scores, at most one of a clique.

    Parameters
    ----------
    scores : float64 array of shape (candidates,)
    limits : Limits

    Returns
    -------
    Pick

    Examples
    --------
    >>> best = pick(np.array([5.0, 4.0, 1.0]), Limits(np.ones(3, dtype=bool), 2))
    >>> sorted(best.sites.tolist()), best.bound, best.price_of_site
    ([0, 1], 9.0, 4.0)
    """
    if not np.isfinite(limits.budget):
        return _at_price(scores, limits, 0.0)
    low, high = 0.0, _dearest(scores, limits)
    if high == 0.0:
        return _at_price(scores, limits, 0.0)
    # convex in the price of cost, so its slope tells the side on which the least lies
    best = _at_price(scores, limits, high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        now = _at_price(scores, limits, middle)
        best = min(best, now, key=lambda one: one.bound)
        if limits.costs[now.sites].sum() > limits.budget:
            low = middle
        else:
            high = middle
    return min(best, _at_price(scores, limits, 0.0), key=lambda one: one.bound)


def _dearest(scores: Floats, limits: Limits) -> float:
    there = limits.usable & (limits.costs > 0)
    return float((scores[there] / limits.costs[there]).max(initial=0.0))


def _at_price(scores: Floats, limits: Limits, price: float) -> Pick:
    worth = np.where(limits.usable, scores - price * limits.costs if price else scores, 0.0)
    sites = np.arange(len(worth))
    if len(limits.too_near):
        order = np.lexsort((-worth, limits.clique))
        sites = order[np.unique(limits.clique[order], return_index=True)[1]]
    extra = price * limits.budget if price else 0.0
    count = limits.most
    if 0 < count < len(sites):
        part = np.argpartition(-worth[sites], count - 1)[:count]
        sites = sites[part]
    sites = sites[worth[sites] > 0] if count else sites[:0]
    full = len(sites) == count and count > 0
    least = float(worth[sites].min()) if full else float(worth.max(initial=0.0)) if count == 0 else 0.0
    return Pick(sites, float(worth[sites].sum()) + extra, least, price)
