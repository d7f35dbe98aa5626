"""In which slots of time entries of a timetable are open, as bits by which a search prunes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.asking import find
from stationmap.timetable.flat import Flat
from stationmap.timetable.library import OPEN, UNKNOWN

__all__ = ["MOST_SLOTS", "slots"]

MOST_SLOTS = 64
"""Bits of an answer."""
_ALL = np.uint64(2**64 - 1)

Bits = NDArray[np.uint64]


def slots(flat: Flat, first_instant: int, slot_s: int, n: int = MOST_SLOTS) -> tuple[Bits, Bits]:
    """Tell of each entry in which slots it is open, and in which unknown, at some moment.

    Parameters
    ----------
    flat : Flat
    first_instant, slot_s, n : int
        As `Timetable.slots` takes them.

    Returns
    -------
    (numpy.ndarray of uint64, numpy.ndarray of uint64)
        Bit i is slot i.

    Raises
    ------
    ParameterError
        If `slot_s` is not positive or `n` not from 1 to 64.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> [[bin(bits) for bits in some.tolist()] for some in slots(example_timetable().flat, 0, 1800, 4)]
    [['0b0', '0b1100'], ['0b1111', '0b0']]
    """
    _check(slot_s, n)
    begin, end = first_instant, first_instant + n * slot_s
    which = np.arange(len(flat.offsets) - 1)
    found = find(flat, which, np.full(len(which), begin))
    bits = {OPEN: np.zeros(len(which), dtype=np.uint64), UNKNOWN: np.zeros(len(which), dtype=np.uint64)}
    while which.size:
        inside = flat.starts[found] < end
        which, found = which[inside], found[inside]
        marks = _marks(flat.starts[found] - begin, flat.ends[found] - begin, slot_s, n)
        for state, row in bits.items():
            row[which] |= np.where(flat.states[found] == state, marks, np.uint64(0))
        found = found + 1
    for low, high in ((begin, min(flat.begin, end)), (max(flat.end, begin), end)):
        if low < high:
            bits[UNKNOWN] |= _marks(np.array([low - begin]), np.array([high - begin]), slot_s, n)
    return bits[OPEN], bits[UNKNOWN]


def _marks(starts: NDArray[np.int64], ends: NDArray[np.int64], slot_s: int, n: int) -> Bits:
    """Set the bits of the slots that spans meet, by seconds since the first slot begins."""
    low = np.clip(starts // slot_s, 0, n - 1).astype(np.uint64)
    high = np.clip((ends - 1) // slot_s, 0, n - 1).astype(np.uint64)
    return (_ALL >> (np.uint64(MOST_SLOTS - 1) - (high - low))) << low


def _check(slot_s: int, n: int) -> None:
    if slot_s < 1:
        fault = Fault("slot_s", str(slot_s), "须为正 must be positive")
        raise ParameterError(f"时段长度须为正 slots must have a length: {slot_s}", (fault,))
    if not 1 <= n <= MOST_SLOTS:
        reason = f"须在 1 至 {MOST_SLOTS} 之间 must lie from 1 to {MOST_SLOTS}"
        raise ParameterError(f"时段数超出范围 number of slots out of range: {n}", (Fault("n", str(n), reason),))
