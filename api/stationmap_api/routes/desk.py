"""The clerk's desk: a place that a caller names, the stations near it, and what to say of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stationmap.documents import meta_document
from stationmap_api.parameters import NoParameters
from stationmap_api.state import ServedNow
from stationmap_api.web_page import WebPage

router = APIRouter(include_in_schema=False)

_SCRIPTS = [
    *(f"common/{name}.js" for name in ("dom", "words", "navigate", "basemap", "map")),
    "worker/asking.js",
    *(f"desk/{name}.js" for name in ("telling", "moments", "desk", "asking", "coordinates", "sentences", "opening")),
    *(f"desk/{name}.js" for name in ("search", "datums", "wishes", "answers", "station", "around", "keys", "start")),
]
_PAGE = WebPage("desk", _SCRIPTS, ["desk/page.css"])
_LEAFLET = {"css": "/assets/leaflet/leaflet.css", "js": "/assets/leaflet/leaflet.js"}


@router.get("/desk")
async def get_desk(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> HTMLResponse:
    """Show the desk; what is typed there stays in the browser, but for the questions that it asks."""
    catalogue = served.live
    config = {
        "meta": meta_document(catalogue),
        "zone": str(catalogue.rules.zone),
        "middle": list(catalogue.middle),
        "leaflet": _LEAFLET,
        "basemap": None,
    }
    return _PAGE.answer(config)
