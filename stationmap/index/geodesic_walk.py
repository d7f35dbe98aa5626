"""The search by geodesic, for where chords cannot tell: far from all, or where many are equally far."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.index.chord_walk import STACK, box2
from stationmap.index.compiling import compiled, inlined
from stationmap.index.ellipsoid import A, B, R, doubt, geodesic
from stationmap.index.keeping import admits, fits, offer
from stationmap.index.timing import enters, keeps

__all__ = ["farthest", "walk_by_geodesic"]

_FAR2 = 3.0e5**2  # squared chord from which a supporting plane is worth its geodesic
_SMOOTH = 1.8e7  # metres up to which the distance from a point is smooth, and more

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@inlined
def farthest(keys: Floats, count: int, most: float) -> float:
    """Give the metres beyond which no geodesic need be met."""
    metres = min(most, keys[count - 1]) if count == len(keys) else most
    return metres + 2 * doubt(metres)


@compiled
def _support(balls: Floats, node: int, x: float, y: float, z: float) -> tuple[float, float, float, float, float]:
    """Give the metres to a node's centre, and the plane that supports the distance there: m, gx, gy, gz.

    No point p of the node is nearer than m + g (p - centre) metres: `stationmap.index.geodesic`,
    bound 4. m is NaN where that does not hold, the metres too where they cannot be computed.
    """
    u, v, w, radius = balls[node, 0], balls[node, 1], balls[node, 2], balls[node, 3]
    metres, sin_lam, cos_lam = geodesic(x, y, z, u, v, w)
    across = math.sqrt(u * u + v * v)
    if not (metres < _SMOOTH - radius and across > 1.0):
        return metres, math.nan, 0.0, 0.0, 0.0
    sin1, cos1, sin2, cos2 = z / B, math.sqrt(x * x + y * y) / A, w / B, across / A
    east, north = cos1 * sin_lam, cos1 * sin2 * cos_lam - sin1 * cos2
    arc = math.sqrt(east * east + north * north)
    east, north = east / arc, north / arc
    normal = math.sqrt(sin2 * sin2 * A * A + cos2 * cos2 * B * B)
    sin, cos = sin2 * A / normal, cos2 * B / normal  # of the geographic latitude
    bent = max(0.0, -1 / (B * math.tan((metres + radius) / B)))
    sag = bent * radius * radius / 2 + radius * radius * radius / (6 * R * R) + doubt(metres)
    return (
        metres,
        metres - sag,
        -east * v / across - north * sin * u / across,
        east * u / across - north * sin * v / across,
        north * cos,
    )


@compiled
def _least_over_box(tree: Any, node: int, m: float, gx: float, gy: float, gz: float) -> float:
    """Give the least that the supporting plane takes over a node's box."""
    boxes, u, v, w = tree.boxes, tree.balls[node, 0], tree.balls[node, 1], tree.balls[node, 2]
    return (
        m
        + min(gx * (boxes[node, 0] - u), gx * (boxes[node, 3] - u))
        + min(gy * (boxes[node, 1] - v), gy * (boxes[node, 4] - v))
        + min(gz * (boxes[node, 2] - w), gz * (boxes[node, 5] - w))
    )


@inlined
def _plane_at(tree: Any, place: int, node: int, plane: Floats) -> float:
    """Give what a node's supporting plane says of a point."""
    return (
        plane[1]
        + plane[2] * (tree.points[place, 0] - tree.balls[node, 0])
        + plane[3] * (tree.points[place, 1] - tree.balls[node, 1])
        + plane[4] * (tree.points[place, 2] - tree.balls[node, 2])
    )


@compiled
def _low(tree: Any, node: int, x: float, y: float, z: float, plane: Floats) -> float:
    """Give metres that no geodesic to a node falls below; leave them, and the plane, in `plane`."""
    low2, radius = box2(tree.boxes, node, x, y, z), tree.balls[node, 3]
    low, m, gx, gy, gz = math.sqrt(low2), math.nan, 0.0, 0.0, 0.0
    if low2 > _FAR2 and radius * 4 < low:
        metres, m, gx, gy, gz = _support(tree.balls, node, x, y, z)
        if not math.isnan(m):
            low = max(low, _least_over_box(tree, node, m, gx, gy, gz))
        elif not math.isnan(metres):
            low = max(low, metres - radius - doubt(metres))  # the triangle inequality
    plane[0], plane[1], plane[2], plane[3], plane[4] = low, m, gx, gy, gz
    return low


@compiled
def walk_by_geodesic(tree: Any, wanted: Any, at: Any, keys: Floats, kept: Rows, most: float) -> tuple[int, float]:
    """Meet by geodesic every point that fits and may be among the k least, nearest nodes first."""
    x, y, z = at
    stack, planes = np.empty(STACK, np.int64), np.empty((STACK + 1, 5))
    stack[0], planes[0, 0], planes[0, 1], top = 0, 0.0, math.nan, 1
    leaves = (len(tree.offers) + 1) // 2
    count, edge, limit = 0, math.inf, farthest(keys, 0, most)
    while top and edge > 0:
        top -= 1
        node, plane = stack[top], planes[top]
        if plane[0] > limit:
            continue
        if node >= leaves - 1:
            start = (node - leaves + 1) * tree.leaf
            for place in range(start, min(start + tree.leaf, len(tree.points))):
                if not admits(tree, wanted, place) or _plane_at(tree, place, node, plane) > limit:
                    continue
                key = geodesic(x, y, z, tree.points[place, 0], tree.points[place, 1], tree.points[place, 2])[0]
                if not keeps(wanted, place, key):
                    continue
                count, edge = offer(tree.points, tree.rows, keys, kept, count, edge, key, place)
                limit = farthest(keys, count, most)
            continue
        for child in (2 * node + 1, 2 * node + 2):
            if not (fits(tree.offers[child], wanted) and enters(tree, wanted, child, box2(tree.boxes, child, x, y, z))):
                continue
            if _low(tree, child, x, y, z, planes[top]) <= limit:
                stack[top], top = child, top + 1
                left_too = top > 1 and stack[top - 2] == child - 1
                if left_too and planes[top - 2, 0] < planes[top - 1, 0]:
                    _swap(stack, planes, top - 1)
    return count, edge


@inlined
def _swap(stack: Rows, planes: Floats, top: int) -> None:
    """Exchange the uppermost two of a stack."""
    stack[top], stack[top - 1] = stack[top - 1], stack[top]
    for i in range(5):
        planes[top, i], planes[top - 1, i] = planes[top - 1, i], planes[top, i]
