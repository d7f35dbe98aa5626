"""The change sequence: every transaction that changed the register has a number, greater than all before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pandas as pd
from sqlalchemy import Connection, func, insert, select, text

from stationmap.store.schema import changes, districts, stations
from stationmap.store.stations import read_stations

__all__ = ["Changes", "Kind", "add_change", "changes_since", "last_change", "mark_of", "wait_for_writers"]

Kind = Literal["import", "add", "edit", "close"]


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What changed in a register after a number of its sequence.

    Parameters
    ----------
    sequence : int
        The register's number at that moment: what to ask from the next time. Below the number asked from only
        where the database was replaced by an older one; then the follower reads everything again.
    table : pandas.DataFrame
        Stations that were added or changed, as they are now, ordered by id; columns of `STATION_COLUMNS`. None is
        ever taken out of a register: one that closes has a day of closing.
    districts_changed : bool
        Whether districts were added or replaced.
    """

    sequence: int
    table: pd.DataFrame
    districts_changed: bool


def wait_for_writers(connection: Connection) -> None:
    """Wait until no other transaction writes; the next waits for this one.

    PostgreSQL hands out numbers when rows are inserted, but shows rows when transactions commit: of two writers at
    once the one with the greater number may commit first, and a follower that has seen it would never ask for the
    lesser. So a writer takes the lock before it takes a number and holds it until its commit; readers never wait.
    SQLite has one writer at a time, by the BEGIN IMMEDIATE of `stationmap.store.database`.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE changes IN EXCLUSIVE MODE"))


def add_change(connection: Connection, kind: Kind, what: str) -> int:
    """Write a change down and return its number.

    Parameters
    ----------
    connection : Connection
        One that has waited for other writers.
    kind : {"import", "add", "edit", "close"}
    what : str
        Name of the file, or id of the station.
    """
    values = {"made_at": datetime.now(UTC).isoformat(timespec="microseconds"), "kind": kind, "what": what}
    return int(connection.execute(insert(changes).values(values).returning(changes.c.sequence)).scalar_one())


def last_change(connection: Connection) -> int:
    """Return the number of the last change, 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.sequence), 0))).scalar_one())


def mark_of(connection: Connection, sequence: int) -> str:
    """Return when the change of a number was made and what it was; "" if there is none.

    A register in whose place another was put has another change there, or none.

    Parameters
    ----------
    connection : Connection
    sequence : int

    Examples
    --------
    >>> from sqlalchemy import create_engine
    >>> from stationmap.store.schema import metadata
    >>> with create_engine("sqlite://").begin() as connection:
    ...     metadata.create_all(connection)
    ...     mark_of(connection, 1)
    ''
    """
    query = select(changes.c.made_at, changes.c.kind, changes.c.what).where(changes.c.sequence == sequence)
    return " ".join(connection.execute(query).one_or_none() or ())


def changes_since(connection: Connection, since: int) -> Changes:
    """Return what changed after a number; the connection must see one moment."""
    newest = select(func.coalesce(func.max(districts.c.sequence), 0))
    return Changes(
        sequence=last_change(connection),
        table=read_stations(connection, stations.c.sequence > since),
        districts_changed=int(connection.execute(newest).scalar_one()) > since,
    )
