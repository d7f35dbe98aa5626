"""The formulae against three libraries written apart from ours, and against themselves."""

import eviltransform
import geocoordinates_ffi as geocoordinates
import numpy as np
import prcoords
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.datum.formulae import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

GEOD = Geod(ellps="WGS84")
# the rectangle about China in which all of them apply the formula
latitudes = st.floats(17.5, 53.9)
longitudes = st.floats(73.2, 135.2)


def _one(convert, lat, lon):
    y, x = convert(np.array([lat]), np.array([lon]))
    return float(y[0]), float(x[0])


def _apart_m(one, other):
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


@given(latitudes, longitudes)
def test_gcj02_equals_prcoords(lat, lon):
    assert _one(wgs84_to_gcj02, lat, lon) == pytest.approx(prcoords.wgs_gcj((lat, lon)), abs=1e-12)


@given(latitudes, longitudes)
def test_gcj02_equals_geocoordinates(lat, lon):
    theirs = geocoordinates.wgs84_to_gcj02(geocoordinates.Wgs84(lat=lat, lon=lon))
    assert _one(wgs84_to_gcj02, lat, lon) == pytest.approx((theirs.lat, theirs.lon), abs=1e-12)


@given(latitudes, longitudes)
def test_gcj02_differs_from_eviltransform_by_its_other_ellipsoid(lat, lon):
    # it takes metres for degrees on WGS 84's half axis instead of Krasovsky's: 17 parts in a million of the offset
    theirs = eviltransform.wgs2gcj(lat, lon)
    assert _one(wgs84_to_gcj02, lat, lon) == pytest.approx(theirs, abs=2e-7)
    assert _apart_m(_one(wgs84_to_gcj02, lat, lon), theirs) < 0.013


@given(latitudes, longitudes)
def test_bd09_equals_the_libraries(lat, lon):
    ours = _one(gcj02_to_bd09, lat, lon)
    theirs = geocoordinates.gcj02_to_bd09(geocoordinates.Gcj02(lat=lat, lon=lon))
    assert ours == pytest.approx((theirs.lat, theirs.lon), abs=1e-12)
    assert ours == pytest.approx(prcoords.gcj_bd((lat, lon)), abs=1e-12)
    assert ours == pytest.approx(eviltransform.gcj2bd(lat, lon), abs=1e-12)


@given(latitudes, longitudes)
@example(34.0, 105.0)  # where the formula's root has an infinite slope
@example(34.0, 105.0 + 1e-12)
@example(34.0, 105.0 - 1e-9)
def test_the_inverses_undo_the_formulae_to_a_hundredth_of_a_millimetre(lat, lon):
    assert _apart_m((lat, lon), _one(gcj02_to_wgs84, *_one(wgs84_to_gcj02, lat, lon))) < 1e-5
    assert _apart_m((lat, lon), _one(bd09_to_gcj02, *_one(gcj02_to_bd09, lat, lon))) < 1e-5
    assert _apart_m((lat, lon), _one(wgs84_to_gcj02, *_one(gcj02_to_wgs84, lat, lon))) < 1e-5
    assert _apart_m((lat, lon), _one(gcj02_to_bd09, *_one(bd09_to_gcj02, lat, lon))) < 1e-5


@given(latitudes, longitudes)
def test_the_inverses_agree_with_the_refined_ones_of_geocoordinates(lat, lon):
    gcj = geocoordinates.gcj02_to_wgs84_refined(geocoordinates.Gcj02(lat=lat, lon=lon))
    bd = geocoordinates.bd09_to_gcj02_refined(geocoordinates.Bd09(lat=lat, lon=lon))
    assert _apart_m(_one(gcj02_to_wgs84, lat, lon), (gcj.lat, gcj.lon)) < 1e-4
    assert _apart_m(_one(bd09_to_gcj02, lat, lon), (bd.lat, bd.lon)) < 1e-4


@given(latitudes, longitudes)
def test_the_offset_changes_slowly_enough_for_the_steps_to_converge(lat, lon):
    """What `_undo` rests on: moving by 100 m changes the offset by at most 2 %."""
    step = 1e-3
    for forward in (wgs84_to_gcj02, gcj02_to_bd09):
        y, x = forward(np.array([lat, lat + step, lat]), np.array([lon, lon, lon + step]))
        moved = np.stack((y - [lat, lat + step, lat], x - [lon, lon, lon + step]))
        assert np.abs(moved - moved[:, :1]).max() <= 0.02 * step


def test_known_offsets():
    zhengzhou, kaifeng = (34.75, 113.62), (34.80, 114.31)
    assert _apart_m(zhengzhou, _one(wgs84_to_gcj02, *zhengzhou)) == pytest.approx(569, abs=1)
    assert _apart_m(kaifeng, _one(wgs84_to_gcj02, *kaifeng)) == pytest.approx(544, abs=1)
