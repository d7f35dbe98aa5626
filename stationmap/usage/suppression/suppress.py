"""Which counts of a table are hidden when it is published."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import Fault, InputError
from stationmap.usage.suppression.bounds import Counts, Mask, Tree
from stationmap.usage.suppression.programs import Equation, hide_by_programs
from stationmap.usage.suppression.tree import hide_in_tree

__all__ = ["THRESHOLD", "check_threshold", "suppress", "width_of"]

THRESHOLD = 10
"""Counts from 1 to one below it are hidden."""
# Who knows the rule knows that of counts hidden together one lies between 1 and the threshold: that shaves at most one
# off each end of what the sums alone allow.
_SHAVED = 2


def check_threshold(threshold: int) -> int:
    """Refuse a threshold below 2.

    Parameters
    ----------
    threshold : int

    Raises
    ------
    InputError
        If it is below 2, which would hide nothing.

    Examples
    --------
    >>> check_threshold(10)
    10
    """
    if threshold < 2:
        fault = Fault("threshold", str(threshold), "至少为2 must be at least 2")
        raise InputError("隐藏门槛太小 the threshold for small counts is too low", (fault,))
    return threshold


def width_of(threshold: int) -> int:
    """Tell how far apart the bounds of a hidden count must be by the sums alone.

    Parameters
    ----------
    threshold : int

    Examples
    --------
    >>> width_of(10)
    12
    """
    return check_threshold(threshold) + _SHAVED


def suppress(values: npt.ArrayLike, equations: Sequence[Equation], threshold: int = THRESHOLD) -> Mask:
    """Choose what to hide: small counts, and others so that no sum gives a hidden one away.

    Counts from 1 to `threshold` - 1 are hidden; a zero is not. Further counts are hidden until, for every hidden one,
    all that is published (the other counts, the sums, that counts are whole and not negative, and this rule) leaves
    values at least `threshold` apart. Where the sums form a hierarchy a closed rule does it; where they cross, linear
    programs (scipy). Not considered: who knows one of the hidden counts already, as a station knows its own.

    Parameters
    ----------
    values : array_like of int of shape (n,)
        Counts; an unknown one (NA, NaN) is published as unknown and is in no sum.
    equations : sequence of (int, sequence of int)
        Row of each sum and the rows that it is made of.
    threshold : int
        At least 2.

    Returns
    -------
    bool array of shape (n,)
        True where the count is not published.

    Raises
    ------
    InputError
        If a sum is not that of its parts, a count is negative or not whole, or the threshold is below 2.
    ExtraMissingError
        If the sums cross and scipy is not installed.

    Examples
    --------
    >>> suppress([3, 50, 100, 153, 90, 243], [(3, [0, 1, 2]), (5, [3, 4])]).tolist()
    [True, True, False, False, False, False]
    """
    counts = counts_of(values)
    hidden = small_counts(counts, threshold)
    parent = _parents(len(counts), equations)
    if parent is None:
        return hide_by_programs(counts, equations, hidden, threshold)
    return hide_in_tree(Tree(counts, parent), hidden, np.full(len(counts), width_of(threshold)))


def counts_of(values: npt.ArrayLike) -> Counts:
    numbers = pd.to_numeric(pd.Series(values)).astype("Float64").fillna(0).to_numpy(dtype=np.float64)
    if (numbers < 0).any() or (numbers != np.floor(numbers)).any():
        raise InputError("人次须为非负整数 counts must be whole and not negative")
    return numbers.astype(np.int64)


def small_counts(counts: Counts, threshold: int) -> Mask:
    return (counts > 0) & (counts < check_threshold(threshold))


def _parents(size: int, equations: Sequence[Equation]) -> Counts | None:
    """Give each count the sum that it is part of; None if the sums cross."""
    parent: Counts = np.full(size, -1, dtype=np.int64)
    seen: set[int] = set()
    for total, parts in equations:
        rows = np.asarray(parts, dtype=np.int64)
        if total in seen or (parent[rows] >= 0).any():
            return None
        seen.add(total)
        parent[rows] = total
    return parent
