"""Hiding in a hierarchy: a closed rule, no solver."""

from __future__ import annotations

import numpy as np

from stationmap.usage.suppression.bounds import Counts, Mask, Tree

__all__ = ["hide_in_tree"]


def hide_in_tree(tree: Tree, hidden: Mask, width: Counts, upper: Counts | None = None) -> Mask:
    """Hide further counts until no hidden one can be worked out.

    Where the bounds of a hidden count are too close together, the least count of its family that is large enough is
    hidden too; where the family has none left, its sum is; where a hidden sum follows from what it is made of, one of
    its parts is. A zero widens no bound; it is hidden only where one small count alone reaches up to a hidden total,
    because who knows the rule would know that it is the small one.

    Parameters
    ----------
    tree : Tree
    hidden : bool array of shape (n,)
        What must be hidden in any case.
    width : int64 array of shape (n,)
        How far apart the bounds of each count must be if it is hidden.
    upper : int64 array of shape (n,), optional
        What is known to be the most that each count can be.

    Returns
    -------
    bool array of shape (n,)

    Examples
    --------
    >>> tree = Tree(np.array([173, 3, 50, 120]), np.array([-1, 0, 0, 0]))
    >>> hide_in_tree(tree, np.array([False, True, False, False]), np.full(4, 12)).tolist()
    [False, True, True, False]
    """
    hidden = hidden.copy()
    while True:
        low, high = tree.bounds(hidden, upper)
        weak = np.flatnonzero(hidden & (high - low < width))
        below_low, below_high = tree.from_below(hidden, upper)
        narrow = hidden & tree.is_sum & (below_high - below_low < width)
        before, done = int(hidden.sum()), set[int]()
        for row in weak.tolist():
            _widen(tree, hidden, narrow, row, int(width[row] - (high - low)[row]), done)
        if int(hidden.sum()) == before and not any(_accompany(tree, hidden, int(top)) for top in tree.levels[0]):
            return hidden


def _widen(tree: Tree, hidden: Mask, narrow: Mask, row: int, lacking: int, done: set[int]) -> None:
    """Hide one more count for the sake of `row`, once a family and pass."""
    while narrow[row]:
        if row in done:
            return
        done.add(row)
        if _hide_one(tree, hidden, row, lacking):
            return
        parts = tree.parts_of(row)
        if not narrow[parts].any():
            return
        row = int(parts[narrow[parts].argmax()])
    above = int(tree.parent[row])
    while above >= 0 and above not in done:
        done.add(above)
        if _hide_one(tree, hidden, above, lacking):
            return
        if not hidden[above]:
            hidden[above] = True
            return
        above = int(tree.parent[above])


def _hide_one(tree: Tree, hidden: Mask, family: int, lacking: int) -> bool:
    parts = tree.parts_of(family)
    open_ = parts[~hidden[parts] & (tree.values[parts] > 0)]
    if not len(open_):
        return False
    counts = tree.values[open_]
    enough = counts >= lacking
    at = np.where(enough, counts, np.iinfo(np.int64).max).argmin() if enough.any() else counts.argmax()
    hidden[open_[at]] = True
    return True


def _accompany(tree: Tree, hidden: Mask, row: int) -> bool:
    """Hide a second count where a hidden total has only one chain of hidden counts below it; tell whether it was."""
    if not hidden[row]:
        return False
    sums = []
    while tree.is_sum[row]:
        sums.append(row)
        parts = tree.parts_of(row)
        under = parts[hidden[parts]]
        if len(under) != 1:
            return False
        row = int(under[0])
    for family in reversed(sums):
        if _hide_one(tree, hidden, family, 1):
            return True
        parts = tree.parts_of(family)
        zeros = parts[~hidden[parts] & ~tree.is_sum[parts]]
        if len(zeros):
            hidden[zeros[0]] = True
            return True
    return False
