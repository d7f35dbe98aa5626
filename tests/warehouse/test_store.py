"""What a store answers, against sums in plain Python; and that a cluster could be asked the same."""

import json
from datetime import date

import ibis
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files import demo_path, temporary_folder
from stationmap.visits import VisitCounts
from stationmap.warehouse import (
    DAYS_COLUMNS,
    Limits,
    VisitStore,
    days_for_people,
    expressions,
    import_visits,
    imports_for_people,
    open_visits,
    store_document,
    store_notes,
)
from stationmap.warehouse.manifest import Manifest
from tests.oracles.visit_store import DAYS, STATES, by_district_of, diaries, imported, totals_of, write_rows

DISTRICTS = {"a": "410102", "b": "410102", "c": "410103"}  # d has none
TABLE = pd.DataFrame({"station_id": list(DISTRICTS), "adcode": list(DISTRICTS.values())})
NAMES = ["reported", "part", "closed", "not_reporting"]


def number(value):
    return None if pd.isna(value) else int(value)


@settings(max_examples=6)
@given(diaries(min_size=3), st.sampled_from([None, (1, 4), (0, 2), (5, 5)]))
def test_sums_are_those_of_a_recount(rows, span):
    store, period = {}, None if span is None else tuple(date.fromisoformat(DAYS[at]) for at in span)
    ends = ("", "9999") if span is None else tuple(DAYS[at] for at in span)
    imported(store, rows)
    with temporary_folder() as folder:
        import_visits(write_rows(folder / "a.csv", rows), folder / "v")
        opened = open_visits(folder / "v", limits=Limits("200MB", 1))
        totals = opened.station_totals(period).set_index("station_id")
        days = opened.days_by_district(TABLE, period)
    assert {
        key: {
            **{name: number(row[name]) for name in ("visits", "reported_visits")},
            **{name: str(row[name])[:10] for name in ("first_day", "last_day")},
            **{state: row[f"{name}_days"] for state, name in zip(STATES, NAMES, strict=True)},
        }
        for key, row in totals.iterrows()
    } == totals_of(store, *ends)
    assert {
        (row["adcode"], str(row["date"])[:10]): [
            *(number(row[name]) for name in ("visits", "reported_visits")),
            *(row[f"{name}_stations"] for name in NAMES),
        ]
        for _, row in days.iterrows()
    } == by_district_of(store, DISTRICTS, *ends)


@pytest.fixture
def opened(tmp_path):
    rows = [
        ("a", "2025-08-31", 0, "counted"),
        ("a", "2025-09-02", None, "not_reporting"),
        ("b", "2025-09-01", 5, "part_day"),
    ]
    import_visits(write_rows(tmp_path / "a.csv", rows), tmp_path / "v")
    return open_visits(tmp_path / "v")


def test_a_missing_day_is_no_row_and_a_silent_one_no_zero(opened):
    days = opened.days_by_district(TABLE)
    assert [str(day)[:10] for day in days["date"]] == ["2025-08-31", "2025-09-01", "2025-09-02"]
    assert days["visits"].isna().tolist() == [False, False, True]
    totals = opened.station_totals()
    assert totals["reported_days"].tolist() == [1, 0]
    assert totals["not_reporting_days"].tolist() == [1, 0]


def test_unit_period_and_method_stand_under_every_figure(opened):
    assert store_notes(opened)[0] == (
        "时段 period: 2025-08-31 – 2025-09-02 · 单位 unit: 人次 visits · 方法 method: 方法未注明 method not stated"
    )
    document = json.loads(json.dumps(store_document(opened)))
    assert document["period"] == {"first": "2025-08-31", "last": "2025-09-02"}
    assert [entry["file"] for entry in document["imports"]] == imports_for_people(opened)["文件 file"].tolist()
    assert set(opened.days_by_district(TABLE)) == set(DAYS_COLUMNS)
    assert days_for_people(opened.days_by_district(TABLE))["人次 visits"].isna().sum() == 1


