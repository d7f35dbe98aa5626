"""Every answer of the index equals a brute-force geodesic search: set, order, distance to a micrometre or so."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.index import StationIndex, Wanted, matches, station_index
from stationmap.index.ellipsoid import centred
from stationmap.index.kernel import ORDER_OPEN, SET_OPEN
from tests.oracles import geodesic as oracle

PLACES = [
    (34.75, 113.63),  # Zhengzhou
    (0.0, 0.0),
    (0.0, 180.0),
    (-16.5, -180.0),  # Taveuni, on the antimeridian
    (90.0, 0.0),
    (-90.0, 77.0),
    (-34.75, -66.37),  # Zhengzhou's antipode
    (89.9999, -120.0),
]
spread = st.sampled_from([0.0, 1e-9, 1e-4, 0.01, 1.0, 30.0])


GEOD = Geod(ellps="WGS84")


def _wrap(lat, lon):
    return max(-90.0, min(90.0, lat)), (lon + 180.0) % 360.0 - 180.0


@st.composite
def positions(draw):
    """A place of interest with a shift of any size, or anywhere."""
    if draw(st.booleans()):
        return draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
    (lat, lon), size = draw(st.sampled_from(PLACES)), draw(spread)
    if size == 0:
        return lat, lon
    return _wrap(lat + size * draw(st.floats(-1, 1)), lon + size * draw(st.floats(-1, 1)))


@st.composite
def stations(draw):
    """Clusters and repeats: some stations stand where another one stands."""
    places = draw(st.lists(positions(), max_size=25))
    repeats = draw(st.lists(st.sampled_from(places), max_size=15)) if places else []
    places = draw(st.permutations(places + repeats))
    bits = draw(st.lists(st.integers(0, 15), min_size=len(places), max_size=len(places)))
    return oracle.Stations([lat for lat, _ in places], [lon for _, lon in places], bits)


@st.composite
def wants(draw, size):
    mask = draw(st.none() | st.lists(st.booleans(), min_size=size, max_size=size))
    return Wanted(
        draw(st.sampled_from([0, 0, 1, 2, 3, 12])),
        tuple(draw(st.lists(st.sampled_from([1, 2, 6, 8, 15]), max_size=2))),
        None if mask is None else np.array(mask, dtype=bool),
    )


@pytest.fixture(params=["list", "tree", "order open", "set open"], autouse=True, scope="module")
def plan(request):
    """Run all as the planner decides (few rows: a list), by the tree, and as if each answer were in doubt."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "list":
            patch.setattr(matches, "_SCAN", -1)
        if request.param.endswith("open"):
            left = ORDER_OPEN if request.param.startswith("order") else SET_OPEN
            found = station_index.search
            patch.setattr(station_index, "search", lambda *parts: _in_doubt(left, *found(*parts)))
        yield


def _in_doubt(least, left, rows, measures):
    return max(left, least), rows, measures


def _same(hits, expected):
    assert [int(row) for row in hits.rows] == [row for _, row, _ in expected]
    distance = np.array([distance for distance, _, _ in expected])
    assert (np.abs(hits.distance_m - distance) <= 1e-6 + 1e-10 * distance).all()
    # a bearing is known to the nanometres to which positions are
    turned = (hits.bearing_deg - [bearing for *_, bearing in expected] + 180.0) % 360.0 - 180.0
    firm = (distance > 1e-3) & (distance < 1.9e7)
    assert (np.abs(turned[firm]) <= 1e-7 + 1e-6 / distance[firm]).all()
    assert hits.rows.dtype == np.int64
    assert hits.distance_m.dtype == hits.bearing_deg.dtype == np.float64
    assert ((hits.bearing_deg >= 0) & (hits.bearing_deg < 360)).all()


def _index(data):
    return StationIndex(data.lat, data.lon, data.bits)


