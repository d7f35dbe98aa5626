"""What commands keep is what they tell, and the service tells it place by place, without a small count."""

import json

import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import InputError
from stationmap.files import sha256_of
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of

STATIONS = [
    station("a", 34.75, 113.60, district="410102"),
    station("b", 34.751, 113.60, district="410102"),
    station("c", 34.75, 113.70, district="410105"),
]
DEMAND = "id,lat,lon,骑手\np,34.75,113.60,30\nq,34.75,113.65,10\nr,34.76,113.70,5\n"
VISITS = "station_id,date,visits,state\na,2026-03-02,3,counted\nb,2026-03-02,4,counted\nc,2026-03-02,500,counted\n"
CANDIDATES = "id,lat,lon\nx,34.75,113.65\ny,34.9,113.55\nz,34.76,113.70\n"


@pytest.fixture
def files(tmp_path):
    with open_store(tmp_path / "register.db", create=True) as store:
        store.save(table_of(STATIONS), THREE_DISTRICTS, RECORD)
    for name, text in (("demand", DEMAND), ("visits", VISITS), ("sites", CANDIDATES)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def run(files, command, *options):
    sent = [command, "--db", files / "register.db", "--demand", files / "demand.csv", "--weight", "骑手", *options]
    done = CliRunner().invoke(app, list(map(str, sent)), env={"COLUMNS": "200", "TERM": "dumb"})
    assert done.exit_code == 0, done.exception
    return done


def told(files, code):
    with Client(create_app(Settings(db=str(files / "register.db"), visits=None))) as client:
        answer = client.get(f"/v1/coverage/{code}")
    assert answer.status_code == 200
    return {one["name"]: one for one in answer.json()["analyses"]}


def codes_in(value):
    """Every adcode that stands anywhere in a document."""
    if isinstance(value, list):
        return set().union(*map(codes_in, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    own = {value["adcode"]} if isinstance(value.get("adcode"), str) else set()
    return own.union(*map(codes_in, value.values()))


def test_reach_keeps_what_it_prints_and_the_service_cuts_it_to_the_place(files):
    options = ("--on", "2026-03-02", "--hours", "--by-station", "--by-amenity", "--keep", "--json")
    printed = json.loads(run(files, "reach", *options).stdout)
    with open_store(files / "register.db") as store:
        kept = store.analysis("reach")
    assert kept.document == printed
    assert kept.inputs == {"demand.csv": sha256_of(files / "demand.csv")}
    assert {"410102", "410105"} <= codes_in(printed)
    document = told(files, "410102")["reach"]["document"]
    assert codes_in(document) == {"410102"}
    assert [row["id"] for row in document["stations"]] == ["a", "b"]
    assert document["hours"] == printed["hours"]


def test_site_keeps_sites_and_closings_side_by_side(files):
    run(files, "site", "--candidates", files / "sites.csv", "--add", 1, "--keep")
    run(files, "site", "--close", 2, "--radius", 500, "--on", "2026-03-02", "--keep")
    here, there = told(files, "410102"), told(files, "410105")
    assert [[row["id"] for row in one["siting"]["document"]["sites"]] for one in (here, there)] == [[], ["x"]]
    assert [row["new_sites"] for row in there["siting"]["document"]["districts"]] == [1]
    assert set(here["siting"]["inputs"]) == {"demand.csv", "sites.csv"}
    closed = [row["id"] for one in (here, there) if "closing" in one for row in one["closing"]["document"]["closed"]]
    assert len(closed) == 2
    assert "c" in closed
    assert here["closing"]["document"]["on"] == "2026-03-02"


def test_two_files_of_one_name_are_both_inputs(files):
    other = files / "other" / "demand.csv"
    other.parent.mkdir()
    other.write_text(CANDIDATES, "utf-8")
    run(files, "site", "--candidates", other, "--add", 1, "--keep")
    with open_store(files / "register.db") as store:
        hashes = store.analysis("siting").inputs.values()
    assert set(hashes) == {sha256_of(files / "demand.csv"), sha256_of(other)}


def test_a_model_that_cannot_reach_all_is_kept_with_unknown_for_infinite(files):
    run(files, "site", "--candidates", files / "sites.csv", "--model", "lscp", "--budget", 0.5, "--keep")
    document = told(files, "4101")["siting"]["document"]
    assert document["objective"] is None
    assert not document["attained"]


@pytest.mark.parametrize("flags", [(), ("--published",)])
def test_a_report_keeps_visits_reach_access_and_siting_without_a_small_count(files, flags):
    options = ("--visits", files / "visits.csv", "--formats", "json", "--out", files / "out", "--add", 1)
    run(files, "report", *options, *flags, "--keep")
    found = told(files, "410102")
    assert list(found) == ["access", "reach", "siting", "visits"]
    assert all(codes_in(one["document"]) == {"410102"} for one in found.values())
    assert set(found["visits"]["inputs"]) == {"demand.csv", "visits.csv"}
    [row] = found["visits"]["document"]["rows"]
    assert (row["level"], row["stations"], row["visits"], row["visits_per_station_day"]) == ("district", 2, None, None)
    assert found["reach"]["document"]["measures"][0]["rows"][0]["weight"] == 30
    with open_store(files / "register.db") as store:
        rows = store.analysis("visits").document["rows"]
    assert {"station"}.isdisjoint(row["level"] for row in rows)
    assert {row["visits"] for row in rows if row["adcode"]} & {3, 4, 7} == set()


@pytest.mark.parametrize("command", [["reach"], ["site", "--add", "1"], ["access"], ["report", "--out", "nowhere"]])
def test_nothing_is_kept_without_a_database(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, [*command, "--keep"])
    assert isinstance(refused.exception, InputError)
    assert refused.exception.faults[0].parameter == "--keep"
    assert list(tmp_path.iterdir()) == []
