import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings

from stationmap.districts import Districts
from stationmap.errors import ColumnError, DistrictNotFoundError, InputError
from tests.oracles.polygons import district_tables
from tests.oracles.records import THREE_DISTRICTS, districts_of

BOX = shapely.box(113, 34, 114, 35)
THREE = Districts(THREE_DISTRICTS)


def one(**columns):
    data = {"adcode": "410101", "name": "区", "geometry": BOX} | columns
    shape = data.pop("geometry")
    return gpd.GeoDataFrame({name: [value] for name, value in data.items()}, geometry=[shape])


@settings(max_examples=20)
@given(district_tables())
def test_the_table_has_its_one_form(districts):
    frame = districts.frame
    assert list(frame.columns) == ["adcode", "name", "city", "residents", "geometry"]
    assert frame["adcode"].tolist() == sorted(frame["adcode"])
    assert frame.index.equals(pd.RangeIndex(len(frame)))
    assert frame["residents"].dtype == "Int64"
    assert frame.crs.to_epsg() == 4326
    assert len(districts) == len(frame)
    assert all(code in districts for code in frame["adcode"])
    assert "x" not in districts
    assert Districts(frame).frame.equals(frame)


def test_what_is_handed_out_is_a_copy():
    districts = Districts(THREE_DISTRICTS)
    given_frame, frame, area, has = THREE_DISTRICTS.copy(), districts.frame, districts.area_km2, districts.has_polygon
    frame.loc[0, "name"] = "改了"
    del frame["city"]
    area.iloc[0] = -1.0
    has.iloc[0] = not has.iloc[0]
    assert districts.name_of("410102") == "中原区"
    assert districts.frame["city"].tolist() == ["郑州市"] * 3
    assert districts.area_km2[0] > 0
    assert districts.has_polygon.tolist() == [True, True, False]
    assert THREE_DISTRICTS.equals(given_frame)


def test_the_frame_that_came_in_may_change_afterwards():
    frame = one(residents=7)
    districts = Districts(frame)
    frame.loc[0, ["name", "residents"]] = ["别的", 9]
    assert districts.frame[["name", "residents"]].to_numpy().tolist() == [["区", 7]]


def test_bounds_span_all_polygons_and_are_unknown_without_any():
    assert THREE.bounds == (113.5, 34.7, 113.8, 34.9)
    assert [str(side) for side in THREE.only(["410172"]).bounds] == ["nan"] * 4
    assert [str(side) for side in THREE.only([]).bounds] == ["nan"] * 4


def test_only_and_of_cities_keep_what_was_asked_in_order():
    assert THREE.only(["410172", "410102"]).frame["adcode"].tolist() == ["410102", "410172"]
    assert len(THREE.only([])) == 0
    assert THREE.of_cities(["4101"]).frame.equals(THREE.frame)
    assert THREE.of_cities(iter(["4101", "4101"])).frame.equals(THREE.frame)
    assert len(THREE.of_cities([])) == 0


@pytest.mark.parametrize(
    ("ask", "parameter"),
    [
        (lambda: THREE.only(["410102", "999999", "999998"]), "adcode"),
        (lambda: THREE.of_cities(["4101", "9999", "9998"]), "city"),
    ],
)
def test_what_is_not_there_is_named(ask, parameter):
    with pytest.raises(DistrictNotFoundError) as caught:
        ask()
    assert [fault.parameter for fault in caught.value.faults] == [parameter] * 2
    assert all(fault.value.startswith("999") for fault in caught.value.faults)


def test_the_name_of_no_district_is_an_error():
    with pytest.raises(DistrictNotFoundError, match="999999"):
        THREE.name_of("999999")


@pytest.mark.parametrize("column", ["adcode", "name"])
def test_a_missing_column_is_named(column):
    with pytest.raises(ColumnError, match=column):
        Districts(one().drop(columns=column))


@pytest.mark.parametrize("adcode", ["41010", "4101011", "41010a", "", "４１０１０１", "-41010", 41010, None])
def test_an_adcode_that_is_not_six_digits_is_refused(adcode):
    with pytest.raises(InputError) as caught:
        Districts(one(adcode=adcode))
    assert caught.value.faults[0].parameter == "adcode"


def test_an_adcode_as_a_number_is_read_and_a_doubled_one_refused():
    assert Districts(one(adcode=410101)).frame["adcode"].tolist() == ["410101"]
    with pytest.raises(InputError) as caught:
        Districts(pd.concat([one(), one()]))
    assert [fault.value for fault in caught.value.faults] == ["410101"]


@pytest.mark.parametrize("residents", ["abc", -1, 1.5, float("inf"), 1e30, "１２人", " "])
def test_residents_that_are_no_count_are_refused(residents):
    with pytest.raises(InputError) as caught:
        Districts(one(residents=residents))
    assert caught.value.faults[0].parameter == "residents"


@pytest.mark.parametrize(
    ("residents", "kept"), [(0, 0), ("12", 12), (3.0, 3), (None, pd.NA), ("", pd.NA), (float("nan"), pd.NA)]
)
def test_residents_that_are_a_count_or_unknown_are_kept(residents, kept):
    assert Districts(one(residents=residents)).frame["residents"].tolist() == [kept]


@pytest.mark.parametrize("shape", [shapely.Point(113, 34), shapely.LineString([(0, 0), (1, 1)])])
def test_a_geometry_that_is_no_polygon_is_refused(shape):
    with pytest.raises(InputError, match="no polygon"):
        Districts(one(geometry=shape))


@pytest.mark.parametrize("shape", [None, shapely.Polygon(), shapely.Polygon([(0, 0), (1, 1), (2, 2)])])
def test_no_area_is_no_polygon(shape):
    districts = Districts(one(geometry=shape))
    assert districts.has_polygon.tolist() == [False]
    assert districts.frame.geometry[0] is None
    assert districts.area_km2.isna().all()
    assert districts.locate([1.0], [1.0]).tolist() == [""]


def test_heights_are_dropped():
    assert not shapely.has_z(Districts(one(geometry=shapely.force_3d(BOX, 5.0))).frame.geometry[0])


def test_texts_are_stripped_and_what_is_absent_is_empty():
    assert Districts(one(name=" 区 ", city=None)).frame[["name", "city"]].to_numpy().tolist() == [["区", ""]]


def test_joining_keeps_both_sides_and_leaves_sums_out():
    census = pd.DataFrame(
        [["410100", "郑州市", "郑州市", 10], ["410101", "中区", "郑州市", 4], ["410172", "高新区", "郑州市", 6]],
        columns=["adcode", "name", "city", "residents"],
    )
    shapes = districts_of(("410101", "旧名", "", None, BOX), ("410199", "无人区", "", None, BOX))
    joined = Districts.joined(shapes, census).frame
    assert joined["adcode"].tolist() == ["410101", "410172", "410199"]
    assert joined["name"].tolist() == ["中区", "高新区", "无人区"]
    assert joined["residents"].tolist() == [4, 6, pd.NA]
    assert joined["city"].tolist() == ["郑州市", "郑州市", ""]
    with pytest.raises(ColumnError, match="residents"):
        Districts.joined(shapes, census.drop(columns="residents"))


def test_the_representation_counts():
    assert repr(THREE) == "<Districts: 3, 2 with a polygon>"
