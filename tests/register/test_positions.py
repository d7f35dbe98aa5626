import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from tests.oracles.registers import AREA, check, told

inside = st.tuples(st.floats(34.01, 34.99), st.floats(113.01, 114.99))


@given(st.lists(inside, min_size=1, max_size=6, unique=True), st.sampled_from(list(Datum)))
def test_positions_are_converted_and_kept_as_received(places, datum):
    lat, lon = from_wgs84([p[0] for p in places], [p[1] for p in places], datum)
    rows = [(f"站{i}", repr(float(a)), repr(float(b))) for i, (a, b) in enumerate(zip(lat, lon, strict=True))]
    table = check("名称 纬度 经度", *rows, datum=datum, twin_distance_m=0).table
    assert table["lat_received"].tolist() == lat.tolist()
    assert table["lon_received"].tolist() == lon.tolist()
    assert table["lat"].tolist() == pytest.approx([p[0] for p in places], abs=1e-7)
    assert table["lon"].tolist() == pytest.approx([p[1] for p in places], abs=1e-7)
    assert set(table["datum_received"]) == {datum.value}


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        ("", "113.6254", ["missing_coordinate"]),
        ("-", "", ["missing_coordinate"]),
        ("约34.75", "113.6254", ["unreadable_coordinate"]),
        ("nan", "113.6254", ["not_finite_coordinate"]),
        ("34.7512", "inf", ["not_finite_coordinate"]),
        ("0", "0.0", ["zero_position"]),
        ("113.6254", "34.7512", ["swapped_coordinates"]),
        ("91.1234", "181.1234", ["out_of_range"]),
        ("113.6254", "134.7512", ["out_of_range"]),
        ("39.9042", "116.4074", ["outside_area"]),
        ("0", "113.6254", ["outside_area"]),
        ("34.75", "113.62", ["low_precision"]),
        ("34.75", "113.6254", []),
        ("34°45′", "113°37′", []),
        ("34°45′N", "113.6254E", []),
        ("34.8°", "113.6E", ["low_precision"]),
        ("34.8", "东经113.6度", ["low_precision", "odd_coordinate"]),
        ("３４．７５１２", "１１３．６２５４", ["odd_coordinate"]),
        ("34,751", "113,699", ["odd_coordinate"]),
    ],
)
def test_each_fault_has_its_name(lat, lon, codes):
    checked = check("名称 lat lon", ("站", lat, lon))
    assert [item.code for item in checked.findings if item.row] == codes
    assert checked.kept == all(item.severity != "error" for item in checked.findings)


def test_a_position_that_is_missing_whole_is_missed_once():
    assert told(check("名称 lat lon", ("站", "-", ""))) == [(2, "missing_coordinate", "lat / lon", "")]


def test_the_names_that_a_reader_gives_a_geometry_are_not_shown():
    checked = check("名称 __lat__ __lon__", ("甲", "", ""), ("乙", "34.75", "113.62"), ("丙", "0", "0"))
    assert {item.field for item in checked.findings if item.row} == {"几何 geometry"}
    other = check("wgs_lat wgs_lon __lat__ __lon__", ("34.7512", "113.6254", "1", "2"))
    assert [item.field for item in other.findings if not item.row] == ["几何 geometry"]


def test_a_note_tells_how_an_odd_coordinate_was_read():
    checked = check("名称 lat lon", ("站", "北纬34度45分", "113,699"))
    assert told(checked) == [(2, "odd_coordinate", "lat / lon", "北纬34度45分, 113,699")]
    assert "latitude 34.75, longitude 113.699" in next(iter(checked.findings)).message
    assert checked.table.loc[0, "warnings"] == ""


def test_the_whole_earth_is_an_area_too():
    checked = check(
        "名称 lat lon",
        ("a", "51.5074", "-0.1278"),
        ("b", "113.6254", "34.7512"),
        ("c", "34.7512", "113.6254"),
        area=None,
    )
    assert [item.code for item in checked.findings if item.severity == "error"] == ["swapped_coordinates"]
    assert checked.kept == 2


def test_an_area_may_cross_the_antimeridian():
    rows = [("a", "-17.1234", "179.1234"), ("b", "-17.1234", "-179.1234"), ("c", "-17.1234", "0.1234")]
    checked = check("名称 lat lon", *rows, area=(170.0, -20.0, -170.0, 0.0))
    assert checked.table["name"].tolist() == ["a", "b"]


@pytest.mark.parametrize("header", ["坐标", "经纬度", "location"])
def test_both_coordinates_in_one_cell(header):
    checked = check(
        f"名称 {header}", ("a", "113.6254,34.7512"), ("b", "[113.6354，34.7512]"), ("c", "113.6254"), ("d", "")
    )
    assert checked.table["lat"].tolist() == [34.7512, 34.7512]
    assert told(checked) == [(5, "missing_coordinate", header, ""), (4, "unreadable_coordinate", header, "113.6254")]


def test_latitude_first_is_seen_by_the_numbers():
    assert check("名称 坐标", ("a", "34.7512 113.6254")).table["lon"].tolist() == [113.6254]


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=6))
def test_any_texts_are_kept_in_range_or_left_out(rows):
    checked = check("名称 lat lon", *(("站", *row) for row in rows), twin_distance_m=0)
    west, south, east, north = AREA
    assert checked.read == len(rows) == checked.kept + checked.left_out
    assert np.all((south <= checked.table["lat"]) & (checked.table["lat"] <= north))
    assert np.all((west <= checked.table["lon"]) & (checked.table["lon"] <= east))
