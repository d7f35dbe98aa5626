"""The map of all stations, for people; it asks no foreign host."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stationmap_api.parameters import NoParameters
from stationmap_api.served_map import map_answer
from stationmap_api.state import ServedNow

router = APIRouter(include_in_schema=False)


@router.get("/map")
async def get_map(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> HTMLResponse:
    """Show the map of all stations, one self-contained page."""
    return map_answer((await served.made(drawn=True)).map_page)
