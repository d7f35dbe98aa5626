"""Walking distances are those of a plain Dijkstra over a graph in which every snapped place is a node."""

import heapq
import itertools
import math

import numpy as np
import pyproj
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stationmap.errors import CoordinateError, InputError
from stationmap.files import OsmWays
from stationmap.pairs import STREETS
from stationmap.streets import BACKWARD, BOTH, FORWARD, Streets, manhattan

GEOD = pyproj.Geod(ellps="WGS84")
LAT, LON, STEP = 34.75, 113.65, 0.0004  # 44 m and 37 m
KINDS = [BOTH, BOTH, BOTH, FORWARD, BACKWARD]
WAYS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=6), st.sampled_from(KINDS)
    ),
    min_size=1,
    max_size=8,
)
PARALLEL, LEFT = ([(0, 0), (2, 2), (0, 4)], BOTH), ([(0, 0), (1, 0)], BOTH)
PLACES = st.lists(st.tuples(st.floats(-1, 5), st.floats(-1, 5)), min_size=1, max_size=6)


def _ways(drawn):
    """Ways over the points of a small grid; what is drawn may cross itself, turn back or stand still."""
    refs = [5 * i + j for points, _ in drawn for i, j in points]
    starts = np.cumsum([0, *(len(points) for points, _ in drawn)])
    i, j = np.divmod(np.arange(25), 5)
    kind = np.array([kind for _, kind in drawn])
    lat, lon = LAT + STEP * i, LON + STEP * j * (1 + 0.1 * i)
    return OsmWays(np.array(refs), starts, kind, np.arange(25), lat, lon, np.zeros(25, dtype=bool), {}, None)


def _degrees(places):
    return np.array([LAT + STEP * i for i, _ in places]), np.array([LON + STEP * j for _, j in places])


def _segments(streets):
    """Every segment as (edge, its kind, from along the edge, its length, its ends), in plain Python."""
    edges = streets.edges
    return [
        (e, int(edges.kind[e]), float(a), float(m), tuple(ends[:2]), tuple(ends[2:]))
        for e, a, m, ends in zip(edges.edge.tolist(), edges.from_m, edges.segment_m, edges.ends, strict=True)
    ]


def _dijkstra(graph, source):
    best, heap, turn = {source: 0.0}, [(0.0, 0, source)], itertools.count(1)
    while heap:
        far, _, node = heapq.heappop(heap)
        for other, metres in graph.get(node, ()) if far <= best[node] else ():
            if far + metres < best.get(other, math.inf):
                best[other] = far + metres
                heapq.heappush(heap, (far + metres, next(turn), other))
    return best


def _join(graph, a, b, metres, kind):
    if kind & FORWARD:
        graph.setdefault(a, []).append((b, metres))
    if kind & BACKWARD:
        graph.setdefault(b, []).append((a, metres))


def _graph(streets, snapped):
    """Cut every segment at all that is snapped to it; a node is a vertex, a snapped point, or what is snapped."""
    graph = {}
    on = [(key, where, k) for key, where in snapped.items() for k in range(len(where)) if where.on[k]]
    for edge, kind, begin, length, first, last in _segments(streets):
        stops = [(begin, 0, first), (begin + length, 2, last)]
        for key, where, k in on:
            along = float(where.along_m[k])
            if where.edge[k] == edge and begin <= along <= begin + length:
                stops.append((along, 1, (key, "street", k)))
        stops.sort(key=lambda stop: stop[:2])
        for (a, _, one), (b, _, two) in itertools.pairwise(stops):
            _join(graph, one, two, b - a, BOTH if b == a else kind)
    for key, where, k in on:
        _join(graph, (key, "off", k), (key, "street", k), float(where.metres[k]), BOTH)
    return graph


def _oracle(streets, places, stations):
    graph = _graph(streets, {"place": places, "station": stations})
    found = [_dijkstra(graph, ("place", "off", place)) for place in range(len(places))]
    return [[best.get(("station", "off", k), math.inf) for k in range(len(stations))] for best in found]


