import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.register.headers import (
    FIELDS,
    amenities_of_header,
    coordinate_of_header,
    datum_of_header,
    field_of_header,
    plain_header,
)
from stationmap.station import STATION_COLUMNS


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("id", "编号 站点编号 代码 ID code ref"),
        ("name", "名称 站点名称 驿站名称 Name station_name"),
        ("address", "地址 详细地址 Address"),
        ("street", "街道 所属街道 乡镇"),
        ("district_named", "区县 所属区 所属区县 district"),
        ("kind", "类型 站点类型 kind"),
        ("host", "依托单位 host"),
        ("sponsor", "建设单位 管理单位 manager operator"),
        ("area_m2", "面积 面积(㎡) 面积（平方米） 建筑面积 area_m2"),
        ("capacity", "容纳人数 capacity"),
        ("hours", "开放时间 营业时间 服务时间 open_hours opening_hours Opening-Hours"),
        ("access", "进入方式 access"),
        ("who_may_enter", "服务对象 服务人群"),
        ("amenities", "设施 服务设施 设施设备 amenities 服务项目"),
        ("phone", "电话 联系电话 联系方式 tel phone"),
        ("star_rating", "星级 stars"),
        ("opened_on", "启用日期 建成时间 open_date"),
        ("closed_on", "停用日期 closed_on"),
        ("verified_on", "核实日期 更新时间 last_verified"),
        ("position", "坐标 经纬度 location"),
        ("status", "状态 运营状态 使用状态 Status"),
    ],
)
def test_usual_headers_are_known(field, headers):
    assert {header: field_of_header(header) for header in headers.split()} == dict.fromkeys(headers.split(), field)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"lat", "lon", "position", "status"}))
def test_every_field_is_known_by_its_own_names(name):
    column = STATION_COLUMNS[name]
    assert field_of_header(column.name) == field_of_header(column.zh) == name


def test_no_alias_means_two_fields():
    words = [plain_header(word) for name in FIELDS for word in (name,) if name not in {"lat", "lon"}]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("经度", ("lon", None)),
        ("Lng", ("lon", None)),
        ("x", ("lon", None)),
        ("__lon__", ("lon", None)),
        ("纬度（°）", ("lat", None)),
        ("ｌａｔ", ("lat", None)),
        ("gcj_lng", ("lon", Datum.GCJ02)),
        ("wgs_lat", ("lat", Datum.WGS84)),
        ("bd_lng", ("lon", Datum.BD09)),
        ("纬度(GCJ-02)", ("lat", Datum.GCJ02)),
        ("百度经度", ("lon", Datum.BD09)),
        ("lat_received", None),
        ("地址", None),
    ],
)
def test_headers_of_coordinates(header, meaning):
    assert coordinate_of_header(header) == meaning


@pytest.mark.parametrize(
    ("header", "datum"),
    [
        *[("lng_bd09", "bd09"), ("BD_LNG", "bd09"), ("bdlng", "bd09"), ("百度坐标", "bd09"), ("坐标（高德）", "gcj02")],
        *[("gcj02lat", "gcj02"), ("GPS纬度", "wgs84"), ("纬度", None), ("abd", None), ("gcj转wgs", None)],
    ],
)
def test_the_datum_that_a_header_names(header, datum):
    assert datum_of_header(header) == datum


@pytest.mark.parametrize("code", AMENITIES)
def test_every_amenity_is_a_header(code):
    assert amenities_of_header(AMENITIES[code].zh) == (code,)
    assert amenities_of_header(f"是否有{AMENITIES[code].zh}") == (code,)
    assert amenities_of_header(code) == (code,)


@pytest.mark.parametrize("header", ["toilets:wheelchair", "amenity", "fee", "负责人", "备注", "", "()"])
def test_foreign_headers_are_not_guessed(header):
    assert field_of_header(header) == ""
    assert amenities_of_header(header) == ()


@given(st.text(max_size=40))
def test_any_header_is_read(header):
    assert field_of_header(header) in {*FIELDS, ""}
    assert set(amenities_of_header(header)) <= set(AMENITIES)
    assert coordinate_of_header(header) is None or coordinate_of_header(header)[0] in {"lat", "lon"}
    assert plain_header(plain_header(header)) == plain_header(header)
