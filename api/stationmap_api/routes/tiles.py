"""Vector tiles of the stations, and what a program must know to draw them."""

from __future__ import annotations

import asyncio
from datetime import datetime, time
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from stationmap.clock import CLOCK
from stationmap.documents import notice
from stationmap.nearest import day_of, this_minute
from stationmap.tiles import LAST_ZOOM, Address, is_prepared, prepare, tile, tilejson
from stationmap_api.front.caching import version_headers
from stationmap_api.notation import WHOLE
from stationmap_api.parameters import TileParameters
from stationmap_api.responses import PROBLEMS
from stationmap_api.state import ServedNow

router = APIRouter(tags=["tiles"])


class VectorTile(Response):
    """The bytes of a tile."""

    media_type = "application/vnd.mapbox-vector-tile"


Zoom = Annotated[int, Path(ge=0, le=LAST_ZOOM, description="zoom"), WHOLE]
Place = Annotated[int, Path(ge=0, description="column from the west, or row from the north"), WHOLE]
_DESCRIBED = {"description": "Mapbox Vector Tile 2.1", "content": {VectorTile.media_type: {}}}


@router.get("/tiles/stations.json", response_class=JSONResponse, responses={**PROBLEMS})
async def get_tilejson(
    parameters: Annotated[TileParameters, Query()], served: ServedNow, request: Request
) -> JSONResponse:
    """Describe the tiles, as TileJSON 3.0; the parameters are handed on to them."""
    asked = f"?{request.url.query}" if request.url.query else ""
    url = f"{request.base_url}tiles/{{z}}/{{x}}/{{y}}.mvt{asked}"
    parameters.to_selection()  # refused here, not at every tile
    catalogue = served.live
    return JSONResponse(tilejson(catalogue, url, parameters.datum, notice(catalogue)))


@router.get("/tiles/{z}/{x}/{y}.mvt", response_class=VectorTile, responses={200: _DESCRIBED, **PROBLEMS})
async def get_tile(
    z: Zoom, x: Place, y: Place, parameters: Annotated[TileParameters, Query()], served: ServedNow
) -> VectorTile:
    """Return the stations in operation of one tile: singly, or counted in cells where there are many."""
    address, selection, now = Address(z, x, y), parameters.to_selection(), this_minute()
    if not is_prepared(served.live, selection.datum):
        await asyncio.to_thread(prepare, served.live, selection.datum)  # once for a base, apart from other answers
    catalogue, today = served.live, int(datetime.combine(day_of(now), time(), CLOCK).timestamp())
    answer = VectorTile(tile(catalogue, address, selection, now=now))
    answer.raw_headers += version_headers(catalogue.version, served.mark, None if selection.trip.wants_open else today)
    return answer
