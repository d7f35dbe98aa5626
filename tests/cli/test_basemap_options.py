"""``stationmap map`` and ``serve`` take a basemap by the same names, and say what was done and what cannot be."""

import os

import mercantile
import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import BasemapError, FileFormatError, InputError, MissingFileError
from tests.oracles.map_page import data_of
from tests.oracles.tilesets import archive, folder, png

TILES = {(t.z, t.x, t.y): png((t.x % 256, 9, 9), 16) for t in mercantile.tiles(112.5, 34, 115.2, 35.3, range(6, 11))}
TOWN = """<osm version="0.6"><node id="1" version="1" lat="34.75" lon="113.60"/><node id="2" version="1" lat="34.76"
lon="113.65"/><way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("STATIONMAP_BASEMAP")]:
        monkeypatch.delenv(name)

    def command(*words):
        done = CliRunner().invoke(app, [str(word) for word in words])
        return done, (tmp_path / "map.html")

    return command


def test_a_map_carries_tiles_and_streets_and_says_so(run, tmp_path):
    (tmp_path / "town.osm").write_text(TOWN)
    tiles = archive(tmp_path / "a.pmtiles", TILES)
    options = ["--basemap", tiles, "--basemap-approval", "GS(2000)1号", "--basemap-budget", "1"]
    done, page = run("map", tmp_path / "map.html", *options, "--streets", tmp_path / "town.osm")
    assert done.exit_code == 0, done.output
    told = " ".join(done.output.split())
    data = data_of(page.read_text("utf-8"))
    carried = data["basemap"]["carried"]
    assert f"{len(carried['tiles'])} tiles of the basemap are inside this page" in told
    assert "1 streets as a ground" in told
    assert sum(map(len, carried["contents"])) < 1_000_000
    assert "审图号：GS(2000)1号" in data["credits"]
    assert data["streets"]["lines"]["1"]


def test_a_folder_may_lie_beside_the_map(run, tmp_path):
    options = ["--basemap", folder(tmp_path / "tiles", TILES), "--basemap-datum", "gcj02", "--basemap-relative"]
    done, page = run("map", tmp_path / "map.html", *options)
    assert done.exit_code == 0, done.output
    basemap = data_of(page.read_text("utf-8"))["basemap"]
    assert (basemap["url"], basemap["datum"], basemap["carried"]) == ("tiles/{z}/{x}/{y}.png", "gcj02", None)
    assert "nobody is credited" in " ".join(done.output.split())


def test_the_old_options_go_on_working_alone(run, tmp_path):
    url = "https://tiles.example/{z}/{x}/{y}.png"
    done, page = run(
        "map", tmp_path / "map.html", "--tiles", url, "--tiles-datum", "gcj02", "--tiles-attribution", "某图"
    )
    assert done.exit_code == 0, done.output
    data = data_of(page.read_text("utf-8"))
    assert (data["basemap"]["url"], data["datum"], data["credits"][0]) == (url, "GCJ-02", "某图")
    both, _ = run("map", tmp_path / "map.html", "--tiles", url, "--basemap", "osm")
    assert isinstance(both.exception, InputError)


@pytest.mark.parametrize(("options", "kind"), [
    (["--basemap", "no-such"], MissingFileError),
    (["--basemap", "tianditu"], BasemapError),
    (["--basemap", "tests", "--basemap-datum", "wgs84"], FileFormatError),
    (["--basemap", "osm", "--basemap-datum", "gcj02"], BasemapError),
])  # fmt: skip
@pytest.mark.parametrize("command", ["map", "serve"])
def test_what_cannot_be_used_is_said_at_once(run, tmp_path, monkeypatch, command, options, kind):
    monkeypatch.setattr("uvicorn.run", lambda *_words, **_options: pytest.fail("the service was started"))
    done, page = run(command, *([tmp_path / "map.html"] if command == "map" else []), *options)
    assert isinstance(done.exception, kind)
    assert not page.exists()


def test_serve_hands_the_basemap_to_every_worker_and_prints_no_key(run, monkeypatch):
    given = {}
    monkeypatch.setattr("uvicorn.run", lambda *_words, **_options: given.update(os.environ))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    done, _ = run("serve", "--basemap", "tianditu", "--basemap-key", "s3cr3t0123", "--basemap-approval", "GS(2000)1号")
    assert done.exit_code == 0, done.output
    assert "s3cr3t0123" not in done.output
    named = {name: text for name, text in given.items() if name.startswith("STATIONMAP_BASEMAP")}
    assert named == {
        "STATIONMAP_BASEMAP": "tianditu",
        "STATIONMAP_BASEMAP_KEY": "s3cr3t0123",
        "STATIONMAP_BASEMAP_APPROVAL": "GS(2000)1号",
    }
