import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from stationmap.errors import ParameterError
from stationmap.files import Irregularity, read_table
from stationmap.register import ImportOptions, check_register
from stationmap.register.messages import MESSAGES
from stationmap.station import STATION_COLUMNS
from tests.oracles.registers import AREA, DISTRICTS, check, options, raw, told

HEADER = "编号 名称 区县 经度 纬度 设施 类型 进入方式 面积 星级 启用日期 停用日期 热水 备注 状态".split()  # noqa: SIM905
HEADER += ["开放时间", "临时关闭"]
GOOD = {"名称": "站", "区县": "中原区", "经度": "113.5512", "纬度": "34.7512"}

# Row by row: what differs from a good row, and what must be found.
FAULTS = [
    ({"编号": "a1"}, [("duplicate_id", "编号", "a1")]),
    ({"编号": "a1", "纬度": "34.7522"}, [("duplicate_id", "编号", "a1")]),
    ({"编号": "x/y", "纬度": "34.7532"}, [("invalid_id", "编号", "x/y")]),
    ({"纬度": "34.7542", "名称": "同"}, [("duplicate_row", "编号", ...)]),
    ({"纬度": "34.7542", "名称": "同", "面积": "9"}, [("duplicate_row", "编号", ...)]),
    ({"编号": "a2", "纬度": "34.7792"}, []),
    ({"编号": "a2", "纬度": "34.7792"}, [("identical_row", "编号", "a2")]),
    ({"经度": ""}, [("missing_coordinate", "经度", "")]),
    ({"经度": "东边"}, [("unreadable_coordinate", "经度", "东边")]),
    ({"纬度": "nan"}, [("not_finite_coordinate", "纬度", "nan")]),
    ({"经度": "0", "纬度": "0"}, [("zero_position", "纬度 / 经度", "0, 0")]),
    ({"经度": "34.7512", "纬度": "113.5512"}, [("swapped_coordinates", "纬度 / 经度", "113.5512, 34.7512")]),
    ({"经度": "213.5512", "纬度": "134.7512"}, [("out_of_range", "纬度 / 经度", "134.7512, 213.5512")]),
    ({"经度": "116.4074", "纬度": "39.9042"}, [("outside_area", "纬度 / 经度", "39.9042, 116.4074")]),
    ({"经度": "113.56", "纬度": "34.76"}, [("low_precision", "纬度 / 经度", "34.76, 113.56")]),
    ({"经度": "113,5522"}, [("odd_coordinate", "纬度 / 经度", "34.7512, 113,5522")]),
    ({"经度": "113.571201", "名称": "甲"}, [("twins", "纬度 / 经度", "34.7512, 113.571201")]),
    ({"经度": "113.571301", "名称": "乙"}, [("twins", "纬度 / 经度", "34.7512, 113.571301")]),
    ({"名称": "", "纬度": "34.7562"}, [("missing_name", "名称", "")]),
    ({"经度": "113.6512"}, [("district_mismatch", "区县", "中原区")]),
    ({"经度": "113.6005"}, [("district_uncertain", "区县", "中原区")]),
    ({"经度": "113.9512"}, [("outside_districts", "纬度 / 经度", "34.7512, 113.9512")]),
    ({"设施": "热水、水晶球", "纬度": "34.7572"}, [("unknown_amenity", "设施", "水晶球")]),
    (
        {"设施": "厕所（故障）、热水(常温)", "纬度": "34.7802"},
        [("read_as_out_of_order", "设施", "厕所（故障）"), ("unused_remark", "设施", "热水(常温)")],
    ),
    ({"热水": "也许", "纬度": "34.7582"}, [("unreadable_flag", "热水", "也许")]),
    ({"设施": "热水", "热水": "无", "纬度": "34.7592"}, [("amenity_contradiction", "设施 / 热水", "hot_water")]),
    ({"开放时间": "营业时间", "纬度": "34.7812"}, [("unread_hours", "开放时间", "营业时间")]),
    ({"临时关闭": "装修中", "纬度": "34.7822"}, [("unread_closure", "临时关闭", "装修中")]),
    ({"类型": "帐篷", "纬度": "34.7602"}, [("unknown_kind", "类型", "帐篷")]),
    ({"进入方式": "翻墙", "纬度": "34.7612"}, [("unknown_access", "进入方式", "翻墙")]),
    ({"面积": "很大", "纬度": "34.7622"}, [("unreadable_number", "面积", "很大")]),
    ({"面积": "约15", "纬度": "34.7632"}, [("unclean_number", "面积", "约15")]),
    ({"星级": "9", "纬度": "34.7642"}, [("unreadable_stars", "星级", "9")]),
    ({"启用日期": "去年", "纬度": "34.7652"}, [("unreadable_date", "启用日期", "去年")]),
    ({"启用日期": "2099-01-01", "纬度": "34.7662"}, [("future_date", "启用日期", "2099-01-01")]),
    (
        {"启用日期": "2024-05-01", "停用日期": "2023-05-01", "纬度": "34.7672"},
        [("closed_before_opened", "停用日期", "2023-05-01")],
    ),
    ({"状态": "也许", "纬度": "34.7742"}, [("unreadable_status", "状态", "也许")]),
    ({"状态": "已关闭", "纬度": "34.7752"}, [("closed_since_unknown", "状态", "已关闭")]),
    (
        {"状态": "正常", "停用日期": "2023-05-01", "纬度": "34.7762"},
        [("status_against_closing", "状态", "正常")],
    ),
    (
        {"状态": "停用", "停用日期": "2099-05-01", "纬度": "34.7772"},
        [("status_against_future_closing", "状态", "停用")],
    ),
    ({"名称": "a\x07b", "纬度": "34.7682"}, [("control_characters", "名称", "ab")]),
    ({"名称": "a\ud800", "纬度": "34.7692"}, [("broken_characters", "名称", "a\ufffd")]),
    ({"名称": "长" * 2001, "纬度": "34.7702"}, [("text_cut", "名称", "长" * 200)]),
    ({"纬度": "34.7712"}, [("too_many_cells", "", "surplus")]),
    ({"纬度": "34.7722"}, [("too_few_cells", "", "16 / 17")]),
    ({"区县": "高新区", "纬度": "34.7732"}, []),
    ({"区县": "蓬莱区", "纬度": "34.7782"}, []),
]
OF_FILE = [
    ("unused_columns", "备注", ""),
    ("reprojected", "", "EPSG:4547"),
    ("no_crs", "", ""),
    ("other_layers", "", "Sheet2"),
    ("district_without_polygon", "区县", "高新区"),
    ("unknown_district_name", "区县", "蓬莱区"),
]


