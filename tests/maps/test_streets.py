"""Streets under a map stray by no more than is said, come in their order, and keep within their budget."""

import io
import json

import eviltransform
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from stationmap.datum import Datum
from stationmap.errors import InputError, MissingFileError
from stationmap.files import OsmWays
from stationmap.maps import read_street_lines, station_map, street_layer
from stationmap.maps.polyline import encode_line
from tests.oracles.map_page import station_rows
from tests.oracles.polylines import decode

DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
STATION = ([34.75], [113.62])
DEGREE_M = 111_320


def ways_of(lines, kinds=None, lacking=()):
    """Ways of lines of (lat, lon), each with nodes of its own; those `lacking` are not in the extract."""
    count = [len(line) for line in lines]
    ids = np.arange(sum(count))
    places = np.array([place for line in lines for place in line], dtype=float)
    there = ~np.isin(ids, lacking)
    starts = np.concatenate([[0], np.cumsum(count)])
    kinds = np.array(kinds or [1] * len(lines), dtype=np.int8)
    lat, lon = places[there].T
    return OsmWays(ids, starts, kinds, ids[there], lat, lon, np.zeros(there.sum(), bool), {}, None)


def drawn(layer, kind="1"):
    return [decode(text) for text in layer["lines"][kind]]


@given(st.lists(DEGREES, min_size=1, max_size=20))
def test_a_line_is_read_back_to_the_nearest_hundred_thousandth(places):
    text = encode_line(places)
    assert np.abs(np.array(decode(text)) - places).max() <= 0.5e-5 + 1e-9
    assert all("?" <= sign <= "~" for sign in text)


NEARBY = st.tuples(st.floats(34.7, 34.8), st.floats(113.5, 113.7))


@settings(max_examples=60)
@given(st.lists(st.lists(NEARBY, min_size=2, max_size=12), min_size=1, max_size=5))
def test_a_simplified_street_strays_by_four_metres_and_keeps_its_ends(lines):
    layer = street_layer(ways_of(lines), *STATION)
    assert len(drawn(layer)) == len(lines)
    ends = sorted((tuple(np.round(line[0], 5)), tuple(np.round(line[-1], 5))) for line in lines)
    assert np.allclose(sorted((line[0], line[-1]) for line in drawn(layer)), ends, atol=1.1e-5)
    scale = np.array([DEGREE_M, DEGREE_M * np.cos(np.radians(34.75))])
    shown = shapely.MultiLineString([np.array(line) * scale for line in drawn(layer)])
    for line in lines:
        assert shapely.distance(shapely.MultiPoint(np.array(line) * scale).geoms, shown).max() < 4 * 1.02 + 1.2


def test_a_way_is_cut_where_the_extract_lacks_a_node():
    line = [(34.75, 113.60 + n / 1000) for n in range(6)]
    layer = street_layer(ways_of([line], lacking=[2]), *STATION)
    assert sorted((each[0][1], each[-1][1]) for each in drawn(layer)) == [(113.6, 113.601), (113.603, 113.605)]
    alone = street_layer(ways_of([line[:3]], lacking=[1]), *STATION)
    assert drawn(alone) == []


def test_the_nearest_and_the_greatest_come_first_and_the_rest_is_told():
    near_lane, near_road = [(34.75, 113.62), (34.751, 113.62)], [(34.752, 113.62), (34.753, 113.62)]
    far_road = [(34.95, 113.62), (34.96, 113.62)]
    ways = ways_of([far_road, near_lane, near_road], [1, 3, 1])
    whole = street_layer(ways, *STATION)
    assert [len(whole["lines"][kind]) for kind in "123"] == [2, 0, 1]
    assert "left out" not in whole["note"]
    size = len(encode_line(near_road)) + 4
    one = street_layer(ways, *STATION, budget=size)
    assert one["lines"] == {"1": [encode_line(near_road)], "2": [], "3": []}
    assert "2 are left out" in one["note"]
    two = street_layer(ways, *STATION, budget=2 * size + 4)
    assert [len(two["lines"][kind]) for kind in "123"] == [1, 0, 1]


@given(st.integers(0, 4_000))
def test_the_budget_holds_as_the_page_writes_it(budget):
    lines = [[(34.7 + n / 977, 113.6 + m / 1013) for m in range(0, 5, 2)] for n in range(60)]
    layer = street_layer(ways_of(lines), *STATION, budget=budget)
    assert len(json.dumps(layer["lines"]["1"], separators=(",", ":"))) <= max(budget, 2) + 2


def test_streets_lie_where_the_datum_draws_them():
    layer = street_layer(ways_of([[(34.75, 113.62), (34.76, 113.63)]]), *STATION, Datum.GCJ02)
    ((lat, lon), _) = drawn(layer)[0]
    assert eviltransform.distance(lat, lon, *eviltransform.wgs2gcj(34.75, 113.62)) < 1.5


def test_without_a_station_streets_come_by_class():
    layer = street_layer(ways_of([[(1, 1), (1, 2)], [(3, 3), (3, 4)]], [2, 1]), [], [], budget=25)
    assert [len(layer["lines"][kind]) for kind in "123"] == [1, 0, 0]


OSM = """<osm version="0.6"><node id="1" version="1" lat="34.75" lon="113.60"/><node id="2" version="1" lat="34.75"
lon="113.65"/>{}</osm>"""
WAY = '<way id="{}" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="{}"/></way>'


@pytest.fixture
def extract(tmp_path):
    def write(*highways):
        path = tmp_path / "a.osm"
        path.write_text(OSM.format("".join(WAY.format(number, each) for number, each in enumerate(highways, 1))))
        return path

    return write


def test_an_extract_gives_what_is_walked_by_its_class(extract, tmp_path):
    ways = read_street_lines(extract("primary_link", "residential", "footway", "motorway", "proposed"))
    assert ways.kind.tolist() == [1, 2, 3]
    with pytest.raises(InputError):
        read_street_lines(extract("motorway"))
    with pytest.raises(MissingFileError):
        read_street_lines(tmp_path / "none.osm.pbf")


LINES = """() => { const found = []; stationmap.map.eachLayer((layer) => layer instanceof L.Polyline
    && layer.options.pane === "streets" && found.push(...layer.getLatLngs().flat()));
    return found.map((place) => [place.lat, place.lng]) }"""


@pytest.mark.browser
def test_streets_are_drawn_credited_and_can_be_turned_off(opened, extract):
    rows = station_rows([{"lat": 34.752, "lon": 113.62}, {"lat": 34.748, "lon": 113.63}])
    layer = street_layer(read_street_lines(extract("primary")), rows["lat"], rows["lon"])
    with opened(station_map(rows, None, None, title="试图", notes=[], parts={"streets": layer})) as page:
        assert page.evaluate(LINES) == [[34.75, 113.6], [34.75, 113.65]]
        assert has_colour(page, (0x8F, 0x86, 0x6C))
        assert "© OpenStreetMap contributors, ODbL 1.0" in page.inner_text(".credits")
        assert "1 streets as a ground" in page.inner_text("#notes")
        page.uncheck("#layer-streets")
        assert page.evaluate(LINES) == []
        assert not has_colour(page, (0x8F, 0x86, 0x6C))
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def has_colour(page, colour):
    picture = Image.open(io.BytesIO(page.locator("#map_stations").screenshot())).convert("RGB")
    return colour in {each for _, each in picture.getcolors(1 << 24)}
