"""An import is whole or not at all; writers wait for each other, readers see one moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest

from stationmap.errors import InputError, StationmapError
from stationmap.store import Saved
from stationmap.store import store as store_module
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS, districts_of
from tests.oracles.tables import station, table_of


def contents(store):
    table, districts, version = store.snapshot()
    return table.to_json(), districts.drop(columns="geometry").to_json(), version


def failing(*rows):
    """A table of which the last row cannot be saved."""
    return pd.concat([table_of(rows), table_of([station("last")]).assign(name=pd.NA)], ignore_index=True)


@pytest.mark.parametrize("filled", [False, True])
def test_a_failing_save_leaves_nothing(store, filled):
    if filled:
        store.save(table_of([station("a")]), districts_of(("410102", "旧", "", None, None)), RECORD)
    before = contents(store)
    with pytest.raises(StationmapError):
        store.save(failing(station("a", name="新"), station("b")), THREE_DISTRICTS, RECORD)
    assert contents(store) == before
    assert store.save(table_of([station("b")]), NO_DISTRICTS, RECORD).added == 1


@pytest.mark.parametrize("known", [False, True])
def test_a_doubled_id_is_refused_by_name(store, known):
    if known:
        store.save(table_of([station("a"), station("z")]), NO_DISTRICTS, RECORD)
    before = contents(store)
    with pytest.raises(InputError, match="'a'") as caught:
        store.save(table_of([station("a", name="一"), station("b"), station("a", name="二")]), THREE_DISTRICTS, RECORD)
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("id", "a")]
    assert contents(store) == before


def test_versions_increase_and_are_the_reader_s_to_compare(store):
    versions = [store.version()]
    for number in range(3):
        store.save(table_of([station(str(number))]), NO_DISTRICTS, RECORD)
        versions.append(store.version())
    assert [int(version) for version in versions] == sorted({int(version) for version in versions})


def test_two_writers_at_once_both_succeed(database, store):
    both = Barrier(2)

    def write(name):
        with database.open() as own:
            both.wait(timeout=20)
            return [
                own.save(table_of([station(f"{name}{n}"), station("shared")]), NO_DISTRICTS, RECORD) for n in range(5)
            ]

    with ThreadPoolExecutor(2) as pool:
        saved = [item for result in pool.map(write, "ab") for item in result]
    assert len(store.stations()) == 11
    assert sum(item.added for item in saved) == 11
    assert sum(item.unchanged for item in saved) == 9
    assert int(store.version()) == 10


def test_two_may_make_the_same_new_database_at_once(database):
    both = Barrier(2)

    def make(name):
        both.wait(timeout=20)
        with database.open(create=True) as own:
            return own.save(table_of([station(name)]), NO_DISTRICTS, RECORD)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(saved.absent for saved in pool.map(make, "ab")) == [0, 1]


def test_a_reader_sees_one_moment_while_a_writer_commits(database, store, monkeypatch):
    store.save(table_of([station("old")]), districts_of(("410102", "旧", "", None, None)), RECORD)
    before = contents(store)
    read_districts = store_module.read_districts

    def write_in_between(connection):
        monkeypatch.setattr(store_module, "read_districts", read_districts)
        with database.open() as writer:
            writer.save(table_of([station("new")]), THREE_DISTRICTS, RECORD)
        return read_districts(connection)

    monkeypatch.setattr(store_module, "read_districts", write_in_between)
    assert contents(store) == before
    table, districts, version = store.snapshot()
    assert (table["id"].tolist(), len(districts), int(version)) == (["new", "old"], 3, int(before[2]) + 1)


def test_a_reader_does_not_wait_for_a_writer(database, store, monkeypatch):
    write_stations = store_module.write_stations

    def read_in_between(connection, difference, **marks):
        write_stations(connection, difference, **marks)
        with database.open() as reader:
            assert reader.snapshot()[2] == "0"

    monkeypatch.setattr(store_module, "write_stations", read_in_between)
    assert store.save(table_of([station("a")]), NO_DISTRICTS, RECORD) == Saved(1, 0, 0, 0)
