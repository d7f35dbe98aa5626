import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import ParameterError
from stationmap.store import open_store

WIDE = {"COLUMNS": "240", "TERM": "dumb"}
HEADER = "编号,名称,经度,纬度"


@pytest.fixture
def run(tmp_path):
    """Import these lines into the test's database and give what came of it."""

    def runs(*lines, header=HEADER, options=(), db=True):
        path = tmp_path / "stations.csv"
        path.write_text("\n".join([header, *lines]), "utf-8")
        where = ["--db", str(tmp_path / "register.db")] if db else []
        return CliRunner().invoke(app, ["import", str(path), *where, *options], env=WIDE)

    return runs


def test_a_row_in_error_is_not_called_absent(run):
    run("a,甲,113.6512,34.7512", "b,乙,113.6612,34.7612", "c,丙,113.6712,34.7712")
    said = run("a,甲,113.6512,34.7512", "b,乙,113.6612,")
    assert "in the register but not in the file, kept: 1\n" in said.stdout
    assert "in the file with errors, old values kept: 1（b）" in said.stdout
    assert "old values kept" not in run("a,甲,113.6512,34.7512").stdout


def test_of_many_ids_the_first_are_named(run):
    run(*(f"s{n:02},站{n},113.6{n:02}1,34.7512" for n in range(30)))
    said = run("a,甲,113.7512,34.7512", *(f"s{n:02},站,," for n in range(30)))
    assert "old values kept: 30（s00, " in said.stdout
    assert "s19……）" in said.stdout


def test_datum_and_columns_are_told(run):
    done = run("站,113.6512,34.7512,有,正常", header="站名,经度,纬度,空调,状态", options=["--datum", "gcj02"], db=False)
    assert "坐标系 datum: gcj02\n" in done.stdout
    cells = [[cell.strip() for cell in line.split("│")[1:3]] for line in done.stdout.splitlines() if "│" in line]
    assert ["名称 name", "站名"] in cells
    assert ["经度 lon", "经度"] in cells
    assert ["运营状态 status", "状态"] in cells
    assert any("cooling" in field and column == "空调" for field, column in cells)


def test_licence_and_source_are_those_of_rows_that_name_none(run, tmp_path):
    rows = ["甲,113.6512,34.7512,CC0", "乙,113.6612,34.7612,"]
    done = run(*rows, header="名称,经度,纬度,许可", options=["--licence", "ODbL 1.0", "--source", "工会 2026"])
    assert done.exit_code == 0
    with open_store(str(tmp_path / "register.db")) as store:
        kept = store.stations().set_index("name")
    assert kept["licence"].to_dict() == {"甲": "CC0", "乙": "ODbL 1.0"}
    assert set(kept["source"]) == {"工会 2026"}


@pytest.mark.parametrize(("metres", "found"), [(None, 0), ("0", 0), ("30", 2)])
def test_how_near_twins_are_is_an_option(run, tmp_path, metres, found):
    options = ["--findings", str(tmp_path / "found.csv"), *(["--twins", metres] if metres else [])]
    done = run("a,甲,113.6512,34.7512", "b,乙,113.6512,34.7514", options=options, db=False)
    assert done.exit_code == 0
    assert (pd.read_csv(tmp_path / "found.csv")["code"] == "twins").sum() == found


def test_hours_that_are_read_and_those_that_are_not_are_told(run):
    hours = ["24小时", "8:00-18:00", "营业时间", "过年不开", "营业时间", "", "不详", "工作日开放"]
    rows = [f"s{n},站{n},113.6{n}12,34.7512,{text}" for n, text in enumerate(hours)]
    said = run(*rows, header=f"{HEADER},开放时间", db=False).stdout
    assert (
        "开放时间 hours: 读出 read 3（其中全天 24 h 1，有时段不明 partly unknown 1） · 未读 unread 3 · 没有写 none 2\n"
        in said
    )
    lines = [[cell.strip() for cell in line.split("│")[1:3]] for line in said.splitlines() if "│" in line]
    assert [line for line in lines if line[0].isdigit()] == [["2", "营业时间"], ["1", "过年不开"]]
    assert "names the host's own hours" in said
    assert "没有读出的开放时间" not in run(*rows[:2], header=f"{HEADER},开放时间", db=False).stdout


def test_of_many_texts_that_are_not_read_the_most_frequent_are_told(run):
    rows = [f"s{n},站{n},113.6{n:02}12,34.7512,{'约' * (1 + n % 13)}点" for n in range(30)]
    said = run(*rows, header=f"{HEADER},开放时间", db=False).stdout
    assert "另有 3 种 more texts; 站点 stations: 6\n" in said


def test_a_distance_that_cannot_be_is_refused(run):
    assert isinstance(run("a,甲,113.6512,34.7512", options=["--twins", "-1"], db=False).exception, ParameterError)


def test_a_dry_run_tells_what_would_be_kept(run):
    run("a,甲,113.6512,34.7512", "b,乙,113.6612,34.7612")
    said = run("a,甲,113.6512,34.7512", "b,乙,,", options=["--dry-run"])
    assert "old values kept: 1（b）" in said.stdout
    assert "nothing was written (--dry-run)" in said.stdout
