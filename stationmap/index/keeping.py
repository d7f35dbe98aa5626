"""What a search goes through and what it keeps: tree, filter, and the k least so far.

A search keeps the k least under a *key*. Its *edge* is the least key of all that it met and did
not keep, but for those in the very place of the last that it kept: there the row decides, as long
as that one stays the last. The kept are the k nearest if the edge, and all that was left out, lie
beyond what the last kept may turn out to be.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stationmap.index.compiling import compiled, inlined

__all__ = ["Filter", "Tree", "admits", "fits", "offer", "same_place"]

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


class Tree(NamedTuple):
    """A complete binary tree over points in tree order; node i has the children 2i + 1 and 2i + 2.

    Leaf j holds the points from j * leaf on. A node has a box (least x, y, z, greatest x, y, z, in
    single precision and rounded outwards, so that two fit in a cache line), and a ball: a centre
    (x, y, z) on the ellipsoid and a radius that the geodesic from it to no point of the node
    exceeds. `offers` is the OR of the bits below a node.
    """

    points: Floats
    bits: NDArray[np.uint64]
    rows: Rows
    boxes: NDArray[np.float32]
    balls: Floats
    offers: NDArray[np.uint64]
    leaf: int


class Filter(NamedTuple):
    """What must be offered: all of one set, one of each of two others (0: no matter), and the mask.

    An empty mask admits every row. A `listing` that is not empty holds the places in tree order
    of all points whose bits fit, and is scanned instead of the tree.
    """

    all_of: np.uint64
    one_of: np.uint64
    other_of: np.uint64
    mask: NDArray[np.bool_]
    listing: Rows


@inlined
def fits(bits: Any, wanted: Any) -> bool:
    """Say whether bits satisfy a filter; for a node: whether a point below it may."""
    return (
        (bits & wanted.all_of) == wanted.all_of
        and (wanted.one_of == 0 or (bits & wanted.one_of) != 0)
        and (wanted.other_of == 0 or (bits & wanted.other_of) != 0)
    )


@inlined
def admits(tree: Any, wanted: Any, place: int) -> bool:
    """Say whether a point satisfies a filter, its mask included."""
    if not fits(tree.bits[place], wanted):
        return False
    return len(wanted.mask) == 0 or wanted.mask[tree.rows[place]]


@inlined
def same_place(points: Floats, place: int, other: int) -> bool:
    """Say whether two points are one place; they then have one distance from anywhere."""
    return (
        points[place, 0] == points[other, 0]
        and points[place, 1] == points[other, 1]
        and points[place, 2] == points[other, 2]
    )


@compiled
def offer(
    points: Floats, rows: Rows, keys: Floats, kept: Rows, count: int, edge: float, key: float, place: int
) -> tuple[int, float]:
    """Keep the k least by (key, row), ascending; return their count and the edge."""
    k, row = len(keys), rows[place]
    if math.isnan(key):
        return count, 0.0  # a geodesic that diverges: it may be the nearest
    if count == k:
        last = kept[k - 1]
        if key > keys[k - 1] or (key == keys[k - 1] and row > rows[last]):
            return count, (edge if same_place(points, place, last) else min(edge, key))
    out_key, out = keys[k - 1], kept[k - 1]
    slot = min(count, k - 1)
    while slot > 0 and (key < keys[slot - 1] or (key == keys[slot - 1] and row < rows[kept[slot - 1]])):
        keys[slot], kept[slot] = keys[slot - 1], kept[slot - 1]
        slot -= 1
    keys[slot], kept[slot] = key, place
    if count == k and not same_place(points, out, kept[k - 1]):
        edge = min(edge, out_key)
    return min(count + 1, k), edge
