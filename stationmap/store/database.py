"""Opening a database by path or address."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from stationmap.errors import InputError, MissingFileError, StoreError, StoreUnavailableError
from stationmap.store.migrating import check_version, upgrade
from stationmap.store.store import Store

__all__ = ["open_store"]


def open_store(address: str | Path, *, create: bool = False) -> Store:
    """Open the register at a path or address.

    Parameters
    ----------
    address : str or Path
        Path of a SQLite file, or ``postgresql://user:password@host/database``.
    create : bool
        Make the database where it is missing, and bring an older one up to date.

    Raises
    ------
    InputError
        If the address is empty or of another kind.
    MissingFileError
        If there is no such file and `create` is false.
    StoreUnavailableError
        If the server does not answer.
    SchemaVersionError
        If the database is empty or of another version and `create` is false.
    StoreError
        If the file is no database.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open_store(f"{folder}/register.db", create=True) as store:
    ...         len(store.stations()), store.version()
    (0, '0')
    """
    url = _url(str(address))
    if url.get_backend_name() == "sqlite" and not create and not Path(str(url.database)).is_file():
        raise MissingFileError(f"没有这个数据库文件 no such database: {address}")
    engine = _engine(url, create=create)
    try:
        # Who may have to migrate takes the lock before looking: two may open a new file at once.
        with engine.execution_options(stationmap_write=create).begin() as connection:
            (upgrade if create else check_version)(connection)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _url(address: str) -> URL:
    if not address.strip():
        raise InputError("没有写明数据库：--db 是空的 no database is named: --db is empty")
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise InputError("数据库地址无法识别 cannot read the database address") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise InputError(f"只支持 SQLite 文件路径或 postgresql:// 地址 neither a path nor postgresql://: {url.drivername}")


def _engine(url: URL, *, create: bool) -> Engine:
    if url.get_backend_name() == "sqlite":
        # else SQLite would put an empty file in the place of one that was removed
        file = f"{Path(str(url.database)).absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        connect = partial(sqlite3.connect, file, uri=True, timeout=30, check_same_thread=False)
        # No pool: a closed store must leave no open file behind, on Windows least of all.
        engine = create_engine(url, poolclass=NullPool, creator=connect)
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    event.listen(engine, "handle_error", _speak_plainly)
    return engine


def _speak_plainly(context: ExceptionContext) -> None:
    """Raise our error in place of the driver's, without the password that an address may hold."""
    if not isinstance(context.sqlalchemy_exception, DBAPIError):
        return
    where = context.engine.url.render_as_string(hide_password=True) if context.engine else "the database"
    reason = " ".join(str(context.original_exception).split())
    kind = StoreUnavailableError if isinstance(context.sqlalchemy_exception, OperationalError) else StoreError
    raise kind(f"数据库不可用 cannot use {where}: {reason}") from context.original_exception


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  (the event's signature)
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    connection.execute("PRAGMA foreign_keys = ON")
    with suppress(sqlite3.OperationalError):  # a read-only file, or somebody is doing it at this moment; it lasts
        connection.execute("PRAGMA journal_mode = WAL")


def _on_begin(connection: Connection) -> None:
    # A writer takes the lock before it reads what it will compare with; readers never wait.
    writing = connection.get_execution_options().get("stationmap_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
