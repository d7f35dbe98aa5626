"""``stationmap map``: quick without planning, whole with it, and what is kept drawn without working it out again."""

import pytest
from typer.testing import CliRunner

from stationmap.cli import mapping_register
from stationmap.cli.app import app
from stationmap.loading import load_kept
from stationmap.store import open_store
from tests.oracles.map_page import data_of
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of

WIDE = {"COLUMNS": "200", "TERM": "dumb"}


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env=WIDE)


def keys(path):
    return [one["key"] for one in data_of(path.read_text("utf-8"))["measures"]]


@pytest.fixture
def demand(tmp_path):
    path = tmp_path / "demand.csv"
    path.write_text("编号,纬度,经度,人数\na,34.75,113.62,10\nb,34.2,113.1,30\n", "utf-8")
    return "--demand", path, "--weight", "人数"


def test_without_planning_nothing_is_worked_out(tmp_path, monkeypatch):
    monkeypatch.setattr(mapping_register, "work_out", lambda *_: pytest.fail("worked out"))
    done = run("map", tmp_path / "map.html")
    assert done.exit_code == 0, done.output
    assert keys(tmp_path / "map.html")[:3] == ["visits-per-station-day", "months", "completeness"]
    assert not [key for key in keys(tmp_path / "map.html") if key.startswith(("reach", "access", "hours"))]
    assert "667" in done.output


def test_a_norm_adds_reach_hours_access_gaps_and_sites(tmp_path, demand):
    done = run("map", tmp_path / "map.html", *demand, "--preset", "life-circle-15", "--add", "2")
    assert done.exit_code == 0, done.output
    assert {"reach-walk-share", "reach-walk-gap", "hours", "access"} <= set(keys(tmp_path / "map.html"))
    planning = data_of((tmp_path / "map.html").read_text("utf-8"))["planning"]
    assert planning["gaps"]["weight"] == [30]
    assert planning["gaps"]["unit"] == ["人数", ""]
    assert len(planning["sites"]["order"]) <= 2


def test_what_is_kept_is_drawn_and_said_to_be_old_when_the_register_moves_on(tmp_path, demand):
    db = tmp_path / "register.db"
    with open_store(db, create=True) as store:
        store.save(table_of([station("a", 34.75, 113.62, district="410102")]), THREE_DISTRICTS, RECORD)
    done = run("reach", "--db", db, *demand, "--hours", "--keep")
    assert done.exit_code == 0, done.output
    assert [one.name for one in load_kept(str(db))] == ["reach"]
    drawn = run("map", tmp_path / "map.html", "--db", db)
    assert drawn.exit_code == 0, drawn.output
    data = data_of((tmp_path / "map.html").read_text("utf-8"))
    assert {"reach-radius-share", "hours"} <= {one["key"] for one in data["measures"]}
    assert data["planning"]["results"][0]["stale"] is False
    assert "登记册此后有变动" not in drawn.output
    with open_store(db) as store:
        moved = [station("a", 34.75, 113.62, district="410102"), station("b", 34.76, 113.62, district="410102")]
        store.save(table_of(moved), THREE_DISTRICTS, RECORD)
    drawn = run("map", tmp_path / "map.html", "--db", db)
    data = data_of((tmp_path / "map.html").read_text("utf-8"))
    assert data["planning"]["results"][0]["stale"] is True
    assert "登记册此后有变动" in drawn.output


def test_a_norm_that_is_none_is_refused_before_anything_is_done(tmp_path):
    done = run("map", tmp_path / "map.html", "--preset", "nobody")
    assert type(done.exception).__name__ == "InputError"
    assert not (tmp_path / "map.html").exists()
