"""The nearest from PostGIS, by asyncpg."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

import asyncpg

from benchmarks.cases import Case
from benchmarks.refine import Answer
from benchmarks.rivals.postgis import SPARE, cut, settled
from benchmarks.rivals.postgres import NEAR, matching

__all__ = ["connect"]

_CONNECTIONS = 8


async def connect() -> Callable[[float, float, Case], Awaitable[Answer]]:
    """Open a pool; statements are prepared once a connection and set of needs."""
    folder = os.environ["BENCH_FOLDER"]
    pool = await asyncpg.create_pool(
        host=folder, user="bench", database="postgres", min_size=_CONNECTIONS, max_size=_CONNECTIONS
    )

    async def nearest(lat: float, lon: float, case: Case) -> Answer:
        sql = NEAR.format(lon="$1::float8", lat="$2::float8", size="$3::int", matching=matching(case))
        size = case.k + SPARE
        while True:
            found = [tuple(row) for row in await pool.fetch(sql, lon, lat, size)]
            if settled(found, case, size):
                return cut(found, case)
            size *= 4

    return nearest
