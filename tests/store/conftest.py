"""A database of each kind, empty and migrated."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from stationmap.store import Store, open_store

ADDRESS = os.environ.get("STATIONMAP_TEST_POSTGRES")
NO_SERVER = "STATIONMAP_TEST_POSTGRES names no PostgreSQL database that may be emptied"


@dataclass(frozen=True)
class Database:
    """Where a register may be kept, with a way to it past the library."""

    address: str

    @property
    def engine(self):
        """An engine of the test's own, which leaves no connection behind."""
        url = make_url(self.address) if "://" in self.address else make_url(f"sqlite:///{self.address}")
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, poolclass=NullPool)

    def run(self, *statements):
        """Run SQL."""
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def open(self, *, create=False) -> Store:
        """Open it as the library does."""
        return open_store(self.address, create=create)

    def clear(self):
        """Take all rows out, which is quicker than another migration."""
        tables = ("analyses", "stations", "districts", "imports", "changes")
        self.run(*(f"DELETE FROM {table}" for table in tables))


@pytest.fixture
def sqlite(tmp_path):
    """Path of a SQLite file that is not there yet."""
    return Database(str(tmp_path / "登记 册.db"))


@pytest.fixture(scope="session")
def address():
    """Address of a PostgreSQL database; tests that run side by side have one each, beside the one that is named."""
    if not ADDRESS:
        pytest.skip(NO_SERVER)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        return ADDRESS
    url = make_url(ADDRESS)
    name = f"{url.database}_{worker}"
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def postgres(address):
    """A PostgreSQL database with nothing in it."""
    database = Database(address)
    database.run("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")
    return database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request):
    """A database of either kind, without tables."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Path of a SQLite file with all tables and no row."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def store(database, migrated):
    """A store of either kind, migrated and empty."""
    if "://" not in database.address:
        shutil.copy(migrated, database.address)
    with database.open(create=True) as opened:
        yield opened
