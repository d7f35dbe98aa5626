"""What a station offers, in the 64 bits that the index filters by: amenities first, then kinds, then ways in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import accumulate

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.amenities import AMENITIES, amenity_bits
from stationmap.errors import VocabularyError
from stationmap.station import ACCESS, KINDS
from stationmap.vocabulary import check_codes

__all__ = ["filter_bits", "offered_bits", "shifts_of"]


def shifts_of(*vocabularies: Collection[str]) -> tuple[int, ...]:
    """Give each vocabulary the bits above those of the one before; return its first.

    Parameters
    ----------
    *vocabularies : collection of str
        Codes, one bit each.

    Raises
    ------
    VocabularyError
        If there are more codes than the index has bits.

    Examples
    --------
    >>> shifts_of("abc", "de", "f")
    (0, 3, 5)
    """
    ends = tuple(accumulate(map(len, vocabularies)))
    if ends[-1] > 64:
        raise VocabularyError(f"词表太大 {ends[-1]} codes, and the index has 64 bits")
    return (0, *ends[:-1])


_, _KIND, _ACCESS = shifts_of(AMENITIES, KINDS, ACCESS)


def filter_bits(needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
    """Pack what is asked for.

    Parameters
    ----------
    needs : tuple of str
        Amenity codes, all wanted.
    kind, access : tuple of str
        Codes of which one is wanted; empty for no matter.

    Returns
    -------
    int
        Bits that are all wanted.
    tuple of int
        Sets of bits, of each of which one is wanted.

    Raises
    ------
    VocabularyError
        If a code is not in its vocabulary: it would have no bit, and no bits mean no filter.

    Examples
    --------
    >>> filter_bits((), ("fixed", "mobile"), ())[1][0].bit_count()
    2
    """
    groups = (
        _bits_of(check_codes("kind", kind, KINDS), KINDS, _KIND),
        _bits_of(check_codes("access", access, ACCESS), ACCESS, _ACCESS),
    )
    return amenity_bits(needs), tuple(bits for bits in groups if bits)


def offered_bits(table: pd.DataFrame) -> NDArray[np.uint64]:
    """Pack what each station of a table offers; an amenity that is out of order is not offered.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `STATION_COLUMNS`.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> len(offered_bits(demonstration().table))
    667
    """

    def packed(column: str, pack: Callable[[list[str]], int]) -> NDArray[np.uint64]:
        numbers, texts = pd.factorize(table[column])
        sets = [pack(text.split(",") if text else []) for text in texts]
        return np.array(sets or [0], dtype=np.uint64)[numbers]

    broken = packed("out_of_order", lambda items: amenity_bits(item.partition("@")[0] for item in items))
    kinds = packed("kind", lambda codes: _bits_of(codes, KINDS, _KIND))
    ways_in = packed("access", lambda codes: _bits_of(codes, ACCESS, _ACCESS))
    return packed("amenities", amenity_bits) & ~broken | kinds | ways_in


def _bits_of(codes: Collection[str], vocabulary: Collection[str], shift: int) -> int:
    return sum(1 << shift + number for number, code in enumerate(vocabulary) if code in codes)
