"""Edges of polygons in their planes, and where discs cross them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from stationmap.projection import lay_flat
from stationmap.reach.neighbours import Neighbours

__all__ = ["Crossings", "Discs", "Outlines"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_LONGEST_EDGE = 0.01  # degrees: an edge this long bends by centimetres between the plane of degrees and one of metres


@dataclass(frozen=True, eq=False)
class Discs:
    """Discs of one radius, each in the plane of a polygon.

    Parameters
    ----------
    group : int64 array of shape (n,)
        Row of the polygon, in ascending order.
    x, y : float64 arrays of shape (n,)
        Metres, in the plane of the polygon.
    radius_m : float
        Metres.

    Examples
    --------
    >>> len(Discs(np.zeros(1, dtype=int), np.zeros(1), np.zeros(1), 500.0))
    1
    """

    group: Ints
    x: Floats
    y: Floats
    radius_m: float

    def __len__(self) -> int:
        return len(self.group)


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where circles and edges meet.

    Parameters
    ----------
    disc, angle, turn : arrays of shape (m,)
        Row of the disc, angle of the crossing (radians from the east, counterclockwise), and 1 where the circle enters
        the polygon there, -1 where it leaves it.
    edge, begin, end : arrays of shape (p,)
        Row of the edge and the part of it, from 0 to 1, that lies in one disc.

    Examples
    --------
    >>> square = Outlines.of(np.array([shapely.box(-0.01, -0.01, 0.01, 0.01)]))
    >>> discs = Discs(np.zeros(1, dtype=int), square.x[:1], square.y[:1], 100.0)
    >>> square.crossings(discs).turn.tolist()
    [-1, 1]
    """

    disc: Ints
    angle: Floats
    turn: Ints
    edge: Ints
    begin: Floats
    end: Floats


