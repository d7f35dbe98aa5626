"""Tiles over HTTP: the library's bytes, refusals as problem documents, and what a cache must know."""

import re

import pytest

from stationmap.nearest import Selection, this_minute
from stationmap.tiles import Address, tile
from tests.oracles.problems import problem_of
from tests.oracles.tiles import read, tile_of, total

KIND = "application/vnd.mapbox-vector-tile"
QUERIES = {
    "": Selection(),
    "?needs=toilet&kind=fixed": Selection(needs=("toilet",), kind=("fixed",)),
    "?kind=cabin_24h&datum=wgs84": Selection(kind=("cabin_24h",)),
    "?access=qr": Selection(access=("qr",)),
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_tile_is_the_library_s(client, catalogue, query):
    x, y = tile_of(34.75, 113.6, 9)
    response = client.get(f"/tiles/9/{x}/{y}.mvt{query}")
    assert (response.status_code, response.headers["content-type"]) == (200, KIND)
    expected = read(tile(catalogue, Address(9, x, y), QUERIES[query], now=this_minute()))
    assert read(response.content) == expected
    assert total(expected) > 0


def test_an_empty_tile_is_an_empty_answer(client):
    response = client.get("/tiles/9/0/0.mvt")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["23/0/0", "0/1/0", "3/8/0", "3/0/8", "-1/0/0", "a/0/0", "1/0.5/0", "1/1_0/0", "1/0/99999999999999999999"],
)
def test_an_address_that_is_no_tile_is_refused(client, path):
    problem_of(client.get(f"/tiles/{path}.mvt"), 422, "ParameterError")


@pytest.mark.parametrize(
    "query", ["needs=bath", "kind=x", "open=maybe", "datum=utm", "bbox=1,1,2,2", "needs=aed&needs=aed"]
)
@pytest.mark.parametrize("path", ["/tiles/0/0/0.mvt", "/tiles/stations.json"])
def test_what_does_not_fit_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 422


def test_a_known_version_is_not_sent_again_and_any_page_may_ask(client):
    first = client.get("/tiles/0/0/0.mvt", headers={"origin": "https://app.example"})
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["access-control-allow-origin"] == "*"
    again = client.get("/tiles/0/0/0.mvt", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    of_the_minute = client.get("/tiles/0/0/0.mvt?open=now").headers["etag"]
    assert of_the_minute != first.headers["etag"]
    assert client.request("HEAD", "/tiles/0/0/0.mvt").content == b""


def test_tilejson_leads_to_the_tiles(client, catalogue):
    document = client.get("/tiles/stations.json?needs=toilet").json()
    [url] = document["tiles"]
    assert url == "http://stations.test/tiles/{z}/{x}/{y}.mvt?needs=toilet"
    assert (document["tilejson"], document["register_version"]) == ("3.0.0", catalogue.version)
    west, south, east, north = document["bounds"]
    assert west <= 113.6 <= east
    assert south <= 34.75 <= north
    layers = {layer["id"]: set(layer["fields"]) for layer in document["vector_layers"]}
    found = read(client.get(url.format(z=14, x=(at := tile_of(34.75, 113.6, 14))[0], y=at[1])).content)
    assert {name for *_, told in found["stations"] for name in told} <= layers["stations"]
    assert layers["clusters"] == {"count"}
    assert not re.search(r"//(?!stations\.test)", url)
