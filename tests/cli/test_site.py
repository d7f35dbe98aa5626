"""The command chooses, bounds, writes and certifies; what cannot be asked is refused."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import InputError, MissingFileError
from stationmap.loading import demonstration

WIDE = {"COLUMNS": "250", "TERM": "dumb"}


def run(*arguments):
    return CliRunner().invoke(app, ["site", *map(str, arguments)], env=WIDE)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Four places of demand far from every station, and three candidates beside them."""
    folder = tmp_path_factory.mktemp("site")
    lat, lon = demonstration().table["lat"].min() - 0.3, demonstration().table["lon"].median()
    places = ["编号,纬度,经度,快递员", f"a,{lat},{lon},5", f"b,{lat},{lon + 0.001},7", f"c,{lat - 0.1},{lon},9"]
    places += [f"d,{lat - 0.2},{lon},1"]
    sites = ["编号,纬度,经度,造价", f"x,{lat},{lon},10", f"y,{lat - 0.1},{lon},30", f"z,{lat},{lon + 0.0005},10"]
    (folder / "demand.csv").write_text("\n".join(places), "utf-8")
    (folder / "sites.csv").write_text("\n".join(sites), "utf-8")
    return folder


def arguments(files):
    return "--demand", files / "demand.csv", "--weight", "快递员", "--candidates", files / "sites.csv"


def test_a_workbook_and_a_certificate(files):
    done = run("--add", 1, *arguments(files), "--out", files / "a.xlsx", "--certificate", files / "a.json")
    assert done.exit_code == 0, done.exception
    book = pd.read_excel(files / "a.xlsx", sheet_name=None)
    assert list(book) == ["建议选址 sites", "分区 districts", "方法 method"]
    assert book["建议选址 sites"]["新增覆盖 weight newly in reach"].tolist() == [12]
    paper = json.loads((files / "a.json").read_text("utf-8"))
    assert paper["objective"] == paper["best_possible"] == 12
    assert "虚构" in done.stderr
    assert "直线距离，不是步行路程" in done.output.replace("\n", "")


def test_costs_a_budget_spacing_and_geojson(files):
    asked = ("--budget", 40, "--cost", "造价", "--spacing", 300, "--out", files / "a.geojson", "--prove")
    done = run(*arguments(files), *asked)
    assert done.exit_code == 0, done.exception
    found = json.loads((files / "a.geojson").read_text("utf-8"))
    assert {feature["id"] for feature in found["features"]} in ({"x", "y"}, {"z", "y"})
    assert sum(feature["properties"]["cost"] for feature in found["features"]) == 40


def test_the_fewest_and_what_is_out_of_reach(files):
    done = run("--model", "lscp", *arguments(files), "--out", files / "a.csv")
    assert done.exit_code == 0, done.exception
    text = (files / "a.csv").read_text("utf-8-sig")
    assert text.count("\n# ") > 5
    assert "out of reach of every station and candidate: 1 快递员" in text


def test_closing_loses_nobody_where_nobody_is_near(files):
    done = run("--close", 2, *arguments(files)[:4], "--out", files / "c.csv")
    assert done.exit_code == 0, done.exception
    assert "closing loses: 0 快递员" in (files / "c.csv").read_text("utf-8-sig")


def test_what_cannot_be_asked_is_refused(files):
    for wrong in (
        (),
        ("--add", 1, "--close", 1),
        ("--add", 1, "--model", "best"),
        ("--add", 1, "--weight", "快递员"),
        ("--add", 1, "--cost", "造价", *arguments(files)[:4]),
        ("--add", -1, *arguments(files)),
        ("--add", 1, "--forbid", files / "demand.csv", *arguments(files)),
        ("--close", 1, "--model", "lscp", *arguments(files)[:4]),
    ):
        assert isinstance(run(*wrong).exception, InputError), wrong
    assert isinstance(run("--add", 1, "--out", files / "no" / "a.csv").exception, MissingFileError)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--spacing", -5), ("--spacing", "nan"), ("--grid", 0), ("--seconds", "nan"), ("--budget", "inf"), ("--add", -1)],
)
def test_a_number_that_cannot_be_is_named_with_its_option(files, option, value):
    asked = (option, value) if option == "--add" else ("--add", 1, option, value)
    done = run(*arguments(files), *asked)
    assert isinstance(done.exception, InputError)
    assert done.exception.faults[0].parameter == option


def test_more_sites_than_candidates_are_refused(files):
    done = run("--add", 1_000_000_000, *arguments(files))
    assert isinstance(done.exception, InputError)
    assert "3" in done.exception.faults[0].reason


def test_one_name_for_two_files_is_refused(files):
    done = run("--add", 1, *arguments(files), "--out", files / "b.csv", "--certificate", files / "b.csv")
    assert isinstance(done.exception, InputError)
    assert not (files / "b.csv").exists()


def test_streets_of_another_city_are_refused(files):
    way = '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way>'
    nodes = "".join(f'<node id="{key}" version="1" lat="{39.9 + key / 100}" lon="116.4"/>' for key in (1, 2))
    (files / "far.osm").write_text(f'<?xml version="1.0"?><osm version="0.6">{nodes}{way}</osm>', "utf-8")
    done = run("--add", 1, *arguments(files), "--streets", files / "far.osm")
    assert isinstance(done.exception, InputError)
    assert done.exception.faults[0].parameter == "--streets"
