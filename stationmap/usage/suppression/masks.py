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
        Rows with a small number of visits, or of visits of whole days.
    hidden : bool array of shape (n,)
        Rows whose visits are hidden, and all that follows from them.

    Examples
    --------
    >>> masks_of(np.array([3, 50, 53]), np.array([3, 50, 53]), np.array([2, 2, -1]), 10).hidden.tolist()
    [True, True, False]
    """

    small: Mask
    hidden: Mask


def masks_of(visits: Counts, reported: Counts, parent: Counts, threshold: int, also: Mask | None = None) -> Masks:
    """Choose the rows of which visits and rates are hidden together.

    A rate and its number of days tell the visits of whole days, so these are counts of the table too. Because a row is
    hidden in both or in neither, what can be worked out of one says nothing of the other, and each is a hierarchy.

    Parameters
    ----------
    visits, reported : int64 array of shape (n,)
        All visits, and those of days counted whole.
    parent : int64 array of shape (n,)
        Row of the sum that each row is a part of; -1 for none.
    threshold : int
    also : bool array, optional
        Rows that must be hidden in any case.

    Raises
    ------
    InputError
        If a sum is not that of its parts, or the threshold is below 2.

    Examples
    --------
    >>> masks = masks_of(np.array([40, 50, 90]), np.array([7, 30, 37]), np.array([2, 2, -1]), 10)
    >>> masks.small.tolist(), masks.hidden.tolist()
    ([True, False, False], [True, True, False])
    """
    width = np.full(len(visits), width_of(threshold))
    few = small_counts(reported, threshold)
    small = small_counts(visits, threshold) | few
    trees = [(Tree(visits, parent), width), (Tree(reported, parent), np.where(few, width, 0))]
    hidden = small if also is None else small | also
    while True:
        before = int(hidden.sum())
        for tree, wanted in trees:
            hidden = hide_in_tree(tree, hidden, wanted)
        if int(hidden.sum()) == before:
            return Masks(small, hidden)
