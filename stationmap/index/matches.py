"""The planner: what a filter is to the compiled search, and whether a list is shorter than the tree."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stationmap.index.keeping import Tree
from stationmap.index.wanted import Key

__all__ = ["Matches", "Plan", "test_bits"]

_SCAN = 1_500  # so few matches are scanned faster than a tree is walked in which they are rare
_RARE = 3  # one in so many, or fewer: where more of a small register match, its tree is walked faster
_KEPT = 4_096  # plans kept; a listing has at most 12 kB
_SETS = 2  # sets of which one bit is wanted that the compiled search knows

_NONE: NDArray[np.int64] = np.empty(0, dtype=np.int64)
_NONE.flags.writeable = False


def test_bits(bits: NDArray[np.uint64], key: Key) -> NDArray[np.bool_]:
    """Tell which bits satisfy a filter; of a node's, which may.

    Examples
    --------
    >>> test_bits(np.array([0b01, 0b11, 0b10], dtype=np.uint64), (0b10, ())).tolist()
    [False, True, True]
    """
    all_of, any_of = np.uint64(key[0]), key[1]
    fits: NDArray[np.bool_] = (bits & all_of) == all_of
    for some in any_of:
        fits &= (bits & np.uint64(some)) != 0
    return fits


test_bits.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


class Plan(NamedTuple):
    """A filter's bits for the compiled search.

    Parameters
    ----------
    all_of, one_of, other_of : int
        Sets of bits, as signed numbers of 64 bits; 0 for no matter.
    listing : ndarray of int64
        Places in tree order of all matches where these are few; else empty.
    matches : int
        How many match.
    """

    all_of: int
    one_of: int
    other_of: int
    listing: NDArray[np.int64]
    matches: int


class Matches:
    """Plans for filters, made when first asked for and kept.

    Parameters
    ----------
    tree : Tree

    Examples
    --------
    >>> from stationmap.index.tree import build_tree
    >>> points = np.array([[6378137.0, 0.0, 0.0], [0.0, 6378137.0, 0.0]])
    >>> Matches(build_tree(points, np.array([1, 2], dtype=np.uint64))).plan((2, ())).matches
    1
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.plan: Any = lru_cache(maxsize=_KEPT)(self._plan)

    def _plan(self, key: Key) -> Plan:
        all_of, any_of = key
        places = np.flatnonzero(test_bits(self._tree.bits, key))
        # three sets and more are rare: the list of all that fit answers for them, however long
        few = len(places) <= _SCAN and len(places) * _RARE <= len(self._tree.bits)
        listing = places if few or len(any_of) > _SETS else _NONE
        listing.flags.writeable = False
        one_of, other_of = (*any_of, 0, 0)[:_SETS]
        return Plan(_signed(all_of), _signed(one_of), _signed(other_of), listing, len(places))


def _signed(bits: int) -> int:
    return bits - (1 << 64) if bits >> 63 else bits
