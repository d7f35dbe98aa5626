"""Candidates lie where they should: on the grid, out of zones, and apart."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts
from stationmap.errors import ColumnError, InputError
from stationmap.projection import Plane
from stationmap.siting import candidates_of, forbidden, grid_candidates, near_each_other, near_existing
from tests.oracles.geodesic import GEOD

DEGREES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=12)
SQUARE = Districts(
    gpd.GeoDataFrame({"adcode": ["410106"], "name": ["a"]}, geometry=[shapely.box(113, 34, 113.1, 34.1)], crs=4326)
)


def metres_between(lat, lon, other_lat, other_lon):
    return GEOD.inv(lon, lat, other_lon, other_lat)[2]


def places(some):
    return np.array([34.75 + a * 1e-3 for a, _ in some]), np.array([113.6 + b * 1e-3 for _, b in some])


@settings(max_examples=30)
@given(DEGREES, st.sampled_from([0.0, 95.0, 200.0, 400.0]))
def test_pairs_that_are_too_near(some, spacing):
    lat, lon = places(some)
    expected = [
        [a, b]
        for a in range(len(some))
        for b in range(a + 1, len(some))
        if metres_between(lat[a], lon[a], lat[b], lon[b]) < spacing
    ]
    assert near_each_other(lat, lon, spacing).tolist() == expected


@settings(max_examples=30)
@given(DEGREES, DEGREES, st.sampled_from([0.0, 95.0, 200.0]))
def test_near_what_exists(some, there, spacing):
    (lat, lon), (other, east) = places(some), places(there)
    expected = [
        any(metres_between(a, b, c, d) < spacing for c, d in zip(other, east, strict=True))
        for a, b in zip(lat, lon, strict=True)
    ]
    assert near_existing(lat, lon, other, east, spacing).tolist() == expected


def test_a_grid_has_as_many_points_as_squares_fit_and_all_are_inside():
    grid = grid_candidates(SQUARE, 500.0)
    assert len(grid) == pytest.approx(SQUARE.area_km2.sum() / 0.25, rel=0.1)
    assert set(grid["adcode"]) == {"410106"}
    assert grid["id"].is_unique
    x, y = Plane(34.05, 113.05).forward(grid["lat"], grid["lon"])
    apart = np.hypot(*(np.subtract.outer(one, one) for one in (x, y)))
    assert apart[~np.eye(len(grid), dtype=bool)].min() == pytest.approx(500, abs=1)


def test_zones_forbid_what_lies_in_them():
    some = candidates_of([34.05, 34.05, 34.5], [113.02, 113.08, 113.0], SQUARE, ["a", "b", "c"])
    assert some["adcode"].tolist() == ["410106", "410106", ""]
    assert forbidden(some, [shapely.box(113, 34, 113.05, 34.1), None]).tolist() == [True, False, False]


def test_what_is_no_grid_or_no_id_is_refused():
    for spacing in (0.0, -1.0, np.nan, 5.0):
        with pytest.raises(InputError):
            grid_candidates(SQUARE, spacing)
    with pytest.raises(ColumnError):
        candidates_of([34, 34], [113, 113], SQUARE, ["a", "a"])
