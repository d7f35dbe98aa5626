"""The application: loads a catalogue, answers from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

import stationmap
from stationmap_api.documentation import DocumentedAPI
from stationmap_api.errors import add_error_handlers
from stationmap_api.parameters import refuse_doubled
from stationmap_api.routes import coverage, districts, health, meta, nearest, pages, stations
from stationmap_api.settings import Settings
from stationmap_api.state import load

__all__ = ["create_app"]

_DESCRIPTION = """
Rest stations for people who work outdoors: where can I go that has what I need?

Positions name their datum: `wgs84` (GPS), `gcj02` (Amap, Tencent, WeChat) or `bd09` (Baidu).
Distances are geodesic metres on WGS 84, straight lines. A position that is asked for is neither
logged nor stored. Every error is one problem document (RFC 9457).
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; without settings, those of the environment.

    Examples
    --------
    >>> create_app(Settings()).title
    'stationmap'
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.served = load(settings or Settings())
        yield

    app = DocumentedAPI(
        title="stationmap",
        version=stationmap.__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # ours needs no foreign host
        redoc_url=None,
        dependencies=[Depends(refuse_doubled)],
        redirect_slashes=False,
    )
    add_error_handlers(app)
    for room in (nearest, stations, districts, coverage, meta, health, pages):
        app.include_router(room.router)
    return app
