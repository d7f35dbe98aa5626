"""The application: loads a catalogue, answers from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import stationmap
from stationmap_api.documentation import DocumentedAPI
from stationmap_api.errors import add_error_handlers, on_unforeseen
from stationmap_api.following import following
from stationmap_api.front import BodyLimit, Caching, Policies, QuickNearest
from stationmap_api.parameters import refuse_doubled
from stationmap_api.routes import (
    assets,
    basemap,
    coverage,
    desk,
    districts,
    docs,
    health,
    meta,
    nearest,
    places,
    station_map,
    stations,
    tiles,
    worker,
)
from stationmap_api.settings import Settings
from stationmap_api.state import load

__all__ = ["create_app"]

_DESCRIPTION = """
Rest stations for people who work outdoors: where can I go that has what I need?

Positions name their datum: `wgs84` (GPS), `gcj02` (Amap, Tencent, WeChat) or `bd09` (Baidu).
Distances are geodesic metres on WGS 84, straight lines. A position that is asked for is neither
logged nor stored. Every error is one problem document (RFC 9457).
"""


class Service(DocumentedAPI):
    """The application; a plain nearest query is answered before FastAPI sees it.

    Examples
    --------
    >>> Service().quick
    True
    """

    quick = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as an ASGI application."""
        await self._front(scope, receive, send)

    @cached_property
    def _front(self) -> ASGIApp:
        """Put policies before everything, refusals and failures included."""
        quick = QuickNearest(super().__call__, self.state)
        return Policies(ServerErrorMiddleware(quick, handler=on_unforeseen) if self.quick else super().__call__)


def create_app(settings: Settings | None = None, *, quick: bool = True) -> FastAPI:
    """Make the application; without settings, those of the environment.

    Without `quick`, FastAPI answers the plain nearest query too: the same bytes, ten times slower.

    Examples
    --------
    >>> create_app(Settings()).title
    'stationmap'
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.served = load(settings or Settings())
        async with following(app.state.served):
            yield

    app = Service(
        title="stationmap",
        version=stationmap.__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # ours needs no foreign host
        redoc_url=None,
        dependencies=[Depends(refuse_doubled)],
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # a trace would hold the position
    )
    add_error_handlers(app)
    _stand_in_front(app)
    app.quick = quick
    answering = (nearest, stations, places, districts, coverage, meta, health, tiles)
    for room in (*answering, worker, desk, station_map, docs, basemap, assets):
        app.include_router(room.router)
    return app


def _stand_in_front(app: FastAPI) -> None:
    """Add what stands before the routes; what is added last meets a request first."""
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(BodyLimit)
    app.add_middleware(Caching)
    # no cookies, no keys: any page may ask
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"])
