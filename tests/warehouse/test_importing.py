"""What an import does to a store, against a dictionary in plain Python."""

import json
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import (
    ColumnError,
    ExtraMissingError,
    InputError,
    MissingFileError,
    SchemaVersionError,
    StoreError,
)
from stationmap.files import temporary_folder, try_lock
from stationmap.warehouse import VisitForm, import_visits, importing, open_visits
from stationmap.warehouse.manifest import Manifest
from tests.oracles.visit_store import DAYS, diaries, imported, write_rows

DAY = "2025-09-01"


def rows_of(folder):
    """Give all that a store holds, as the oracle has it."""
    frame = open_visits(folder).counts().frame
    days = frame["date"].dt.strftime("%Y-%m-%d")
    visits = frame["visits"].astype(object).where(frame["visits"].notna(), None)
    keys = zip(frame["station_id"], days, strict=True)
    return dict(zip(keys, zip(visits, frame["state"], strict=True), strict=True))


def bytes_of(folder):
    """Give every file of a store, byte for byte."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=5)
@given(st.lists(diaries(), min_size=1, max_size=3))
def test_a_sequence_of_files_leaves_what_the_last_of_each_station_and_day_said(files):
    store = {}
    with temporary_folder() as folder:
        for number, rows in enumerate(files):
            done = import_visits(write_rows(folder / f"{number}.csv", rows), folder / "v", again=True).entry
            assert {"new": done.new, "replaced": done.replaced, "unchanged": done.unchanged} == imported(store, rows)
        assert rows_of(folder / "v") == store
        opened = open_visits(folder / "v")
        assert opened.station_days == len(store)
        assert [day.isoformat() for day in opened.period] == [f(day for _, day in store) for f in (min, max)]


@settings(max_examples=3)
@given(diaries(days=DAYS[:3]), diaries(days=DAYS[3:]))
def test_the_order_of_files_of_other_days_does_not_matter(one, other):
    with temporary_folder() as folder:
        paths = write_rows(folder / "1.csv", one), write_rows(folder / "2.csv", other)
        for name, order in (("a", paths), ("b", paths[::-1])):
            for path in order:
                import_visits(path, folder / name)
        assert rows_of(folder / "a") == rows_of(folder / "b")


def test_the_same_file_again_changes_no_byte_and_says_so(tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", DAY, 3, "counted"), ("a", "2025-10-01", None, "closed")])
    first = import_visits(path, tmp_path / "v")
    before = bytes_of(tmp_path / "v")
    second = import_visits(path, tmp_path / "v")
    assert (first.already, second.already) == (False, True)
    assert second.entry == first.entry
    assert bytes_of(tmp_path / "v") == before


def test_an_old_file_brings_nothing_back_unless_it_is_asked_for(tmp_path):
    old = write_rows(tmp_path / "old.csv", [("a", DAY, 3, "counted")])
    new = write_rows(tmp_path / "new.csv", [("a", DAY, 4, "counted")])
    for path in (old, new, old):
        import_visits(path, tmp_path / "v")
    assert rows_of(tmp_path / "v") == {("a", DAY): (4, "counted")}
    assert import_visits(old, tmp_path / "v", again=True).entry.replaced == 1
    assert rows_of(tmp_path / "v") == {("a", DAY): (3, "counted")}


def test_rows_that_say_the_same_in_another_file_write_no_month(tmp_path):
    rows = [("a", DAY, 3, "counted"), ("b", DAY, None, "not_reporting")]
    import_visits(write_rows(tmp_path / "a.csv", rows), tmp_path / "v")
    months = open_visits(tmp_path / "v").manifest.months
    done = import_visits(write_rows(tmp_path / "b.csv", rows[::-1]), tmp_path / "v")
    assert (done.already, done.entry.changed, done.entry.unchanged) == (False, False, 2)
    assert open_visits(tmp_path / "v").manifest.months == months


def test_a_month_that_a_file_does_not_touch_keeps_its_bytes(tmp_path):
    import_visits(write_rows(tmp_path / "a.csv", [("a", DAY, 3, ""), ("a", "2025-10-01", 1, "")]), tmp_path / "v")
    before = bytes_of(tmp_path / "v")
    import_visits(write_rows(tmp_path / "b.csv", [("b", "2025-10-02", 1, "")]), tmp_path / "v")
    after = bytes_of(tmp_path / "v")
    assert {name for name in before if after.get(name) == before[name]} >= {"2025-09.0001.parquet"}
    assert {name for name in after if name.endswith(".parquet")} == {"2025-09.0001.parquet", "2025-10.0002.parquet"}


class _Stopped(BaseException):
    """The machine stops."""


@pytest.mark.parametrize(
    "at", ["stationmap.warehouse.importing.merge_month", "stationmap.warehouse.manifest.write_text"]
)
def test_an_import_that_is_cut_off_leaves_the_store_as_it_was_and_can_be_done_again(at, tmp_path, monkeypatch):
    import_visits(
        write_rows(tmp_path / "a.csv", [("a", DAY, 3, "counted"), ("a", "2025-10-01", 1, "counted")]), tmp_path / "v"
    )
    before = rows_of(tmp_path / "v")
    newer = write_rows(tmp_path / "b.csv", [("a", DAY, 9, "counted"), ("a", "2025-10-01", 8, "counted")])

    real, calls = importing.merge_month, []

    def second_stops(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise _Stopped
        return real(*arguments)

    def stops(*_):
        raise _Stopped

    with monkeypatch.context() as patch:
        patch.setattr(at, second_stops if at.endswith("merge_month") else stops)
        with pytest.raises(_Stopped):
            import_visits(newer, tmp_path / "v")
    assert rows_of(tmp_path / "v") == before
    assert import_visits(newer, tmp_path / "v").entry.replaced == 2
    assert set(rows_of(tmp_path / "v").values()) == {(9, "counted"), (8, "counted")}
    assert len(list((tmp_path / "v").glob("*.parquet"))) == 2


def test_two_imports_at_once_are_refused(tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", DAY, 3, "counted")])
    (tmp_path / "v").mkdir()
    with try_lock(tmp_path / "v" / ".lock"), pytest.raises(StoreError, match="under way"):
        import_visits(path, tmp_path / "v")
    assert import_visits(path, tmp_path / "v").entry.new == 1


def test_a_file_without_a_row_that_can_be_used_writes_nothing(tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", "x", 3, "")])
    with pytest.raises(InputError, match="no row") as caught:
        import_visits(path, tmp_path / "v")
    assert [fault.value for fault in caught.value.faults] == ["x"]
    assert open_visits(tmp_path / "v").station_days == 0
    with pytest.raises(InputError, match="empty"):
        open_visits(tmp_path / "v").counts()


def test_what_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(MissingFileError):
        import_visits(tmp_path / "none.csv", tmp_path / "v")
    with pytest.raises(MissingFileError):
        import_visits(write_rows(tmp_path / "a.csv", []), tmp_path / "no" / "v")
    (tmp_path / "b.csv").write_text("x,y\n1,2\n", "utf-8")
    with pytest.raises(ColumnError):
        import_visits(tmp_path / "b.csv", tmp_path / "v")


def test_the_ledger_and_the_method_come_back_out(tmp_path):
    rows = [("a", DAY, 3, "counted"), ("a", DAY, 4, "counted"), ("", DAY, 1, ""), ("x", DAY, 1, "")]
    path = write_rows(tmp_path / "a.csv", rows)
    done = import_visits(path, tmp_path / "v", VisitForm(method="计数器 counter"), known=["a"])
    assert (done.entry.rows, done.entry.left_out, done.entry.new) == (4, 2, 2)
    assert {item.code for item in done.findings} == {"conflicting_duplicate", "no_station_id", "unknown_station"}
    import_visits(write_rows(tmp_path / "b.csv", [("b", DAY, 1, "")]), tmp_path / "v")
    store = open_visits(tmp_path / "v")
    assert [(entry.file, entry.first, entry.last) for entry in store.imports] == [
        ("a.csv", DAY, DAY),
        ("b.csv", DAY, DAY),
    ]
    assert (store.unit, store.method) == ("人次 visits", "计数器 counter；方法未注明 method not stated")
    counts = store.counts()
    assert (counts.unit, counts.method, counts.period, counts.rows_left_out) == (
        store.unit,
        store.method,
        (date.fromisoformat(DAY),) * 2,
        2,
    )
    document = json.loads((tmp_path / "v" / "visits.json").read_text("utf-8"))
    assert document["period"] == {"first": DAY, "last": DAY}
    assert document["imports"][0]["sha256"] == store.imports[0].sha256


def test_a_store_of_another_version_is_refused(tmp_path):
    (tmp_path / "visits.json").write_text('{"version": 99}', "utf-8")
    with pytest.raises(SchemaVersionError):
        open_visits(tmp_path)
    for text in ("[]", "{", '{"version": 1}'):
        (tmp_path / "visits.json").write_text(text, "utf-8")
        with pytest.raises(InputError):
            Manifest.read(tmp_path)


@pytest.mark.parametrize("complete", [None, (date(2025, 8, 30), date(2025, 9, 2))])
def test_a_day_without_an_entry_is_a_true_zero_only_where_all_entries_are_there(complete, tmp_path):
    lines = ["编号,时间", "a,2025-08-31 23:59", "a,2025-08-31 08:00", "b,2025-08-31T16:30:00Z"]
    lines += ["c,2025-09-01 10:00", "c,?", "a,2025-09-05 10:00"]
    path = tmp_path / "e.csv"
    path.write_text("\n".join(lines), "utf-8")
    done = import_visits(path, tmp_path / "v", VisitForm(complete=complete))
    counted = {("a", "2025-08-31"): 2, ("b", "2025-09-01"): 1, ("c", "2025-09-01"): 1, ("a", "2025-09-05"): 1}
    span = ["2025-08-30", "2025-08-31", "2025-09-01", "2025-09-02"] if complete else []
    # of c a row could not be read: on which day somebody entered is not known, so no day of it is a sure zero
    zeros = {(station, day): 0 for station in "ab" for day in span}
    assert rows_of(tmp_path / "v") == {key: (n, "counted") for key, n in (zeros | counted).items()}
    assert done.entry.left_out == 1


def test_complete_days_are_of_entries_alone(tmp_path):
    path = write_rows(tmp_path / "a.csv", [("a", DAY, 3, "counted")])
    with pytest.raises(InputError, match="entry"):
        import_visits(path, tmp_path / "v", VisitForm(complete=(date(2025, 9, 1), date(2025, 9, 2))))


def test_a_large_file_is_stored_as_a_small_one(tmp_path, monkeypatch):
    rows = [("a", DAY, 3, "counted"), ("b", DAY, None, "closed"), ("a", "2025-10-01", 0, ""), ("a", DAY, 4, "counted")]
    path = write_rows(tmp_path / "a.csv", rows)
    small = import_visits(path, tmp_path / "small")
    monkeypatch.setattr("stationmap.files.streams.SMALL_BYTES", 1)
    monkeypatch.setattr("stationmap.files.big_text.BLOCK_BYTES", 40)
    large = import_visits(path, tmp_path / "large")
    assert rows_of(tmp_path / "large") == rows_of(tmp_path / "small")
    assert large.findings.items == small.findings.items
    assert [item.code for item in large.findings] == ["conflicting_duplicate"]


def test_without_the_engine_the_line_to_type_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'stationmap\[planning\]'"):
        import_visits(write_rows(tmp_path / "a.csv", [("a", DAY, 3, "")]), tmp_path / "v")
    assert not (tmp_path / "v").exists()


def test_a_folder_of_somebody_elses_files_is_left_alone(tmp_path):
    """Files that looked like months were removed, as if an import had left them."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for name in ("2025-09.sales.parquet", "2025-09.0001.parquet"):
        (theirs / name).write_bytes(b"theirs")
        with pytest.raises(InputError, match=r"不是人次库|目录"):
            import_visits(write_rows(tmp_path / "a.csv", [("A", DAY, 5, "counted")]), theirs)
        assert bytes_of(theirs) == {name: b"theirs"}
        (theirs / name).unlink()


def test_a_file_put_beside_the_months_stays(tmp_path):
    import_visits(write_rows(tmp_path / "a.csv", [("A", DAY, 5, "counted")]), tmp_path / "v")
    (tmp_path / "v" / "2025-09.copy.parquet").write_bytes(b"mine")
    import_visits(write_rows(tmp_path / "b.csv", [("A", DAY, 6, "counted")]), tmp_path / "v")
    assert (tmp_path / "v" / "2025-09.copy.parquet").read_bytes() == b"mine"


def test_months_whose_list_is_lost_are_never_taken_for_leavings(tmp_path):
    """They were removed by the next import, without a word."""
    import_visits(write_rows(tmp_path / "a.csv", [("A", DAY, 5, "counted")]), tmp_path / "v")
    (tmp_path / "v" / "visits.json").unlink()
    before = bytes_of(tmp_path / "v")
    with pytest.raises(InputError, match="their list"):
        import_visits(write_rows(tmp_path / "b.csv", [("B", "2025-10-01", 6, "counted")]), tmp_path / "v")
    assert bytes_of(tmp_path / "v") == before
