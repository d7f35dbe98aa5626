"""Rows of compressed matrices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["slices"]

Ints = npt.NDArray[np.int64]


def slices(starts: Ints, rows: Ints) -> Ints:
    """List the entries of some rows of a compressed matrix, row after row.

    Parameters
    ----------
    starts : int64 array of shape (rows + 1,)
        Where each row begins.
    rows : int64 array of shape (k,)

    Returns
    -------
    int64 array

    Examples
    --------
    >>> slices(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    first, size = starts[rows], starts[rows + 1] - starts[rows]
    before = np.cumsum(size) - size
    return np.repeat(first - before, size) + np.arange(int(size.sum()))
