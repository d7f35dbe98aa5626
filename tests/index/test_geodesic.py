"""The bound on which exactness rests, and the measure itself."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from stationmap.index.ellipsoid import NEAR, centred, reach2
from stationmap.index.geodesic import SLACK_M, chords, longest_geodesics, measure
from tests.oracles.geodesic import GEOD

latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, -1e-9, 0.0, 1e-9, 45.0, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, 0.0, 180.0])
azimuths = st.floats(-180, 180) | st.sampled_from([0.0, 90.0, 180.0])
lengths = st.floats(0, 20_003_931) | st.floats(0, 1_000) | st.sampled_from([1e-6, 1.0, 1e4, 1e6, 1e7, 1.9e7, 1.9904e7])


def longest_geodesic(chord):
    return float(longest_geodesics(np.array([chord]))[0])


def reach(chord):
    return math.sqrt(reach2(chord * chord))


def _chord(lat1, lon1, lat2, lon2):
    one, other = centred(np.array([lat1, lat2]), np.array([lon1, lon2]))
    return float(chords(other[np.newaxis], one)[0])


def _holds(chord, geodesic):
    assert chord <= geodesic + SLACK_M / 10
    assert geodesic <= longest_geodesic(chord)
    if chord <= NEAR:
        assert longest_geodesic(chord) <= reach(chord) + SLACK_M / 10


@given(latitudes, longitudes, azimuths, lengths)
def test_chord_bounds_geodesic_from_below_and_above(lat, lon, azimuth, length):
    lon2, lat2, _ = GEOD.fwd(lon, lat, azimuth, length)
    _holds(_chord(lat, lon, lat2, lon2), GEOD.inv(lon, lat, lon2, lat2)[2])


@given(latitudes, longitudes, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_bound_holds_about_the_antipode(lat, lon, north, east):
    lat2 = min(90.0, max(-90.0, -lat + north))
    lon2 = (lon + 180 + east + 180) % 360 - 180
    _holds(_chord(lat, lon, lat2, lon2), GEOD.inv(lon, lat, lon2, lat2)[2])


def test_bound_holds_on_a_grid_where_it_is_tightest():
    # the meridian at the equator bends most: there the upper bound touches the geodesic
    lat, azimuth = (grid.ravel() for grid in np.meshgrid(np.linspace(-90, 90, 61), np.linspace(0, 180, 37)))
    for length in (0.01, 1.0, 100.0, 5e3, 1e5, 1e6, 5e6, 1e7, 1.5e7, 1.89e7, 1.9e7, 1.95e7, 2e7):
        lon2, lat2, _ = GEOD.fwd(np.zeros_like(lat), lat, azimuth, np.full_like(lat, length))
        geodesic = GEOD.inv(np.zeros_like(lat), lat, lon2, lat2)[2]
        apart = np.linalg.norm(centred(lat2, lon2) - centred(lat, np.zeros_like(lat)), axis=1)
        for pair in zip(apart.tolist(), geodesic.tolist(), strict=True):
            _holds(*pair)


def test_a_flatter_bound_would_break():
    # with the mean radius in place of b²/a the bound fails along the equator's meridians: R is not slack
    chord, geodesic = _chord(-5, 0, 5, 0), GEOD.inv(0, -5, 0, 5)[2]
    mean = 6_371_008.8
    assert 2 * mean * math.asin(chord / (2 * mean)) < geodesic <= longest_geodesic(chord)
    assert longest_geodesic(chord) - geodesic < 1.0


@given(
    st.tuples(latitudes, longitudes),
    st.tuples(azimuths, st.floats(0, 1e6) | st.floats(0, 1_000) | st.sampled_from([1e-6, 1.0, 1e4])),
    st.tuples(azimuths, st.floats(0, 1)),
)
def test_what_is_as_near_lies_within_reach(origin, far, near):
    """A point whose geodesic is no longer never has a chord beyond the reach of the other's."""
    lat, lon = origin
    lon1, lat1, _ = GEOD.fwd(lon, lat, *far)
    lon2, lat2, _ = GEOD.fwd(lon, lat, near[0], GEOD.inv(lon, lat, lon1, lat1)[2] * near[1])
    if GEOD.inv(lon, lat, lon2, lat2)[2] <= GEOD.inv(lon, lat, lon1, lat1)[2]:
        assert _chord(lat, lon, lat2, lon2) <= reach(_chord(lat, lon, lat1, lon1))


@given(st.floats(0, NEAR), st.floats(0, NEAR))
def test_reach_grows_with_the_chord(one, other):
    low, high = sorted((one, other))
    assert low <= reach(low) <= reach(high)


def test_surplus_is_small_where_people_walk():
    assert reach(5_000.0) - 5_000.0 < 0.14e-3
    assert reach(1e6) - 1e6 < 1_100
    assert math.isinf(longest_geodesic(12_670_879.0))


def test_nearly_antipodal_geodesics_are_shorter_than_half_a_circle_of_radius_r():
    # the proof's second step: a chord below 2R means a geodesic of at most 18,993 km
    assert longest_geodesic(12_670_877.0) > 18_993_000
    lat = np.linspace(-90, 90, 181)
    for length in np.linspace(1.8e7, 2e7, 41):
        lon2, lat2, _ = GEOD.fwd(np.zeros(181), lat, np.full(181, 30.0), np.full(181, length))
        geodesic = GEOD.inv(np.zeros(181), lat, lon2, lat2)[2]
        apart = np.linalg.norm(centred(lat2, lon2) - centred(lat, np.zeros(181)), axis=1)
        assert (geodesic[apart < 12_670_878.0] <= 18_993_000).all()


@given(latitudes, longitudes)
def test_earth_centred_agrees_with_proj(lat, lon):
    (ours,) = centred(np.array([lat]), np.array([lon]))
    theirs = Transformer.from_crs(4979, 4978, always_xy=True).transform(lon, lat, 0.0)
    assert np.allclose(ours, theirs, rtol=0, atol=2e-8)


@given(latitudes, longitudes, latitudes, longitudes)
def test_measure_is_pyproj_with_bearings_from_0_to_360(lat, lon, lat2, lon2):
    distance, bearing = measure(lat, lon, np.array([lat2]), np.array([lon2]))
    azimuth, _, length = GEOD.inv(lon, lat, lon2, lat2)
    assert distance[0] == length
    assert 0 <= bearing[0] < 360
    if length == 0:
        assert bearing[0] == 0
    else:
        assert math.isclose(math.cos(math.radians(bearing[0])), math.cos(math.radians(azimuth)), abs_tol=1e-12)


def test_a_hair_west_of_north_is_not_360():
    distance, bearing = measure(0.0, 0.0, np.array([10.0]), np.array([-1e-300]))
    assert bearing.tolist() == [0.0]
    assert distance[0] > 1e6


@pytest.mark.parametrize(("lon1", "lon2"), [(180.0, -180.0), (0.0, -0.0), (77.5, 77.5)])
def test_one_place_under_two_names_is_no_distance_apart(lon1, lon2):
    assert measure(31.0, lon1, np.array([31.0]), np.array([lon2]))[0].tolist() == [0.0]


def test_a_pole_is_one_place_at_every_longitude():
    lons = np.linspace(-180, 180, 73)
    distance, bearing = measure(90.0, 12.0, np.full(73, 90.0), lons)
    assert not distance.any()
    assert not bearing.any()
    assert len(set(measure(34.0, 113.0, np.full(73, -90.0), lons)[0].tolist())) == 1
