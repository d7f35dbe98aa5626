"""The search by chord: every point that may be among the k nearest, nearest nodes first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.index.compiling import compiled, inlined
from stationmap.index.ellipsoid import chord2_of, reach2
from stationmap.index.keeping import admits, fits, offer
from stationmap.index.timing import enters, keeps_by_chord

__all__ = ["STACK", "box2", "chord2", "walk"]

STACK = 64  # a walk holds at most one node a level, and one more

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@inlined
def chord2(points: Floats, place: int, x: float, y: float, z: float) -> float:
    """Square the straight line to a point."""
    dx, dy, dz = points[place, 0] - x, points[place, 1] - y, points[place, 2] - z
    return dx * dx + dy * dy + dz * dz


@inlined
def box2(boxes: Any, node: int, x: float, y: float, z: float) -> float:
    """Square the straight line to a node's box; no point of the node is nearer."""
    dx = max(boxes[node, 0] - x, 0.0, x - boxes[node, 3])
    dy = max(boxes[node, 1] - y, 0.0, y - boxes[node, 4])
    dz = max(boxes[node, 2] - z, 0.0, z - boxes[node, 5])
    return dx * dx + dy * dy + dz * dz


@compiled
def walk(tree: Any, wanted: Any, at: Any, keys: Floats, kept: Rows, most: float) -> tuple[int, float]:
    """Meet by chord all that fit within `most` metres and may be among the k least, nearest nodes first."""
    x, y, z = at
    stack, lows = np.empty(STACK, np.int64), np.empty(STACK)
    stack[0], lows[0], top = 0, box2(tree.boxes, 0, x, y, z), 1
    leaves = (len(tree.offers) + 1) // 2
    most2 = chord2_of(most)
    count, edge, limit2 = 0, math.inf, most2
    while top:
        top -= 1
        node = stack[top]
        if lows[top] > limit2 or not enters(tree, wanted, node, lows[top]):
            continue
        if node >= leaves - 1:
            start = (node - leaves + 1) * tree.leaf
            for place in range(start, min(start + tree.leaf, len(tree.points))):
                key = chord2(tree.points, place, x, y, z)
                if key <= limit2 and admits(tree, wanted, place) and keeps_by_chord(tree, wanted, place, at, key):
                    count, edge = offer(tree.points, tree.rows, keys, kept, count, edge, key, place)
                    limit2 = min(most2, reach2(keys[count - 1])) if count == len(keys) else most2
            continue
        near, far = 2 * node + 1, 2 * node + 2
        near_low, far_low = box2(tree.boxes, near, x, y, z), box2(tree.boxes, far, x, y, z)
        if far_low < near_low:
            near, far, near_low, far_low = far, near, far_low, near_low
        if (
            far_low <= limit2
            and fits(tree.offers[far], wanted)
            and (far >= leaves - 1 or enters(tree, wanted, far, far_low))
        ):
            stack[top], lows[top], top = far, far_low, top + 1
        if (
            near_low <= limit2
            and fits(tree.offers[near], wanted)
            and (near >= leaves - 1 or enters(tree, wanted, near, near_low))
        ):
            stack[top], lows[top], top = near, near_low, top + 1
    return count, edge
