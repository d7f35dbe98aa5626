"""The change sequence: who follows it holds the register as it is, whoever writes meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, make_url, text

from stationmap.errors import StoreError
from stationmap.store import open_store
from stationmap.store import store as store_module
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS, districts_of
from tests.oracles.tables import station, table_of, tables

one_database = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = ["甲", "乙", "丙", "丁"]


class Follower:
    """A copy of the register that is kept by what changed."""

    def __init__(self, store):
        self.store = store
        self.sequence = 0
        self.table = table_of([])
        self.districts = store.districts()

    def poll(self):
        """Ask what changed, and take it in."""
        found = self.store.changes(self.sequence)
        assert found.sequence >= self.sequence
        assert (found.sequence == self.sequence) <= (found.table.empty and not found.districts_changed)
        assert found.table["id"].tolist() == sorted(found.table["id"])
        rest = self.table[~self.table["id"].isin(found.table["id"])]
        self.table = pd.concat([rest, found.table]).sort_values("id", ignore_index=True)
        if found.districts_changed:
            self.districts = self.store.districts()
        self.sequence = found.sequence

    def check(self):
        """Hold the copy against the register, if nothing was written since."""
        table, districts, version = self.store.snapshot()
        if version == str(self.sequence):
            pd.testing.assert_frame_equal(self.table, table, check_exact=True)
            assert_geodataframe_equal(self.districts, districts)
        return version == str(self.sequence)


def edited(store, station_id, **cells):
    """Add a station, or change it."""
    while True:
        before = store.stations(station_id)
        row = before.to_dict("records")[0] if len(before) else station(station_id)
        try:
            return store.put("edit", before, table_of([row | cells]), NO_DISTRICTS)
        except StoreError as error:
            if "meanwhile" not in str(error):
                raise


saves = st.tuples(st.just("save"), tables(max_size=2), st.sampled_from([NO_DISTRICTS, THREE_DISTRICTS]))
edits = st.tuples(st.just("edit"), st.sampled_from(NAMES), st.sampled_from(["8:00-18:00", "24小时", ""]))
closings = st.tuples(st.just("close"), st.sampled_from(NAMES), st.dates().map(str))
polls = st.tuples(st.just("poll"), st.none(), st.none())


def act(store, follower, kind, what, value):
    if kind == "save":
        store.save(what, value, RECORD)
    elif kind == "poll":
        follower.poll()
        assert follower.check()
    else:
        edited(store, what, **{"edit": {"hours": value}, "close": {"closed_on": value}}[kind])


@one_database
@given(steps=st.lists(saves | edits | closings | polls, min_size=4, max_size=10))
def test_who_follows_the_changes_holds_the_register(database, store, steps):
    database.clear()
    follower, before = Follower(store), store.snapshot()
    for step in steps:
        act(store, follower, *step)
        after = store.snapshot()
        same = before[0].equals(after[0]) and before[1].equals(after[1])
        assert (int(after[2]) > int(before[2])) is not same
        before = after
    follower.poll()
    assert follower.check()


def test_who_follows_two_writers_misses_nothing(database, store):
    def write(name):
        with database.open() as own:
            for number in range(5):
                edited(own, f"{name}{number % 4}", capacity=number)
                edited(own, "shared", name=f"{name}{number}")
                own.save(table_of([station(f"{name}-{number}")]), NO_DISTRICTS, RECORD)

    follower = Follower(store)
    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, name) for name in "ab"]
        while not all(writer.done() for writer in writers):
            follower.poll()
            follower.check()
    for writer in writers:
        writer.result()
    follower.poll()
    assert follower.check()
    assert follower.sequence == 2 * 3 * 5
    assert len(follower.table) == 2 * (4 + 5) + 1


@pytest.mark.postgres
def test_nobody_takes_a_number_while_another_has_one_that_is_not_committed(postgres, monkeypatch):
    write_stations = store_module.write_stations
    address = make_url(postgres.address).update_query_dict({"options": "-c lock_timeout=50"})

    def write_in_between(connection, difference, **marks):
        monkeypatch.setattr(store_module, "write_stations", write_stations)
        with open_store(address.render_as_string(hide_password=False)) as other:
            with pytest.raises(StoreError, match="lock timeout"):
                edited(other, "overtaking")
            assert other.changes(0).sequence == 0
        write_stations(connection, difference, **marks)

    with postgres.open(create=True) as store:
        monkeypatch.setattr(store_module, "write_stations", write_in_between)
        edited(store, "first")
        assert store.stations()["id"].tolist() == ["first"]


def test_changes_see_one_moment(database, store, monkeypatch):
    edited(store, "a")
    last_change = store_module.changes_since.__globals__["last_change"]

    def write_in_between(connection):
        monkeypatch.setitem(store_module.changes_since.__globals__, "last_change", last_change)
        found = last_change(connection)
        with database.open() as writer:
            writer.save(table_of([station("b")]), THREE_DISTRICTS, RECORD)
        return found

    monkeypatch.setitem(store_module.changes_since.__globals__, "last_change", write_in_between)
    found = store.changes(0)
    assert (found.sequence, found.table["id"].tolist(), found.districts_changed) == (1, ["a"], False)
    found = store.changes(found.sequence)
    assert (found.sequence, found.table["id"].tolist(), found.districts_changed) == (2, ["b"], True)


def test_each_change_is_written_down_with_its_kind(database, store):
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    edited(store, "a", hours="24小时")
    edited(store, "a", hours="24小时")
    store.save(table_of([]), THREE_DISTRICTS, RECORD)
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT sequence, kind, what FROM changes ORDER BY sequence")).all()
        made = connection.execute(text("SELECT made_at FROM changes")).scalars().all()
    assert rows == [(1, "import", "站点.csv"), (2, "edit", "a"), (3, "import", "站点.csv")]
    assert all(at.endswith("+00:00") for at in made)


def test_districts_that_are_as_they_were_are_no_change(store):
    store.save(table_of([]), THREE_DISTRICTS, RECORD)
    store.save(table_of([]), THREE_DISTRICTS.iloc[::-1], RECORD)
    assert not store.changes(1).districts_changed
    moved = gpd.GeoDataFrame(THREE_DISTRICTS.assign(geometry=THREE_DISTRICTS.geometry.translate(0.1)))
    store.save(table_of([]), moved, RECORD)
    assert store.changes(1).districts_changed
    store.save(table_of([]), districts_of(("410102", "中原区", "", None, None)), RECORD)
    assert store.changes(2).districts_changed
    assert not store.changes(3).districts_changed


def test_what_another_changed_meanwhile_is_not_overwritten(database, store):
    none = table_of([])
    first = table_of([station("a", hours="24小时")])
    assert store.put("add", none, first, NO_DISTRICTS) == 1
    for stale in (none, table_of([station("a")])):
        with pytest.raises(StoreError, match="meanwhile"):
            store.put("edit", stale, table_of([station("a", hours="8:00-18:00")]), THREE_DISTRICTS)
    with pytest.raises(StoreError, match="meanwhile"):
        store.put("edit", table_of([station("b")]), table_of([station("b", hours="24小时")]), THREE_DISTRICTS)
    table, districts, version = store.snapshot()
    pd.testing.assert_frame_equal(table, first)
    assert (len(districts), version) == (0, "1")


def test_one_station_is_read_without_the_others(store):
    store.save(table_of([station("a"), station("b"), station("c")]), NO_DISTRICTS, RECORD)
    assert store.stations("c", "a", "none")["id"].tolist() == ["a", "c"]
    assert store.stations("none").empty


def test_the_number_is_one_query(store):
    asked = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert store.sequence() == 0
    assert len([query for query in asked if query.startswith("SELECT")]) == 1
