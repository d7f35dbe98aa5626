import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from stationmap.datum import Datum
from stationmap.maps import Basemap, station_map
from stationmap.maps.districts import ROW_COLUMNS
from stationmap.maps.stations import FACTS
from tests.oracles.map_page import HOSTILE, station_rows

pytestmark = pytest.mark.browser

CODES = {"kind", "access", "warnings"}
SHOWN = ["name", "address", "entrance_note", *(column for column, _, _ in FACTS)]


def hostile_station(number, text):
    row = {column: text if column in CODES else f"{text} {column}" for column in SHOWN}
    codes = {"amenities": f"{text}a", "amenities_no": f"{text}n", "out_of_order": f"{text}o@{text}"}
    return row | codes | {"opened_on": "", "closed_on": "", "lat": 34.5 + number / 100, "lon": 113.2}


def hostile_districts():
    shapes = [shapely.box(113, 34.495 + n / 100, 113.5, 34.505 + n / 100) for n in range(len(HOSTILE))]
    heads = {"adcode": [f"{text}code" for text in HOSTILE], "name": [f"{text}区" for text in HOSTILE]}
    frame = gpd.GeoDataFrame({k: pd.Series(v, dtype=object) for k, v in heads.items()}, geometry=shapes, crs=4326)
    rows = pd.DataFrame(np.nan, index=frame.index, columns=list(ROW_COLUMNS)).astype(object)
    rows["adcode"], rows["name"] = frame["adcode"], frame["name"]
    return frame, rows.assign(stations=1.0)


@pytest.fixture(scope="module")
def hostile_page():
    stations = station_rows([hostile_station(n, text) for n, text in enumerate(HOSTILE)])
    districts, rows = hostile_districts()
    districts.attrs["attribution"] = "\n".join(HOSTILE)
    return station_map(stations, districts, rows, title=" ".join(HOSTILE), notes=[f"注{text}" for text in HOSTILE])


def missing(page, selector, texts):
    """Texts that an element does not hold verbatim; compared in the page, where lone surrogates survive."""
    script = """([selector, texts]) => {
        const shown = document.querySelector(selector).textContent;
        return JSON.parse(texts).filter((text) => !shown.includes(text)).map(escape);
    }"""
    return page.evaluate(script, [selector, json.dumps(texts)])


def test_title_notes_credits_and_table_are_text(opened, hostile_page):
    with opened(hostile_page) as page:
        assert missing(page, "#title", [" ".join(HOSTILE)]) == []
        assert missing(page, "#notes", HOSTILE) == []
        assert missing(page, ".credits", HOSTILE) == []
        assert missing(page, "#districts", [f"{text}区" for text in HOSTILE]) == []
        assert missing(page, "#legend", HOSTILE) == []
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_every_field_of_every_station_is_text_in_its_popup(opened, hostile_page):
    with opened(hostile_page) as page:
        for number, text in enumerate(HOSTILE):
            page.evaluate("row => { const it = stationmap; it.map.closePopup(); it.open.station(row); }", number)
            station = hostile_station(number, text)
            texts = [station[column] for column in SHOWN if station[column]]
            assert missing(page, ".leaflet-popup-content", [*texts, f"{text}a", f"{text}n", f"{text}o"]) == []
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_every_district_is_text_in_its_popup_and_its_tooltip(opened, hostile_page):
    with opened(hostile_page) as page:
        for number in range(len(HOSTILE)):
            page.locator("#districts button").nth(number).click()
            item = page.evaluate("n => JSON.stringify(stationmap.data.districts.items[n])", number)
            name = json.loads(item)["name"]
            assert missing(page, ".leaflet-popup-content", [name]) == []
            shape = "stationmap.districts.shapes.get(stationmap.districts.items[n])"
            page.evaluate(f"n => {{ {shape}.openTooltip(); }}", number)
            assert missing(page, ".leaflet-tooltip", [name]) == []
            page.evaluate(f"n => {{ {shape}.closeTooltip(); }}", number)
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_search_finds_hostile_names_and_shows_them_as_text(opened, hostile_page):
    with opened(hostile_page) as page:
        for text in (text for text in HOSTILE if text.isprintable()):
            page.fill("#search", f"{text} name")
            assert missing(page, "#results", [f"{text} name", f"{text} address"]) == []
            page.evaluate("row => { stationmap.map.closePopup(); document.querySelector(row).click(); }", row_of(text))
            page.wait_for_selector(".leaflet-popup-content")
            assert missing(page, ".leaflet-popup-content", [f"{text} name"]) == []
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def row_of(text):
    return f'#results li[data-row="{HOSTILE.index(text)}"]'


def test_attribution_of_tiles_is_text(opened):
    tiles = Basemap("t/{z}/{x}/{y}.png", Datum.WGS84, "\n".join(HOSTILE))
    blank = ("**/t/**", lambda route: route.fulfill(status=204))
    html = station_map(station_rows([{}]), None, None, title="", notes=[], basemap=tiles)
    with opened(html, route=blank) as page:
        assert missing(page, ".credits", HOSTILE) == []
        assert page.watch.faults == []
