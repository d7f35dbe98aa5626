"""Morton's order: bits of x and y in turn, so that every tile of every zoom is one run of places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["interleave", "run_of"]

Codes = NDArray[np.uint64]

_SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def interleave(x: Codes, y: Codes) -> Codes:
    """Put the bits of x (even places) and y (odd places) into one number.

    Parameters
    ----------
    x, y : ndarray of uint64
        0 to 2³² - 1.

    Examples
    --------
    >>> interleave(np.array([0b11], np.uint64), np.array([0b01], np.uint64)).tolist() == [0b0111]
    True
    """
    return _spread(x) | (_spread(y) << np.uint64(1))


def _spread(values: Codes) -> Codes:
    for shift, mask in _SPREAD:
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


def run_of(codes: Codes, zoom: int, x: int, y: int) -> slice:
    """Find the places of one tile.

    Parameters
    ----------
    codes : ndarray of uint64
        As `interleave` gives them, ascending.
    zoom, x, y : int
        A tile that there is.

    Examples
    --------
    >>> run_of(np.array([1, 2**62, 2**63], np.uint64), 1, 1, 0)
    slice(1, 2, None)
    """
    if zoom == 0:
        return slice(0, len(codes))
    tile = int(interleave(np.array([x], np.uint64), np.array([y], np.uint64))[0])
    shift = 64 - 2 * zoom
    first, last = np.uint64(tile << shift), np.uint64(((tile + 1) << shift) - 1)
    return slice(int(np.searchsorted(codes, first)), int(np.searchsorted(codes, last, side="right")))
