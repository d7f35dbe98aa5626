"""Shapes have the areas that are summed exactly, lie in their polygon, and with their gap make it up."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.projection import Plane
from stationmap.reach import area_covered, covered_shape, gap_shape

SQUARE = shapely.difference(shapely.box(113.5, 34.6, 113.7, 34.8), shapely.box(113.58, 34.68, 113.6, 34.7))
PLANE = Plane(34.7, 113.6)


def _area(shape):
    return PLANE.flat([shapely.segmentize(shape, 0.01)])[0].area / 1e6


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("times", [1, 2])
def test_the_area_drawn_is_the_area_summed(seed, times):
    rng = np.random.default_rng(seed)
    lat, lon = 34.7 + rng.normal(size=60) * 0.06, 113.6 + rng.normal(size=60) * 0.08
    lat[:5], lon[:5] = lat[5], lon[5]
    districts = Districts(gpd.GeoDataFrame({"adcode": ["410101"], "name": ["区"]}, geometry=[SQUARE], crs=4326))
    exact = area_covered(lat, lon, districts, 800.0).iloc[0][["covered_km2", "covered_twice_km2"]].tolist()[times - 1]
    shape = covered_shape(lat, lon, SQUARE, 800.0, times)
    assert _area(shape) == pytest.approx(exact, rel=1e-3)
    assert shape.is_valid
    assert SQUARE.buffer(1e-9).covers(shape)
    gap = gap_shape(lat, lon, SQUARE, 800.0, times)
    assert gap.intersection(shape).area < 1e-9
    assert gap.area + shape.area == pytest.approx(SQUARE.area, rel=1e-6)


def test_nothing_near_everything_near_and_no_polygon():
    assert covered_shape([], [], SQUARE, 500.0).is_empty
    assert covered_shape([30.0], [100.0], SQUARE, 500.0).is_empty
    assert covered_shape([34.7], [113.6], SQUARE, 500.0, times=2).is_empty
    whole = covered_shape([34.7], [113.6], SQUARE, 50_000.0)
    assert whole.area == pytest.approx(SQUARE.area, rel=1e-9)
    assert gap_shape([34.7], [113.6], SQUARE, 50_000.0).area < 1e-9
    assert covered_shape([34.7], [113.6], None, 500.0) is None
    assert gap_shape([34.7], [113.6], None, 500.0) is None


def test_only_once_or_twice():
    with pytest.raises(InputError):
        covered_shape([34.7], [113.6], SQUARE, 500.0, times=3)
