"""Who follows a database holds it as it is, whatever is committed, and whoever builds."""

from itertools import pairwise

import pytest

from stationmap.errors import StoreUnavailableError
from stationmap.loading import load_catalogue
from stationmap.snapshot import Building, Follower, build_snapshot, newest_snapshot, write_snapshot
from stationmap.snapshot import follower as room
from stationmap.store import open_store
from tests.oracles.catalogues import by_hand
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS, districts_of
from tests.oracles.tables import station, table_of

FOURTH = districts_of(("410103", "二七区", "郑州市", 1, None))


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of([station("a"), station("b")]), THREE_DISTRICTS, RECORD)
    return str(path)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "snapshots").mkdir()
    return tmp_path / "snapshots"


@pytest.fixture
def follow(db, root):
    """Open followers over one folder, and close them at the end."""
    opened = []

    def one():
        opened.append(Follower(db, root))
        return opened[-1]

    yield one
    for follower in opened:
        follower.close()


@pytest.fixture
def built(monkeypatch):
    """Build at once and here; the list tells how many were built."""
    started = []

    class Here(Building):
        def __init__(self, db, root, lock=None):
            self._lock = lock
            started.append(write_snapshot(root, load_catalogue(db)))
            lock.close()

        def finished(self):
            return True

        def stop(self):
            pass

    monkeypatch.setattr(room, "Building", Here)
    return started


def save(db, rows, districts=NO_DISTRICTS):
    with open_store(db) as store:
        store.save(table_of(rows), districts, RECORD)


def look(follower, times=1):
    for _ in range(times):
        step = follower.look()
        if step is not None:
            step()


def assert_abreast(follower, db):
    fresh = load_catalogue(db)
    assert follower.live.version == fresh.version
    assert [repr(follower.live.station(follower.live.row_of(i))) for i in fresh.table["id"]] == [
        repr(fresh.station(row)) for row in range(len(fresh))
    ]
    assert len(follower.live) == len(fresh)


def test_a_commit_of_another_is_seen_at_the_next_look(follow, db):
    follower = follow()
    assert follower.look() is None
    for rows in ([station("c")], [station("a", 35.0), station("aa")], [station("c", closed_on="2020-01-01")]):
        save(db, rows)
        look(follower)
        assert_abreast(follower, db)
    assert follower.look() is None


def test_until_the_step_is_done_answers_are_of_the_old_version(follow, db):
    follower = follow()
    before = follower.live.version
    save(db, [station("c")])
    step = follower.look()
    assert follower.live.version == before
    step()
    assert follower.live.version != before


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("most", ["_AT_ONCE", "_OVER", "_PENDING"])
def test_many_changes_at_once(follow, db, monkeypatch, most):
    monkeypatch.setattr(room, most, 3)
    follower = follow()
    save(db, [station(f"n{n}", 34.0 + n / 10) for n in range(5)])
    look(follower, 4)
    assert_abreast(follower, db)
    assert (follower.live.pending == 0) == (most != "_AT_ONCE")


def test_of_several_followers_one_builds_and_all_map_it(follow, db, built):
    followers = [follow() for _ in range(3)]
    save(db, [station("c", district="410103")], FOURTH)
    for _ in range(4):
        for follower in followers:
            look(follower)
    assert len(built) == 1
    for follower in followers:
        assert_abreast(follower, db)
        assert "410103" in follower.live.districts
        assert follower.live.pending == 0


def test_what_comes_while_a_base_is_built_lies_over_it(follow, db, root):
    follower = follow()
    base = load_catalogue(db)
    save(db, [station("c")])
    write_snapshot(root, base)
    look(follower)
    assert_abreast(follower, db)
    assert (follower.live.base.version, follower.live.pending) == (base.version, 1)


def test_districts_that_change_while_a_base_is_built_want_another(follow, db, root, built):
    follower = follow()
    base = load_catalogue(db)
    save(db, [], FOURTH)
    write_snapshot(root, base)
    look(follower, 4)
    assert len(built) == 1
    assert "410103" in follower.live.districts


def test_a_database_that_was_replaced_by_an_older_one(follow, db, root, tmp_path, built):
    for n in range(3):
        save(db, [station("c", 34.0 + n)])
    follower = follow()
    with open_store(tmp_path / "old.db", create=True) as store:
        store.save(table_of([station("z")]), NO_DISTRICTS, RECORD)
    (tmp_path / "old.db").replace(db)
    look(follower, 4)
    assert_abreast(follower, db)
    assert len(built) == 1
    assert follower.live.row_of("z") == 0


def test_a_real_builder_and_a_follower_that_maps(db, root, follow):
    build_snapshot(db, root)
    follower = follow()
    assert newest_snapshot(root) is not None
    assert not follower.live.base.index.arrays()["lat"].flags.owndata
    assert_abreast(follower, db)


def test_a_builder_that_fails_is_told_and_another_may_try(db, root):
    with pytest.raises(StoreUnavailableError):
        build_snapshot(f"{db}.none", root)
    write_snapshot(root, by_hand())
    assert Building.unless_another_does(db, root, None) is None  # there is a newer one than he knows
    first = Building.unless_another_does(db, root, newest_snapshot(root))
    assert Building.unless_another_does(db, root, newest_snapshot(root)) is None
    first.stop()
    last = Building.unless_another_does(db, root, newest_snapshot(root))
    assert last is not None
    last.stop()


@pytest.mark.parametrize("changes", [1, 4])
def test_another_register_of_the_same_or_a_greater_number(follow, db, tmp_path, built, changes):
    follower = follow()  # at number 1
    mark = follower.mark
    with open_store(tmp_path / "other.db", create=True) as store:
        for n in range(changes):
            store.save(table_of([station("z", 34.0 + n), station("y", 35.0)]), NO_DISTRICTS, RECORD)
    (tmp_path / "other.db").replace(db)
    look(follower, 4)
    assert_abreast(follower, db)
    assert len(built) == 1
    assert follower.mark != mark


def test_a_snapshot_of_a_register_that_an_older_one_replaced_is_not_taken(follow, db, root, tmp_path):
    save(db, [station("c")])
    build_snapshot(db, root)
    with open_store(tmp_path / "old.db", create=True) as store:
        store.save(table_of([station("z")]), NO_DISTRICTS, RECORD)
    (tmp_path / "old.db").replace(db)
    assert_abreast(follow(), db)


def test_new_districts_come_with_their_stations(follow, db, built):
    follower = follow()
    save(db, [station("c", district="410103")], FOURTH)
    look(follower)
    assert "410103" in follower.live.districts
    assert "410103" in follower.live.frozen().districts


def test_after_a_builder_that_failed_time_passes_before_another(follow, db, monkeypatch):
    clock, started = [0.0], []

    class Failing(Building):
        def __init__(self, db, root, lock=None):
            started.append(clock[0])
            lock.close()

        def finished(self):
            raise StoreUnavailableError("no room on the disk")

        def stop(self):
            pass

    monkeypatch.setattr(room, "Building", Failing)
    monkeypatch.setattr(room.time, "monotonic", lambda: clock[0])
    follower = follow()
    save(db, [], FOURTH)
    told = 0
    for clock[0] in range(60):
        try:
            look(follower)
        except StoreUnavailableError:
            told += 1
    pauses = [after - before for before, after in pairwise(started)]
    assert pauses == sorted(pauses)
    assert told == len(started) <= 5
