"""How unequally something is spread: Lorenz curve and Gini coefficient, each value with its weight."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stationmap.access.checking import checked

__all__ = ["gini", "lorenz"]

Floats = npt.NDArray[np.float64]


def lorenz(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> tuple[Floats, Floats]:
    """Give the Lorenz curve: which share of all the least favoured share of people has.

    Parameters
    ----------
    values : array_like of shape (n,)
        Such as the access of a place; finite, not negative.
    weights : array_like of shape (n,), optional
        Such as the residents that have it; one each without.

    Returns
    -------
    people, had : float64 arrays of shape (n + 1,)
        Cumulative shares from 0 to 1, by rising value; both empty where nobody has anything.

    Raises
    ------
    InputError
        If the arrays differ in length or a number is negative or not finite.

    Examples
    --------
    >>> people, had = lorenz([3, 1], [1, 3])
    >>> people.tolist(), had.tolist()
    ([0.0, 0.75, 1.0], [0.0, 0.5, 1.0])
    """
    amounts = checked("values", values, np.size(values))
    counts = np.ones_like(amounts) if weights is None else checked("weights", weights, len(amounts))
    order = np.argsort(amounts, kind="stable")
    people = np.concatenate([[0.0], np.cumsum(counts[order])])
    had = np.concatenate([[0.0], np.cumsum((amounts * counts)[order])])
    if not (people[-1] > 0 and had[-1] > 0):
        return np.empty(0), np.empty(0)
    return people / people[-1], had / had[-1]


def gini(values: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, small: bool = False) -> float:
    """Give the Gini coefficient: 0 where all have the same, near 1 where one has everything.

    Σ_i Σ_j w_i·w_j·|x_i − x_j| / (2·W²·mean), which is one less twice the area under the Lorenz curve.

    Parameters
    ----------
    values, weights
        As `lorenz` takes them.
    small : bool
        Multiply by n/(n − 1), n the values that have a weight: without it few units look more equal than they are
        (Deltas 2003). With weights that differ the product may pass 1.

    Returns
    -------
    float
        NaN where nobody has anything; with `small` also for one value alone.

    Raises
    ------
    InputError
        If the arrays differ in length or a number is negative or not finite.

    Examples
    --------
    >>> gini([1, 1, 1]), gini([0, 0, 0, 1]), gini([0, 0, 0, 1], small=True)
    (0.0, 0.75, 1.0)
    >>> gini([1, 3], [3, 1]) == gini([1, 1, 1, 3])
    True
    """
    people, had = lorenz(values, weights)
    if not len(people):
        return float("nan")
    plain = max(0.0, float(1 - np.sum(np.diff(people) * (had[1:] + had[:-1]))))  # rounding may leave -1e-16
    if not small:
        return plain
    units = len(people) - 1 if weights is None else int((np.asarray(weights) > 0).sum())
    return plain * units / (units - 1) if units > 1 else float("nan")
