"""The nearest from Redis, refined to the exact order with positions that the application holds."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

import numpy as np
from redis.asyncio import Redis

from benchmarks.cases import Case
from benchmarks.data import make_stations
from benchmarks.refine import Answer
from benchmarks.rivals.discs import widening
from benchmarks.rivals.redis_geo import command

__all__ = ["connect"]


async def connect() -> Callable[[float, float, Case], Awaitable[Answer]]:
    """Open a client; the first radius of every set of needs is found when it is first asked."""
    client = Redis(unix_socket_path=os.environ["BENCH_PATH"])
    stations, steps = make_stations(int(os.environ["BENCH_STATIONS"])), {}

    async def nearest(lat: float, lon: float, case: Case) -> Answer:
        if case.needs not in steps:
            steps[case.needs] = widening(stations, case)
        asking = steps[case.needs](lat, lon)
        radius = next(asking)
        while True:
            found = await client.execute_command(*command(case, lat, lon, radius))
            try:
                radius = asking.send(np.fromiter(map(int, found), np.int64))
            except StopIteration as done:
                answer: Answer = done.value
                return answer

    return nearest