@given(st.data(), stations(), positions(), st.integers(0, 50))
@settings(max_examples=150)
def test_nearest(data, some, at, k):
    wanted = data.draw(wants(len(some.lat)))
    _same(_index(some).nearest(*at, k, wanted), oracle.nearest(some, *at, k, wanted))


@given(stations(), positions())
@settings(max_examples=40)
def test_nearest_for_every_k(some, at):
    index = _index(some)
    expected = oracle.measured(some, *at, Wanted())
    for k in range(len(some.lat) + 2):
        _same(index.nearest(*at, k), expected[:k])


@given(st.data(), stations(), positions())
@settings(max_examples=100)
def test_within(data, some, at):
    wanted = data.draw(wants(len(some.lat)))
    # a radius that is exactly a station's distance includes it
    known = [distance for distance, *_ in oracle.measured(some, *at, Wanted())]
    radius = data.draw(st.floats(0, 2.1e7) | st.sampled_from([*known, 0.0, 1.0, 5e3, float("inf")]))
    _same(_index(some).within(*at, radius, wanted), oracle.within(some, *at, radius, wanted))


@given(st.data(), stations(), positions(), positions())
@settings(max_examples=100)
def test_in_box(data, some, corner, other):
    wanted = data.draw(wants(len(some.lat)))
    (south, west), (north, east) = corner, other
    south, north = sorted((south, north))
    rows = _index(some).in_box(west, south, east, north, wanted)
    assert rows.dtype == np.int64
    assert rows.tolist() == oracle.in_box(some, (west, south, east, north), wanted)


@given(positions(), positions(), st.integers(1, 5))
@example((90.0, 0.0), (90.0, 135.0), 3)
@example((31.0, 180.0), (31.0, -180.0), 2)
def test_coincident_stations_come_in_order_of_rows(at, place, k):
    index = StationIndex([place[0]] * 40, [place[1]] * 40, [0] * 40)
    hits = index.nearest(*at, k)
    assert hits.rows.tolist() == list(range(k))
    assert len(set(hits.distance_m.tolist())) == 1


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_query_at_a_station_is_at_distance_0(lat, lon):
    hits = StationIndex([lat, 0.0], [lon, 0.0], [0, 0]).nearest(lat, lon, 1)
    assert hits.distance_m.tolist() == [0.0]
    assert hits.bearing_deg.tolist() == [0.0]


