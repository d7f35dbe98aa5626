"""PostGIS: nearest by its GiST index on geography, ordered by true distance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import psycopg

from benchmarks.cases import Case
from benchmarks.data import AMENITY_CODES, Stations
from benchmarks.geometry import LEAST_R
from benchmarks.refine import Answer
from benchmarks.rivals.engine import Engine, Opened, Put, Search
from benchmarks.rivals.postgres import NEAR, fill, matching, served
from stationmap.amenities import amenity_bits

__all__ = ["SPARE", "cut", "opened", "settled"]

SPARE = 5  # asked for beyond k
_SPHERE_R = 6_371_008.771415  # metres, of its <->
_PUT = """
UPDATE stations SET geog = ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography, {amenities} WHERE row = %s
"""


def opened(*, by_needs: bool) -> Opened:
    """Make the opening: with one index, or with one more for every amenity."""
    name = "PostGIS KNN, an index a need" if by_needs else "PostGIS KNN"

    @contextmanager
    def opening(stations: Stations) -> Iterator[Engine]:
        with (
            served() as (folder, pid),
            psycopg.connect(host=folder, user="bench", dbname="postgres", autocommit=True) as connection,
        ):
            fill(connection, stations, by_needs=by_needs)
            yield Engine(
                name,
                _prepared(connection),
                put=_putting(connection),
                stored=lambda: _size(connection),
                address={"folder": folder, "pid": pid},
            )

    return opening


def _prepared(connection: psycopg.Connection) -> Callable[[Case], Search]:
    cursor = connection.cursor(binary=True)

    def prepare(case: Case) -> Search:
        sql = NEAR.format(lon="%s::float8", lat="%s::float8", size="%s::int", matching=matching(case))

        def search(lat: float, lon: float) -> Answer:
            size = case.k + SPARE
            while True:
                found = cursor.execute(sql, (lon, lat, size), prepare=True).fetchall()
                if settled(found, case, size):
                    return cut(found, case)
                size *= 4

        return search

    return prepare


def settled(found: list[tuple[int, float, float]], case: Case, size: int) -> bool:
    """Tell whether what was not offered is certainly farther than the k-th, or than the radius.

    It goes by a sphere under geographic latitudes; `benchmarks.geometry` has the bound.
    """
    if len(found) < size:
        return True
    beyond = max(apart for _, _, apart in found) / _SPHERE_R * LEAST_R - 1e-3
    return bool(min(found[case.k - 1][1], case.radius) < beyond)


def cut(found: list[tuple[int, float, float]], case: Case) -> Answer:
    """Keep the k nearest within the radius."""
    best = [(row, metres) for row, metres, _ in found[: case.k] if metres <= case.radius]
    return np.array([row for row, _ in best], np.int64), np.array([metres for _, metres in best], np.float64)


def _putting(connection: psycopg.Connection) -> Put:
    sql = _PUT.format(amenities=", ".join(f"{code} = %s" for code in AMENITY_CODES))
    flags = [amenity_bits((code,)) for code in AMENITY_CODES]

    def put(row: int, lat: float, lon: float, bits: int) -> None:
        connection.execute(sql, (lon, lat, *(bool(bits & flag) for flag in flags), row), prepare=True)

    return put


def _size(connection: psycopg.Connection) -> int:
    found = connection.execute("SELECT pg_total_relation_size('stations')").fetchone()
    return int(found[0]) if found else 0
