import json

from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.files import demo_path, sha256_of

WIDE = {"COLUMNS": "200", "TERM": "dumb"}


def run(*words):
    return CliRunner().invoke(app, ["report", *words], env=WIDE)


def test_the_demonstration_makes_a_report_that_says_it_is_made_up(tmp_path):
    demand = tmp_path / "demand.csv"
    demand.write_text("编号,纬度,经度,人数\na,34.75,113.62,10\nb,34.2,113.1,30\n", "utf-8")
    out = tmp_path / "out"
    done = run("--out", str(out), "--formats", "json,xlsx", "--demand", str(demand), "--weight", "人数", "--add", "0")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.iterdir()) == ["stationmap-report.json", "stationmap-report.xlsx"]
    document = json.loads((out / "stationmap-report.json").read_text("utf-8"))
    assert document["made_up"]
    hashes = [source["sha256"] for source in document["sources"]]
    assert {sha256_of(demo_path("visits.csv")), sha256_of(demand)} <= set(hashes)
    assert document["sections"]["gaps"]["rows"][-1]["weight"] == 40
    assert "虚构" in done.stdout


def test_a_store_of_visits_is_an_input_with_its_fingerprint(tmp_path):
    rows = "station_id,date,visits,state\nsomewhere,2026-03-02,300,counted\n"
    (tmp_path / "visits.csv").write_text(rows, "utf-8")
    (tmp_path / "demand.csv").write_text("编号,纬度,经度,人数\na,34.75,113.62,10\n", "utf-8")
    store, out = tmp_path / "store", tmp_path / "out"
    done = CliRunner().invoke(app, ["visits", "import", str(tmp_path / "visits.csv"), "--to", str(store)], env=WIDE)
    assert done.exit_code == 0, done.output
    counted = "--demand", str(tmp_path / "demand.csv"), "--weight", "人数"
    done = run("--visits", str(store), *counted, "--out", str(out), "--formats", "json", "--add", "0")
    assert done.exit_code == 0, done.exception
    sources = json.loads((out / "stationmap-report.json").read_text("utf-8"))["sources"]
    assert ("store/visits.json", sha256_of(store / "visits.json")) in {(one["name"], one["sha256"]) for one in sources}


def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path):
    assert type(run("--out", str(tmp_path / "a"), "--formats", "docx").exception).__name__ == "InputError"
    assert (
        type(run("--out", str(tmp_path / "a"), "--font", str(tmp_path / "no.ttf")).exception).__name__
        == "MissingFileError"
    )
    assert list(tmp_path.iterdir()) == []