def _cities(n, seed=20261124):
    random = np.random.default_rng(seed)
    centres = random.uniform([-60, -180], [70, 180], (12, 2))
    centres[0], centres[1] = (-17, 179.99), (89.99, 0)
    lat, lon = (centres[random.integers(0, 12, n)] + random.normal(0, 0.05, (n, 2))).T
    lat, lon = np.clip(lat, -90, 90), (lon + 180) % 360 - 180
    repeats = random.integers(0, n, n // 10)
    lat[: n // 10], lon[: n // 10] = lat[repeats], lon[repeats]
    bits = sum((random.random(n) < rate).astype(np.uint64) << np.uint64(i) for i, rate in enumerate((0.5, 0.2, 0.01)))
    return lat, lon, bits


def test_twenty_thousand_stations():
    lat, lon, bits = _cities(20_000)
    index, random = StationIndex(lat, lon, bits), np.random.default_rng(7)
    for number in range(60):
        row = random.integers(0, len(lat))
        at = _wrap(float(lat[row] + random.normal(0, 0.02)), float(lon[row] + random.normal(0, 0.02)))
        if number % 10 == 0:
            at = float(random.uniform(-90, 90)), float(random.uniform(-180, 180))
        mask = random.random(len(lat)) < 0.5 if number % 3 == 0 else None
        wanted = Wanted(all_of=(0, 1, 3, 4, 7)[number % 5], mask=mask)
        fits = (bits & np.uint64(wanted.all_of)) == wanted.all_of
        rows = np.flatnonzero(fits if mask is None else fits & mask)
        distance = oracle.many(*at, lat[rows], lon[rows])
        order = np.lexsort((rows, distance))
        for k in (1, 5, 100):
            hits = index.nearest(*at, k, wanted)
            assert hits.rows.tolist() == rows[order][:k].tolist()
            assert np.allclose(hits.distance_m, distance[order][:k], rtol=1e-10, atol=1e-6)
        many = index.nearest_many([at[0]] * 3, [at[1]] * 3, 5, wanted)
        assert many.rows.tolist() == [np.pad(rows[order][:5], (0, 5 - len(order[:5])), constant_values=-1).tolist()] * 3
        near = order[distance[order] <= 5_000]
        assert index.within(*at, 5_000, wanted).rows.tolist() == rows[near].tolist()


@given(st.data(), stations(), st.lists(positions(), max_size=12), st.integers(0, 6))
@settings(max_examples=60)
def test_many_positions_are_answered_as_each_alone(data, some, places, k):
    wanted = data.draw(wants(len(some.lat)))
    index, done = _index(some), []
    many = index.nearest_many([lat for lat, _ in places], [lon for _, lon in places], k, wanted, done.append)
    assert len(many) == len(places)
    assert sum(done) == (len(places) if k and some.lat else 0)
    for number, at in enumerate(places):
        _same(many[number], oracle.nearest(some, *at, k, wanted))


def test_a_long_batch_over_cities():
    lat, lon, bits = _cities(20_000)
    index, random = StationIndex(lat, lon, bits), np.random.default_rng(11)
    rows = random.integers(0, len(lat), 5_000)
    at = lat[rows] + random.normal(0, 0.02, 5_000), lon[rows]
    at = np.clip(at[0], -90, 90), at[1]
    for wanted in (Wanted(), Wanted(all_of=3)):
        many = index.nearest_many(*at, 5, wanted)
        alone = [index.nearest(a, b, 5, wanted) for a, b in zip(*(part.tolist() for part in at), strict=True)]
        assert many.rows.tolist() == [hits.rows.tolist() for hits in alone]
        assert np.allclose(many.distance_m, np.array([hits.distance_m for hits in alone]), rtol=1e-10, atol=1e-6)


def test_both_poles_are_equally_far_from_the_equator():
    index = StationIndex([90.0, 0.0, 0.0, 90.0, -90.0, 90.0], [0.0, 0.0, 0.0, 0.0, 77.0, 0.0], [0] * 6)
    for k, rows in enumerate(([], [0], [0, 3], [0, 3, 4], [0, 3, 4, 5])):
        assert index.nearest(0.0, 145.0, k).rows.tolist() == rows


def _due(chord, bearing):
    """Go from 0, 0 until the straight line is so long."""
    least, most = chord, 1.01 * chord
    for _ in range(60):
        metres = (least + most) / 2
        lon, lat, _ = GEOD.fwd(0.0, 0.0, bearing, metres)
        (point,) = centred(np.array([lat]), np.array([lon]))
        short = np.linalg.norm(point - (6378137.0, 0.0, 0.0)) < chord
        least, most = (metres, most) if short else (least, metres)
    return lat, lon


@given(
    st.lists(st.tuples(st.floats(995_000, 1_006_000), st.floats(0, 360)), min_size=2, max_size=12), st.integers(1, 4)
)
@example([(1_004_000, 90), (1_000_003, 270), (999_999, 0)], 1)
def test_where_chords_leave_off_and_geodesics_begin(plan, ways, k):
    lat, lon = zip(*(_due(*way) for way in ways), strict=True)
    index = StationIndex(lat, lon, [0] * len(ways))
    expected = oracle.nearest(oracle.Stations(list(lat), list(lon), [0] * len(ways)), 0.0, 0.0, k, Wanted())
    _same(index.nearest(0.0, 0.0, k), expected)
    _same(index.nearest_many([0.0], [0.0], k)[0], expected)