def _table(pairs):
    table = np.full((pairs.places, pairs.stations), np.inf)
    table[pairs.place, pairs.station] = pairs.distance_m
    return table


@settings(max_examples=100)
@given(WAYS, PLACES, PLACES, st.floats(0, 600), st.floats(0, 80))
@example([([(0, 0), (0, 4)], FORWARD)], [(0, 1), (0, 3)], [(0, 2)], 600.0, 80.0)
@example([([(0, 0), (0, 1), (1, 1), (0, 0)], FORWARD)], [(0, 0.9), (0, 0.1)], [(0, 0.5)], 600.0, 80.0)
@example([([(0, 0), (1, 2), (0, 4)], BOTH), ([(0, 0), (0, 4)], BOTH)], [(0, 1)], [(0, 3), (1, 2)], 600.0, 80.0)
@example([PARALLEL, ([(0, 0), (0, 4)], BOTH), ([(1, 4), (0, 4)], BOTH), LEFT], [(1, 4)], [(1, 0)], 600.0, 20.0)
@example([([(0, 0), (0, 4)], FORWARD), LEFT], [(0, 0), (0, 4)], [(0.5, 0)], 600.0, 20.0)
@example([([(0, 0), (0, 2), (2, 2), (0, 0)], BOTH), LEFT], [(1, 0)], [(0.5, 0.5)], 600.0, 20.0)
def test_every_pair_is_that_of_a_plain_dijkstra(drawn, places, stations, limit, snap):
    try:
        streets = Streets.of(_ways(drawn), "made up")
    except InputError:
        return
    pairs, at, to = streets.pairs(*_degrees(places), *_degrees(stations), limit, snap_m=snap)
    truth = np.array(_oracle(streets, at, to))
    nearest = truth.min(axis=1)
    assert pairs.nearest_m == pytest.approx(nearest, abs=1e-6)
    apart = np.abs(truth - limit) > 1e-6  # at the limit itself rounding decides
    table = _table(pairs)
    assert table[apart & (truth < limit)] == pytest.approx(truth[apart & (truth < limit)], abs=1e-6)
    assert np.isinf(table[apart & (truth > limit)]).all()


@settings(max_examples=40)
@given(WAYS, PLACES, PLACES)
def test_no_walk_is_shorter_than_the_straight_line(drawn, places, stations):
    try:
        streets = Streets.of(_ways(drawn), "made up")
    except InputError:
        return
    (lat, lon), (lat2, lon2) = _degrees(places), _degrees(stations)
    pairs, _, _ = streets.pairs(lat, lon, lat2, lon2, 1e5, snap_m=1e4)
    straight = GEOD.inv(lon[pairs.place], lat[pairs.place], lon2[pairs.station], lat2[pairs.station])[2]
    assert (pairs.distance_m >= straight - 0.01).all()


@settings(max_examples=40)
@given(WAYS, PLACES)
def test_distances_are_a_metric_where_no_way_is_one_way(drawn, places):
    try:
        streets = Streets.of(_ways([(points, BOTH) for points, _ in drawn]), "made up")
    except InputError:
        return
    degrees = _degrees(places)
    pairs, at, _ = streets.pairs(*degrees, *degrees, 1e6, snap_m=1e4)
    table = _table(pairs)
    assert table == pytest.approx(table.T, abs=1e-6)
    assert np.diag(table) == pytest.approx(2 * at.metres, abs=1e-6)
    assert (table[:, None, :] <= table[:, :, None] + table[None, :, :] + 1e-6).all()