def test_the_rows_of_some_stations_and_days(opened):
    counts = opened.counts(["a", "z"])
    assert isinstance(counts, VisitCounts)
    assert counts.frame["station_id"].tolist() == ["a", "a"]
    assert counts.period == opened.period == (date(2025, 8, 31), date(2025, 9, 2))
    later = opened.counts(period=(date(2025, 9, 1), date(2025, 9, 9)))
    assert (len(later.frame), later.days) == (2, 9)
    assert opened.counts(period=(date(2026, 1, 1), date(2026, 1, 2))).frame.empty
    assert opened.counts([]).frame.empty


def test_too_many_rows_are_not_given(opened, monkeypatch):
    monkeypatch.setattr("stationmap.warehouse.store.MOST_ROWS", 2)
    with pytest.raises(InputError, match="too many"):
        opened.counts()
    assert len(opened.counts(["a"]).frame) == 2


def test_what_does_not_fit_is_refused(opened, tmp_path):
    for ask in (opened.counts, opened.station_totals, lambda period: opened.days_by_district(TABLE, period)):
        with pytest.raises(InputError, match="before it begins"):
            ask(period=(date(2025, 9, 2), date(2025, 9, 1)))
    with pytest.raises(InputError, match="two districts"):
        opened.days_by_district(pd.concat([TABLE, TABLE]))
    with pytest.raises(InputError, match="empty"):
        _ = VisitStore(tmp_path, Manifest()).period
    with pytest.raises(MissingFileError):
        open_visits(tmp_path / "none")


def test_a_store_that_an_import_changed_meanwhile_says_so(opened, tmp_path):
    import_visits(write_rows(tmp_path / "b.csv", [("a", "2025-09-02", 7, "counted")]), opened.folder)
    with pytest.raises(MissingFileError, match="open it anew"):
        opened.station_totals()
    assert open_visits(opened.folder).station_totals()["visits"].tolist() == [7, 5]


def test_an_empty_period_gives_the_columns_and_no_row(opened):
    far = (date(2030, 1, 1), date(2030, 1, 2))
    assert len(opened.station_totals(far)) == 0
    assert list(opened.station_totals(far)) == list(opened.station_totals())
    assert list(opened.days_by_district(TABLE, far)) == list(opened.days_by_district(TABLE))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "pyspark", "clickhouse", "trino"])
def test_the_same_expressions_are_words_for_other_engines(dialect):
    visits = ibis.table({"station_id": "string", "date": "date", "visits": "int64", "state": "string"}, name="visits")
    districts = ibis.table({"station_id": "string", "adcode": "string"}, name="districts")
    period = date(2025, 9, 1), date(2025, 9, 30)
    for asked in (
        expressions.station_totals(visits, period),
        expressions.days_by_district(visits, districts, period),
    ):
        text = str(ibis.to_sql(asked, dialect=dialect)).upper()
        assert "GROUP BY" in text
        assert "NOT_REPORTING" in text


def _other_rows(path):
    pd.DataFrame({"a": [1]}).to_parquet(path)


def _fewer_rows(path):
    pd.read_parquet(path).iloc[1:].to_parquet(path)


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(path.read_bytes()[:200]), _other_rows, _fewer_rows])
def test_a_damaged_month_is_an_error_that_names_the_store(tmp_path, harm):
    import_visits(demo_path("visits.csv"), tmp_path / "v")
    store = open_visits(tmp_path / "v")
    harm(store.manifest.files(store.folder)[0])
    for ask in (store.counts, store.station_totals, store.rows):
        with pytest.raises(FileFormatError, match=str(tmp_path)):
            ask()


def test_a_list_that_names_files_elsewhere_is_none(tmp_path):
    import_visits(demo_path("visits.csv"), tmp_path / "v")
    names = (tmp_path / "v" / "visits.json").read_text("utf-8")
    (tmp_path / "v" / "visits.json").write_text(names.replace('"2025-09.0001', '"../2025-09.0001'), "utf-8")
    with pytest.raises(FileFormatError):
        open_visits(tmp_path / "v")