@dataclass(frozen=True, eq=False)
class Outlines:
    """Edges of polygons, each polygon in a plane of its own, with the inside on the left.

    Parameters
    ----------
    group : int64 array of shape (n,)
        Row of the polygon.
    x, y, to_x, to_y : float64 arrays of shape (n,)
        Where the edge begins and where it ends, metres.
    middle : float64 array of shape (polygons, 2)
        Latitude and longitude of the middle of each plane, degrees, WGS 84; NaN without a polygon.
    flat : array of shapely geometries
        The polygons in their planes.

    Examples
    --------
    >>> squares = np.array([None, shapely.box(113, 34, 113.005, 34.005)])
    >>> outlines = Outlines.of(squares)
    >>> outlines.group.tolist(), (outlines.areas_m2() / 1e6).round(3).tolist()
    ([1, 1, 1, 1], [0.0, 0.256])
    """

    group: Ints
    x: Floats
    y: Floats
    to_x: Floats
    to_y: Floats
    middle: Floats
    flat: npt.NDArray[np.object_]

    @classmethod
    def of(cls, polygons: npt.NDArray[np.object_]) -> Outlines:
        """Take the rings of valid polygons (degrees, WGS 84; None for none) apart.

        The middle of a plane is that of the polygon's bounds, as `Plane.around` chooses it; edges run straight in
        degrees, as everywhere else a position is placed in a district.
        """
        fine = shapely.segmentize(polygons, _LONGEST_EDGE)
        parts, owner = shapely.get_parts(fine, return_index=True)
        rings, part = shapely.get_rings(parts, return_index=True)
        points, ring = shapely.get_coordinates(rings, return_index=True)
        group = owner[part][ring]
        middle = _middles(points, group, len(polygons))
        flat = np.column_stack(lay_flat(points[:, 1], points[:, 0], middle[group, 0], middle[group, 1]))
        same = np.flatnonzero(ring[1:] == ring[:-1])
        begin, end = flat[same], flat[same + 1]
        turned = _clockwise(begin[:, 0] * end[:, 1] - end[:, 0] * begin[:, 1], ring[same], part)[:, None]
        ends = np.hstack([np.where(turned, end, begin), np.where(turned, begin, end)])
        real = (begin != end).any(axis=1)
        x, y, to_x, to_y = ends[real].T
        return cls(group[same][real], x, y, to_x, to_y, middle, shapely.set_coordinates(fine.copy(), flat))

    @property
    def turned(self) -> Floats:
        """Twice the area between each edge and the middle, m², negative where the edge runs right about."""
        return self.x * self.to_y - self.y * self.to_x

    def areas_m2(self) -> Floats:
        """Area of each polygon, m²."""
        return np.bincount(self.group, self.turned / 2, minlength=len(self.middle)).astype(np.float64)

    def hold(self, group: Ints, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Tell which points lie in the polygon of their group."""
        shapely.prepare(self.flat)
        return np.asarray(shapely.contains_xy(self.flat[group], x, y), dtype=np.bool_)

    def crossings(self, discs: Discs) -> Crossings:
        """Cut all edges by all circles.

        Whether an end of an edge lies in a disc is settled once a corner, so that two edges that share a corner agree,
        and a circle enters a polygon as often as it leaves it.
        """
        half = np.hypot(self.to_x - self.x, self.to_y - self.y) / 2
        reach = discs.radius_m + half.max(initial=0.0)
        halfway = (self.x + self.to_x) / 2, (self.y + self.to_y) / 2
        edges = Neighbours(self.group, *halfway, reach * (1 + 1e-9))
        none = np.zeros(0, dtype=np.int64)
        near = [(none, none), *((disc, edge) for _, disc, edge in edges.batches(discs.group, discs.x, discs.y))]
        found = [self._cut(discs, disc, edge) for disc, edge in near]
        return Crossings(*(np.concatenate(values) for values in zip(*found, strict=True)))

    def _cut(self, discs: Discs, disc: Ints, edge: Ints) -> tuple[Ints, Floats, Ints, Ints, Floats, Floats]:
        ax, ay = self.x[edge] - discs.x[disc], self.y[edge] - discs.y[disc]
        bx, by = self.to_x[edge] - discs.x[disc], self.to_y[edge] - discs.y[disc]
        ux, uy, square = bx - ax, by - ay, discs.radius_m**2
        starts_in, ends_in = ax * ax + ay * ay < square, bx * bx + by * by < square
        length = ux * ux + uy * uy
        along = -(ax * ux + ay * uy)
        root = along * along - length * (ax * ax + ay * ay - square)
        through = ~starts_in & ~ends_in & (root > 0) & (along > 0) & (along < length)
        half = np.sqrt(np.maximum(root, 0))
        begin = np.where(starts_in, 0.0, np.clip((along - half) / length, 0, 1))
        end = np.where(ends_in, 1.0, np.clip((along + half) / length, 0, 1))
        enters, leaves = through | (~starts_in & ends_in), through | (starts_in & ~ends_in)
        met = starts_in | ends_in | through
        angles = [
            np.arctan2(ay[at] + share[at] * uy[at], ax[at] + share[at] * ux[at])
            for at, share in ((enters, begin), (leaves, end))
        ]
        # An edge that goes in has the inside on its left, where the circle comes from: the circle leaves.
        turns = np.repeat([-1, 1], [enters.sum(), leaves.sum()])
        of_disc = np.concatenate([disc[enters], disc[leaves]])
        return of_disc, np.concatenate(angles), turns, edge[met], begin[met], end[met]


def _middles(points: Floats, group: Ints, count: int) -> Floats:
    """Give the middle of the bounds of each group, the short way round the globe; NaN without points."""
    middle = np.full((count, 2), np.nan)
    groups, first = np.unique(group, return_index=True)  # a group's points stand together
    if not len(groups):
        return middle
    start = np.repeat(points[first, 0], np.diff([*first, len(group)]))
    lon = start + (points[:, 0] - start + 180) % 360 - 180
    for column, values in ((0, points[:, 1]), (1, lon)):
        ends = np.minimum.reduceat(values, first), np.maximum.reduceat(values, first)
        middle[groups, column] = (ends[0] + ends[1]) / 2
    return middle


def _clockwise(cross: Floats, ring: Ints, part: Ints) -> npt.NDArray[np.bool_]:
    """Tell of each edge whether its ring runs the wrong way: outer rings left about, holes right about."""
    signed = np.bincount(ring, cross, minlength=len(part))
    outer = np.diff(part, prepend=-1) > 0  # a polygon's first ring
    wrong = (signed > 0) != outer
    return np.asarray(wrong[ring], dtype=np.bool_)
