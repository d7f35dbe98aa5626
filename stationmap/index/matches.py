"""Which rows match a filter, and whether a given row does."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.index.wanted import Wanted

__all__ = ["Matches"]

_KEPT = 16  # lists of rows kept: at 200,000 stations 1.6 MB each at most


def _test(bits: NDArray[np.uint64], key: tuple[int, tuple[int, ...]]) -> NDArray[np.bool_]:
    all_of, any_of = np.uint64(key[0]), key[1]
    fits: NDArray[np.bool_] = (bits & all_of) == all_of
    for some in any_of:
        fits &= (bits & np.uint64(some)) != 0
    return fits


class Matches:
    """The bits of all rows, tested against filters.

    Parameters
    ----------
    bits : ndarray of uint64, shape (n,)
        What each row offers.

    Examples
    --------
    >>> Matches(np.array([0b01, 0b11, 0b10], dtype=np.uint64)).rows(Wanted(all_of=0b10)).tolist()
    [1, 2]
    """

    def __init__(self, bits: NDArray[np.uint64]) -> None:
        self._bits = bits
        # kept a filter's bits: a mask is the caller's and may be another each time
        self._by_bits = lru_cache(maxsize=_KEPT)(lambda key: np.flatnonzero(_test(bits, key)))

    def at_most(self, wanted: Wanted) -> int:
        """Count the rows that the bits of a filter admit, its mask left out.

        Raises
        ------
        ParameterError
            If the mask has another length than the index.
        """
        self._check_mask(wanted)
        return len(self._by_bits(wanted.key))

    def rows(self, wanted: Wanted) -> NDArray[np.int64]:
        """List all rows that match, ascending.

        Raises
        ------
        ParameterError
            If the mask has another length than the index.
        """
        self._check_mask(wanted)
        rows = self._by_bits(wanted.key)
        return rows if wanted.mask is None else rows[wanted.mask[rows]]

    def among(self, rows: NDArray[np.int64], wanted: Wanted) -> NDArray[np.int64]:
        """Keep those of some rows that match, in their order.

        Raises
        ------
        ParameterError
            If the mask has another length than the index.
        """
        self._check_mask(wanted)
        fits = _test(self._bits[rows], wanted.key)
        if wanted.mask is not None:
            fits &= wanted.mask[rows]
        return rows[fits]

    def _check_mask(self, wanted: Wanted) -> None:
        if wanted.mask is not None and wanted.mask.shape != self._bits.shape:
            fault = Fault("mask", f"shape {wanted.mask.shape}", f"must have the index's shape, {self._bits.shape}")
            raise ParameterError("the mask does not fit the index", (fault,))
