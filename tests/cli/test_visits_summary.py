import json

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.loading import demonstration
from stationmap.usage import USAGE_COLUMNS

WIDE = {"COLUMNS": "200", "TERM": "dumb"}


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """Three weeks at the first twelve stations; the first has four visits in all, the last stops for ten days."""
    path = tmp_path_factory.mktemp("visits") / "visits.csv"
    days = pd.date_range("2025-09-01", periods=42)
    ids = demonstration().table["id"].iloc[:12].tolist()
    rows = [
        (key, day.date(), (0 if 20 <= n < 30 and key == ids[-1] else 9 + (n + at) % 5) if at else int(n < 4), "counted")
        for at, key in enumerate(ids)
        for n, day in enumerate(days)
    ]
    pd.DataFrame(rows, columns=["station_id", "date", "visits", "state"]).to_csv(path, index=False)
    return path


def run(*options):
    return CliRunner().invoke(app, ["visits", "summary", *map(str, options)], env=WIDE)


def test_a_workbook_has_a_sheet_each_and_the_method(tmp_path, visits):
    path = tmp_path / "out.xlsx"
    done = run("--visits", visits, "--out", path)
    assert done.exit_code == 0, done.output
    assert "内部用" in done.output
    assert "疑似停报 suspected not reporting: 1 段 runs, 10 站日" in done.output
    assert "虚构" in done.stderr
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "分区 districts",
        "站点 stations",
        "月份 months",
        "趋势 trend",
        "疑似停报 suspected",
        "方法 method",
    ]
    assert book["站点 stations"].max_row == 668
    assert [cell.value for cell in book["站点 stations"][1]][7] == "人次 visits"


def test_what_is_published_hides_the_small_station(tmp_path, visits):
    inside, public = tmp_path / "in.json", tmp_path / "out.json"
    assert run("--visits", visits, "--out", inside).exit_code == 0
    assert run("--visits", visits, "--out", public, "--published", "--threshold", 10).exit_code == 0
    rows, told = (json.loads(path.read_text("utf-8"))["rows"] for path in (inside, public))
    assert list(rows[0]) == list(USAGE_COLUMNS)
    assert (rows[0]["visits"], told[0]["visits"]) == (4, None)
    assert told[0]["note"].startswith("已隐藏")
    assert sum(one["visits"] is None for one in told) >= sum(one["visits"] is None for one in rows) + 2
    assert json.loads(public.read_text("utf-8"))["hidden"]["small"] >= 1
    assert "已隐藏" not in run("--visits", visits).output


def test_stations_without_data_are_not_among_those_that_the_limits_judge(visits):
    done = run("--visits", visits)
    assert "/ 12；另有 655 个数据不足" in done.output


def test_a_hidden_figure_of_a_district_reads_as_hidden_and_not_as_unknown(tmp_path):
    path = tmp_path / "few.csv"
    table = demonstration().table
    pd.DataFrame({"station_id": table["id"].iloc[:2], "date": "2025-09-01", "visits": [3, 2]}).to_csv(path, index=False)
    assert "已隐藏" in run("--visits", path, "--published").output.split("漏斗")[0]


def test_without_stations_only_sums_are_published(tmp_path, visits):
    path = tmp_path / "out.json"
    done = run("--visits", visits, "--out", path, "--published", "--no-stations", "--period", "2025-09-01/2025-09-14")
    assert done.exit_code == 0
    document = json.loads(path.read_text("utf-8"))
    assert {row["level"] for row in document["rows"]} == {"district", "outside", "city", "total"}
    assert document["outages"] == []
    assert "不写站点行" in done.output
    assert "0 段 runs" not in done.output  # withheld is not none
    assert "0 / 0" not in done.output
    assert document["period"] == {"first": "2025-09-01", "last": "2025-09-14"}


def test_what_cannot_be_written_or_read_is_refused_at_once(tmp_path, visits):
    assert isinstance(run("--visits", visits, "--out", tmp_path / "a.csv").exception, FileFormatError)
    assert isinstance(run("--visits", visits, "--out", tmp_path / "no" / "a.xlsx").exception, MissingFileError)
    assert isinstance(run("--visits", visits, "--period", "2025-09").exception, InputError)
