import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.errors import StationmapError
from stationmap.register.attributes import read_attributes
from stationmap.register.columns import Columns
from stationmap.register.headers import FIELDS
from stationmap.register.reports import Report
from stationmap.station import STATION_COLUMNS, Column
from tests.oracles.registers import check, raw, told
from tests.oracles.tables import HOSTILE

PLACE = ("34.7512", "113.6254")
TEXTS = [
    n
    for n in FIELDS
    if n in STATION_COLUMNS and STATION_COLUMNS[n].type == "text" and n not in {"id", "district_named", "closures"}
]


def one(header, *cells, name="站"):
    checked = check(f"名称 lat lon {header}", (name, *PLACE, *cells))
    return checked, checked.table.iloc[0]


@pytest.mark.parametrize(
    ("header", "cell", "field", "value", "code"),
    [
        ("面积(㎡)", "１２㎡", "area_m2", 12.0, None),
        ("面积", "约15平方米", "area_m2", 15.0, "unclean_number"),
        ("容纳人数", "12人", "capacity", 12, None),
        ("星级", "三星级", "star_rating", 3, None),
        ("临时关闭", "2026年12月1日至15日 装修", "closures", "2026-12-01/2026-12-15 装修", None),
        ("停用时段", "装修中；2026-12-01起 停电", "closures", "2026-12-01/ 停电", "unread_closure"),
        ("暂停开放", "否", "closures", "", None),
        ("暂停开放", "是", "closures", "", "unread_closure"),
        ("temporary_closures", "N/A", "closures", "", None),
        ("开放时间", "８：００～２０：００", "opening_hours", "08:00-20:00", None),
        ("开放时间", "８：００～２０：００", "hours", "８：００～２０：００", None),
        ("opening_hours", "Mo-Fr 09:00-17:00", "hours", "Mo-Fr 09:00-17:00", None),
        ("opening_hours", "Mo-Fr 09:00-17:00", "opening_hours", "Mo-Fr 09:00-17:00", None),
        ("开放时间（OSM）", "24/7", "opening_hours", "24/7", None),
        ("开放时间", "营业时间", "opening_hours", "", "unread_hours"),
        ("开放时间", "营业时间", "hours", "营业时间", "unread_hours"),
        ("开放时间", "暂无", "opening_hours", "", None),
        ("开放时间", "暂无", "hours", "暂无", None),
        ("类型", "24小时小屋", "opening_hours", "", None),
        ("启用日期", "2022年5月1日", "opened_on", "2022-05-01", None),
        ("启用日期", "去年", "opened_on", "", "unreadable_date"),
        ("启用日期", "2099-01-01", "opened_on", "2099-01-01", "future_date"),
        ("停用日期", "2099-01-01", "closed_on", "2099-01-01", None),
        ("停用日期", "0001-01-01", "closed_on", "0001-01-01", None),
        ("启用日期", "0001-01-01", "opened_on", "", "unreadable_date"),
        ("核实日期", "2099-01-01", "verified_on", "2099-01-01", "future_date"),
        ("类型", "流动", "kind", "mobile", None),
        ("类型", "帐篷", "kind", "", "unknown_kind"),
        ("进入方式", "扫码或刷脸", "access", "qr,face", None),
        ("进入方式", "翻墙", "access", "", "unknown_access"),
        ("电话", "0371-00000000", "phone", "0371-00000000", None),
        ("设施", "热水、空调", "amenities", "hot_water,cooling,heating", None),
        ("设施", "热水、水晶球", "amenities", "hot_water", "unknown_amenity"),
        ("设施", "热水、无厕所", "amenities_no", "toilet", None),
        ("没有的设施", "厕所、无热水", "amenities_no", "hot_water,toilet", None),
        ("故障设施", "热水@2026-08-01", "out_of_order", "hot_water@2026-08-01", None),
        ("故障设施", "热水@2026-08-01", "amenities", "hot_water", None),
        ("热水", "√", "amenities", "hot_water", None),
        ("热水", "×", "amenities_no", "hot_water", None),
        ("热水", "", "amenities", "", None),
        ("热水", "x", "amenities", "", "unreadable_flag"),
    ],
)
def test_cells_are_read(header, cell, field, value, code):
    checked, row = one(header, cell)
    assert row[field] == value
    assert [item.code for item in checked.findings] == ([code] if code else [])
    assert row["warnings"] == (code or "")


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("面积", "很大", "unreadable_number"),
        ("容纳人数", "12.5", "unreadable_number"),
        ("星级", "9", "unreadable_stars"),
    ],
)
def test_numbers_that_cannot_be_read_are_unknown(header, cell, code):
    checked, row = one(header, cell)
    assert row[["area_m2", "capacity", "star_rating"]].isna().all()
    assert told(checked) == [(2, code, header, cell)]


