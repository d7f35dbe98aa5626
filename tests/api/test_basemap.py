"""Tiles of this machine are served as what they are; nothing else is, whatever the address says."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.tile import TileType

from stationmap.basemaps import basemap_document
from stationmap.errors import BasemapError, FileFormatError, MissingFileError
from stationmap_api import create_app
from stationmap_api.pages import make_pages
from stationmap_api.settings import Settings
from stationmap_api.state import load
from tests.oracles.asgi import Client
from tests.oracles.tilesets import BLUE, RED, archive, folder, mvt, png

WATER = mvt({"water": [(3, [[(0, 0), (4096, 0), (4096, 4096)]], {"kind": "lake"})]})


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder of tiles with a secret beside it, and one that is no picture in it."""
    path = tmp_path_factory.mktemp("basemap")
    (path / "secret.png").write_bytes(png(BLUE))
    tiles = {(0, 0, 0): png(RED), (3, 6, 3): png(RED), (1, 0, 0): b"<script>alert(1)</script>"}
    return folder(path / "tiles", tiles)


@pytest.fixture(scope="module")
def tiles(place):
    """A service over the folder."""
    with Client(create_app(Settings(db=None, basemap=str(place), basemap_datum="gcj02"))) as client:
        yield client


def test_a_tile_comes_as_it_is_with_its_mark_and_may_be_kept(tiles):
    answer = tiles.get("/basemap/3/6/3")
    assert (answer.status_code, answer.content) == (200, png(RED))
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "max-age=" in answer.headers["cache-control"]
    again = tiles.get("/basemap/3/6/3", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert tiles.get("/basemap/3/6/3", headers={"if-none-match": '"other"'}).status_code == 200
    assert tiles.request("HEAD", "/basemap/3/6/3").content == b""


def test_a_tile_that_is_not_there_is_no_error(tiles):
    answer = tiles.get("/basemap/3/6/4")
    assert (answer.status_code, answer.content) == (204, b"")


OUTSIDE = [
    "/basemap/3/8/3",
    "/basemap/3/6/8",
    "/basemap/31/0/0",
    "/basemap/-1/0/0",
    "/basemap/3/06/3",
    "/basemap/3/6/3.png",
]
OUTSIDE += ["/basemap/3/6/٣", "/basemap/3/6/" + "9" * 5000, "/basemap/3/6/+3", "/basemap/0/0/1", "/basemap//6/3"]


@pytest.mark.parametrize("path", OUTSIDE, ids=range(len(OUTSIDE)))
def test_what_can_be_no_tile_is_not_found(tiles, path):
    answer = tiles.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_parameter_is_refused(tiles):
    assert tiles.get("/basemap/3/6/3?v=1").status_code in {400, 422}


STEPS = [
    "..",
    "%2e%2e",
    "..%2f",
    "%2f",
    "\\",
    "secret",
    "secret.png",
    "tiles",
    "0",
    "1",
    ".",
    "%00",
    "etc",
    "passwd",
    "~",
]


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(STEPS) | st.text(max_size=6), min_size=1, max_size=6), st.sampled_from(["/", "%2F", "//"])
)
def test_no_way_leads_out_of_the_folder(tiles, steps, between):
    path = "/basemap/" + between.join(steps)
    answer = tiles.raw(path)
    assert answer.status_code in {200, 204, 404, 503}
    assert png(BLUE) not in answer.content
    if answer.status_code == 200:
        assert (path, answer.content) == ("/basemap/0/0/0", png(RED))


def test_what_lies_there_and_is_no_picture_is_not_handed_on(tiles):
    answer = tiles.get("/basemap/1/0/0")
    assert answer.status_code == 503
    assert b"alert" not in answer.content


def test_packed_vector_tiles_are_served_unpacked(tmp_path):
    path = archive(tmp_path / "a.pmtiles", {(0, 0, 0): WATER}, TileType.MVT, packed=True)
    with Client(create_app(Settings(db=None, basemap=str(path)))) as client:
        answer = client.get("/basemap/0/0/0")
        assert answer.content == WATER
        assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
        assert basemap_document(client.app.state.served.basemap)["kind"] == "vector"


def test_without_a_basemap_there_is_none(client):
    assert client.app.state.served.basemap is None
    assert client.get("/basemap/0/0/0").status_code == 404


@pytest.mark.parametrize(("wrong", "kind"), [
    ({"basemap": "no/such"}, MissingFileError),
    ({"basemap": "no.pmtiles"}, MissingFileError),
    ({"basemap": "pyproject.toml"}, BasemapError),
    ({"basemap": "tianditu"}, BasemapError),
    ({"basemap": "tests", "basemap_datum": "wgs84"}, FileFormatError),
    ({"basemap": "https://a.example/{z}/{x}/{y}.png"}, BasemapError),
])  # fmt: skip
def test_what_cannot_be_used_is_said_before_the_service_stands(wrong, kind):
    with pytest.raises(kind):
        load(Settings(db=None, **wrong))


def test_a_key_is_in_no_log_and_in_no_representation(caplog):
    caplog.set_level(logging.DEBUG)
    named = Settings(db=None, basemap="tianditu", basemap_key="s3cr3t0123")
    with Client(create_app(named)) as client:
        client.get("/basemap/0/0/0")
        assert "s3cr3t0123" in client.app.state.served.basemap.layers[0]
    assert "s3cr3t0123" not in repr(named) + caplog.text


def test_the_map_page_asks_for_the_service_s_own_tiles(place):
    page = make_pages(Settings(db=None, basemap=str(place), basemap_datum="gcj02"), drawn=True).map_page
    assert '"url":"/basemap/{z}/{x}/{y}"' in page
    assert '"datum":"GCJ-02"' in page
    assert "img-src data: 'self' file:;" in page


@pytest.mark.parametrize("path", ["/", "/desk"])
@pytest.mark.parametrize(("suffix", "shown", "fetched"), [("png", True, False), ("mvt", False, True)])
def test_a_page_may_ask_a_foreign_host_for_its_tiles_and_for_nothing_else(path, suffix, shown, fetched):
    url = "https://tiles.example/{z}/{x}/{y}." + suffix
    with Client(create_app(Settings(db=None, basemap=url, basemap_datum="wgs84"))) as client:
        policy = client.get(path).headers["content-security-policy"]
    named = {words.split()[0]: words.split()[1:] for words in policy.split("; ")}
    assert ("https://tiles.example" in named["img-src"], "https://tiles.example" in named["connect-src"]) == (
        shown,
        fetched,
    )
    assert policy.count("tiles.example") == 1
