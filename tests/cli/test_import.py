import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app

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
