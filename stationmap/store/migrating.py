"""Bringing a database to the version of the code, and telling when it is not."""

from __future__ import annotations

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from stationmap.errors import SchemaVersionError

__all__ = ["check_version", "upgrade"]

_ONE_AT_A_TIME = Lock()  # alembic keeps what it runs in the globals of its module
_ADVISORY = 0x73746D6170  # "stmap": our lock among those that a PostgreSQL server's other users may think of


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "stationmap.store:migrations")
    return config


def _versions(connection: Connection) -> tuple[str | None, str | None]:
    current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory.from_config(_config()).get_current_head()


def upgrade(connection: Connection) -> None:
    """Run the steps that this database has not seen; of two at once one waits, and finds the work done.

    Raises
    ------
    SchemaVersionError
        If a newer stationmap wrote it.
    """
    if connection.dialect.name == "postgresql":  # an empty database has no table yet that could be locked
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY)))
    current, head = _versions(connection)
    if current == head:
        return
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is not None and current not in known:
        raise SchemaVersionError(
            f"数据库版本 {current} 比本程序新 a newer stationmap wrote this database: update stationmap"
        )
    with _ONE_AT_A_TIME:
        command.upgrade(_config(connection), "head")


def check_version(connection: Connection) -> None:
    """Refuse a database that is not at the version of the code.

    Raises
    ------
    SchemaVersionError
        If it holds no register, or one of another version.
    """
    current, head = _versions(connection)
    if current is None:
        raise SchemaVersionError(
            "这个数据库里没有站点登记册 this database holds no register: run `stationmap import` first"
        )
    if current != head:
        advice = "run `stationmap migrate --db` on it, or update stationmap"
        raise SchemaVersionError(
            f"数据库版本 {current}，程序需要 {head} database at {current}, code at {head}: {advice}"
        )
