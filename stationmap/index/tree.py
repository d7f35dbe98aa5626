"""The frozen k-d tree: how it is built, kept as plain arrays, and gone down level by level."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from stationmap.index.geodesic import longest_geodesics, on_ellipsoid
from stationmap.index.keeping import Tree

__all__ = ["build_tree", "leaf_places", "node_bits", "reachable"]

_LEAF = 6  # at most so many points a leaf: of 4 to 32 the quickest under needs
_NOWHERE = 1e9  # metres on each axis: sorts behind every point of the earth

Floats = NDArray[np.float64]


def build_tree(points: Floats, bits: NDArray[np.uint64]) -> Tree:
    """Build the tree over points.

    Parameters
    ----------
    points : ndarray of float64, shape (n, 3)
        Earth-centred metres of places at height 0; n >= 1.
    bits : ndarray of uint64, shape (n,)
        What each offers.

    Returns
    -------
    Tree
        Arrays that cannot be written to.

    Examples
    --------
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0], [0.0, 6378137.0, 0.0]]), np.array([1, 2], dtype=np.uint64))
    >>> tree.rows.tolist(), tree.offers.tolist()
    ([0, 1], [3])
    """
    depth = max(0, int(np.ceil(np.log2(len(points) / _LEAF))))
    leaf = -(-len(points) // (1 << depth))
    order = _ordered(points, depth, leaf)
    placed, offered = points[order], bits[order]
    boxes, balls, offers = _nodes(placed, offered, depth, leaf)
    arrays = (_frozen(array) for array in (placed, offered, order, boxes, balls, offers))
    return Tree(*arrays, leaf)  # type: ignore[arg-type, call-arg]


def _frozen(array: NDArray[np.generic]) -> NDArray[np.generic]:
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array


def _ordered(points: Floats, depth: int, leaf: int) -> NDArray[np.int64]:
    """Order points so that every node is a run: halve each run at the median of its longest axis."""
    size = leaf << depth
    # single precision and an axis a row: halving needs no more, and is twice as fast
    axes = np.full((3, size), _NOWHERE, dtype=np.float32)
    axes[:, : len(points)] = points.T
    order = np.arange(size)
    for level in range(depth):
        runs, length = 1 << level, size >> level
        blocks = axes.reshape(3, runs, length)
        longest = np.ptp(blocks, axis=2).argmax(axis=0)
        keys = blocks[longest, np.arange(runs)]
        places = np.argpartition(keys, length // 2, axis=1)
        places += (np.arange(runs) * length)[:, np.newaxis]
        order, axes = order[places.ravel()], axes[:, places.ravel()]
    return order[: len(points)]


def _nodes(
    points: Floats, bits: NDArray[np.uint64], depth: int, leaf: int
) -> tuple[NDArray[np.float32], Floats, NDArray[np.uint64]]:
    leaves = 1 << depth
    boxes, balls = np.empty((2 * leaves - 1, 6)), np.empty((2 * leaves - 1, 4))
    starts = np.arange(0, len(points), leaf)
    full = np.minimum(np.arange(leaves), len(starts) - 1)  # an empty leaf, at the end, has the last one's box
    last = slice(leaves - 1, None)
    boxes[last] = np.hstack((np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)))[full]
    balls[last, :3] = on_ellipsoid((boxes[last, :3] + boxes[last, 3:]) / 2)
    centre = np.repeat(balls[last, :3], leaf, axis=0)[: len(points)]
    away = np.maximum.reduceat(np.linalg.norm(points - centre, axis=1), starts)
    balls[last, 3] = longest_geodesics(away)[full]
    for above in range(depth - 1, -1, -1):
        level, below = slice((1 << above) - 1, (2 << above) - 1), slice((2 << above) - 1, (4 << above) - 1)
        boxes[level], balls[level] = _joined(boxes[below], balls[below])
    return _outwards(boxes), balls, _or_below(bits, leaf, leaves)


def _or_below(bits: NDArray[np.uint64], leaf: int, leaves: int) -> NDArray[np.uint64]:
    """Give the OR of the bits below each node; an empty leaf, at the end, has the last one's."""
    below = np.zeros(2 * leaves - 1, dtype=np.uint64)
    starts = np.arange(0, len(bits), leaf)
    below[leaves - 1 :] = np.bitwise_or.reduceat(bits, starts)[np.minimum(np.arange(leaves), len(starts) - 1)]
    while leaves > 1:
        leaves //= 2
        pairs = below[2 * leaves - 1 : 4 * leaves - 1].reshape(-1, 2)
        below[leaves - 1 : 2 * leaves - 1] = np.bitwise_or.reduce(pairs, axis=1)
    return below


def node_bits(tree: Tree, bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give each node the OR of its points' bits.

    Parameters
    ----------
    tree : Tree
    bits : ndarray of uint64, shape (n,)
        In tree order.

    Examples
    --------
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0]]), np.array([1], dtype=np.uint64))
    >>> node_bits(tree, np.array([6], dtype=np.uint64)).tolist()
    [6]
    """
    return _or_below(bits, tree.leaf, (len(tree.offers) + 1) // 2)


def _joined(boxes: Floats, balls: Floats) -> tuple[Floats, Floats]:
    """Give box and ball about each pair of nodes."""
    box, ball = boxes.reshape(-1, 2, 6), balls.reshape(-1, 2, 4)
    around = np.hstack((box[:, :, :3].min(axis=1), box[:, :, 3:].max(axis=1)))
    centre = on_ellipsoid(ball[:, :, :3].mean(axis=1))
    away = np.linalg.norm(ball[:, :, :3] - centre[:, np.newaxis], axis=2)
    return around, np.column_stack((centre, (longest_geodesics(away) + ball[:, :, 3]).max(axis=1)))


def _outwards(boxes: Floats) -> NDArray[np.float32]:
    """Round boxes to single precision so that they still hold what they held."""
    rounded = boxes.astype(np.float32)
    rounded[:, :3] = np.nextafter(rounded[:, :3], np.float32(-np.inf))
    rounded[:, 3:] = np.nextafter(rounded[:, 3:], np.float32(np.inf))
    return rounded


def reachable(tree: Tree, keep: Callable[[NDArray[np.int64]], NDArray[np.bool_]]) -> NDArray[np.int64]:
    """Go down from the root through the nodes that `keep` admits; give the leaves that are reached.

    Examples
    --------
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0]]), np.array([1], dtype=np.uint64))
    >>> reachable(tree, lambda nodes: tree.offers[nodes] > 0).tolist()
    [0]
    """
    leaves = (len(tree.offers) + 1) // 2
    nodes = np.zeros(1, dtype=np.int64)
    nodes = nodes[keep(nodes)]
    while nodes.size and nodes[0] < leaves - 1:
        nodes = (2 * nodes[:, np.newaxis] + (1, 2)).ravel()
        nodes = nodes[keep(nodes)]
    return nodes - (leaves - 1)


def leaf_places(tree: Tree, leaves: NDArray[np.int64]) -> NDArray[np.int64]:
    """List the places in tree order of all points in some leaves.

    Examples
    --------
    >>> tree = build_tree(np.array([[6378137.0, 0.0, 0.0]]), np.array([1], dtype=np.uint64))
    >>> leaf_places(tree, np.array([0])).tolist()
    [0]
    """
    places: NDArray[np.int64] = (leaves[:, np.newaxis] * tree.leaf + np.arange(tree.leaf)).ravel()
    return places[places < len(tree.points)]
