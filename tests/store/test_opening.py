"""Opening: which address is taken, and what is said of a database that cannot be used."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from stationmap.errors import (
    InputError,
    MissingFileError,
    SchemaVersionError,
    StationmapError,
    StoreError,
    StoreUnavailableError,
)
from stationmap.store import open_store
from stationmap.store.migrating import upgrade
from tests.oracles.records import NO_DISTRICTS, RECORD
from tests.oracles.tables import station, table_of


def test_a_missing_file_is_named_and_not_made(sqlite):
    with pytest.raises(MissingFileError, match=r"登记 册\.db"):
        sqlite.open()
    assert not Path(sqlite.address).exists()


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(MissingFileError):
        open_store(tmp_path)
    with pytest.raises(StoreError):
        open_store(tmp_path, create=True)


def test_a_folder_that_is_missing_is_a_store_error(tmp_path):
    with pytest.raises(StoreError, match="missing"):
        open_store(tmp_path / "missing" / "register.db", create=True)


@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path, create):
    path = tmp_path / "stations.csv"
    path.write_text("编号,名称\n" + "1,站点\n" * 1000, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"stations\.csv.*not a database") as caught:
        open_store(path, create=create)
    assert not isinstance(caught.value, StoreUnavailableError | SchemaVersionError)
    assert path.read_bytes() == before


def test_an_empty_database_holds_no_register(database):
    database.run("SELECT 1")
    with pytest.raises(SchemaVersionError, match="no register"):
        database.open()


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_database_is_refused_and_left_alone(database, store, create):
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    database.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaVersionError, match="9999"):
        database.open(create=create)
    assert store.stations()["id"].tolist() == ["a"]


def test_opening_again_finds_what_was_saved(database, store):
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    for create in (False, True):
        with database.open(create=create) as again:
            assert again.stations()["id"].tolist() == ["a"]
            assert again.version() == store.version()


def test_path_and_text_are_the_same_address(migrated):
    with open_store(Path(migrated)) as one, open_store(str(migrated)) as other:
        assert one.version() == other.version() == "0"


@pytest.mark.parametrize(
    "address", ["mysql://u:secret@h/d", "sqlite:///x.db", "://", "http://h/secret", "nonsense://u:secret@h"]
)
def test_other_kinds_of_address_are_refused_without_their_password(address):
    with pytest.raises(InputError) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["postgresql://u:s3cr3t@127.0.0.1:1/d", "postgresql+psycopg://u:s3cr3t@127.0.0.1:1/d"]
)
@pytest.mark.parametrize("create", [False, True])
def test_a_server_that_does_not_answer_is_unavailable_and_its_password_hidden(address, create):
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(address, create=create)
    assert isinstance(caught.value, ConnectionError)
    assert "127.0.0.1:1" in caught.value.detail
    error = caught.value
    while error is not None:
        assert "s3cr3t" not in str(error)
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("address", ["postgresql://u:s3cr3t@h:port/d", "postgresql://u:s3cr3t@127.0.0.1:1/d?no_such=1"])
def test_a_malformed_address_is_our_error_without_the_password(address):
    with pytest.raises(StationmapError) as caught:
        open_store(address)
    assert "s3cr3t" not in str(caught.value)


def test_a_closed_store_leaves_no_other_file(sqlite):
    with sqlite.open(create=True) as store:
        store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    assert [path.name for path in Path(sqlite.address).parent.iterdir()] == [Path(sqlite.address).name]


@pytest.mark.parametrize("address", ["", " "])
@pytest.mark.parametrize("create", [False, True])
def test_an_empty_address_is_said_to_be_empty(address, create):
    with pytest.raises(InputError, match=r"--db 是空的 .* --db is empty"):
        open_store(address, create=create)


@pytest.mark.postgres
def test_who_meets_another_making_the_same_database_waits_and_finds_it_made(postgres):
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(1) as pool, postgres.engine.connect() as watch:
        with postgres.engine.begin() as first:
            upgrade(first)
            second = pool.submit(postgres.open, create=True)
            while not (watch.execute(waiting).scalar_one() or second.done()):
                pass
        with second.result() as opened:
            assert opened.version() == "0"


@pytest.mark.parametrize("name", ["register.db", "a?mode=memory#b%20c.db"])
def test_a_file_that_is_removed_is_not_made_again(tmp_path, name):
    path = tmp_path / name
    open_store(path, create=True).close()
    assert path.is_file()
    with open_store(path) as store:
        path.unlink()
        with pytest.raises(StoreUnavailableError):
            store.sequence()
    assert not path.exists()
