"""Tiles of the basemap that lies on this machine, under the map of every page."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from stationmap.basemaps import on_grid
from stationmap.errors import FileFormatError, StoreUnavailableError
from stationmap_api.parameters import NoParameters
from stationmap_api.state import ServedNow

router = APIRouter(include_in_schema=False)

_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
# Tiles seldom change: a browser keeps them for a day, and for a week more it shows them while it asks again.
_KEPT = "public, max-age=86400, stale-while-revalidate=604800"


@router.get("/basemap/{z}/{x}/{y}")
def get_tile(
    z: str, x: str, y: str, request: Request, _parameters: Annotated[NoParameters, Query()], served: ServedNow
) -> Response:
    """Serve a tile; 204 where the basemap has none, 404 where there can be none."""
    source = None if served.basemap is None else served.basemap.source
    if source is None or not all(_NUMBER.fullmatch(text) for text in (z, x, y)):
        raise HTTPException(404)
    zoom, column, row = int(z), int(x), int(y)
    if not on_grid(zoom, column, row):
        raise HTTPException(404)
    try:
        tile = source.get(zoom, column, row)
    except FileFormatError as error:
        raise StoreUnavailableError(f"底图瓦片无法读取 the tile cannot be read: {zoom}/{column}/{row}") from error
    if tile is None:
        return Response(status_code=204, headers={"Cache-Control": _KEPT})
    headers = {"Cache-Control": _KEPT, "ETag": f'"{tile.mark}"', "X-Content-Type-Options": "nosniff"}
    if tile.mark in re.findall(r'"([^"]*)"', request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(tile.data, media_type=tile.media, headers=headers)
