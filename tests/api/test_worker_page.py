"""What makes the worker's page installable, and what keeps it without a network."""

import re
import struct
import zlib

from stationmap.nearest import Trip
from stationmap.places import KIND_NAMES
from stationmap_api.icons import icon_png
from stationmap_api.routes import worker
from tests.oracles.web_pages import blocks


def pixels(png):
    """Read a PNG of 8 bits a channel whose rows have no filter: its rows of (red, green, blue)."""
    at, body = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        size = struct.unpack(">II", data[:8]) if kind == b"IHDR" else size  # noqa: F821
        body += data if kind == b"IDAT" else b""
        at += 12 + length
    width, height = size
    rows = zlib.decompress(body)
    assert len(rows) == height * (3 * width + 1)
    lines = [rows[n * (3 * width + 1) + 1 : (n + 1) * (3 * width + 1)] for n in range(height)]
    return [[tuple(line[3 * x : 3 * x + 3]) for x in range(width)] for line in lines]


def test_the_icon_is_a_white_house_with_a_cup_on_green():
    drawn = pixels(icon_png(48))
    green, white = (0x0A, 0x5A, 0x49), (255, 255, 255)
    assert (len(drawn), len(drawn[0])) == (48, 48)
    assert [drawn[y][x] for x, y in [(1, 1), (24, 20), (15, 36), (23, 28), (46, 46)]] == [
        green,
        white,
        white,
        green,
        green,
    ]


def test_the_manifest_names_pictures_that_are_there(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = answer.json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    for icon in manifest["icons"]:
        picture = client.get(icon["src"])
        assert picture.headers["content-type"] == icon["type"]
        if icon["type"] == "image/png":
            assert struct.unpack(">II", picture.content[16:24]) == (192, 192)
    assert client.get(manifest["start_url"]).status_code == 200


def test_the_service_worker_keeps_what_is_there_and_no_answer(client):
    answer = client.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["cache-control"]
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    assert re.search(r'const SHELL = "stationmap-shell-[0-9a-f]{12}"', answer.text)
    assert 'new Request(path, { cache: "reload" })' in answer.text  # what the browser kept may be of the version before
    files = re.findall(r'"(/[^"]*)"', re.search(r"const FILES = (\[.*\]);", answer.text).group(1))
    assert {path: client.get(path).status_code for path in files} == dict.fromkeys(files, 200)
    assert not [path for path in files if path.startswith("/v1/")]
    named = re.findall(r'"(/assets/leaflet/[^"]*)"', client.get("/").text)
    assert {path for path in files if "leaflet" in path} == set(named)


def test_the_service_worker_is_another_when_anything_of_the_page_is():
    held = worker._PAGE.source
    parts = ("stationmap.elements", "stationmap.vector = ", "app.main.begin()", "--accent", "<main")
    assert [part for part in parts if part not in held] == []


def test_answers_without_a_network_walk_as_the_service_does(client):
    config = blocks(client.get("/").text)[0]
    trip = Trip()
    assert config["trip"] == {"pace": trip.pace, "detour": trip.detour, "stay": trip.stay}


def test_pages_call_places_as_the_command_line_does(client):
    for address in ("/", "/desk"):
        assert {
            kind: tuple(names) for kind, names in blocks(client.get(address).text)[0]["places"].items()
        } == KIND_NAMES


def test_the_service_worker_is_another_where_a_file_of_others_is_another(client, monkeypatch):
    def shell():
        worker._service_worker.cache_clear()
        return re.search(r"stationmap-shell-[0-9a-f]{12}", client.get("/service-worker.js").text).group()

    before = shell()
    read = worker.asset_bytes
    monkeypatch.setattr(worker, "asset_bytes", lambda name: read(name) + b"/* mended */")
    after = shell()
    monkeypatch.undo()
    assert after != before == shell()
