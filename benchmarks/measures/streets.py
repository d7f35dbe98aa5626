"""Walks along streets: nearest station and all pairs within 1 km, beside networkx on the same network."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from benchmarks.bench import Bench, quiet
from benchmarks.table import Table, number, times
from stationmap.streets import Snapped, Streets, manhattan

__all__ = ["run"]

_SIDE, _BLOCK_M = 233, 60.0  # 54,289 crossings
_STATIONS = 348
_LIMIT_M = 1_000.0
_ROUNDS = 3

Answer = TypeVar("Answer")


def run(bench: Bench) -> list[Table]:
    """Walk a made-up city of square blocks from every crossing; stations stand at crossings, so that networkx can."""
    streets = manhattan(_SIDE, _BLOCK_M)
    edges = streets.edges
    at = np.sort(np.random.default_rng(1).choice(edges.nodes, _STATIONS, replace=False))
    streets.snap(edges.node_lat[:1], edges.node_lon[:1])
    spent, places = _ms(lambda: streets.snap(edges.node_lat, edges.node_lon), 1)
    stations = streets.snap(edges.node_lat[at], edges.node_lon[at])
    graph = _graph(streets)
    rows = [_nearest(streets, places, stations, graph, at), _pairs(streets, places, stations, graph, at)]
    note = (
        f"Milliseconds, median of {_ROUNDS} (networkx once); {edges.nodes:,} crossings, each a place, and {_STATIONS} "
        f"stations. Putting the places on streets, which networkx does not do, took {number(spent)} more. Different: "
        "by more than 1 mm."
    )
    return [Table("Streets", ("question", "stationmap, ms", "networkx, ms", "ratio", "different"), rows, note)]


def _graph(streets: Streets) -> nx.Graph:
    edges, graph = streets.edges, nx.Graph()
    graph.add_weighted_edges_from(zip(edges.tail.tolist(), edges.head.tolist(), edges.length_m.tolist(), strict=True))
    return graph


def _nearest(streets: Streets, places: Snapped, stations: Snapped, graph: nx.Graph, at: NDArray[np.int64]) -> list[str]:
    streets.nearest_m(places, stations)
    ours, found = _ms(lambda: streets.nearest_m(places, stations), _ROUNDS)
    theirs, told = _ms(lambda: nx.multi_source_dijkstra_path_length(graph, set(at.tolist())), 1)
    truth = np.array([told[node] for node in range(len(found))])
    return _row("nearest of 348", ours, theirs, int((np.abs(found - truth) > 1e-3).sum()))


def _pairs(streets: Streets, places: Snapped, stations: Snapped, graph: nx.Graph, at: NDArray[np.int64]) -> list[str]:
    ours, pairs = _ms(lambda: streets.pairs_between(places, stations, _LIMIT_M), _ROUNDS)
    single = nx.single_source_dijkstra_path_length
    theirs, told = _ms(lambda: [single(graph, node, cutoff=_LIMIT_M) for node in at.tolist()], 1)
    truth = {(place, k): metres for k, reached in enumerate(told) for place, metres in reached.items()}
    mine = dict(zip(zip(pairs.place.tolist(), pairs.station.tolist(), strict=True), pairs.distance_m, strict=True))
    edge = {key for key in mine.keys() ^ truth.keys() if abs(mine.get(key, truth.get(key, 0)) - _LIMIT_M) > 1e-3}
    different = len(edge) + sum(abs(mine[key] - truth[key]) > 1e-3 for key in mine.keys() & truth.keys())
    return _row("pairs within 1 km", ours, theirs, different)


def _row(name: str, ours: float, theirs: float, different: int) -> list[str]:
    return [name, number(ours), number(theirs), times(theirs / ours), f"{different:,}"]


def _ms(ask: Callable[[], Answer], rounds: int) -> tuple[float, Answer]:
    spent = []
    with quiet():
        for _ in range(rounds):
            start = time.perf_counter()
            answer = ask()
            spent.append(time.perf_counter() - start)
    return median(spent) * 1e3, answer
