"""SQLite's R*Tree over earth-centred points, three dimensions; the needs are tested in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import Stations
from benchmarks.geometry import earth_centred, place_of
from benchmarks.refine import Rows
from benchmarks.rivals.discs import Find, prepared
from benchmarks.rivals.engine import Engine, Put

__all__ = ["opened"]

_MAKE = "CREATE VIRTUAL TABLE stations USING rtree(row, x0, x1, y0, y1, z0, z1, +bits)"
_INSERT = "INSERT OR REPLACE INTO stations VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FIND = "SELECT row FROM stations WHERE x1 >= ? AND x0 <= ? AND y1 >= ? AND y0 <= ? AND z1 >= ? AND z0 <= ?"
_NEEDS = " AND bits & {bits} = {bits}"  # an integer of ours


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Fill a file in a temporary folder; R*Tree rounds its 32-bit boxes outwards, so none is lost."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stations.db"
        connection = _filled(path, stations)
        search = prepared(stations, lambda case: _find(connection, case))
        put = _putting(connection, stations)
        yield Engine("SQLite R*Tree, 3-D", search, put=put, stored=lambda: path.stat().st_size)
        connection.close()


def _filled(path: Path, stations: Stations) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -1000000")
    with connection:
        connection.execute(_MAKE)
        connection.executemany(_INSERT, _cells(stations))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return connection


def _putting(connection: sqlite3.Connection, stations: Stations) -> Put:
    def put(row: int, lat: float, lon: float, bits: int) -> None:
        x, y, z = place_of(lat, lon).tolist()
        with connection:
            connection.execute(_INSERT, (row, x, x, y, y, z, z, bits))
        stations.change(row, lat, lon, bits)

    return put


def _cells(stations: Stations) -> Iterator[tuple[float, ...]]:
    points = earth_centred(stations.lat, stations.lon).tolist()
    for row, ((x, y, z), bits) in enumerate(zip(points, stations.bits.tolist(), strict=True)):
        yield row, x, x, y, y, z, z, bits


def _find(connection: sqlite3.Connection, case: Case) -> Find:
    sql = _FIND + (_NEEDS.format(bits=case.bits) if case.bits else "")

    def find(lat: float, lon: float, radius: float) -> Rows:
        x, y, z = place_of(lat, lon).tolist()
        box = (x - radius, x + radius, y - radius, y + radius, z - radius, z + radius)
        return np.fromiter((row for (row,) in connection.execute(sql, box)), np.int64)

    return find
