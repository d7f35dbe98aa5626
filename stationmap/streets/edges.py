"""From ways to edges between the nodes at which ways meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyproj

from stationmap.files import OsmWays
from stationmap.projection import Plane

__all__ = ["Edges", "edges_of"]

_GEOD = pyproj.Geod(ellps="WGS84")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Edges:
    """Pieces of street between nodes, and the straight segments that they are drawn with.

    Parameters
    ----------
    tail, head : int64 arrays of shape (e,)
        Rows of the nodes at which an edge begins and ends, as it is drawn.
    length_m : float64 array of shape (e,)
        Sum of the geodesics over its vertices.
    kind : int8 array of shape (e,)
        Which way it is walked: `FORWARD`, `BACKWARD` or `BOTH`.
    node_lat, node_lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    edge : int64 array of shape (s,)
        The edge of each segment.
    ends : float64 array of shape (s, 4)
        Latitude and longitude at which a segment begins, and ends.
    from_m, segment_m : float64 arrays of shape (s,)
        Metres along its edge at which a segment begins, and its length.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> edges = manhattan(3, 100.0).edges
    >>> len(edges), edges.nodes, edges.length_m.sum().round(3)
    (12, 9, np.float64(1200.0))
    """

    tail: Ints
    head: Ints
    length_m: Floats
    kind: npt.NDArray[np.int8]
    node_lat: Floats
    node_lon: Floats
    edge: Ints
    ends: Floats
    from_m: Floats
    segment_m: Floats

    def __len__(self) -> int:
        return len(self.tail)

    @cached_property
    def plane(self) -> Plane:
        """The plane in which these streets lie flat."""
        return Plane.around(self.ends[:, [0, 2]], self.ends[:, [1, 3]])

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.node_lat)

    def only(self, kept: Mask) -> Edges:
        """Keep some edges, their segments and the nodes that they touch."""
        used, place = np.unique(np.concatenate([self.tail[kept], self.head[kept]]), return_inverse=True)
        tail, head = np.split(place.astype(np.int64), 2)
        of_kept = kept[self.edge]
        return replace(
            self,
            tail=tail,
            head=head,
            length_m=self.length_m[kept],
            kind=self.kind[kept],
            node_lat=self.node_lat[used],
            node_lon=self.node_lon[used],
            edge=(np.cumsum(kept) - 1)[self.edge[of_kept]],
            ends=self.ends[of_kept],
            from_m=self.from_m[of_kept],
            segment_m=self.segment_m[of_kept],
        )


@dataclass(frozen=True, eq=False)
class _Line:
    """All ways as one row of vertices: a run is a stretch of way without a gap."""

    vertex: Ints
    run: Ints
    way: Ints
    lat: Floats
    lon: Floats

    def only(self, kept: Mask) -> _Line:
        return _Line(self.vertex[kept], self.run[kept], self.way[kept], self.lat[kept], self.lon[kept])


def edges_of(ways: OsmWays) -> tuple[Edges, int]:
    """Split ways where they meet.

    A way is cut where a node is missing, as at the border of an extract, and at a closed node, such as a locked gate,
    which is then two ends that do not meet.

    Parameters
    ----------
    ways : OsmWays

    Returns
    -------
    tuple of Edges and int
        And how many references to missing nodes there were.

    Examples
    --------
    >>> ways = OsmWays(np.array([1, 2, 3, 4]), np.array([0, 4]), np.array([3]), np.array([1, 2, 4]),
    ...                np.array([0, 0, 0.0]), np.array([0, 0.001, 0.003]), np.zeros(3, dtype=bool), {}, None)
    >>> edges, missing = edges_of(ways)
    >>> len(edges), missing, edges.length_m.round(2).tolist()
    (1, 1, [111.32])
    """
    line, missing = _line(ways)
    step = np.flatnonzero(line.run[1:] == line.run[:-1])  # a segment goes from each of these to the next vertex
    meets = np.bincount(line.vertex, minlength=1)[line.vertex] > 1
    ends_here = np.ones(len(line.run) + 1, dtype=bool)
    ends_here[1:-1] = line.run[1:] != line.run[:-1]
    split = meets | ends_here[:-1] | ends_here[1:]
    return _edges(line, step, split, ways.kind), missing


def _line(ways: OsmWays) -> tuple[_Line, int]:
    way = np.repeat(np.arange(len(ways)), np.diff(ways.starts))
    row = np.searchsorted(ways.node_id, ways.refs)
    there = np.isin(ways.refs, ways.node_id)
    row = np.where(there, row, 0)
    closed = ways.closed[row] & there if len(ways.node_id) else there
    # A closed node stands twice: as the end of what comes before it and the beginning of what comes after.
    at = np.repeat(np.arange(len(row)), 1 + closed)
    again = np.zeros(len(at), dtype=bool)
    again[1:] = at[1:] == at[:-1]
    begins = np.ones(len(row), dtype=bool)
    begins[1:] = (way[1:] != way[:-1]) | ~there[:-1]
    run = np.cumsum(begins[at] | again, dtype=np.int64)
    vertex = np.where(closed[at], len(ways.node_id) + np.arange(len(at)), row[at]).astype(np.int64)
    at, run, vertex = at[there[at]], run[there[at]], vertex[there[at]]
    line = _Line(vertex, run, way[at], ways.lat[row[at]], ways.lon[row[at]])
    moved = np.ones(len(vertex), dtype=bool)
    moved[1:] = (vertex[1:] != vertex[:-1]) | (run[1:] != run[:-1])
    return line.only(moved), int((~there).sum())


def _edges(line: _Line, step: Ints, split: Mask, kind: npt.NDArray[np.int8]) -> Edges:
    ends = np.column_stack([line.lat[step], line.lon[step], line.lat[step + 1], line.lon[step + 1]])
    segment_m = np.asarray(_GEOD.inv(ends[:, 1], ends[:, 0], ends[:, 3], ends[:, 2])[2], dtype=np.float64)
    first = np.flatnonzero(split[step])
    edge = np.cumsum(split[step]) - 1
    before = np.concatenate([[0.0], np.cumsum(segment_m)])[:-1]
    tail, head = line.vertex[step[first]], line.vertex[step[split[step + 1]] + 1]
    used, place = np.unique(np.concatenate([tail, head]), return_inverse=True)
    shown = np.zeros(int(line.vertex.max(initial=0)) + 1, dtype=np.int64)
    shown[line.vertex] = np.arange(len(line.vertex))
    return Edges(
        place[: len(first)].astype(np.int64),
        place[len(first) :].astype(np.int64),
        np.add.reduceat(segment_m, first) if len(first) else np.empty(0),
        kind[line.way[step[first]]],
        line.lat[shown[used]],
        line.lon[shown[used]],
        edge.astype(np.int64),
        ends,
        before - before[first][edge] if len(first) else np.empty(0),
        segment_m,
    )
