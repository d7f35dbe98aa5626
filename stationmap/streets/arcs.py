"""Streets as a sparse matrix for shortest paths."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning
from stationmap.streets.edges import Edges
from stationmap.streets.walkable import BACKWARD, FORWARD

__all__ = ["Arcs"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Arcs:
    """Arcs between nodes, in the order of the node that they begin at (a compressed sparse row).

    Parameters
    ----------
    begins : int64 array of shape (n + 1,)
        Where the arcs of each node begin.
    ends : int64 array of shape (m,)
        The node at which each arc ends.
    metres : float64 array of shape (m,)

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> arcs = Arcs.turned(manhattan(3, 100.0).edges)
    >>> len(arcs), arcs.only(np.array([0, 1, 4])).ends.tolist()
    (24, [1, 0, 2, 1])
    """

    def __init__(self, begins: Ints, ends: Ints, metres: Floats) -> None:
        self.begins, self.ends, self.metres = begins, ends, metres

    def __len__(self) -> int:
        return len(self.ends)

    @classmethod
    def turned(cls, edges: Edges) -> Arcs:
        """Turn every walk round, to go from stations; of parallel edges take the shortest, which scipy would add up.

        Parameters
        ----------
        edges : Edges
        """
        ahead, back = (edges.kind & FORWARD) > 0, (edges.kind & BACKWARD) > 0
        begin = np.concatenate([edges.head[ahead], edges.tail[back]])
        end = np.concatenate([edges.tail[ahead], edges.head[back]])
        metres = np.concatenate([edges.length_m[ahead], edges.length_m[back]])
        order = np.lexsort((metres, end, begin))
        begin, end, metres = begin[order], end[order], metres[order]
        kept = np.ones(len(begin), dtype=bool)
        kept[1:] = (begin[1:] != begin[:-1]) | (end[1:] != end[:-1])
        counts = np.bincount(begin[kept], minlength=edges.nodes)
        return cls(np.concatenate([[0], np.cumsum(counts)]), end[kept], metres[kept])

    def only(self, nodes: Ints) -> Arcs:
        """Keep the arcs between some nodes, ascending, which are numbered anew in their order."""
        counts = self.begins[nodes + 1] - self.begins[nodes]
        last = np.cumsum(counts)
        arc = np.arange(last[-1] if len(last) else 0) + np.repeat(self.begins[nodes] - last + counts, counts)
        end, there = rows_among(nodes, self.ends[arc])
        begin = np.repeat(np.arange(len(nodes)), counts)[there]
        starts = np.concatenate([[0], np.cumsum(np.bincount(begin, minlength=len(nodes)))])
        return Arcs(starts, end[there], self.metres[arc[there]])

    def from_sources(self, starts: Ints, nodes: Ints, metres: Floats, limit_m: float) -> Floats:
        """Measure from sources that have arcs of their own to nodes; nothing leads back to them.

        Parameters
        ----------
        starts : int64 array of shape (sources + 1,)
            Where the arcs of each source begin.
        nodes, metres : arrays
            Ends and lengths of these arcs.
        limit_m : float
            Metres; what is farther is inf.

        Returns
        -------
        float64 array of shape (sources, n)
            Metres, by Dijkstra's algorithm.
        """
        count, sources = len(self.begins) - 1, len(starts) - 1
        columns = np.concatenate([self.ends, nodes]).astype(np.int32)
        rows = np.concatenate([self.begins, self.begins[-1] + starts[1:]]).astype(np.int32)
        data = np.concatenate([self.metres, metres])
        size = count + sources
        graph = planning("scipy.sparse").csr_array((data, columns, rows), shape=(size, size))
        paths: Any = planning("scipy.sparse.csgraph")
        table = paths.dijkstra(graph, directed=True, indices=count + np.arange(sources), limit=limit_m)
        return np.asarray(table, dtype=np.float64)[:, :count]


def rows_among(chosen: Ints, asked: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Give where each of those asked stands among those chosen, which ascend, and whether it does."""
    if len(chosen) == 0:
        return np.zeros(asked.shape, dtype=np.int64), np.zeros(asked.shape, dtype=bool)
    row = np.minimum(np.searchsorted(chosen, asked), len(chosen) - 1)
    return row, chosen[row] == asked
