import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts, national
from stationmap.errors import InputError
from tests.oracles.polygons import SOUTH, STEP, WEST, boxes, district_tables, holder, positions
from tests.oracles.records import districts_of

MANY = st.lists(positions, min_size=1, max_size=12)


def located(districts, places):
    return districts.locate([lat for lat, _ in places], [lon for _, lon in places]).tolist()


@settings(max_examples=20)
@given(district_tables(), MANY)
def test_the_holder_is_the_first_polygon_that_covers_the_position(districts, places):
    frame = districts.frame
    assert located(districts, places) == [holder(frame, lat, lon) for lat, lon in places]


@settings(max_examples=20)
@given(district_tables(shapes=boxes()), MANY)
def test_rectangles_hold_what_lies_between_their_sides(districts, places):
    frame = districts.frame
    sides = [(code, *shape.bounds) for code, shape in zip(frame["adcode"], frame.geometry, strict=True)]
    for (lat, lon), found in zip(places, located(districts, places), strict=True):
        holders = [code for code, west, south, east, north in sides if west <= lon <= east and south <= lat <= north]
        assert found == min(holders, default="")


@settings(max_examples=20)
@given(district_tables(), MANY, st.randoms())
def test_neither_the_order_of_districts_nor_of_positions_matters(districts, places, random):
    before = dict(zip(places, located(districts, places), strict=True))
    shuffled = districts.frame.iloc[random.sample(range(len(districts)), len(districts))]
    random.shuffle(places)
    assert located(Districts(shuffled), places) == [before[place] for place in places]


def test_a_shared_border_and_corner_go_to_the_lowest_adcode():
    grid = [
        (f"41010{row * 2 + column}", "区", "", None, shapely.box(113 + column, 34 + row, 114 + column, 35 + row))
        for row in range(2)
        for column in range(2)
    ]
    districts = Districts(districts_of(*reversed(grid)))
    assert districts.locate([35, 35, 34.5, 36], [114, 114.5, 114, 114]).tolist() == [
        "410100",
        "410101",
        "410100",
        "410102",
    ]


def test_a_hole_is_outside_and_its_rim_is_not():
    ring = shapely.box(113, 34, 116, 37).difference(shapely.box(114, 35, 115, 36))
    districts = Districts(districts_of(("410101", "环区", "", None, ring)))
    assert districts.locate([35.5, 35.5, 34.5], [114.5, 114.0, 114.5]).tolist() == ["", "410101", "410101"]


@pytest.mark.parametrize(("lat", "lon"), [(np.nan, 113.5), (34.5, np.nan), (np.inf, 113.5), (34.5, -np.inf)])
def test_what_is_not_finite_lies_nowhere(lat, lon):
    districts = Districts(districts_of(("410101", "区", "", None, shapely.box(-180, -90, 180, 90))))
    assert districts.locate([lat, 34.5], [lon, 113.5]).tolist() == ["", "410101"]
    assert np.isnan(districts.border_distance_m([lat], [lon], "410101")[0])


def test_no_position_and_no_district():
    assert Districts(districts_of()).locate([34.5], [113.5]).tolist() == [""]
    assert national().locate([], []).shape == (0,)
    assert national().locate(34.8, 113.3).tolist() == ["410106"]


@pytest.mark.parametrize(("lat", "lon"), [([1, 2], [1]), ([[1, 2]], [[1, 2]])])
def test_positions_that_do_not_pair_are_refused(lat, lon):
    with pytest.raises(InputError, match="differ in shape"):
        national().locate(lat, lon)


def test_a_polygon_that_crosses_itself_is_made_valid():
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    districts = Districts(districts_of(("410101", "区", "", None, bow)))
    assert districts.locate([1, 1, 1], [0.5, 1.5, 1.0]).tolist() == ["410101"] * 3
    assert districts.locate([0.2], [1.0]).tolist() == [""]


def test_positions_in_another_crs_are_found_after_conversion():
    box = gpd.GeoSeries([shapely.box(WEST, SOUTH, WEST + STEP, SOUTH + STEP)], crs="EPSG:4326").to_crs("EPSG:32649")
    districts = Districts(gpd.GeoDataFrame({"adcode": ["410101"], "name": ["区"]}, geometry=box))
    assert districts.locate([SOUTH + STEP / 2], [WEST + STEP / 2]).tolist() == ["410101"]


def test_national_positions_equal_geopandas():
    rng = np.random.default_rng(7)
    lat, lon = rng.uniform(30, 38, 4000), rng.uniform(108, 118, 4000)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
    joined = points.sjoin(national().frame, predicate="within").groupby(level=0)["adcode"].min()
    assert national().locate(lat, lon).tolist() == joined.reindex(points.index).fillna("").tolist()
