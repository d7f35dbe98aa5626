"""What is hidden of visits and of the rates that follow from them, in one hierarchy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stationmap.usage.suppression.bounds import Counts, Mask, Tree
from stationmap.usage.suppression.suppress import small_counts, width_of
from stationmap.usage.suppression.tree import hide_in_tree

__all__ = ["Masks", "masks_of"]


@dataclass(frozen=True, eq=False)
class Masks:
    """Rows of which figures are hidden.

    Parameters
    ----------
    small : bool array of shape (n,)
        Rows with a small number of visits.
    visits : bool array of shape (n,)
        Rows whose visits are hidden, and all that follows from them.
    rates : bool array of shape (n,)
        Rows whose visits per station-day are hidden; all of `visits` and others.

    Examples
    --------
    >>> masks_of(np.array([3, 50, 53]), np.array([3, 50, 53]), np.array([2, 2, -1]), 10).visits.tolist()
    [True, True, False]
    """

    small: Mask
    visits: Mask
    rates: Mask


def masks_of(
    visits: Counts, reported: Counts, parent: Counts, threshold: int, also: tuple[Mask, Mask] | None = None
) -> Masks:
    """Choose what to hide of visits and of rates.

    A rate and its number of days tell the visits of whole days, and beside all visits those of part days. Where one of
    these is small, the rate is hidden, and others with it until it cannot be worked out.

    Parameters
    ----------
    visits, reported : int64 array of shape (n,)
        All visits, and those of days counted whole.
    parent : int64 array of shape (n,)
        Row of the sum that each row is a part of; -1 for none.
    threshold : int
    also : tuple of bool array, optional
        Rows of which visits, and rates, must be hidden in any case.

    Raises
    ------
    InputError
        If a sum is not that of its parts, or the threshold is below 2.

    Examples
    --------
    >>> masks = masks_of(np.array([40, 50, 90]), np.array([37, 30, 67]), np.array([2, 2, -1]), 10)
    >>> masks.visits.tolist(), masks.rates.tolist()
    ([False, False, False], [True, True, False])
    """
    width = np.full(len(visits), width_of(threshold))
    small = small_counts(visits, threshold)
    tree = Tree(visits, parent)
    hidden = hide_in_tree(tree, small if also is None else small | also[0], width)
    part = visits - reported
    few = small_counts(part, threshold) | (small_counts(reported, threshold) & ~hidden)
    most = tree.bounds(hidden)[1]
    start = hidden | few if also is None else hidden | few | also[1]
    wanted = np.where(few, np.minimum(width, most), 0)
    rates = hide_in_tree(Tree(part, parent), start, wanted, np.maximum(most, part))
    return Masks(small, hidden, rates)
