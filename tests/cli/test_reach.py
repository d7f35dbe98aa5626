import json

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import InputError, MissingFileError, ParameterError

WIDE = {"COLUMNS": "200", "TERM": "dumb"}


@pytest.fixture(scope="module")
def riders(tmp_path_factory):
    path = tmp_path_factory.mktemp("demand") / "riders.csv"
    path.write_text("id,lat,lon,riders\na,34.7763,113.5749,30\nb,34.5,113.0,10\nc,34.7710,113.5787,60\n", "utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["reach", *map(str, arguments)], env=WIDE)


def test_the_demonstration_says_that_it_is_made_up_and_that_lines_are_straight(riders):
    done = run(
        "--demand", riders, "--weight", "riders", "--on", "2026-11-25", "--hours", "--by-station", "--by-amenity"
    )
    assert done.exit_code == 0, done.output
    assert "made up" in done.stderr
    assert "straight line, not a walk" in done.stdout
    assert "90.0%" in done.stdout
    assert "03:00" in done.stdout
    assert "lose almost nobody" in done.stdout


def test_json_is_the_document(riders):
    done = run("--demand", riders, "--weight", "riders", "--preset", "dense-500m", "--needs", "热水", "--json")
    document = json.loads(done.stdout)
    assert (document["rule"]["code"], document["needs"]) == ("dense-500m", ["hot_water"])
    assert document["measures"][0]["rows"][-1]["weight"] == 100
    assert document["notice"]


def test_a_row_that_cannot_be_used_is_told_and_does_not_break_the_json(tmp_path):
    path = tmp_path / "riders.csv"
    path.write_text("id,lat,lon,riders\na,34.7763,113.5749,30\nb,34.5,113.0,many\n", "utf-8")
    done = run("--demand", path, "--weight", "riders", "--json", "--findings", tmp_path / "found.csv")
    assert json.loads(done.stdout)["measures"][0]["rows"][-1]["weight"] == 30
    assert "error" in done.stderr
    assert pd.read_csv(tmp_path / "found.csv")["row"].tolist() == [3]


def test_a_workbook_has_a_sheet_a_table_and_the_foot(riders, tmp_path):
    run("--demand", riders, "--weight", "riders", "--hours", "--by-station", "--out", tmp_path / "reach.xlsx")
    book = load_workbook(tmp_path / "reach.xlsx")
    assert book.sheetnames == [
        "可达 reach",
        "钟点 hours",
        "分区03时 districts-at-03",
        "站点 stations",
        "过近 near-pairs",
        "方法 method",
    ]
    assert len(list(book["钟点 hours"].rows)) == 97


def test_csv_has_a_file_a_table(riders, tmp_path):
    run("--demand", riders, "--weight", "riders", "--hours", "--out", tmp_path / "reach.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "reach-districts-at-03.csv",
        "reach-hours.csv",
        "reach.csv",
    ]
    assert "口径 measure" in pd.read_csv(tmp_path / "reach.csv", nrows=1).columns


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["--preset", "x"], InputError),
        (["--preset", "sdg-500m", "--radius", "5"], InputError),
        (["--radius", "0"], ParameterError),
        (["--on", "yesterday"], InputError),
        (["--weight", "riders"], InputError),
        (["--needs", "水晶球"], InputError),
        (["--hours", "--hour", "24"], ParameterError),
        (["--by-station", "--spacing", "-1"], ParameterError),
        (["--out", "nowhere/reach.xlsx"], MissingFileError),
    ],
)
def test_what_cannot_be_done_is_refused_at_once(arguments, kind):
    assert isinstance(run(*arguments).exception, kind)


def test_a_register_without_districts_wants_a_file_of_demand(riders, tmp_path):
    path, db = tmp_path / "stations.csv", tmp_path / "register.db"
    path.write_text("id,name,lat,lon\na,A,51.5,-0.1\n", "utf-8")
    done = CliRunner().invoke(app, ["import", str(path), "--db", str(db), "--area", "world"], env=WIDE)
    assert done.exit_code == 0, done.output
    refused = run("--db", db)
    assert isinstance(refused.exception, InputError)
    assert refused.exception.faults[0].parameter == "--demand"
    told = run("--db", db, "--demand", riders, "--weight", "riders", "--hours", "--zone", "Europe/London")
    assert told.exit_code == 0, told.output
    assert "法定节假日" not in told.stdout
    assert "Tianditu" not in told.stdout


def test_what_an_extract_of_streets_does_not_hold_is_said_before_any_table(riders, tmp_path):
    nodes = "".join(f'<node id="{n}" version="1" lat="34.7763" lon="{113.57 + n / 1000}"/>' for n in range(1, 9))
    way = "".join(f'<nd ref="{n}"/>' for n in range(1, 9))
    text = f'<osm version="0.6">{nodes}<way id="1" version="1">{way}<tag k="highway" v="residential"/></way></osm>'
    (tmp_path / "one.osm").write_text(text, "utf-8")
    done = run("--demand", riders, "--weight", "riders", "--streets", tmp_path / "one.osm", "--preset", "sdg-500m")
    assert done.exit_code == 0, done.output
    first = done.stdout.lstrip().splitlines()[0]
    assert first.startswith("注意 note · 道路文件之外或距道路过远：需求的 70.0%")
    assert "beyond the extract" not in run("--demand", riders, "--weight", "riders").stdout
