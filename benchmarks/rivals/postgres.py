"""A PostgreSQL server with PostGIS, in a temporary folder, filled with the stations."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.cases import Case
from benchmarks.data import AMENITY_CODES, Stations
from benchmarks.processes import run, started
from benchmarks.rivals.engine import MissingRivalError
from stationmap.amenities import amenity_bits

__all__ = ["NEAR", "fill", "matching", "served"]

_ROOT = Path("/usr/lib/postgresql")
_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # one core an engine, as the others have
}
_MAKE = """
CREATE EXTENSION postgis;
CREATE TEMP TABLE raw (row integer, lat float8, lon float8, bits bigint);
CREATE TABLE stations (row integer PRIMARY KEY, geog geography(Point, 4326) NOT NULL, {columns});
"""
_KEEP = "INSERT INTO stations SELECT row, ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography, {values} FROM raw"
NEAR = """
WITH place AS MATERIALIZED (SELECT ST_SetSRID(ST_MakePoint({lon}, {lat}), 4326)::geography AS p),
near AS MATERIALIZED (
  SELECT row, geog, geog <-> (SELECT p FROM place) AS apart FROM stations WHERE {matching}
  ORDER BY geog <-> (SELECT p FROM place) LIMIT {size})
SELECT row, ST_Distance(geog, (SELECT p FROM place)) AS metres, apart FROM near ORDER BY metres, row
"""


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Start a server; give the folder of its socket and its process."""
    folders = sorted(_ROOT.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    controls = [*Path("/usr/share/postgresql").glob("*/extension/postgis.control")]
    if not folders or not controls:
        raise MissingRivalError("apt-get install postgresql-15 postgresql-15-postgis-3")
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with TemporaryDirectory(prefix="bench-") as temporary:
        data, binaries = Path(temporary) / "data", folders[-1].parent
        if user:
            shutil.chown(temporary, user)
        run([str(binaries / "initdb"), "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(data), "-k", temporary, *settings]
        log = Path(temporary) / "log"
        with started(command, lambda: _answers(temporary), log=log, user=user, stop=signal.SIGINT) as pid:
            yield temporary, pid


def _answers(folder: str) -> bool:
    try:
        psycopg.connect(host=folder, user="bench", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def fill(connection: psycopg.Connection, stations: Stations, *, by_needs: bool) -> None:
    """Copy the stations in and index them; with an index of each amenity's stations if asked."""
    connection.execute(_MAKE.format(columns=", ".join(f"{code} boolean NOT NULL" for code in AMENITY_CODES)))
    rows = zip(range(len(stations)), stations.lat.tolist(), stations.lon.tolist(), stations.bits.tolist(), strict=True)
    with connection.cursor().copy("COPY raw FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(_KEEP.format(values=", ".join(map(_has, AMENITY_CODES))))
    connection.execute("CREATE INDEX ON stations USING gist (geog)")
    for code in AMENITY_CODES if by_needs else ():
        connection.execute(f"CREATE INDEX ON stations USING gist (geog) WHERE {code}")
    connection.execute("ANALYZE stations")


def matching(case: Case) -> str:
    """Write a case's needs as a condition."""
    return " AND ".join(case.needs) or "true"


def _has(code: str) -> str:
    # columns of truth values: the planner then knows how many stations have each
    bit = amenity_bits((code,))
    return f"bits & {bit} = {bit}"
