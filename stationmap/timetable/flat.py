"""The arrays of a timetable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEVER", "STEP", "Flat"]

STEP = 86_400
"""Seconds of a row of `Flat.index`."""
NEVER = np.iinfo(np.int64).max
"""Where the interval that ends each entry begins and ends."""


@dataclass(frozen=True, eq=False)
class Flat:
    """Intervals of all entries, one entry after another, and a way into them by day.

    Instants are UTC epoch seconds. Each entry's intervals are in order and end with one that begins at `NEVER` and is
    closed, so that a search forward needs no bound. What lies between intervals is closed.

    Parameters
    ----------
    offsets : numpy.ndarray of int64, shape (entries + 1,)
        Where each entry's intervals begin.
    starts, ends : numpy.ndarray of int64, shape (intervals,)
        An interval is from its start to before its end.
    states : numpy.ndarray of uint8, shape (intervals,)
        1 open, 2 unknown; 0 for the last of each entry.
    next_open : numpy.ndarray of int64, shape (intervals,)
        The first interval from this one on that is open; the last of the entry if there is none.
    index : numpy.ndarray of int32, shape (entries, days)
        The first interval of the entry that ends after `begin` + day · `STEP`.
    follows : numpy.ndarray of bool, shape (entries,)
        Whether the expression names public holidays.
    year_starts : numpy.ndarray of int64, shape (years,)
        Where the horizon's years begin by the zone's clock, the first with the horizon.
    year_assumed : numpy.ndarray of bool, shape (years,)
        Whether the days off of each are assumed and not published.
    comment_offsets : numpy.ndarray of int64, shape (entries + 1,)
    comment_starts, comment_ends : numpy.ndarray of int64, shape (comments,)
    comment_texts : numpy.ndarray of int32, shape (comments,)
        What is said when, as the intervals are laid; the texts stand in the timetable.
    begin, end : int
        The horizon.

    Examples
    --------
    >>> from dataclasses import fields
    >>> [field.name for field in fields(Flat)][:4]
    ['offsets', 'starts', 'ends', 'states']
    """

    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    states: NDArray[np.uint8]
    next_open: NDArray[np.int64]
    index: NDArray[np.int32]
    follows: NDArray[np.bool_]
    year_starts: NDArray[np.int64]
    year_assumed: NDArray[np.bool_]
    comment_offsets: NDArray[np.int64]
    comment_starts: NDArray[np.int64]
    comment_ends: NDArray[np.int64]
    comment_texts: NDArray[np.int32]
    begin: int
    end: int

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Give the arrays by name."""
        return {name: getattr(self, name) for name in _ARRAYS}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], begin: int, end: int) -> Flat:
        """Put together what `arrays` gave."""
        return cls(**{name: arrays[name] for name in _ARRAYS}, begin=begin, end=end)  # type: ignore[arg-type]

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return sum(array.nbytes for array in self.arrays().values())


_ARRAYS = [field.name for field in fields(Flat) if field.name not in {"begin", "end"}]
