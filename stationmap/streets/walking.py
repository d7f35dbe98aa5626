"""Walking distances between places and stations that are on streets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning
from stationmap.streets.edges import Edges
from stationmap.streets.snapping import Snapped
from stationmap.streets.walkable import BACKWARD, FORWARD

__all__ = ["Progress", "Walking"]

_CELLS = 8_000_000  # distances held at once: 64 MB
_AT_END_M = 1e-6  # sums of lengths round
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Found = tuple[Ints, Ints, Floats]
Progress = Callable[[float, str], object]
Sparse = Any  # scipy's csr_array; scipy is of an extra


class Walking:
    """Shortest ways from places to stations: straight to the street, along streets, straight to the station.

    Dijkstra's algorithm (scipy.sparse.csgraph) goes out from the stations over the arcs turned round, so that a way
    which is walked in one direction alone counts as it is walked: from the place to the station. A station is a node of
    its own with an arc to each end of its edge; a place adds what is left of its edge; two on one edge also have the
    way between them.

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
    def _arcs(self) -> tuple[Ints, Ints, Floats]:
        """Arcs turned round, as a compressed sparse row; of parallel edges the shortest, which scipy would add up."""
        edges = self._edges
        ahead, back = (edges.kind & FORWARD) > 0, (edges.kind & BACKWARD) > 0
        begin = np.concatenate([edges.head[ahead], edges.tail[back]])
        end = np.concatenate([edges.tail[ahead], edges.head[back]])
        metres = np.concatenate([edges.length_m[ahead], edges.length_m[back]])
        order = np.lexsort((metres, end, begin))
        begin, end, metres = begin[order], end[order], metres[order]
        kept = np.ones(len(begin), dtype=bool)
        kept[1:] = (begin[1:] != begin[:-1]) | (end[1:] != end[:-1])
        counts = np.bincount(begin[kept], minlength=edges.nodes)
        return np.concatenate([[0], np.cumsum(counts)]), end[kept], metres[kept]

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
        if not (stations.on.any() and places.on.any()):
            return metres
        nodes, seeds = self._seeds(stations)
        least = np.full(self._edges.nodes, np.inf)
        np.minimum.at(least, nodes.ravel(), seeds.ravel())
        seeded = np.flatnonzero(np.isfinite(least))
        graph = self._with_sources(np.array([0, len(seeded)]), seeded, least[seeded])
        from_nodes = self._dijkstra(graph, np.array([self._edges.nodes]), np.inf)[0]
        on = np.flatnonzero(places.on)
        metres[on] = self._to_places(from_nodes[None, :], places, on)[0]
        place, _, direct = self._on_one_edge(places, stations)
        np.minimum.at(metres, place, direct)
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
        on, asked = np.flatnonzero(places.on), np.flatnonzero(stations.on)
        found: list[Found] = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
        if len(on) and len(asked):
            graph = self._graph_of(stations, asked)
            direct = self._on_one_edge(places, stations)
            for first, last in self._pieces(len(asked), len(on)):
                sources = self._edges.nodes + np.arange(first, last)
                table = self._to_places(self._dijkstra(graph, sources, limit_m), places, on)
                _put(table, direct, on, asked[first:last])
                row, column = np.nonzero(table <= limit_m)
                found.append((on[column], asked[first + row], table[row, column]))
                progress(last / len(asked), "街道距离 walking distances")
        place, station, metres = (np.concatenate(part) for part in zip(*found, strict=True))
        return place, station, metres

    def _pieces(self, stations: int, places: int) -> Iterator[tuple[int, int]]:
        size = max(1, _CELLS // (self._edges.nodes + stations + places))
        yield from ((first, min(first + size, stations)) for first in range(0, stations, size))

    def _graph_of(self, stations: Snapped, asked: Ints) -> Sparse:
        nodes, seeds = self._seeds(stations)
        nodes, seeds = nodes[asked], seeds[asked]
        ring = nodes[:, 0] == nodes[:, 1]  # an edge that ends where it begins: one arc, the shorter
        seeds[ring, 0] = seeds[ring].min(axis=1)
        seeds[ring, 1] = np.inf
        there = np.isfinite(seeds)
        return self._with_sources(np.concatenate([[0], np.cumsum(there.sum(axis=1))]), nodes[there], seeds[there])

    def _with_sources(self, starts: Ints, nodes: Ints, metres: Floats) -> Sparse:
        """Add rows, one a source, with arcs to nodes; nothing leads back to them."""
        begins, ends, lengths = self._arcs
        size = self._edges.nodes + len(starts) - 1
        data, columns = np.concatenate([lengths, metres]), np.concatenate([ends, nodes])
        rows = np.concatenate([begins, begins[-1] + starts[1:]])
        small = [column.astype(np.int32) for column in (columns, rows)]
        graph: Sparse = planning("scipy.sparse").csr_array((data, *small), shape=(size, size))
        return graph

    def _dijkstra(self, graph: Sparse, sources: Ints, limit_m: float) -> Floats:
        paths: Any = planning("scipy.sparse.csgraph")
        table = paths.dijkstra(graph, directed=True, indices=sources, limit=limit_m)
        return np.asarray(table, dtype=np.float64)[:, : self._edges.nodes]

    def _ends(self, snapped: Snapped) -> tuple[Ints, Floats]:
        edges = self._edges
        nodes = np.column_stack([edges.tail[snapped.edge], edges.head[snapped.edge]])
        to_head = np.maximum(edges.length_m[snapped.edge] - snapped.along_m, 0.0)
        return nodes, np.column_stack([snapped.along_m, to_head]) + snapped.metres[:, None]

    def _walked(self, snapped: Snapped, at_tail: int, at_head: int) -> npt.NDArray[np.bool_]:
        """Whether the stretch to each end is walked in the directions given; who stands at an end need not walk it."""
        edges = self._edges
        kind, to_head = edges.kind[snapped.edge], edges.length_m[snapped.edge] - snapped.along_m
        tail = ((kind & at_tail) > 0) | (snapped.along_m <= _AT_END_M)
        return np.column_stack([tail, ((kind & at_head) > 0) | (to_head <= _AT_END_M)])

    def _seeds(self, stations: Snapped) -> tuple[Ints, Floats]:
        """Both ends of each station's edge and the metres from there to the station."""
        nodes, metres = self._ends(stations)
        metres[~(stations.on[:, None] & self._walked(stations, FORWARD, BACKWARD))] = np.inf
        return nodes, metres

    def _to_places(self, table: Floats, places: Snapped, on: Ints) -> Floats:
        nodes, metres = self._ends(places)
        metres[~self._walked(places, BACKWARD, FORWARD)] = np.inf
        nodes, metres = nodes[on], metres[on]
        return np.minimum(table[:, nodes[:, 0]] + metres[:, 0], table[:, nodes[:, 1]] + metres[:, 1])

    def _on_one_edge(self, places: Snapped, stations: Snapped) -> Found:
        """Pairs on one edge and the way between them along it, where it may be walked in that direction."""
        here = np.flatnonzero(stations.on)
        here = here[np.argsort(stations.edge[here], kind="stable")]
        on = np.flatnonzero(places.on)
        begin, end = (np.searchsorted(stations.edge[here], places.edge[on], side) for side in ("left", "right"))
        counts = end - begin
        place = np.repeat(on, counts)
        station = here[np.arange(counts.sum()) + np.repeat(begin - np.cumsum(counts) + counts, counts)]
        ahead = stations.along_m[station] - places.along_m[place]
        kind = self._edges.kind[places.edge[place]]
        allowed = np.where(ahead > 0, kind & FORWARD, np.where(ahead < 0, kind & BACKWARD, kind)) > 0
        metres = places.metres[place] + np.abs(ahead) + stations.metres[station]
        return place[allowed], station[allowed], metres[allowed]


def _put(table: Floats, direct: Found, on: Ints, asked: Ints) -> None:
    """Lower the distances of a table (stations × places) to those along one edge."""
    place, station, metres = direct
    inside = (station >= asked[0]) & (station <= asked[-1])
    row, column = np.searchsorted(asked, station[inside]), np.searchsorted(on, place[inside])
    np.minimum.at(table, (row, column), metres[inside])