@pytest.mark.parametrize(
    ("kind", "cell", "value"), [("number", "1.5㎡", 1.5), ("integer", "2人", 2), ("date", "2022年5月1日", "2022-05-01"),
    ("text", " 字 ", "字")],
)  # fmt: skip
def test_a_new_column_is_read_by_its_type(monkeypatch, kind, cell, value):
    monkeypatch.setitem(STATION_COLUMNS, "storeys", Column("storeys", kind, "层数", "storeys"))
    columns = Columns({"lat": "lat", "lon": "lon", "storeys": "层数"})
    frame = raw(["层数"], [cell]).frame
    assert read_attributes(frame, columns, Report(np.array([2])))["storeys"] == [value]


def test_a_column_that_nobody_reads_is_an_error_and_not_dropped(monkeypatch):
    monkeypatch.setitem(STATION_COLUMNS, "pets", Column("pets", "codes", "宠物", "pets"))
    with pytest.raises(StationmapError, match="pets"):
        check("名称 lat lon", ("站", *PLACE))


def test_contradictions_are_unknown():
    checked, row = one("设施 热水", "热水、厕所", "无")
    assert (row["amenities"], row["amenities_no"]) == ("toilet", "")
    assert told(checked) == [(2, "amenity_contradiction", "设施 / 热水", "hot_water")]


def test_what_is_broken_is_there_even_if_a_column_says_no():
    checked, row = one("没有的设施 故障设施", "热水", "热水")
    assert (row["amenities"], row["amenities_no"], row["out_of_order"]) == ("hot_water", "", "hot_water")
    assert told(checked) == []


def test_closing_before_opening():
    checked, row = one("启用日期 停用日期", "2024-05-01", "2023-05-01")
    assert told(checked) == [(2, "closed_before_opened", "停用日期", "2023-05-01")]
    assert row["closed_on"] == "2023-05-01"


def test_a_missing_name_stays_empty():
    checked, row = one("地址", "某路1号", name="  ")
    assert row["name"] == ""
    assert told(checked) == [(2, "missing_name", "名称", "")]


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_in_every_field(field, text):
    cells = (*PLACE, text) if field == "name" else (*PLACE, text, "站")
    checked = check(f"lat lon {field}" + ("" if field == "name" else " 名称"), cells)
    assert checked.table[field].tolist() == [text.strip()]


def test_licence_and_source_have_defaults():
    rows = [("a", *PLACE, "CC0"), ("b", "34.7612", "113.6254", "")]
    table = check("名称 lat lon 许可", *rows, licence="ODbL", source="OSM").table
    assert table["licence"].tolist() == ["CC0", "ODbL"]
    assert table["source"].tolist() == ["OSM", "OSM"]


@given(st.dictionaries(st.sampled_from(sorted(set(FIELDS) - {"lat", "lon", "position"})), st.text(max_size=30)))
def test_any_texts_in_any_columns_make_a_table_of_the_right_types(cells):
    checked = check(" ".join(["lat", "lon", *cells]), (*PLACE, *cells.values()))
    table = checked.table
    assert list(table.columns) == list(STATION_COLUMNS)
    assert {str(table[name].dtype) for name, c in STATION_COLUMNS.items() if c.type in {"text", "date", "codes"}} == {
        "str"
    }
    assert str(table["capacity"].dtype) == str(table["star_rating"].dtype) == "Int64"
    for name in ("amenities", "amenities_no"):
        assert all(set(filter(None, text.split(","))) <= set(AMENITIES) for text in table[name])
    assert checked.kept == 1 or any(item.severity == "error" for item in checked.findings)
