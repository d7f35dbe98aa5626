"""Which stations may answer a query."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError

__all__ = ["Key", "Wanted", "check_mask"]

Key = tuple[int, tuple[int, ...]]
_LAST = (1 << 64) - 1


def _check_bits(name: str, bits: int) -> None:
    # bool is an int to Python, but never meant as a set of bits
    if isinstance(bits, bool) or not isinstance(bits, int) or not 0 <= bits <= _LAST:
        fault = Fault(name, repr(bits), "must be an integer of 64 bits, from 0 to 2**64 - 1")
        raise ParameterError(f"{name} is not a set of bits: {bits!r}", (fault,))


def _read_only(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    array = np.asarray(mask)
    if array.dtype != np.bool_ or array.ndim != 1:
        fault = Fault("mask", f"{array.dtype} of shape {array.shape}", "must be a one-dimensional array of bool")
        raise ParameterError("the mask is not a one-dimensional array of bool", (fault,))
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A filter over the rows of an index.

    A row answers if its bits hold all of `all_of`, at least one of every set in `any_of`,
    and if the mask is true there.

    Parameters
    ----------
    all_of : int, default 0
        Bits that are all wanted, 0 <= all_of < 2**64.
    any_of : tuple of int, default ()
        Sets of bits; of each set one bit at least is wanted, so an empty set (0) matches no row.
    mask : ndarray of bool, shape (n,), optional
        The caller's own filter, one entry a row of the index. It is not copied if it is
        contiguous: leave it as it is while the filter is in use.

    Raises
    ------
    ParameterError
        If a set is not an integer of 64 bits or the mask is not a one-dimensional array of bool.

    Examples
    --------
    >>> Wanted(all_of=0b011, any_of=(0b1100,)).key
    (3, (12,))
    """

    all_of: int = 0
    any_of: tuple[int, ...] = ()
    mask: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        _check_bits("all_of", self.all_of)
        object.__setattr__(self, "any_of", tuple(self.any_of))
        for bits in self.any_of:
            _check_bits("any_of", bits)
        if self.mask is not None:
            object.__setattr__(self, "mask", _read_only(self.mask))

    @property
    def key(self) -> Key:
        """The bits of the filter as a hashable value, without the mask."""
        return self.all_of, self.any_of


def check_mask(mask: NDArray[np.bool_] | None, rows: int) -> NDArray[np.bool_] | None:
    """Return the mask if it has an entry for each row.

    Raises
    ------
    ParameterError
        If it has another length than the index.

    Examples
    --------
    >>> check_mask(np.array([True]), 1).tolist()
    [True]
    """
    if mask is not None and len(mask) != rows:
        fault = Fault("mask", f"shape {mask.shape}", f"must have the index's shape, {(rows,)}")
        raise ParameterError("the mask does not fit the index", (fault,))
    return mask
