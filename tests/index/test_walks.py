"""The bounds under the compiled search hold, however hard one tries."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stationmap.index.ellipsoid import bearing_to, centred, chord2_of, doubt, geodesic, reach2
from stationmap.index.geodesic_walk import _support
from stationmap.index.tree import build_tree, leaf_places, reachable
from tests.oracles import geodesic as oracle

lats, lons = st.floats(-90, 90), st.floats(-180, 180)


def _point(lat, lon):
    return centred(np.array([lat]), np.array([lon]))[0]


@settings(max_examples=400)
@given(lats, lons, lats, lons)
@example(0.0, 0.0, 0.0, 179.3)
@example(0.0, 0.0, 0.5, 179.5)
@example(90.0, 0.0, -90.0, 0.0)
@example(34.75, 113.63, -34.75, -66.37)
def test_a_compiled_geodesic_is_karney_s_within_half_the_doubt_or_says_that_it_is_none(lat, lon, other, far):
    metres, *_ = geodesic(*_point(lat, lon), *_point(other, far))
    true = oracle.GEOD.inv(lon, lat, far, other)[2]
    assert np.isnan(metres) or abs(metres - true) <= doubt(true) / 2
    assert not np.isnan(metres) or true > 1.9e7  # only nearly antipodal pairs diverge


@settings(max_examples=200)
@given(lats, lons, st.floats(0, 360), st.floats(1e-3, 1e6))
def test_short_ways_are_measured_to_a_tenth_of_a_micrometre_and_long_ones_to_ten(lat, lon, azimuth, way):
    far, other, _ = oracle.GEOD.fwd(lon, lat, azimuth, way)
    here, there = _point(lat, lon), _point(other, far)
    metres, sin_lam, cos_lam = geodesic(*here, *there)
    true = oracle.GEOD.inv(lon, lat, far, other)
    assert abs(metres - true[2]) <= 5e-8 + 1e-11 * way
    if way > 1.0 and abs(lat) < 89.9:
        turned = bearing_to(*here, *there, sin_lam, cos_lam) - true[0]
        assert abs((turned + 180) % 360 - 180) <= 1e-7 + 1e-6 / way


@given(st.floats(0, 1e6))
def test_reach_holds_what_a_chord_may_hide(chord):
    # U(c) by its definition; reach2 by a polynomial
    radius = 6356752.314245179**2 / 6378137.0
    assert reach2(chord * chord) >= (2 * radius * np.arcsin(chord / (2 * radius))) ** 2


@settings(max_examples=300)
@given(lats, lons, lats, lons)
def test_no_chord_is_longer_than_its_geodesic_allows(lat, lon, other, far):
    apart = _point(lat, lon) - _point(other, far)
    assert apart @ apart <= chord2_of(oracle.GEOD.inv(lon, lat, far, other)[2])


@settings(max_examples=400)
@given(lats, lons, lats, lons, st.floats(1e-4, 20.0), st.integers(0, 2**32 - 1))
@example(0.0, 0.0, 0.0, 160.0, 5.0, 1)
@example(-60.0, 10.0, 60.0, 165.0, 2.0, 2)
def test_the_supporting_plane_lies_below_every_geodesic(lat, lon, other, far, spread, seed):
    random = np.random.default_rng(seed)
    y = np.clip(other + random.uniform(-spread, spread, 6), -90, 90)
    x = (far + random.uniform(-spread, spread, 6) + 180) % 360 - 180
    tree = build_tree(centred(y, x), np.zeros(6, dtype=np.uint64))
    _, m, *plane = _support(tree.balls, 0, *_point(lat, lon))
    if not np.isnan(m):
        low = m + (centred(y, x) - tree.balls[0, :3]) @ np.array(plane)
        assert (oracle.many(lat, lon, y, x) >= low).all()


def test_the_plane_is_worth_its_geodesic():
    random = np.random.default_rng(5)
    y, x = random.normal(34.75, 0.01, 6), random.normal(113.63, 0.01, 6)
    tree = build_tree(centred(y, x), np.zeros(6, dtype=np.uint64))
    _, m, *plane = _support(tree.balls, 0, *_point(-30.0, 20.0))
    low = m + (centred(y, x) - tree.balls[0, :3]) @ np.array(plane)
    assert (oracle.many(-30.0, 20.0, y, x) - low < 1.0).all()  # metres, at ten thousand kilometres


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_every_point_stands_in_the_box_and_the_ball_of_all_nodes_above_it(size, seed):
    random = np.random.default_rng(seed)
    y, x = random.uniform(-90, 90, size), random.uniform(-180, 180, size)
    bits = random.integers(0, 2**63, size).astype(np.uint64)
    points = centred(y, x)
    tree = build_tree(points, bits)
    assert sorted(tree.rows.tolist()) == list(range(size))
    assert np.array_equal(tree.points, points[tree.rows])
    leaves = (len(tree.offers) + 1) // 2
    for leaf in range(leaves):
        node = leaf + leaves - 1
        places = leaf_places(tree, np.array([leaf]))
        while node >= 0:
            assert (tree.points[places] >= tree.boxes[node, :3]).all()
            assert (tree.points[places] <= tree.boxes[node, 3:]).all()
            assert (tree.bits[places] & ~tree.offers[node] == 0).all()
            away = [geodesic(*tree.balls[node, :3], *point)[0] for point in tree.points[places]]
            assert all(np.isnan(metres) or metres <= tree.balls[node, 3] + 1e-3 for metres in away)
            node = (node - 1) // 2
    assert len(reachable(tree, lambda nodes: np.ones(len(nodes), dtype=bool))) == leaves


def test_nothing_of_a_tree_can_be_written_to():
    tree = build_tree(centred(np.array([1.0]), np.array([2.0])), np.zeros(1, dtype=np.uint64))
    for array in tree[:-1]:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
