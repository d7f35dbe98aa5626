import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import InputError, MissingFileError
from stationmap.findings import COLUMNS
from stationmap.loading import demonstration

WIDE = {"COLUMNS": "200", "TERM": "dumb"}


def run(tmp_path, *lines, findings="found.csv"):
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(["编号,日期,人次,状态", *lines]), "utf-8")
    done = CliRunner().invoke(
        app, ["coverage", "--visits", str(path), "--findings", str(tmp_path / findings)], env=WIDE
    )
    return done, tmp_path / findings


@pytest.fixture(scope="module")
def some_id():
    return demonstration().table["id"].iloc[0]


def test_every_refused_row_is_in_the_file_and_on_the_terminal_with_advice(tmp_path, some_id):
    done, path = run(
        tmp_path, f"{some_id},2025-09-01,3,正常", f"{some_id},昨天,3,正常", f"{some_id},2025-09-02,-4,正常"
    )
    assert done.exit_code == 0
    found = pd.read_csv(path, keep_default_na=False)
    assert list(found.columns) == COLUMNS
    assert found[["row", "severity", "code", "field", "value"]].to_numpy().tolist() == [
        [3, "error", "unreadable_date", "日期", "昨天"],
        [4, "error", "visits_negative", "人次", "'-4"],
    ]
    assert "write 2025-09-01" in found["advice"][0]
    assert "第 3 行 row 3 日期 = '昨天'" in done.stderr
    assert "→ 核对计数 check the count" in done.stderr


def test_a_file_of_which_no_row_is_left_still_gives_its_findings(tmp_path, some_id):
    done, path = run(tmp_path, *(f"{some_id},昨天,{n},正常" for n in range(30)))
    assert isinstance(done.exception, InputError)
    assert pd.read_csv(path)["row"].tolist() == list(range(2, 32))


def test_a_missing_folder_is_refused_at_once(tmp_path):
    done, _ = run(tmp_path, "a,2025-09-01,3,正常", findings="nowhere/found.csv")
    assert isinstance(done.exception, MissingFileError)
