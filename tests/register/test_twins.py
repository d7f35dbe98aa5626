import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.register.twins import find_twins

GEOD = Geod(ellps="WGS84")


def brute_force(lat, lon, within):
    """Every station that has another within reach, and the distance of its nearest."""
    nearest = {}
    for a in range(len(lat)):
        lengths = [GEOD.inv(lon[a], lat[a], lon[b], lat[b])[2] for b in range(len(lat)) if b != a]
        if lengths and min(lengths) <= within:
            nearest[a] = min(lengths)
    return nearest


# Around corners and seams of the cube, the poles, the antimeridian and Zhengzhou.
CENTRES = [
    (34.75, 113.62),
    (90.0, 0.0),
    (-90.0, 10.0),
    (0.0, 180.0),
    (35.26439, 45.0),
    (0.0, 45.0),
    (45.0, 90.0),
    (-35.4, -135.0),
]


@st.composite
def crowds(draw):
    lat0, lon0 = draw(st.sampled_from(CENTRES))
    steps = draw(st.lists(st.tuples(st.integers(-12, 12), st.integers(-12, 12)), min_size=1, max_size=25))
    scale = draw(st.sampled_from([1e-5, 5e-5, 2e-4]))
    lat = np.clip([lat0 + scale * a for a, _ in steps], -90, 90)
    lon = (np.array([lon0 + scale * b for _, b in steps]) + 180) % 360 - 180
    return lat, lon


@given(crowds(), st.sampled_from([0.5, 5.0, 15.0, 60.0]))
def test_the_same_stations_as_brute_force(crowd, within):
    lat, lon = crowd
    expected = brute_force(lat, lon, within)
    rows, twins, metres = find_twins(lat, lon, within)
    assert rows.tolist() == sorted(expected)
    for row, twin, length in zip(rows.tolist(), twins.tolist(), metres.tolist(), strict=True):
        assert twin != row
        assert length == pytest.approx(GEOD.inv(lon[row], lat[row], lon[twin], lat[twin])[2], abs=1e-9)
        assert expected[row] <= length + 1e-9
        assert length <= max(within / 2, expected[row] + 1e-9)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=12), st.floats(0.001, 10_000))
def test_anywhere_on_earth(places, within):
    lat, lon = np.array([p[0] for p in places], dtype=float), np.array([p[1] for p in places], dtype=float)
    assert find_twins(lat, lon, within)[0].tolist() == sorted(brute_force(lat, lon, within))


def test_nothing_is_near_where_the_distance_is_zero_or_nobody_is_there():
    place = np.array([34.75, 34.75])
    assert len(find_twins(place, place, 0)[0]) == 0
    assert len(find_twins(np.empty(0), np.empty(0), 15)[0]) == 0
    assert len(find_twins(place[:1], place[:1], 15)[0]) == 0


def test_a_crowd_in_one_place_costs_no_more_than_its_size():
    chance = np.random.default_rng(1)
    lat, lon = 34.75 + chance.random(40_000) * 1e-4, 113.62 + chance.random(40_000) * 1e-4
    began = time.process_time()
    rows, _, metres = find_twins(lat, lon, 15)
    assert len(rows) == 40_000
    assert metres.max() <= 15
    assert time.process_time() - began < 10  # each with each would take minutes
