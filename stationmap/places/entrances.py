"""Where texts can be entered: places in a row of texts, in the order of what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Entrances"]

Units = NDArray[Any]
Places = NDArray[np.int32]
_WHOLE = np.uint64(2**64 - 1)
_AFTER = 512  # ends behind the last text, so that what is longer is never read beyond


@dataclass(frozen=True, slots=True, eq=False)
class Entrances:
    """Texts, one behind the other, and the places where a search may enter them.

    Parameters
    ----------
    units : unsigned array
        The texts, 0 behind each, and more of them at the end.
    starts : int32 array of shape (texts + 1,)
        Where each text starts; the last is the end of all.
    places : int32 array
        Where a search may enter, ordered by the first units there, then by place.
    heads : uint32 array
        Those first units, each once, in order.
    bounds : int32 array of shape (heads + 1,)
        Which of `places` belong to each head.
    bits, width : int
        Bits of a unit and units of a head.
    sparse : bool
        Whether a search may enter at some units only.
    marks, before : arrays
        Worked out: a bit for each unit, set where a text starts, and how many are set before each 64 of them.

    Notes
    -----
    A head is a number of 32 bits at most: two UTF-16 units, or five letters of six bits. Within a head places are in
    order, so that finding their texts reads memory in order. Six bytes a character, of which all may lie in a file.

    Examples
    --------
    >>> from stationmap.places.plain import plain_units
    >>> entrances = Entrances.of(plain_units(["金水区", "水区"]), bits=16, width=2)
    >>> entrances.texts_at(entrances.entered(plain_units(["水区"])[:-1])).tolist()
    [0, 1]
    """

    units: Units
    starts: Places
    places: Places
    heads: NDArray[np.uint32]
    bounds: Places
    bits: int
    width: int
    sparse: bool = False
    marks: NDArray[np.uint64] = field(init=False, repr=False)
    before: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        marked = np.zeros((len(self.units) // 64 + 1) * 64, np.bool_)
        marked[self.starts[:-1]] = True
        marks = np.packbits(marked, bitorder="little").view("<u8").astype(np.uint64, copy=False)
        object.__setattr__(self, "marks", marks)
        object.__setattr__(self, "before", np.append(0, np.cumsum(np.bitwise_count(marks), dtype=np.int64)[:-1]))

    @classmethod
    def of(cls, units: Units, *, bits: int, width: int, places: Places | None = None) -> Entrances:
        """Order the places of texts, all of them or those that are given.

        Parameters
        ----------
        units : unsigned array
            Texts with a 0 behind each.
        bits, width : int
            As above.
        places : int32 array, optional
            Where a search may enter; at every unit by default.
        """
        sparse = places is not None
        starts = np.append(0, np.flatnonzero(units == 0) + 1).astype(np.int32)
        padded = np.append(units, np.zeros(_AFTER, units.dtype))
        places = np.flatnonzero(units).astype(np.int32) if places is None else places
        head, going = np.zeros(len(places), np.uint32), np.ones(len(places), np.bool_)
        for step in range(width):
            here = padded[places + step]
            going &= here != 0  # what stands behind the end belongs to another text
            head = (head << np.uint32(bits)) | np.where(going, here, 0).astype(np.uint32)
        both = np.sort((head.astype(np.uint64) << np.uint64(32)) | places.astype(np.uint64))
        head = (both >> np.uint64(32)).astype(np.uint32)
        first = np.flatnonzero(np.append(True, head[1:] != head[:-1])) if len(head) else np.zeros(0, np.int64)
        bounds = np.append(first, len(head)).astype(np.int32)
        return cls(padded, starts, both.astype(np.uint32).astype(np.int32), head[first], bounds, bits, width, sparse)

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Give the arrays by name, to be written."""
        kept = ("units", "starts", "places", "heads", "bounds")
        return {f"{name}_{one}": getattr(self, one) for one in kept}

    @classmethod
    def from_arrays(
        cls, name: str, arrays: Mapping[str, NDArray[Any]], *, bits: int, width: int, sparse: bool = False
    ) -> Entrances:
        """Make it of arrays that `arrays` gave."""
        units, starts, places, heads, bounds = (
            arrays[f"{name}_{one}"] for one in ("units", "starts", "places", "heads", "bounds")
        )
        return cls(units, starts, places, heads, bounds, bits, width, sparse)

    def range_of(self, word: Units) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give which of `places` begin with each of some words: first and last but one.

        Parameters
        ----------
        word : unsigned array of shape (n, up to width)
            0 behind the end of a word that is shorter.
        """
        low, free = np.zeros(len(word), np.uint32), np.zeros(len(word), np.uint32)
        for step in range(self.width):
            here = word[:, step].astype(np.uint32) if step < word.shape[1] else np.zeros(len(word), np.uint32)
            low = (low << np.uint32(self.bits)) | here
            free = (free << np.uint32(self.bits)) | np.where(here, 0, (1 << self.bits) - 1).astype(np.uint32)
        first, last = np.searchsorted(self.heads, low), np.searchsorted(self.heads, low | free, "right")
        return self.bounds[first].astype(np.int64), self.bounds[last].astype(np.int64)

    def entered(self, word: Units) -> Places:
        """Find where the texts go on with a word, in no order.

        The rarest of its heads is looked up, and the rest compared.
        """
        heads = 1 if self.sparse else max(len(word) - self.width + 1, 1)
        windows = np.stack([word[at : at + self.width] for at in range(heads)])
        first, last = self.range_of(windows)
        rarest = int(np.argmin((last - first)[:heads]))
        found = self.places[first[rarest] : last[rarest]] - rarest
        found = found[found >= 0] if rarest else found
        for step in reversed((*range(rarest), *range(rarest + self.width, len(word)))):  # names differ towards the end
            found = found[self.units[found + step] == word[step]]
        return found

    def texts_at(self, places: Places) -> NDArray[np.int64]:
        """Tell in which text each place lies: by counting starts, which reads less than to search among them."""
        block = places >> 6
        here = self.marks[block] & (_WHOLE >> (63 - (places & 63)).astype(np.uint64))
        found: NDArray[np.int64] = self.before[block] + np.bitwise_count(here) - 1
        return found

    def begins(self, places: Places) -> NDArray[np.bool_]:
        """Tell which places begin a text."""
        begun: NDArray[np.bool_] = self.units[places - 1] == 0  # before the first stands the last, an end
        return begun

    def ends(self, places: Places) -> NDArray[np.bool_]:
        """Tell at which places a text has ended."""
        ended: NDArray[np.bool_] = self.units[places] == 0
        return ended
