"""What goes into the store comes out of it, and saving tells what it changed."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from stationmap.errors import StoreError
from stationmap.station import STATION_COLUMNS
from stationmap.store import Saved
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS
from tests.oracles.tables import DTYPES, HOSTILE, station, table_of, tables

one_database = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ordered(table):
    """By code points, whatever the database's collation says."""
    return table.iloc[sorted(range(len(table)), key=table["id"].tolist().__getitem__)].reset_index(drop=True)


def assert_same(found, expected):
    pd.testing.assert_frame_equal(found, ordered(expected), check_exact=True)


@one_database
@given(table=tables())
def test_what_goes_in_comes_out(database, store, table):
    database.clear()
    saved = store.save(table, NO_DISTRICTS, RECORD)
    assert saved == Saved(added=len(table), updated=0, unchanged=0, absent=0)
    assert_same(store.stations(), table)


@one_database
@given(table=tables())
def test_saving_the_same_again_changes_nothing_and_is_no_change(database, store, table):
    database.clear()
    store.save(table, THREE_DISTRICTS, RECORD)
    before = store.version()
    assert store.save(table.iloc[::-1], THREE_DISTRICTS, RECORD) == Saved(0, 0, len(table), 0)
    assert store.version() == before
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM imports")).scalar_one() == 2
    assert_same(store.stations(), table)


@one_database
@given(first=tables(max_size=4), second=tables(max_size=4), kept=st.integers(0, 4))
def test_a_second_import_updates_adds_and_keeps(database, store, first, second, kept):
    database.clear()
    store.save(first, NO_DISTRICTS, RECORD)
    again = pd.concat([second, first[~first["id"].isin(second["id"])].head(kept)], ignore_index=True)
    old = {row["id"]: row for row in first.to_dict("records")}
    new = {row["id"]: row for row in again.to_dict("records")}
    changed = [key for key in new.keys() & old.keys() if not _equal(old[key], new[key])]
    saved = store.save(again, NO_DISTRICTS, RECORD)
    assert saved.added == len(new.keys() - old.keys())
    assert saved.updated == len(changed)
    assert saved.unchanged == len(new.keys() & old.keys()) - len(changed)
    assert saved.absent == len(old.keys() - new.keys())
    assert_same(store.stations(), pd.concat([again, first[~first["id"].isin(again["id"])]], ignore_index=True))


def _equal(one, other):
    return all(one[name] == other[name] or (pd.isna(one[name]) and pd.isna(other[name])) for name in one)


def test_a_change_in_any_column_is_an_update(store):
    values = {"text": "变", "codes": "toilet", "date": "2026-01-01", "number": 1.5, "integer": 3}
    changes = {name: values[column.type] for name, column in STATION_COLUMNS.items() if name != "id"}
    blank = {"lat": 1.0, "lon": 2.0}
    store.save(table_of([{"id": name, **blank} for name in changes]), NO_DISTRICTS, RECORD)
    changed = table_of([{"id": name, **blank, name: value} for name, value in changes.items()])
    assert store.save(changed, NO_DISTRICTS, RECORD) == Saved(0, len(changes), 0, 0)
    assert_same(store.stations(), changed)
    blanked = table_of([{"id": name, **blank} for name in changes])
    assert store.save(blanked, NO_DISTRICTS, RECORD) == Saved(0, len(changes), 0, 0)
    assert_same(store.stations(), blanked)


def test_an_update_names_the_import_that_brought_it(database, store):
    store.save(table_of([station("a"), station("b")]), NO_DISTRICTS, RECORD)
    store.save(table_of([station("a"), station("b", hours="24小时")]), NO_DISTRICTS, RECORD)
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT id, import_id, sequence FROM stations ORDER BY id")).all()
    assert rows == [("a", 1, store.sequence() - 1), ("b", 2, store.sequence())]


def test_the_record_of_an_import_is_kept(database, store):
    store.save(table_of([]), NO_DISTRICTS, RECORD)
    with database.engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM imports")).mappings().one()
    kept = {
        name: row[name] for name in ("file_name", "file_sha256", "datum", "rows_read", "rows_kept", "rows_left_out")
    }
    assert kept == {name: getattr(RECORD, name) for name in kept}
    assert row["imported_at"].endswith("+00:00")


def test_an_empty_store_gives_an_empty_table_of_the_right_types(store):
    table = store.stations()
    assert list(table.columns) == list(STATION_COLUMNS)
    assert {name: str(table[name].dtype) for name in table} == {
        name: DTYPES[column.type] for name, column in STATION_COLUMNS.items()
    }
    assert store.version() == "0"


def test_hostile_text_is_only_text(store):
    table = table_of([station(word, name=word, address=word, hours=word) for word in HOSTILE])
    store.save(table, NO_DISTRICTS, RECORD)
    assert_same(store.stations(), table)


def test_columns_of_objects_are_saved_as_well_as_columns_of_strings(store):
    table = table_of([station("a"), station("b")])
    store.save(table.astype(object), NO_DISTRICTS, RECORD)
    assert store.save(table, NO_DISTRICTS, RECORD) == Saved(0, 0, 2, 0)
    assert_same(store.stations(), table)


@pytest.mark.postgres
def test_postgresql_refuses_a_nul_by_name_of_our_error(postgres):
    with postgres.open(create=True) as store:
        with pytest.raises(StoreError, match="NUL"):
            store.save(table_of([station("a", name="\0")]), NO_DISTRICTS, RECORD)
        assert store.version() == "0"
