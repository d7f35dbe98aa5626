"""The page reads vector tiles as another's encoder wrote them, and refuses damaged ones."""

import base64
import math

import mapbox_vector_tile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from shapely.geometry import LineString, MultiPoint, Point, Polygon, mapping

from stationmap.files.resources import resource_bytes

pytestmark = pytest.mark.browser

READ = """texts => texts.map((text) => {
    try {
        const layers = stationmap.mvt.decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
        return Object.entries(layers).map(([name, found]) => ({
            name,
            extent: found.extent,
            features: found.map((f) => ({ ...f, properties: Object.entries(f.properties) })),
        }));
    } catch (error) {
        return `${error.name}: ${error.message}`;
    }
})"""


@pytest.fixture(scope="module")
def decode(browser):
    """Decode tiles in a page that holds the decoder alone."""
    page = browser.new_page()
    page.set_content('<script type="application/json" id="station-data">{}</script>')
    for name in ("elements.js", "text.js", "mvt.js"):
        page.add_script_tag(content=resource_bytes("stationmap.maps", f"web/{name}").decode())
    yield lambda *tiles: page.evaluate(READ, [base64.b64encode(tile).decode() for tile in tiles])
    page.close()


def encoded(name, features, extent=4096):
    options = {"y_coord_down": True, "extents": extent}
    return mapbox_vector_tile.encode({"name": name, "features": features}, default_options=options)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = WORDS | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
STEPS = st.integers(-5000, 9000)
FEATURES = st.lists(st.tuples(STEPS, STEPS, st.dictionaries(WORDS, VALUES, max_size=4)), min_size=1, max_size=6)


def as_number(value):
    """JavaScript has doubles alone."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@settings(max_examples=80)
@given(WORDS.filter(bool), FEATURES, st.sampled_from([256, 4096, 65536]))
def test_points_and_their_properties_come_back(decode, name, features, extent):
    shapes = [
        {"id": at, "geometry": mapping(Point(x, y)), "properties": properties}
        for at, (x, y, properties) in enumerate(features)
    ]
    [[layer]] = decode(encoded(name, shapes, extent))
    assert (layer["name"], layer["extent"]) == (name, extent)
    for at, ((x, y, properties), found) in enumerate(zip(features, layer["features"], strict=True)):
        assert (found["id"], found["type"], found["geometry"]) == (at, "point", [[x, y]])
        told = {key: as_number(value) for key, value in found["properties"]}
        assert told == {key: as_number(value) for key, value in properties.items()}
        assert {key: type(value) for key, value in told.items()} == {
            key: type(as_number(value)) for key, value in properties.items()
        }


def test_lines_polygons_with_holes_and_several_points(decode):
    line = LineString([(0, 0), (10, 5), (-3, 20)])
    holed = Polygon([(0, 0), (0, 100), (100, 100), (100, 0)], [[(10, 10), (20, 10), (20, 20), (10, 20)]])
    many = MultiPoint([(1, 2), (30, 4), (5, 60)])
    shapes = [{"geometry": mapping(shape), "properties": {}} for shape in (line, holed, many)]
    [[layer]] = decode(encoded("shapes", shapes))
    drawn, rings, points = layer["features"]
    assert (drawn["type"], drawn["geometry"]) == ("line", [[[0, 0], [10, 5], [-3, 20]]])
    assert rings["type"] == "polygon"
    assert [Polygon(ring).area for ring in rings["geometry"]] == [10_000, 100]
    assert Polygon(rings["geometry"][0], rings["geometry"][1:]).equals(holed)
    assert (points["type"], points["geometry"]) == ("point", [[1, 2], [30, 4], [5, 60]])


def small_tile():
    """A tile with every kind of value, written field by field."""
    tile = vector_tile_pb2.tile()
    layer = tile.layers.add(name="种类", version=2, extent=4096)
    for value in (
        {"string_value": "饮水"},
        {"float_value": 0.5},
        {"double_value": 1 / 3},
        {"int_value": -(2**62)},
        {"uint_value": 2**64 - 1},
        {"sint_value": -3},
        {"bool_value": True},
    ):
        layer.keys.append(next(iter(value)))
        layer.values.add(**value)
    layer.features.add(id=2**40, tags=[n // 2 for n in range(14)], type=1, geometry=[9, 50, 34])
    return tile


def test_every_kind_of_value(decode):
    [[layer]] = decode(small_tile().SerializeToString())
    [feature] = layer["features"]
    assert feature["id"] == 2**40
    text, *numbers = (value for _, value in feature["properties"])
    assert [text, *map(float, numbers)] == ["饮水", 0.5, 1 / 3, -(2.0**62), 2.0**64, -3, True]


def test_a_tile_cut_short_is_an_error(decode):
    whole = small_tile().SerializeToString()
    empty, *cut = decode(*(whole[:length] for length in range(len(whole))))
    assert empty == []
    assert all(isinstance(found, str) for found in cut)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4), st.binary(max_size=60))
def test_a_damaged_tile_gives_features_or_an_error_and_always_an_end(decode, hits, noise):
    tile = bytearray(small_tile().SerializeToString())
    for at, byte in hits:
        tile[at % len(tile)] = byte
    for found in decode(bytes(tile), noise):
        assert isinstance(found, (list, str))
        if isinstance(found, list):
            points = [
                point for layer in found for f in layer["features"] if f["type"] == "point" for point in f["geometry"]
            ]
            assert all(len(point) == 2 and all(map(math.isfinite, point)) for point in points)


BAD = {
    "a path ends too early": {"geometry": [(2**29 - 1) << 3 | 1, 2, 2]},
    "an unknown command": {"geometry": [3 | 1 << 3, 2, 2]},
    "a line from nowhere": {"geometry": [2 | 1 << 3, 2, 2]},
    "a key without a value": {"geometry": [9, 2, 2], "tags": [0]},
    "a value that is not there": {"geometry": [9, 2, 2], "tags": [0, 7]},
}


@pytest.mark.parametrize("why", BAD)
def test_what_is_wrong_is_said(decode, why):
    tile = small_tile()
    tile.layers[0].features.add(type=1, **BAD[why])
    assert decode(tile.SerializeToString()) == [f"RangeError: damaged vector tile: {why}"]


def test_a_layer_of_two_is_an_error_and_a_million_closed_rings_are_none(decode):
    tile = small_tile()
    tile.layers.append(tile.layers[0])
    [found] = decode(tile.SerializeToString())
    assert "two layers of one name" in found
    tile = small_tile()
    tile.layers[0].features.add(type=3, geometry=[9, 2, 2, (2**29 - 1) << 3 | 7])
    [[layer]] = decode(tile.SerializeToString())
    assert layer["features"][1]["geometry"] == [[[1, 1]]]
