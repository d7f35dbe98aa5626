"""How well a place fits, as one number: first how it matched, then how good that is."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["NOWHERE", "STEPS", "Matched", "best_rows"]

STEPS = 64
"""Grades within each way of matching."""
NOWHERE = np.iinfo(np.int16).max
"""Rank of what does not match."""


class Matched(IntEnum):
    """How a place matched what was typed; the earlier, the better.

    Examples
    --------
    >>> Matched.EXACT < Matched.CLOSE, Matched.PINYIN.name.lower()
    (True, 'pinyin')
    """

    EXACT = 0
    PREFIX = 1
    WITHIN = 2
    PINYIN = 3
    INITIALS = 4
    CLOSE = 5
    PART = 6  # the last, with a grade for every character

    @classmethod
    def of(cls, rank: int) -> Matched:
        """Tell from a rank how it matched.

        Examples
        --------
        >>> Matched.of(2 * STEPS + 5).name, Matched.of(40 * STEPS).name
        ('WITHIN', 'PART')
        """
        return cls(min(rank // STEPS, cls.PART))


def best_rows(ranks: NDArray[np.int16], limit: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the rows that are among the best whatever decides between equals, and all that are equal to the last.

    Parameters
    ----------
    ranks : int16 array
        `NOWHERE` for what does not match.
    limit : int
        How many are wanted.

    Returns
    -------
    rows, ranks : arrays
        In order of the rows.

    Examples
    --------
    >>> best_rows(np.array([5, NOWHERE, 3, 5, 7], np.int16), 2)[0].tolist()
    [0, 2, 3]
    """
    rows = np.flatnonzero(ranks < NOWHERE)
    found = ranks[rows]
    if len(rows) > limit:
        kept = found <= np.partition(found, limit - 1)[limit - 1]
        rows, found = rows[kept], found[kept]
    return rows, found