def faulty():
    rows = [[(GOOD | change).get(name, "") for name in HEADER] for change, _ in FAULTS]
    place = {kind: at + 2 for at, (_, found) in enumerate(FAULTS) for kind, _, _ in found}
    irregular = [
        Irregularity(0, "reprojected", "EPSG:4547"),
        Irregularity(0, "no_crs", ""),
        Irregularity(0, "other_layers", "Sheet2"),
        Irregularity(place["too_many_cells"], "too_many_cells", "surplus"),
        Irregularity(place["too_few_cells"], "too_few_cells", "16 / 17"),
    ]
    return raw(HEADER, *rows, irregular=irregular)


CHECKED = check_register(faulty(), options())


@pytest.mark.parametrize("at", range(len(FAULTS)))
def test_every_fault_is_found_where_it_is(at):
    change, expected = FAULTS[at]
    found = [(item.code, item.field, item.value) for item in CHECKED.findings if item.row == at + 2]
    wanted = [(code, field, found[0][2] if value is ... else value) for code, field, value in expected]
    assert found == wanted, change


def test_what_concerns_the_file_is_found():
    found = [(item.code, item.field, item.value) for item in CHECKED.findings if item.row == 0]
    assert sorted(found) == sorted(OF_FILE)


def test_the_faulty_file_and_the_other_tests_here_know_every_code():
    in_file = {code for _, found in FAULTS for code, _, _ in found} | {code for code, _, _ in OF_FILE}
    assert set(MESSAGES) - in_file == {
        *("no_rows", "no_districts_here", "looks_shifted"),
        *("header_names_other_datum", "known_under_another_id", "no_register_yet"),  # seen in other tests of this room
        *("opened_again", "closure_taken_away", "still_out_of_order"),
    }


