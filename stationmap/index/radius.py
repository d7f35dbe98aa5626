"""Rows whose straight line is at most so long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stationmap.index.geodesic import chords
from stationmap.index.keeping import Tree
from stationmap.index.matches import test_bits
from stationmap.index.tree import leaf_places, reachable
from stationmap.index.wanted import Key

__all__ = ["rows_within"]


def rows_within(tree: Tree, at: NDArray[np.float64], chord: float, key: Key) -> NDArray[np.int64]:
    """List the rows whose bits fit and whose chord is at most so long, in no order.

    Parameters
    ----------
    tree : Tree
    at : ndarray of float64, shape (3,)
        Earth-centred metres.
    chord : float
        Metres.
    key : Key
        What the bits must hold.

    Examples
    --------
    >>> from stationmap.index.tree import build_tree
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0]]), np.array([1], dtype=np.uint64))
    >>> rows_within(tree, np.array([6378137.0, 3.0, 4.0]), 5.0, (1, ())).tolist()
    [0]
    """

    def near(nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
        box = tree.boxes[nodes].astype(np.float64)
        nearest = np.clip(at, box[:, :3], box[:, 3:])
        return (chords(nearest, at) <= chord) & test_bits(tree.offers[nodes], key)

    places = leaf_places(tree, reachable(tree, near))
    places = places[chords(tree.points[places], at) <= chord]
    rows: NDArray[np.int64] = tree.rows[places[test_bits(tree.bits[places], key)]]
    return rows
