"""PostGIS and Redis behind HTTP: each behind raw ASGI and behind FastAPI."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Query
from pydantic import BaseModel

from benchmarks.apps import postgis_source, redis_source
from benchmarks.apps.asgi import App, Scope, asked, bytes_app, features
from benchmarks.cases import Case
from benchmarks.refine import Answer

__all__ = ["fast", "raw"]

_SOURCE = {"postgis": postgis_source, "redis": redis_source}[os.environ["BENCH_PEER"]]
_Nearest = Callable[[float, float, Case], Awaitable[Answer]]


class Feature(BaseModel):
    """One station of an answer."""

    id: int
    distance_m: float


def raw() -> App:
    """Make the application without a framework."""
    held: dict[str, Any] = {}

    async def start() -> None:
        held["nearest"] = await _SOURCE.connect()

    async def respond(scope: Scope) -> bytes:
        return features(await held["nearest"](*asked(scope)))

    return bytes_app(respond, start)


def fast() -> FastAPI:
    """Make the application that FastAPI's documentation teaches: parameters and a response model."""
    held: dict[str, _Nearest] = {}

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        held["nearest"] = await _SOURCE.connect()
        yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/v1/stations/nearest")
    async def nearest(
        lat: Annotated[float, Query(ge=-90, le=90)],
        lon: Annotated[float, Query(ge=-180, le=180)],
        needs: str = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 5,
    ) -> list[Feature]:
        case = Case("http", tuple(filter(None, needs.split(","))), k=limit)
        rows, metres = await held["nearest"](lat, lon, case)
        return [Feature(id=row, distance_m=m) for row, m in zip(rows.tolist(), metres.tolist(), strict=True)]

    return app
