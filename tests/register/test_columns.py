import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.datum import Datum
from stationmap.errors import ColumnError
from stationmap.register.columns import choose_columns

BOTH = ["id", "gcj_lng", "gcj_lat", "wgs_lng", "wgs_lat"]


def choose(headers, mapped=None, datum=Datum.WGS84):
    return choose_columns(headers if isinstance(headers, list) else headers.split(), mapped or {}, datum)


@pytest.mark.parametrize(("datum", "prefix"), [(Datum.GCJ02, "gcj"), (Datum.WGS84, "wgs")])
def test_the_pair_of_the_datum_is_taken(datum, prefix):
    columns = choose(BOTH, datum=datum)
    assert (columns.fields["lat"], columns.fields["lon"]) == (f"{prefix}_lat", f"{prefix}_lng")
    assert len(columns.unused) == 2


def test_a_pair_of_another_datum_is_not_taken_for_this_one():
    with pytest.raises(ColumnError, match="use --datum gcj02"):
        choose("id gcj_lng gcj_lat")
    assert choose("id gcj_lng gcj_lat", {"lat": "gcj_lat", "lon": "gcj_lng"}).fields["lat"] == "gcj_lat"


def test_the_geometry_goes_before_plain_columns_and_after_those_of_the_datum():
    assert choose("lat lon __lat__ __lon__").fields == {"lat": "__lat__", "lon": "__lon__"}
    assert choose("wgs_lat wgs_lon __lat__ __lon__").fields == {"lat": "wgs_lat", "lon": "wgs_lon"}


def test_halves_of_two_pairs_are_not_put_together():
    with pytest.raises(ColumnError, match="no columns of latitude and longitude"):
        choose("gcj_lat lon 名称", datum=Datum.GCJ02)


def test_a_column_of_positions_serves_where_there_is_no_pair():
    assert choose("名称 坐标").fields == {"name": "名称", "position": "坐标"}
    both = choose("名称 坐标 lat lon")
    assert "position" not in both.fields
    assert both.unused == ["坐标"]
    assert choose("坐标 gcj_lat gcj_lon").fields["position"] == "坐标"


def test_the_first_of_two_headers_of_a_field_is_taken():
    columns = choose("lat lon 名称 name 名称 (2)")
    assert columns.fields["name"] == "名称"
    assert columns.unused[0] == "name"


def test_what_is_mapped_goes_first():
    columns = choose(
        "y x 名称 站名x 热水 w", {"name": "站名x", "district": "名称", "amenity:wifi": "w", "lat": "x", "lon": "y"}
    )
    assert columns.fields == {"name": "站名x", "district_named": "名称", "lat": "x", "lon": "y"}
    assert columns.flags == {"w": ("wifi",), "热水": ("hot_water",)}


def test_one_column_may_tell_of_several_amenities():
    assert choose("lat lon a", {"amenity:fan": "a", "amenity:cooling": "a"}).flags == {"a": ("fan", "cooling")}
    assert choose("lat lon 空调").flags == {"空调": ("cooling", "heating")}


def test_unknown_fields_and_headers_are_all_named():
    with pytest.raises(ColumnError) as caught:
        choose("lat lon 名称", {"nmae": "名称", "name": "站名", "amenity:spa": "名称", "id_source": "名称"})
    assert [fault.value for fault in caught.value.faults] == [
        "nmae=名称",
        "name=站名",
        "amenity:spa=名称",
        "id_source=名称",
    ]
    assert "amenities, " in caught.value.faults[0].reason
    assert "the file has: lat, lon, 名称" in caught.value.faults[1].reason
    assert str(caught.value).startswith("--map 有误")
    assert "hot_water" in caught.value.faults[2].reason


def test_without_coordinates_the_headers_are_listed():
    with pytest.raises(ColumnError, match=r"编号, 名称.*--map lat=HEADER"):
        choose("编号 名称")


def test_unclaimed_columns_are_listed():
    assert choose("lat lon toilets:wheelchair fee").unused == ["toilets:wheelchair", "fee"]


@given(st.lists(st.text(max_size=12), unique=True, max_size=8), st.sampled_from(list(Datum)))
def test_each_column_has_one_use(headers, datum):
    headers = list(dict.fromkeys(["纬度", "经度", *headers]))
    columns = choose(headers, datum=datum)
    assert sorted([*columns.fields.values(), *columns.flags, *columns.unused]) == sorted(headers)