def test_what_is_too_far_from_a_street_reaches_nothing_and_is_counted():
    streets = manhattan(3, 100.0)
    pairs, places, stations = streets.pairs([34.75, 34.76], [113.65, 113.65], [34.75, 34.77], [113.65, 113.65], 9e3)
    assert places.on.tolist() == stations.on.tolist() == [True, False]
    assert places.metres[1] == pytest.approx(1009.3, abs=0.1)
    assert (places.off, places.share_off([1.0, 3.0])) == (1, 0.75)
    assert pairs.nearest_m == pytest.approx([0.0, np.inf], abs=1e-6)
    assert (pairs.place.tolist(), pairs.station.tolist(), pairs.how) == ([0], [0], STREETS)


def test_nothing_on_streets_is_no_pair():
    streets = manhattan(3, 100.0)
    pairs, _, stations = streets.pairs([34.75], [113.65], [40.0], [113.65], 500)
    assert (len(pairs), pairs.nearest_m.tolist(), stations.off) == (0, [np.inf], 1)
    pairs, places, _ = streets.pairs([], [], [34.75], [113.65], 500)
    assert (len(pairs), len(places)) == (0, 0)
    assert math.isnan(places.share_off())


def test_pieces_of_stations_give_what_all_at_once_give(monkeypatch):
    streets, random = manhattan(9, 80.0), np.random.default_rng(4)
    degrees = [LAT + random.uniform(-0.004, 0.004, 30), LON + random.uniform(-0.005, 0.005, 30)]
    told = []
    whole, *_ = streets.pairs(*degrees, *degrees, 300)
    monkeypatch.setattr("stationmap.streets.walking._CELLS", 300)
    parts, *_ = streets.pairs(*degrees, *degrees, 300, progress=lambda share, step: told.append(share))
    assert _table(parts).tolist() == _table(whole).tolist()
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 5


@pytest.mark.parametrize("limit", [0.0, 130.0, 900.0, 2600.0, math.inf])
def test_pairs_over_many_blocks_are_those_of_each_station_alone(limit):
    """All pairs by boxes, beside the nearest of one station at a time over the whole network."""
    streets, random = manhattan(40, 100.0), np.random.default_rng(7)
    lat, lon = LAT + random.uniform(-0.02, 0.02, 60), LON + random.uniform(-0.024, 0.024, 60)
    pairs, places, stations = streets.pairs(lat, lon, lat[:25], lon[:25], limit)
    alone = np.column_stack([streets.nearest_m(places, streets.snap([lat[k]], [lon[k]])) for k in range(25)])
    assert stations.off < 10
    assert _table(pairs) == pytest.approx(np.where(alone <= limit, alone, np.inf), abs=1e-6)
    assert pairs.nearest_m == pytest.approx(alone.min(axis=1), abs=1e-6)


@pytest.mark.parametrize(("limit", "snap"), [(math.nan, 200.0), (-1.0, 200.0), (500.0, math.nan), (500.0, -1.0)])
def test_a_limit_that_is_none_is_refused(limit, snap):
    with pytest.raises(InputError) as caught:
        manhattan(3, 100.0).pairs([LAT], [LON], [LAT], [LON], limit, snap_m=snap)
    assert caught.value.faults[0].parameter == ("limit_m" if snap == 200 else "snap_m")


def test_a_place_without_a_position_is_refused():
    with pytest.raises(CoordinateError):
        manhattan(3, 100.0).snap([np.nan], [113.65])


def test_a_grid_is_walked_in_a_diamond():
    """By reasoning: within R along the grid lies an area of 2R², within the disc πR². Half a block more than 35 blocks,
    so that the corners counted are as many as the blocks in the area."""
    streets, radius = manhattan(101, 20.0), 710.0
    edges = streets.edges
    pairs, places, _ = streets.pairs(edges.node_lat, edges.node_lon, [34.75], [113.65], radius, snap_m=1.0)
    straight = GEOD.inv(edges.node_lon, edges.node_lat, np.full(edges.nodes, 113.65), np.full(edges.nodes, 34.75))[2]
    assert places.off == 0
    assert len(pairs) / (straight <= radius).sum() == pytest.approx(2 / math.pi, rel=0.01)
    assert len(pairs) == pytest.approx(2 * (radius / 20) ** 2, rel=0.005)
