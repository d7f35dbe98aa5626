"""Walking distances between places and stations that are on streets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stationmap.streets.arcs import Arcs, rows_among
from stationmap.streets.boxes import Points, blocks
from stationmap.streets.edges import Edges
from stationmap.streets.snapping import Snapped
from stationmap.streets.walkable import BACKWARD, FORWARD

__all__ = ["Progress", "Walking"]

_CELLS = 4_000_000  # distances held at once: 32 MB
_AT_END_M = 1e-6  # sums of lengths round
_SLACK = 1.005  # a length in the plane of a place 1,000 km wide is true within 0.1 %
_LEAST_BLOCK_M = 500.0
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Found = tuple[Ints, Ints, Floats]
Progress = Callable[[float, str], object]


class Walking:
    """Shortest ways from places to stations: straight to the street, along streets, straight to the station.

    Dijkstra's algorithm (scipy.sparse.csgraph) goes out from the stations over the arcs turned round, so that a way
    which is walked in one direction alone counts as it is walked: from the place to the station. A station is a node of
    its own with an arc to each end of its edge; a place adds what is left of its edge; two on one edge also have the
    way between them. No walk is shorter than the straight line, so what lies within a limit lies in a box.

    Parameters
    ----------
    edges : Edges

    Examples
    --------
    >>> from stationmap.streets import Snapper, manhattan
    >>> grid = manhattan(3, 100.0)
    >>> corners = Snapper(grid.edges).snap(grid.edges.node_lat, grid.edges.node_lon, 1.0)
    >>> Walking(grid.edges).nearest(corners, corners).max().round(3)
    np.float64(0.0)
    """

    def __init__(self, edges: Edges) -> None:
        self._edges = edges

    @cached_property
    def _arcs(self) -> Arcs:
        return Arcs.turned(self._edges)

    @cached_property
    def _nodes(self) -> Points:
        return Points(*self._edges.plane.forward(self._edges.node_lat, self._edges.node_lon))

    def nearest(self, places: Snapped, stations: Snapped) -> Floats:
        """Measure the way from each place to its nearest station.

        Parameters
        ----------
        places, stations : Snapped

        Returns
        -------
        float64 array of shape (places,)
            Metres; inf where a place is off the streets or no station can be reached.
        """
        metres = np.full(len(places), np.inf)
        on, here = np.flatnonzero(places.on), np.flatnonzero(stations.on)
        if not (len(on) and len(here)):
            return metres
        nodes, seeds = self._seeds(stations, here)
        least = np.full(self._edges.nodes, np.inf)
        np.minimum.at(least, nodes.ravel(), seeds.ravel())
        seeded = np.flatnonzero(np.isfinite(least))
        table = self._arcs.from_sources(np.array([0, len(seeded)]), seeded, least[seeded], np.inf)
        metres[on] = _reached(table, *self._exits(places, on))[0]
        row, _, direct = self._on_one_edge(places, on, stations, here)
        np.minimum.at(metres, on[row], direct)
        return metres

    def within(
        self, places: Snapped, stations: Snapped, limit_m: float, progress: Progress = lambda share, step: None
    ) -> Found:
        """Measure the ways from places to stations up to a limit.

        Parameters
        ----------
        places, stations : Snapped
        limit_m : float
            Metres.
        progress : callable, optional
            Told the share that is done, and what is done.

        Returns
        -------
        tuple of arrays
            Rows of places, rows of stations and metres, of every pair within the limit; in no order.
        """
        found: list[Found] = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
        done, asked = 0, int(stations.on.sum())
        for on, nodes, here in self._pieces(places, stations, limit_m):
            found.append(self._piece(places, on, nodes, stations, here, limit_m))
            done += len(here)
            progress(done / asked, "街道距离 walking distances")
        place, station, metres = (np.concatenate(part) for part in zip(*found, strict=True))
        return place, station, metres

    def _pieces(self, places: Snapped, stations: Snapped, limit_m: float) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Rows of places and nodes that some stations may reach, and of these: block by block, a few at a time."""
        on, asked = np.flatnonzero(places.on), np.flatnonzero(stations.on)
        if not (len(on) and len(asked)):
            return
        points = Points(*self._edges.plane.forward(places.lat[on], places.lon[on]))
        x, y = self._edges.plane.forward(stations.lat[asked], stations.lon[asked])
        for rows in blocks(x, y, max(2 * limit_m, _LEAST_BLOCK_M)):
            far = limit_m * _SLACK + 1
            box = x[rows].min() - far, x[rows].max() + far, y[rows].min() - far, y[rows].max() + far
            near, nodes = on[points.inside(*box)], self._nodes.inside(*box)
            size = max(1, _CELLS // max(1, len(near) + len(nodes)))
            yield from ((near, nodes, asked[rows[at : at + size]]) for at in range(0, len(rows), size))

    def _piece(self, places: Snapped, on: Ints, nodes: Ints, stations: Snapped, here: Ints, limit_m: float) -> Found:
        ends, seeds = self._seeds(stations, here)
        ring = ends[:, 0] == ends[:, 1]  # an edge that ends where it begins: one arc, the shorter
        seeds[ring, 0] = seeds[ring].min(axis=1)
        seeds[ring, 1] = np.inf
        row, inside = rows_among(nodes, ends)
        used = np.isfinite(seeds) & inside
        starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))])
        table = self._arcs.only(nodes).from_sources(starts, row[used], seeds[used], limit_m)
        exits, metres = self._exits(places, on)
        row, inside = rows_among(nodes, exits)
        reached = _reached(table, row, np.where(inside, metres, np.inf))
        place, station, direct = self._on_one_edge(places, on, stations, here)
        np.minimum.at(reached, (station, place), direct)
        station, place = np.nonzero(reached <= limit_m)
        return on[place], here[station], reached[station, place]

    def _ends(self, snapped: Snapped, rows: Ints, at_tail: int, at_head: int) -> tuple[Ints, Floats]:
        """Both ends of the edge of each and the metres between, inf where they are not walked in the directions given.

        Who stands at an end need not walk along the edge.
        """
        edges, edge, along = self._edges, snapped.edge[rows], snapped.along_m[rows]
        rest = np.maximum(edges.length_m[edge] - along, 0.0)
        metres = np.column_stack([along, rest])
        walked = np.column_stack([edges.kind[edge] & at_tail, edges.kind[edge] & at_head]) > 0
        metres[~(walked | (metres <= _AT_END_M))] = np.inf
        return np.column_stack([edges.tail[edge], edges.head[edge]]), metres + snapped.metres[rows, None]

    def _seeds(self, stations: Snapped, rows: Ints) -> tuple[Ints, Floats]:
        return self._ends(stations, rows, FORWARD, BACKWARD)

    def _exits(self, places: Snapped, rows: Ints) -> tuple[Ints, Floats]:
        return self._ends(places, rows, BACKWARD, FORWARD)

    def _on_one_edge(self, places: Snapped, on: Ints, stations: Snapped, here: Ints) -> Found:
        """Pairs on one edge (places in `on`, stations in `here`) and the way between, where it may be walked so."""
        order = np.argsort(stations.edge[here], kind="stable")
        edge = stations.edge[here][order]
        begin, end = (np.searchsorted(edge, places.edge[on], side) for side in ("left", "right"))
        counts = end - begin
        row = np.repeat(np.arange(len(on)), counts)
        column = order[np.arange(counts.sum()) + np.repeat(begin - np.cumsum(counts) + counts, counts)]
        place, station = on[row], here[column]
        ahead = stations.along_m[station] - places.along_m[place]
        kind = self._edges.kind[places.edge[place]]
        allowed = np.where(ahead > 0, kind & FORWARD, np.where(ahead < 0, kind & BACKWARD, kind)) > 0
        metres = places.metres[place] + np.abs(ahead) + stations.metres[station]
        return row[allowed], column[allowed], metres[allowed]


def _reached(table: Floats, ends: Ints, metres: Floats) -> Floats:
    """Metres from sources (rows) to places (columns), through whichever end of a place's edge is nearer."""
    if table.shape[1] == 0:
        return np.full((len(table), len(ends)), np.inf)
    reached = table[:, ends[:, 0]]
    reached += metres[:, 0]
    other = table[:, ends[:, 1]]
    other += metres[:, 1]
    return np.minimum(reached, other, out=reached)
