import inspect
from datetime import date
from time import process_time

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import stationmap.maps
from stationmap.clock import today
from stationmap.maps import parse_basemap, station_map
from stationmap.maps.districts import ROW_COLUMNS
from tests.oracles.map_page import HOSTILE, around, data_of, station_rows, unpack

ON = date(2026, 11, 24)
TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(HOSTILE)
TILES = parse_basemap("https://tiles.example/{z}/{x}/{y}.png", "gcj02", "某图 Some map")


def drawn(stations, districts=None, rows=None, **options):
    return station_map(stations, districts, rows, **{"title": "示例", "notes": [], "on": ON} | options)


@settings(max_examples=30)
@given(TEXT, st.lists(TEXT, max_size=3), TEXT, TEXT, TEXT)
def test_any_text_in_any_place_arrives_and_changes_nothing_else(title, notes, name, adcode, credit):
    box = gpd.GeoDataFrame({"adcode": [adcode], "name": [name]}, geometry=[shapely.box(113, 34, 114, 35)], crs=4326)
    box.attrs["attribution"] = credit
    stations = station_rows([{"name": name, "id": credit, "hours": title}])
    page = station_map(stations, box, None, title=title, notes=notes, on=ON)
    data = data_of(page)
    assert (data["title"], data["notes"], data["credits"]) == (title, notes, [credit])
    assert (data["districts"]["items"][0]["name"], data["districts"]["items"][0]["adcode"]) == (name, adcode)
    assert unpack(data["stations"]["columns"]["name"]) == [name]
    assert around(page) == around(drawn(station_rows([])))


def test_names_are_public_and_sorted():
    assert (
        stationmap.maps.__all__
        == sorted(stationmap.maps.__all__)
        == [
            "Basemap",
            "Result",
            "map_page",
            "parse_basemap",
            "read_street_lines",
            "results_kept",
            "results_of",
            "station_map",
            "street_layer",
            "tiles_part",
        ]
    )
    assert [p.kind for p in inspect.signature(station_map).parameters.values()][3:] == [
        inspect.Parameter.KEYWORD_ONLY
    ] * 7


def test_without_tiles_no_host_is_named_outside_the_script(districts, rows):
    page = drawn(station_rows([{}]), districts, rows)
    assert "://" not in page.replace(page[page.index("<script>") :], "").replace(
        page[page.index("<style>") : page.index("</style>")], ""
    )
    assert data_of(page)["basemap"] is None


def test_tiles_keep_their_address_and_shift_all_that_is_drawn(districts, rows):
    stations = station_rows([{"lat": 34.6, "lon": 113.7}])
    plain, shifted = data_of(drawn(stations, districts, rows)), data_of(drawn(stations, districts, rows, basemap=TILES))
    assert (shifted["basemap"]["url"], shifted["datum"], plain["datum"]) == (TILES.url, "GCJ-02", "WGS-84")
    for low, high in zip(plain["bounds"], shifted["bounds"], strict=True):
        assert 0.0005 < np.hypot(*np.subtract(high, low)) < 0.01
    assert shifted["credits"][0] == "某图 Some map"
    assert "Tianditu" in shifted["credits"][1]


@pytest.mark.parametrize(
    ("url", "source"), [(TILES.url, "data: https://tiles.example;"), ("t/{z}/{x}/{y}.png", "data: 'self' file:;")]
)
def test_the_policy_lets_tiles_in(url, source):
    assert f"img-src {source}" in drawn(station_rows([]), basemap=parse_basemap(url, "wgs84"))


def test_polygons_of_others_carry_their_own_credit(districts):
    districts.attrs["attribution"] = "某市规划局"
    assert data_of(drawn(station_rows([]), districts))["credits"] == ["某市规划局"]
    assert data_of(drawn(station_rows([])))["credits"] == []


def test_bounds_hold_everything(districts, rows):
    data = data_of(drawn(station_rows([{"lat": 36.0, "lon": 112.0}]), districts, rows))
    assert data["bounds"] == [[34.5, 112.0], [36.0, 113.8]]


def test_nothing_to_draw_shows_china():
    (south, west), (north, east) = data_of(drawn(station_rows([])))["bounds"]
    assert (south, west) < (20, 74)
    assert (north, east) > (53, 134)


def test_the_day_is_todays_in_china_unless_given():
    page = station_map(station_rows([]), None, None, title="", notes=[])
    assert data_of(page)["on"] in {today().isoformat(), ON.isoformat()}
    assert data_of(drawn(station_rows([])))["on"] == "2026-11-24"


def test_rows_alone_make_a_table(rows):
    items = data_of(drawn(station_rows([]), None, rows))["districts"]["items"]
    assert [item["polygons"] for item in items] == [[]] * 5
    assert len(ROW_COLUMNS) == 2 + len(items[0]["figures"])
    assert [item["figures"][4] for item in items] == [3, 2, 1, 0, 2]


def test_twenty_thousand_stations_stay_small_and_quick():
    rng = np.random.default_rng(7)
    rows = [
        {
            "id": f"ZZ-{n:05d}",
            "name": f"金水区花园路{n}号电信营业厅爱心驿站",
            "address": f"河南省郑州市金水区花园路{n}号一楼",
            "lat": lat,
            "lon": lon,
            "kind": "fixed",
            "hours": "周一至周五 08:30-12:00,13:00-17:30",
            "phone": f"0371-{rng.integers(10_000_000, 99_999_999)}",
            "amenities": "seating,drinking_water,hot_water,meal_heating,toilet,phone_charging",
            "access": "open_door",
            "verified_on": "2026-09-12",
        }
        for n, (lat, lon) in enumerate(zip(rng.uniform(34, 35, 20_000), rng.uniform(113, 114, 20_000), strict=True))
    ]
    stations = station_rows(rows)
    start = process_time()
    page = drawn(stations)
    assert process_time() - start < 3
    assert len(page.encode("utf-8")) < 5_000_000
