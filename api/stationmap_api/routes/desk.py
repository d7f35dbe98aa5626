"""The clerk's desk: a place that a caller names, the stations near it, and what to say of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stationmap_api.page_over_basemap import PageOverBasemap
from stationmap_api.parameters import NoParameters
from stationmap_api.state import ServedNow

router = APIRouter(include_in_schema=False)

_SCRIPTS = [
    *(f"common/{name}.js" for name in ("dom", "words", "amenities", "asking", "navigate")),
    *("maps/tile_layers.js", "common/basemap.js", "common/map.js"),
    *(f"desk/{name}.js" for name in ("telling", "moments", "desk", "asking", "coordinates", "sentences", "opening")),
    *(f"desk/{name}.js" for name in ("search", "datums", "wishes", "answers", "station", "around", "keys", "start")),
]
_PAGE = PageOverBasemap("desk", _SCRIPTS, ["desk/page.css"])


@router.get("/desk")
async def get_desk(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> HTMLResponse:
    """Show the desk; what is typed there stays in the browser, but for the questions that it asks."""
    # nothing about a caller is kept, and an address of a tile says where somebody looked
    return _PAGE.answer(served, zone=str(served.live.rules.zone), keeps_tiles=False)
