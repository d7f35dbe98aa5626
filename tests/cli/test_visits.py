"""``stationmap visits``: what is said of a file and of a store."""

import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.warehouse import open_visits
from tests.oracles.visit_store import write_rows

WIDE = {"COLUMNS": "240", "TERM": "dumb"}
ROWS = [("a", "2025-09-01", 3, "正常"), ("b", "2025-09-01", "x", "")]


def run(*arguments):
    return CliRunner().invoke(app, ["visits", *map(str, arguments)], env=WIDE, catch_exceptions=False)


def test_check_names_the_fault_and_keeps_it(tmp_path):
    path = write_rows(tmp_path / "a.csv", ROWS)
    said = run("check", path, "--findings", tmp_path / "found.csv")
    assert said.exit_code == 1
    assert run("check", write_rows(tmp_path / "a.csv", ROWS[:1])).exit_code == 0
    assert "读入 read 2 · 可用 usable 1 · 剔除 left out 1\n" in said.stdout
    assert "row 3 人次 = 'x'" in said.stderr
    assert "visits_not_a_number" in (tmp_path / "found.csv").read_text("utf-8-sig")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "found.csv"]


def test_import_says_what_became_of_each_file(tmp_path):
    first = write_rows(tmp_path / "a.csv", ROWS)
    second = write_rows(tmp_path / "b.csv", [("a", "2025-09-01", 4, ""), ("c", "2025-09-02", 0, "")])
    said = run("import", first, second, first, "--to", tmp_path / "v", "--method", "计数器 counter")
    assert said.exit_code == 0
    assert "新增 new 1 · 替换 replaced 0 · 未变 unchanged 0\n" in said.stdout
    assert "新增 new 1 · 替换 replaced 1 · 未变 unchanged 0\n" in said.stdout
    assert "a.csv: 已于" in said.stdout
    assert "人次库 store: 2 站日 station-days · 2025-09-01 – 2025-09-02 · 人次 visits · 计数器 counter" in said.stdout


def test_columns_hours_and_zone_are_the_callers(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("counter,date,visits,open for\nq,2025-03-30,5,23\nq,2025-03-31,5,23\n", "utf-8")
    options = ["--map", "station_id=counter", "--map", "hours=open for", "--zone", "Europe/London"]
    assert run("import", path, "--to", tmp_path / "v", *options).exit_code == 0
    assert open_visits(tmp_path / "v").counts().frame["state"].tolist() == ["counted", "part_day"]


def test_entries_with_complete_days(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("编号,时间\na,2025-09-01 08:00\na,2025-09-03 08:00\n", "utf-8")
    said = run("import", path, "--to", tmp_path / "v", "--complete", "2025-09-01/2025-09-02")
    assert said.exit_code == 0
    assert open_visits(tmp_path / "v").counts().frame["visits"].tolist() == [1, 0, 1]


@pytest.mark.parametrize("options", [["--complete", "yesterday"], ["--map", "date"], ["--zone", "Mars/Base"]])
def test_options_that_mean_nothing_are_refused(options, tmp_path):
    path = write_rows(tmp_path / "a.csv", ROWS)
    said = CliRunner().invoke(app, ["visits", "import", str(path), "--to", str(tmp_path / "v"), *options], env=WIDE)
    assert said.exit_code != 0
    assert not (tmp_path / "v").exists()
