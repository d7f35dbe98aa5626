"""Exact areas covered by one disc, by two and more, from the boundaries of what is covered.

The part of a polygon that k discs or more cover is bounded by arcs of circles that lie in the polygon and in exactly
k - 1 other discs, and by parts of edges that lie in k discs or more. Green's theorem, area = ½ ∮ (x dy - y dx), sums
them in closed form; nothing is approximated but by rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.reach.neighbours import Neighbours
from stationmap.reach.outlines import Crossings, Discs, Outlines

__all__ = ["depth_areas_m2"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_NOTHING = 1e-12  # radians
_TURN = 8.0  # more than a whole turn: circle · _TURN + angle sorts events by circle, then angle


def depth_areas_m2(outlines: Outlines, discs: Discs, most: int) -> Floats:
    """Areas of the polygons that 1, 2, … discs cover.

    Parameters
    ----------
    outlines : Outlines
    discs : Discs
    most : int
        Areas are given for 1 to `most` discs.

    Returns
    -------
    float64 array of shape (most, polygons)
        m².

    Examples
    --------
    >>> import shapely
    >>> square = Outlines.of(np.array([shapely.box(113, 34, 113.1, 34.1)]))
    >>> twice = Discs(np.zeros(2, dtype=int), np.array([0.0, 500.0]), np.zeros(2), 500.0)
    >>> areas = depth_areas_m2(square, twice, 2)
    >>> (areas / (np.pi * 500**2)).round(6).tolist()  # the lens is 2/3 - √3/2π of a disc
    [[1.608998], [0.391002]]
    """
    crossings = outlines.crossings(discs)
    areas = _under_edges(outlines, crossings, most)
    discs, inside, borders = _that_matter(outlines, discs, crossings)
    others = Neighbours(discs.group, discs.x, discs.y, 2 * discs.radius_m)
    for some, disc, other in others.batches(discs.group, discs.x, discs.y):
        begin, end = np.searchsorted(borders.circle, [some.start, some.stop])
        events, covered = _covered_by(discs, disc, other, some)
        arcs = _Arcs.of(events, borders.cut(begin, end, some.start), covered, inside[some])
        areas += arcs.areas_m2(discs, some, most, areas.shape[1])
    return areas


def _sums(row: Ints, values: Floats, rows: int) -> Floats:
    return np.bincount(row, values, minlength=rows).astype(np.float64)  # of nothing it would count whole numbers


@dataclass(frozen=True, eq=False)
class _Events:
    """Steps at angles of circles."""

    circle: Ints
    angle: Floats
    step: Ints

    def cut(self, begin: int, end: int, start: int) -> _Events:
        """Take some, and number circles from `start`."""
        return _Events(self.circle[begin:end] - start, self.angle[begin:end], self.step[begin:end])


def _that_matter(outlines: Outlines, discs: Discs, crossings: Crossings) -> tuple[Discs, Flags, _Events]:
    """Keep the discs whose circles lie in their polygon at least in part; tell which have their east end in it."""
    inside = outlines.hold(discs.group, discs.x + discs.radius_m, discs.y)
    kept = inside | (np.bincount(crossings.disc, minlength=len(discs)) > 0)
    number = np.cumsum(kept) - 1
    order = np.argsort(crossings.disc, kind="stable")
    borders = _Events(number[crossings.disc[order]], crossings.angle[order], crossings.turn[order])
    return Discs(discs.group[kept], discs.x[kept], discs.y[kept], discs.radius_m), inside[kept], borders


def _under_edges(outlines: Outlines, crossings: Crossings, most: int) -> Floats:
    """Integrate along the parts of edges that lie in 1, 2, … discs."""
    edges = np.concatenate([crossings.edge, crossings.edge])
    at = np.concatenate([crossings.begin, crossings.end])
    step = np.repeat([1, -1], len(crossings.edge))
    order = np.lexsort((at, edges))
    edges, at, depth = edges[order], at[order], np.cumsum(step[order])  # an edge's steps sum to nothing
    length = np.diff(at, append=0.0)
    turned = outlines.turned[edges] / 2 * length
    group, polygons = outlines.group[edges], len(outlines.middle)
    return np.stack([_sums(group, np.where(depth >= times, turned, 0), polygons) for times in range(1, most + 1)])


def _covered_by(discs: Discs, disc: Ints, other: Ints, some: slice) -> tuple[_Events, Ints]:
    """Give the steps of depth along each circle that other discs make, and the depth at angle -π.

    Of discs in one place the earlier counts as the larger by a hair.
    """
    apart = disc != other
    disc, other = disc[apart], other[apart]
    dx, dy = discs.x[other] - discs.x[disc], discs.y[other] - discs.y[disc]
    distance = np.hypot(dx, dy)
    same = distance == 0
    half = np.arccos(np.minimum(distance / (2 * discs.radius_m), 1))
    middle = np.arctan2(dy, dx)
    begin, end = (_wrapped(angle[~same]) for angle in (middle - half, middle + half))
    circle = disc - some.start
    whole = circle[same & (other < disc)]
    through = circle[~same][begin > end]  # over the angle ±π
    covered = np.bincount(np.concatenate([whole, through]), minlength=some.stop - some.start)
    circles = np.concatenate([circle[~same], circle[~same]])
    return _Events(circles, np.concatenate([begin, end]), np.repeat([1, -1], len(begin))), covered


def _wrapped(angle: Floats) -> Floats:
    return angle - 2 * np.pi * np.floor((angle + np.pi) / (2 * np.pi))


@dataclass(frozen=True, eq=False)
class _Arcs:
    """Circles cut at all events: each arc has a depth and lies inside the polygon or not."""

    circle: Ints
    begin: Floats
    end: Floats
    depth: Ints
    inside: Flags

    @classmethod
    def of(cls, events: _Events, borders: _Events, covered: Ints, inside: Flags) -> _Arcs:
        """Sort the events of each circle and add up their steps, from its depth at angle -π."""
        every = np.arange(len(covered))
        circle = np.concatenate([every, events.circle, borders.circle])
        angle = np.concatenate([np.full(len(every), -np.pi), events.angle, borders.angle])
        deeper = np.concatenate([covered, events.step, np.zeros_like(borders.step)])
        turn = np.concatenate([np.zeros_like(covered), np.zeros_like(events.step), borders.step])
        order = np.argsort(circle * _TURN + angle, kind="stable")
        circle, angle = circle[order], angle[order]
        first = np.flatnonzero(np.diff(circle, prepend=-1))
        end = np.append(angle[1:], np.pi)
        end[first[1:] - 1] = np.pi
        depth, state = (_summed(steps[order], first, circle) for steps in (deeper, turn))
        within = state + _at_start(circle, (end - angle) * state, len(every), inside)[circle]
        return cls(circle, angle, end, depth, within == 1)

    def areas_m2(self, discs: Discs, some: slice, most: int, polygons: int) -> Floats:
        """Integrate along the arcs that bound what is covered once, twice, …."""
        used = self.inside & (self.depth < most)
        begin, end, depth = self.begin[used], self.end[used], self.depth[used]
        circle = self.circle[used] + some.start
        x, y, radius = discs.x[circle], discs.y[circle], discs.radius_m
        swept = x * (np.sin(end) - np.sin(begin)) - y * (np.cos(end) - np.cos(begin))
        area = radius * (radius * (end - begin) + swept) / 2
        return _sums(depth * polygons + discs.group[circle], area, most * polygons).reshape(most, polygons)


def _summed(steps: Ints, first: Ints, circle: Ints) -> Ints:
    """Add up steps along each circle."""
    total = np.cumsum(steps)
    before = total[first] - steps[first]
    return np.asarray(total - before[circle])


def _at_start(circle: Ints, weighted: Floats, circles: int, inside: Flags) -> Ints:
    """Whether each circle is inside at angle -π.

    The steps take it from 0 to 1 and back, or from 0 to -1: in the latter case it began inside. Weighing by length
    keeps corners that lie on the circle from mattering. Where it has no step, or crosses but a seam between two parts,
    its east end tells.
    """
    total = _sums(circle, weighted, circles)
    return np.where(np.abs(total) < _NOTHING, inside, total < 0).astype(np.int64)