def test_errors_leave_rows_out_and_warnings_mark_them():
    errors = CHECKED.findings.rows("error")
    again = {item.row for item in CHECKED.findings if item.code == "identical_row"}
    assert (CHECKED.read, CHECKED.left_out) == (len(FAULTS), len(errors | again))
    assert CHECKED.kept == len(CHECKED.table) == CHECKED.read - CHECKED.left_out
    kept = [at for at in range(len(FAULTS)) if at + 2 not in errors | again]
    marks = [
        ",".join(sorted(code for code, _, _ in FAULTS[at][1] if MESSAGES[code].severity == "warning")) for at in kept
    ]
    assert CHECKED.table["warnings"].tolist() == marks


def test_a_report_can_be_written():
    frame = CHECKED.findings.to_frame()
    assert frame["row"].is_monotonic_increasing
    assert (frame[["message_zh", "message", "advice_zh", "advice"]] != "").all().all()


def test_twins_name_each_other():
    rows = {item.row: item.message for item in CHECKED.findings if item.code == "twins"}
    assert rows == {
        18: "9.2 m from row 19; perhaps the same station",
        19: "9.2 m from row 18; perhaps the same station",
    }


def test_the_table_has_its_columns_in_order_and_its_types():
    kinds = {"text": "str", "codes": "str", "date": "str", "number": "float64", "integer": "Int64"}
    assert {name: str(dtype) for name, dtype in CHECKED.table.dtypes.items()} == {
        name: kinds[column.type] for name, column in STATION_COLUMNS.items()
    }
    assert list(CHECKED.table.columns) == list(STATION_COLUMNS)
    assert CHECKED.table.index.equals(pd.RangeIndex(len(CHECKED.table)))
    assert CHECKED.table["id"].is_unique


def test_a_file_of_a_header_only():
    checked = check("名称 lat lon")
    assert told(checked) == [(0, "no_rows", "", "")]
    assert (checked.read, checked.kept) == (0, 0)
    assert list(checked.table.columns) == list(STATION_COLUMNS)


def test_a_shifted_file_is_reported_with_the_datum_to_use():
    chance = np.random.default_rng(3)
    east = chance.random(80) < 0.5
    lat, lon = chance.uniform(34.71, 34.79, 80), 113.6 + np.where(east, 1, -1) * chance.uniform(0.0005, 0.004, 80)
    lat, lon = from_wgs84(lat, lon, Datum.GCJ02)
    rows = [
        (f"站{i}", "二七区" if e else "中原区", f"{a:.7f}", f"{b:.7f}")
        for i, (e, a, b) in enumerate(zip(east, lat, lon, strict=True))
    ]
    header = "名称 区县 lat lon"
    warning = [item for item in check(header, *rows).findings if item.code == "looks_shifted"]
    assert [(item.row, item.severity, item.value) for item in warning] == [(0, "warning", "wgs84")]
    assert "--datum gcj02" in warning[0].advice
    assert "80 rows" in warning[0].message
    right = check(header, *rows, datum=Datum.GCJ02)
    assert not {"looks_shifted", "district_mismatch"} & {item.code for item in right.findings}


