"""A check in stretches finds what a check of the whole finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.files import read_table, temporary_folder
from stationmap.visits import read_visits, visit_findings
from stationmap.warehouse import VisitForm, check_visits, import_visits
from stationmap.warehouse.told import Told
from tests.oracles.visit_store import write_rows

cells = st.tuples(
    st.sampled_from(["a", "b", " a", "x", ""]),
    st.sampled_from(["2025-08-31", "2025/9/1", "2025-09-01", "2025-09-31", "1999-01-01"]),
    st.sampled_from(["0", "3", "3.0", "", "-1", "2.5", "many"]),
    st.sampled_from(["", "正常", "部分", "关闭", "未上报", "?"]),
)


def _said(findings):
    return sorted((i.row, i.severity, i.code, i.field, i.value, i.message, i.message_zh) for i in findings)


@settings(max_examples=8)
@given(st.lists(cells, min_size=1, max_size=9), st.integers(1, 4))
def test_stretches_make_no_difference(rows, size):
    with temporary_folder() as folder:
        path = write_rows(folder / "a.csv", rows)
        found = check_visits(path, known=["a", "b"], chunk_rows=size)
        assert _said(found.findings) == _said(visit_findings(read_table(path), ["a", "b"]))
        try:
            counts, _ = read_visits(read_table(path), ["a", "b"])
        except InputError:
            assert found.usable == 0
            return
        assert (found.usable, found.left_out) == (len(counts.frame), counts.rows_left_out)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_every_kind_of_file_is_read(suffix, tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", "2025-09-01", 3, "正常"), ("b", "2025-09-01", "x", "")])
    frame = read_table(path).frame
    target = tmp_path / f"b{suffix}"
    writers = {".csv": frame.to_csv, ".xlsx": frame.to_excel, ".parquet": frame.to_parquet}
    writers[suffix](target, index=False)
    found = check_visits(target)
    assert [(item.code, item.value) for item in found.findings] == [("visits_not_a_number", "x")]
    assert import_visits(target, tmp_path / "v").entry.new == 1


def test_without_a_register_no_station_is_strange(tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", "2025-09-01", 3, "正常")])
    assert len(check_visits(path).findings) == 0
    assert [item.code for item in check_visits(path, known=[]).findings] == ["unknown_station"]


def test_a_file_of_entries_is_told_by_its_columns(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("编号,进站时间,方向\na,2025-09-01 08:00,进\na,2025-09-01 08:30,出\na,noon,进\n", "utf-8")
    found = check_visits(path, known=[])
    assert (found.events, found.rows, found.usable, found.exits, found.left_out) == (True, 3, 1, 1, 1)
    assert {(item.row, item.code) for item in found.findings} == {(4, "unreadable_time"), (2, "unknown_station")}


def test_a_name_that_could_be_either_is_settled_by_the_caller(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("编号,时间,人次\na,2025-09-01 08:00,2\n", "utf-8")
    assert not check_visits(path).events
    assert check_visits(path, VisitForm(events=True)).usable == 1
    assert check_visits(path, VisitForm(columns={"timestamp": "时间"})).events


def test_of_very_many_findings_the_rest_is_counted(tmp_path):
    told = Told(kept=2)
    told.extend(visit_findings(read_table(write_rows(tmp_path / "a.csv", [("", "x", 1, "")] * 5)), []))
    found = told.findings()
    assert [item.code for item in found].count("no_station_id") == 2
    assert sorted((item.value, item.message[:31]) for item in found if item.row == 0) == [
        ("no_station_id", "too many of one kind; 3 more ar"),
        ("unreadable_date", "too many of one kind; 3 more ar"),
    ]
