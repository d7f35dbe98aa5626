from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.errors import ColumnError, CoordinateError
from stationmap.maps.stations import FACTS, KIND_COLOURS, station_layer
from stationmap.station import KINDS, SINCE_UNKNOWN, STATION_COLUMNS
from tests.oracles.map_page import HOSTILE, lengthen, station_rows, unpack

ON = date(2026, 11, 24)
TEXTS = ["name", "address", "entrance_note", *(column for column, _, _ in FACTS)]
TEXT = st.text(st.characters(), max_size=12) | st.sampled_from(HOSTILE)


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(TEXTS, TEXT)), max_size=6))
def test_every_text_arrives_as_it_is(rows):
    columns = station_layer(station_rows(rows), Datum.WGS84, ON)["columns"]
    assert {name: unpack(columns[name], len(rows)) for name in TEXTS} == {
        name: [row[name] for row in rows] for name in TEXTS
    }


@given(st.lists(st.lists(TEXT, max_size=4).map(",".join), max_size=6))
def test_amenity_codes_of_any_text_arrive_as_they_are(codes):
    rows = [{"amenities": code, "amenities_no": code, "out_of_order": code} for code in codes]
    layer = station_layer(station_rows(rows), Datum.WGS84, ON)
    for column in ("amenities", "amenities_no", "out_of_order"):
        shown = [lengthen(text, layer["words"]) for text in unpack(layer["columns"][column], len(codes))]
        assert shown == [_named(code) for code in codes]


def _named(codes):
    parts = [part.partition("@") for part in codes.split(",")] if codes else []
    return ",".join(f"{AMENITIES[c].zh if c in AMENITIES else c}{at}{since}" for c, at, since in parts)


def test_amenities_are_named_in_both_languages():
    layer = station_layer(station_rows([{"amenities": "hot_water,toilet"}]), Datum.WGS84, ON)
    assert layer["words"] == [("热水", "hot water"), ("如厕", "toilet")]


@pytest.mark.parametrize(
    ("opened", "closed", "shut"),
    [
        ("", "", False),
        ("2026-11-24", "", False),
        ("2026-11-25", "", True),
        ("", "2026-11-24", True),
        ("", "2026-11-25", False),
        ("2020-01-01", "2021-01-01", True),
    ],
)
def test_out_of_operation_from_the_closing_day_and_before_the_opening_day(opened, closed, shut):
    layer = station_layer(station_rows([{"opened_on": opened, "closed_on": closed}]), Datum.WGS84, ON)
    assert layer["shut"] == ([0] if shut else [])


def test_a_closing_of_an_unknown_day_is_told_as_such():
    closings = [SINCE_UNKNOWN, "2020-01-01", ""]
    layer = station_layer(station_rows([{"closed_on": day} for day in closings]), Datum.WGS84, ON)
    assert unpack(layer["columns"]["closed_on"]) == ["不详 unknown", "2020-01-01", ""]
    assert layer["shut"] == [0, 1]


@given(st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), max_size=20))
def test_positions_move_by_less_than_a_metre_in_wgs84(places):
    rows = [{"lat": lat, "lon": lon} for lat, lon in places]
    layer = station_layer(station_rows(rows), Datum.WGS84, ON)
    for lat, lon, place in zip(layer["lat"], layer["lon"], places, strict=True):
        assert Geod(ellps="WGS84").inv(lon, lat, place[1], place[0])[2] < 1


@pytest.mark.parametrize(("place", "metres"), [((34.7466, 113.6254), 569), ((34.797, 114.307), 544)])
def test_gcj02_shifts_zhengzhou_and_kaifeng_by_what_is_known(place, metres):
    layer = station_layer(station_rows([{"lat": place[0], "lon": place[1]}]), Datum.GCJ02, ON)
    moved = Geod(ellps="WGS84").inv(place[1], place[0], layer["lon"][0], layer["lat"][0])[2]
    assert moved == pytest.approx(metres, abs=6)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_station_without_a_position_is_named(bad):
    with pytest.raises(CoordinateError, match="ZZ-1"):
        station_layer(station_rows([{"id": "ZZ-0"}, {"id": "ZZ-1", "lat": bad}]), Datum.WGS84, ON)


def test_a_missing_column_is_named():
    with pytest.raises(ColumnError, match="hours"):
        station_layer(station_rows([{}]).drop(columns="hours"), Datum.WGS84, ON)


def test_an_empty_table_has_no_kinds():
    layer = station_layer(station_rows([]), Datum.GCJ02, ON)
    assert (layer["lat"], layer["kinds"], layer["shut"]) == ([], [], [])


def test_kinds_that_occur_are_in_the_legend_once_known_ones_first():
    kinds = ["太空站", "cabin_24h", "", "fixed", "fixed"]
    layer = station_layer(station_rows([{"kind": kind} for kind in kinds]), Datum.WGS84, ON)
    assert [kind["code"] for kind in layer["kinds"]] == ["fixed", "cabin_24h", "", "太空站"]
    assert layer["kinds"][-1]["names"] == ("太空站", "")


def test_every_kind_has_its_own_colour_and_every_fact_is_a_column():
    assert set(KIND_COLOURS) == {*KINDS, ""}
    assert len(set(KIND_COLOURS.values())) == len(KIND_COLOURS)
    assert {column for column, _, _ in FACTS} <= set(STATION_COLUMNS)