@pytest.mark.parametrize(
    ("headers", "mapped", "datum", "warned"),
    [
        ("lat_bd09 lng_bd09", {"lat": "lat_bd09", "lon": "lng_bd09"}, "gcj02", ["lat_bd09", "lng_bd09"]),
        ("lat_bd09 lng_bd09", {}, "bd09", []),
        ("lat lng", {}, "gcj02", []),
        ("纬度 百度y", {"lat": "纬度", "lon": "百度y"}, "wgs84", ["百度y"]),
    ],
)
def test_a_header_that_names_another_datum_is_a_warning(headers, mapped, datum, warned):
    checked = check(f"名称 {headers}", ("站", "34.7512", "113.6254"), columns=mapped, datum=Datum(datum))
    found = [item for item in checked.findings if item.code == "header_names_other_datum"]
    assert [(item.field, item.severity) for item in found] == [(header, "warning") for header in warned]
    assert all("--datum bd09" in item.advice for item in found)


def test_a_column_of_positions_may_name_its_datum_too():
    codes = [item.code for item in check("名称 坐标(高德)", ("站", "113.6254,34.7512")).findings]
    assert codes == ["header_names_other_datum"]


@settings(max_examples=12)
@given(st.permutations(range(len(FAULTS))))
def test_ids_do_not_depend_on_the_order_of_rows(order):
    table = faulty()
    mixed = check_register(raw(HEADER, *table.frame.iloc[list(order)].to_numpy().tolist()), options(twin_distance_m=0))
    straight = check_register(raw(HEADER, *table.frame.to_numpy().tolist()), options(twin_distance_m=0))
    assert set(mixed.table["id"]) == set(straight.table["id"])


def test_steps_are_told_in_order():
    steps = []
    check_register(faulty(), options(), lambda share, name: steps.append((share, name)))
    shares = [share for share, _ in steps]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert all(name for _, name in steps)


def test_checking_changes_neither_the_file_nor_itself():
    table = faulty()
    before = table.frame.copy()
    first = check_register(table, options())
    pd.testing.assert_frame_equal(table.frame, before)
    pd.testing.assert_frame_equal(first.table, CHECKED.table)
    assert list(first.findings) == list(CHECKED.findings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"area": (113.0, 35.0, 115.0, 34.0)},
        {"area": (113.0, 34.0, 215.0, 35.0)},
        {"area": (float("nan"), 34.0, 115.0, 35.0)},
        {"twin_distance_m": -1.0},
        {"twin_distance_m": float("nan")},
        {"twin_distance_m": 1e9},
    ],
)
def test_options_are_checked(wrong):
    with pytest.raises(ParameterError):
        ImportOptions(**{"datum": Datum.WGS84, "districts": DISTRICTS, "area": AREA} | wrong)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_from_bytes_to_stations(tmp_path, encoding):
    text = '编号,站点名称,"经度",纬度,服务设施\r\na1,"爱心,驿站",113.5512,34.7512,热水、wifi\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    row = check_register(read_table(tmp_path / "a.csv"), options()).table.iloc[0]
    assert row[["id", "name", "district", "amenities"]].tolist() == ["a1", "爱心,驿站", "410102", "hot_water,wifi"]


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.parquet", "a.xlsx"])
def test_every_other_format_gives_the_same_stations(tmp_path, name):
    data = {"编号": ["a1", "a2"], "名称": ["甲", "乙"], "面积": [12.0, 15.5], "启用日期": ["2024-05-01", ""]}
    lon, lat = [113.5512, 113.6512], [34.7512, 34.7612]
    path = tmp_path / name
    if name == "a.xlsx":
        pd.DataFrame(data | {"经度": lon, "纬度": lat}).to_excel(path, index=False)
    else:
        frame = gpd.GeoDataFrame(data, geometry=gpd.points_from_xy(lon, lat), crs=4326)
        frame.to_parquet(path) if name == "a.parquet" else frame.to_file(path)
    checked = check_register(read_table(path), options())
    assert told(checked) == []
    columns = ["id", "name", "area_m2", "opened_on", "lat", "lon", "district"]
    assert checked.table[columns].to_numpy().tolist() == [
        ["a1", "甲", 12.0, "2024-05-01", 34.7512, 113.5512, "410102"],
        ["a2", "乙", 15.5, "", 34.7612, 113.6512, "410103"],
    ]
