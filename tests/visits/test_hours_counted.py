"""Hours counted say the state of a day where the file does not."""

from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from stationmap.files import RawTable, TableChunk
from stationmap.visits import read_visits
from stationmap.visits.columns import name_columns
from stationmap.visits.parsing import parse_rows
from stationmap.visits.texts import Texts

HEADER = ["编号", "日期", "人次", "状态", "hours"]


def state_of(visits, state, hours):
    counts, findings = read_visits(RawTable.of(HEADER, [["a", "2025-09-01", visits, state, hours]], [2]), ["a"])
    row = counts.frame.iloc[0]
    visits = None if pd.isna(row["visits"]) else int(row["visits"])
    return (visits, row["state"]), [item.code for item in findings]


@pytest.mark.parametrize(
    ("visits", "state", "hours", "kept", "codes"),
    [
        ("5", "", "24", (5, "counted"), []),
        ("5", "", "23", (5, "part_day"), []),
        ("0", "", "7.5", (0, "part_day"), []),
        ("5", "", "", (5, "counted"), []),
        ("", "", "", (None, "not_reporting"), []),
        ("0", "", "0", (None, "not_reporting"), []),
        ("", "", "0", (None, "not_reporting"), []),
        ("5", "", "0", (5, "not_reporting"), ["number_on_uncounted_day"]),
        ("", "", "9", (None, "not_reporting"), ["no_number"]),
        ("5", "正常", "9", (5, "counted"), []),
        ("", "关闭", "0", (None, "closed"), []),
    ],
)
def test_the_state_by_the_hours(visits, state, hours, kept, codes):
    assert state_of(visits, state, hours) == (kept, codes)


@pytest.mark.parametrize(
    ("hours", "code"), [("9-17", "hours_not_a_number"), ("-1", "hours_out_of_day"), ("25.5", "hours_out_of_day")]
)
def test_hours_that_are_none_are_told(hours, code):
    rows = [["a", "2025-09-01", "1", "", "24"], ["a", "2025-09-02", "1", "", hours]]
    counts, findings = read_visits(RawTable.of(HEADER, rows, [2, 3]), ["a"])
    assert [(item.row, item.code, item.value) for item in findings] == [(3, code, hours)]
    assert counts.rows_left_out == 1


@pytest.mark.parametrize(
    ("zone", "states"),
    [
        ("Asia/Shanghai", ["part_day", "counted", "counted"]),
        ("Europe/London", ["counted", "part_day", "counted"]),  # 23 hours on 30 March, 25 on 26 October 2025
    ],
)
def test_a_day_has_the_hours_that_the_clock_gives_it(zone, states):
    rows = [["a", "2025-03-30", "1", "", "23"], ["a", "2025-10-26", "1", "", "24"], ["a", "2025-10-27", "1", "", "24"]]
    chunk = TableChunk.of(RawTable.of(HEADER, rows, [2, 3, 4]))
    assert parse_rows(Texts(chunk, name_columns(HEADER)), ZoneInfo(zone))[0]["state"].tolist() == states
