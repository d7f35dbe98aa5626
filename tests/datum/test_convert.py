"""Conversion: round trips, what stays as it is, shapes."""

import numpy as np
import prcoords
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pyproj import Geod

from stationmap.datum import Datum, from_wgs84, in_mainland, to_wgs84
from stationmap.datum.mainland import _outline
from stationmap.errors import DatumError

GEOD = Geod(ellps="WGS84")
NAN, INF = float("nan"), float("inf")
SHIFTED = [Datum.GCJ02, Datum.BD09]
# south of Harbin, north of Nanning, without Taiwan: mostly mainland
latitudes, longitudes = st.floats(22.8, 45.5), st.floats(80.5, 119.0)
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
numbers = st.floats(allow_nan=True, allow_infinity=True)


def _apart_m(one, other):
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


def _is_mainland(lat, lon):
    return bool(in_mainland(np.array([lat]), np.array([lon]))[0])


@pytest.mark.parametrize("datum", SHIFTED)
@given(latitudes, longitudes)
def test_there_and_back_is_less_than_a_hundredth_of_a_millimetre(datum, lat, lon):
    assume(_is_mainland(lat, lon))
    there = from_wgs84(lat, lon, datum)
    assert _apart_m((lat, lon), to_wgs84(*there, datum)) < 1e-5
    assert _apart_m((lat, lon), there) > 10


@pytest.mark.parametrize("datum", SHIFTED)
def test_there_and_back_for_many(datum):
    random = np.random.default_rng(3)
    lat, lon = random.uniform(18, 53.5, 100_000), random.uniform(73.5, 135, 100_000)
    inside = in_mainland(lat, lon)
    lat, lon = lat[inside], lon[inside]
    y, x = to_wgs84(*from_wgs84(lat, lon, datum), datum)
    assert GEOD.inv(lon, lat, x, y)[2].max() < 1e-5


@pytest.mark.parametrize(("datum", "band_deg"), [(Datum.GCJ02, 0.02), (Datum.BD09, 0.03)])
@given(anywhere)
def test_what_lies_clear_of_the_mainland_stays(datum, band_deg, place):
    lat, lon = place
    assume(shapely.distance(_outline(), shapely.Point(lon, lat)) > band_deg)
    assert from_wgs84(lat, lon, datum) == place
    assert to_wgs84(lat, lon, datum) == place


@pytest.mark.parametrize("datum", SHIFTED)
@given(latitudes, longitudes)
def test_just_outside_the_outline_a_position_is_taken_for_a_moved_one(datum, lat, lon):
    """The inverse asks where a position would come from, not where it lies."""
    back = to_wgs84(lat, lon, datum)
    if back == (lat, lon):
        assert from_wgs84(lat, lon, datum) == (lat, lon) or _is_mainland(lat, lon)
    else:
        assert _is_mainland(*back)
        assert _apart_m(from_wgs84(*back, datum), (lat, lon)) < 1e-5


@given(latitudes, longitudes)
def test_bd09_is_gcj02_and_more(lat, lon):
    assume(_is_mainland(lat, lon))
    assert from_wgs84(lat, lon, Datum.BD09) == pytest.approx(prcoords.wgs_bd((lat, lon)), abs=1e-12)
    assert from_wgs84(lat, lon, Datum.GCJ02) == pytest.approx(prcoords.wgs_gcj((lat, lon)), abs=1e-12)


@given(numbers, numbers)
def test_wgs84_stays_as_it_is(lat, lon):
    for convert in (to_wgs84, from_wgs84):
        assert np.array_equal(convert(lat, lon, Datum.WGS84), (lat, lon), equal_nan=True)


@pytest.mark.parametrize("datum", list(Datum))
@pytest.mark.parametrize("convert", [to_wgs84, from_wgs84])
@pytest.mark.parametrize("place", [(NAN, 113.6), (34.7, NAN), (NAN, NAN), (INF, 113.6), (34.7, -INF), (91.0, 181.0)])
def test_what_is_no_position_passes_through(convert, datum, place):
    # warnings are errors here, so this also says: none is given
    assert np.array_equal(convert(*place, datum), place, equal_nan=True)
    y, x = convert([place[0], 34.75], [place[1], 113.62], datum)
    assert np.array_equal((y[0], x[0]), place, equal_nan=True)
    assert (y[1], x[1]) == convert(34.75, 113.62, datum)


@pytest.mark.parametrize("convert", [to_wgs84, from_wgs84])
@pytest.mark.parametrize("datum", list(Datum))
@given(arrays(np.float64, array_shapes(max_dims=3, min_side=0, max_side=4), elements=st.floats(20, 45)))
def test_arrays_of_any_shape_are_scalars_side_by_side(convert, datum, lat):
    lon = lat + 75.0
    before = lat.copy()
    y, x = convert(lat, lon, datum)
    assert y.shape == x.shape == lat.shape
    assert y.dtype == x.dtype == np.float64
    one_by_one = [convert(float(a), float(b), datum) for a, b in zip(lat.ravel(), lon.ravel(), strict=True)]
    # numpy's sine and that of math differ in the last bit
    assert np.allclose(np.column_stack((y.ravel(), x.ravel())), np.reshape(one_by_one, (-1, 2)), rtol=0, atol=1e-12)
    assert np.array_equal(lat, before)
    assert not np.shares_memory(y, lat)


def test_lists_and_integers_come_back_as_floats():
    y, x = from_wgs84([35, 0], [113, 0], Datum.GCJ02)
    assert y.dtype == x.dtype == np.float64
    assert (y[1], x[1]) == (0.0, 0.0)
    assert all(type(value) is float for value in from_wgs84(35, 113, Datum.WGS84))


def test_the_name_of_a_datum_will_do_and_another_is_refused():
    assert to_wgs84(34.75, 113.62, "GCJ-02") == to_wgs84(34.75, 113.62, Datum.GCJ02)
    for convert in (to_wgs84, from_wgs84):
        with pytest.raises(DatumError):
            convert(34.75, 113.62, "beijing54")


def test_an_origin_of_zeros_is_not_shifted():
    assert to_wgs84(0.0, 0.0, Datum.BD09) == (0.0, 0.0)


@given(st.floats(-90, 90) | st.floats(18, 54), st.floats(-180, 180) | st.floats(73, 135), st.sampled_from(list(Datum)))
@example(float("nan"), 113.6, Datum.GCJ02)
@example(34.7, float("inf"), Datum.BD09)
def test_one_position_is_converted_as_many_are(lat, lon, datum):
    one, many = to_wgs84(lat, lon, datum), to_wgs84(np.array([lat]), np.array([lon]), datum)
    assert all(isinstance(degrees, float) for degrees in one)
    assert np.allclose(one, np.ravel(many), rtol=0, atol=1e-12, equal_nan=True)
