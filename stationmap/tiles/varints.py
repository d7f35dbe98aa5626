"""Whole numbers in seven bits a byte, many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["lengths", "varints", "zigzag"]

_LIMITS = np.array([1 << (7 * more) for more in range(1, 10)], dtype=np.uint64)


def lengths(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Tell how many bytes each number takes, 1 to 10.

    Parameters
    ----------
    values : ndarray of uint64

    Examples
    --------
    >>> lengths(np.array([0, 127, 128, 2**63], np.uint64)).tolist()
    [1, 1, 2, 10]
    """
    return np.searchsorted(_LIMITS, values, side="right").astype(np.int64) + 1


def varints(values: NDArray[np.uint64]) -> bytes:
    r"""Write numbers one after the other.

    Parameters
    ----------
    values : ndarray of uint64, any shape
        Row by row.

    Examples
    --------
    >>> varints(np.array([1, 300], np.uint64))
    b'\x01\xac\x02'
    """
    flat = values.ravel()
    sizes = lengths(flat)
    places = np.cumsum(sizes) - sizes
    out = np.empty(int(sizes.sum()), np.uint8)
    out[places] = (flat & np.uint64(127)) | ((sizes > 1).astype(np.uint64) << np.uint64(7))
    rest = np.flatnonzero(sizes > 1)
    at = 1
    while len(rest):
        low = (flat[rest] >> np.uint64(7 * at)) & np.uint64(127)
        at += 1
        out[places[rest] + at - 1] = low | ((sizes[rest] > at).astype(np.uint64) << np.uint64(7))
        rest = rest[sizes[rest] > at]
    return out.tobytes()


def zigzag(values: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Fold negative numbers between the others: 0, -1, 1, -2 become 0, 1, 2, 3.

    Parameters
    ----------
    values : ndarray of int64

    Examples
    --------
    >>> zigzag(np.array([0, -1, 1, -2])).tolist()
    [0, 1, 2, 3]
    """
    return ((values << 1) ^ (values >> 63)).astype(np.uint64)
