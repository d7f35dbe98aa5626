import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts, national
from stationmap.districts.measure import Borders, geodesic_area_km2
from stationmap.errors import DistrictNotFoundError, InputError
from tests.oracles.polygons import GEOD, SOUTH, STEP, WEST, border_metres, holder, positions, shapes
from tests.oracles.records import districts_of

SQUARE = shapely.box(113, 34, 114, 35)


def distance(shape, lat, lon):
    return float(Borders(np.array([shape])).distance_m(np.array([lat]), np.array([lon]), np.array([0]))[0])


@settings(max_examples=20)
@given(shapes, positions)
def test_distance_to_a_border_is_the_shortest_geodesic_to_it(shape, place):
    truth = border_metres(shape, *place)
    assume(truth < 10_000)
    assert distance(shape, *place) == pytest.approx(truth, rel=0.0025, abs=0.05)


@settings(max_examples=20)
@given(
    st.floats(18.0, 53.5), st.sampled_from([10.0, 150.0, 1000.0, 9900.0]), st.sampled_from([(0, 1), (0, -1), (1, 0)])
)
def test_a_border_at_a_known_distance(lat, metres, way):
    lon, edge = GEOD.fwd(113.0, lat, 90.0 * way[0] + (180.0 if way[1] < 0 else 0.0), metres)[:2]
    wall = {
        (0, 1): shapely.box(112, edge, 114, edge + 1),
        (0, -1): shapely.box(112, edge - 1, 114, edge),
        (1, 0): shapely.box(lon, lat - 1, lon + 1, lat + 1),
    }[way]
    assert distance(wall, lat, 113.0) == pytest.approx(metres, rel=0.0025, abs=0.05)


@pytest.mark.parametrize("lat", [18.0, 34.75, 53.5])
def test_the_worst_place_lies_midway_between_two_borders(lat):
    strip = shapely.box(112, lat - 0.09, 114, lat + 0.09)
    for place in np.linspace(lat - 2e-4, lat + 2e-4, 41):
        truth = border_metres(strip, place, 113.0)
        assert truth * (1 - 1e-6) <= distance(strip, place, 113.0) <= truth * 1.0025


def test_inside_and_outside_measure_alike_and_the_border_itself_is_zero():
    districts = Districts(districts_of(("410101", "区", "", None, SQUARE)))
    inside, outside, on = districts.border_distance_m([34.5] * 3, [113.001, 112.999, 113.0], "410101")
    assert inside == pytest.approx(outside)
    assert on == pytest.approx(0, abs=1e-3)


def test_each_position_has_its_own_border_and_none_means_the_nearest():
    east = shapely.box(114, 34, 115, 35)
    districts = Districts(districts_of(("410101", "西区", "", None, SQUARE), ("410102", "东区", "", None, east)))
    lat, lon = [34.5] * 4, [114.9] * 4
    west, own, nearest, by_code = districts.border_distance_m(lat, lon, ["410101", "410102", "", "410102"])
    assert own == nearest == by_code
    assert west == pytest.approx(border_metres(SQUARE, 34.5, 114.9), rel=0.002)
    assert districts.border_distance_m([34.5], [114.9], "")[0] == nearest


def test_without_a_polygon_there_is_no_distance():
    districts = Districts(districts_of(("410101", "区", "", None, SQUARE), ("410172", "高新区", "", None, None)))
    assert np.isnan(districts.border_distance_m([34.5], [113.5], "410172")[0])
    assert np.isfinite(districts.border_distance_m([34.5], [113.5], "")[0])
    only_zone = districts.only(["410172"])
    assert np.isnan(only_zone.border_distance_m([34.5, 35], [113.5, 114], "")).all()


def test_an_unknown_adcode_and_a_wrong_number_of_them_are_refused():
    districts = Districts(districts_of(("410101", "区", "", None, SQUARE)))
    with pytest.raises(DistrictNotFoundError) as caught:
        districts.border_distance_m([34.5], [113.5], "999999")
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("adcode", "999999")]
    with pytest.raises(InputError, match="2 adcodes for 1 positions"):
        districts.border_distance_m([34.5], [113.5], ["410101", "410101"])


def test_real_borders_near_a_known_station_place():
    shape = national().only(["410106"]).frame.geometry.iloc[0]
    rng = np.random.default_rng(3)
    west, south, east, north = shape.bounds
    lat, lon = rng.uniform(south, north, 6), rng.uniform(west, east, 6)
    measured = national().border_distance_m(lat, lon, "410106")
    assert measured == pytest.approx([border_metres(shape, *place) for place in zip(lat, lon, strict=True)], rel=0.0025)


@settings(max_examples=20)
@given(shapes)
def test_area_is_that_of_pyproj_whichever_way_the_rings_run(shape):
    truth = 0.0
    for part in shapely.get_parts(shape):
        truth += abs(GEOD.geometry_area_perimeter(shapely.Polygon(part.exterior))[0])
        truth -= sum(abs(GEOD.geometry_area_perimeter(shapely.Polygon(ring))[0]) for ring in part.interiors)
    assert geodesic_area_km2(shape) == pytest.approx(truth / 1e6)
    assert geodesic_area_km2(shapely.reverse(shape)) == pytest.approx(geodesic_area_km2(shape))


def test_area_of_a_known_box():
    # A box of one degree on the ellipsoid, by the closed form of the area of a zone between two parallels.
    eccentricity = math.sqrt(GEOD.es)

    def zone(lat):
        s = math.sin(math.radians(lat))
        return s / (1 - (eccentricity * s) ** 2) + math.atanh(eccentricity * s) / eccentricity

    exact = math.radians(1) * GEOD.b**2 / 2 * (zone(35) - zone(34)) / 1e6
    edges = shapely.segmentize(SQUARE, 0.001)  # so that the edges follow the parallels
    assert geodesic_area_km2(edges) == pytest.approx(exact, rel=1e-7)
    assert geodesic_area_km2(SQUARE) == pytest.approx(exact, rel=1e-3)


def test_areas_are_in_the_order_of_the_frame_and_unknown_without_a_polygon():
    districts = Districts(districts_of(("410172", "高新区", "", None, None), ("410101", "区", "", None, SQUARE)))
    assert districts.area_km2.index.equals(districts.frame.index)
    assert districts.area_km2[0] == pytest.approx(geodesic_area_km2(SQUARE))
    assert math.isnan(districts.area_km2[1])
    assert math.isnan(geodesic_area_km2(None))


def test_the_slow_oracle_itself_knows_a_simple_case():
    box = shapely.box(WEST, SOUTH, WEST + STEP, SOUTH + STEP)
    assert border_metres(box, SOUTH + STEP / 2, WEST - 0.01) == pytest.approx(
        GEOD.inv(WEST - 0.01, SOUTH + STEP / 2, WEST, SOUTH + STEP / 2)[2], rel=1e-6
    )
    assert holder(districts_of(("410101", "区", "", None, box)), SOUTH, WEST) == "410101"
