"""Areas in the plane are geodesic areas, lengths nearly geodesic, anywhere on the globe."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.projection import Plane, lay_flat

GEOD = pyproj.Geod(ellps="WGS84")
ANYWHERE = given(
    place=st.tuples(st.floats(-90, 90), st.floats(-180, 180)), az=st.floats(0, 360), far=st.floats(100, 100_000)
)


@ANYWHERE
@settings(max_examples=30)
def test_a_length_in_a_city_is_geodesic_within_what_is_said(place, az, far):
    lon, lat, _ = GEOD.fwd(place[1], place[0], az, far)
    lon2, lat2, _ = GEOD.fwd(lon, lat, az + 60, 1000)
    x, y = Plane(*place).forward([lat, lat2], [lon, lon2])
    c = (far + 1000) / 6_335_439
    assert np.hypot(np.diff(x), np.diff(y)).item() == pytest.approx(1000, rel=c * c / 8 + c / 850 + 1e-8)


@ANYWHERE
@settings(max_examples=30)
def test_there_and_back(place, az, far):
    lon, lat, _ = GEOD.fwd(place[1], place[0], az, far)
    plane = Plane(*place)
    back = plane.back(*plane.forward([lat], [lon]))
    assert GEOD.inv(lon, lat, back[1][0], back[0][0])[2] < 5e-3


@pytest.mark.parametrize("middle", [(34.75, 113.65), (-37.8, 144.96), (69.6, 18.9), (0.0, 179.9)])
def test_areas_are_geodesic_areas(middle):
    lat, lon = middle
    box = shapely.segmentize(shapely.box(lon - 0.5, lat - 0.3, lon + 0.5, lat + 0.3), 0.01)
    (flat,) = Plane(*middle).flat([box])
    assert flat.area == pytest.approx(abs(GEOD.geometry_area_perimeter(box)[0]), rel=1e-6)
    again = shapely.get_coordinates(Plane(*middle).round_again([flat])[0]) - shapely.get_coordinates(box)
    assert np.abs((again + 180) % 360 - 180).max() < 5e-8


def test_the_middle_is_that_of_the_bounds_also_over_the_antimeridian():
    assert (Plane.around([10, 20], [100, 104]).lat, Plane.around([10, 20], [100, 104]).lon) == (15, 102)
    assert abs(Plane.around([0, 0, np.nan], [179, -179, 0]).lon) == 180


def test_no_position_is_told():
    with pytest.raises(InputError):
        Plane.around([np.nan], [1.0])
    with pytest.raises(InputError):
        Plane(float("nan"), 0)


@ANYWHERE
def test_many_planes_at_once_are_the_planes_one_by_one(place, az, far):
    lat, lon = np.clip(place[0], -89.9, 89.9), place[1]
    lon2, lat2, _ = GEOD.fwd(lon, lat, az, far * 5)
    one = np.array(Plane(lat, lon).forward([lat2], [lon2]))
    many = np.array(lay_flat([lat2], [lon2], [lat], [lon]))
    assert np.abs(one - many).max() < 1e-6
