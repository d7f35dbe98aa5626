"""The worker's page: one document for a phone, what makes it installable, and what keeps it without a network."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from string import Template
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response

import stationmap
from stationmap.files import resource_bytes
from stationmap.nearest import Trip
from stationmap_api.icons import icon_png
from stationmap_api.page_over_basemap import LEAFLET, PageOverBasemap
from stationmap_api.parameters import NoParameters
from stationmap_api.routes.assets import asset_bytes
from stationmap_api.state import ServedNow

router = APIRouter(include_in_schema=False)

_SCRIPTS = [
    *(f"common/{name}.js" for name in ("dom", "words", "amenities", "asking", "navigate")),
    *(f"common/{name}.js" for name in ("telephone", "facts", "card")),
    *("maps/tile_layers.js", "common/basemap.js", "common/map.js"),
    *(f"worker/{name}.js" for name in ("keep", "place", "offline", "needs", "result", "find")),
    *(f"worker/{name}.js" for name in ("names", "view", "main")),
]
_STYLES = ["worker/page.css", "worker/card.css"]
_PAGE = PageOverBasemap("worker", _SCRIPTS, _STYLES)
_KEPT = ["/manifest.webmanifest", "/icon.svg", "/icon.png", *LEAFLET.values()]
_TRIP = Trip()  # as the service takes it where nothing else is said: answers without a network agree
_GREEN = "#0a5a49"
_DAY = {"Cache-Control": "public, max-age=86400"}
_MANIFEST = {
    "id": "/",
    "name": "户外劳动者驿站 Rest stations",
    "short_name": "驿站",
    "description": "附近的热水、热饭、厕所、充电 rest stations near you",
    "lang": "zh-CN",
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": _GREEN,
    "theme_color": _GREEN,
    "icons": [
        {"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": "/icon.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "/icon.png", "sizes": "192x192", "type": "image/png", "purpose": "maskable"},
    ],
}


@router.get("/")
async def get_worker_page(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> HTMLResponse:
    """Show the page that finds what is near; the vocabulary is in it, so that the first request is for stations."""
    return _PAGE.answer(served, trip={"pace": _TRIP.pace, "detour": _TRIP.detour, "stay": _TRIP.stay})


@router.get("/manifest.webmanifest")
async def get_manifest(_parameters: Annotated[NoParameters, Query()]) -> JSONResponse:
    """Tell a phone how to install the page."""
    return JSONResponse(_MANIFEST, media_type="application/manifest+json", headers=_DAY)


@router.get("/service-worker.js")
async def get_service_worker(_parameters: Annotated[NoParameters, Query()]) -> Response:
    """Give the script that keeps the page; another one whenever the page is another."""
    policy = "default-src 'none'; connect-src 'self'"
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": policy}
    return Response(_service_worker(), media_type="text/javascript", headers=headers)


@router.get("/icon.svg")
async def get_icon_svg(_parameters: Annotated[NoParameters, Query()]) -> Response:
    """Give the icon."""
    return Response(resource_bytes("stationmap_api", "web/worker/icon.svg"), media_type="image/svg+xml", headers=_DAY)


@router.get("/icon.png")
def get_icon_png(_parameters: Annotated[NoParameters, Query()]) -> Response:
    """Give the icon for phones that take no SVG."""
    return Response(icon_png(), media_type="image/png", headers=_DAY)


@cache
def _service_worker() -> str:
    template = Template(resource_bytes("stationmap_api", "web/worker/service-worker.js").decode("utf-8"))
    text = stationmap.__version__ + template.template + _PAGE.source
    # All that a phone keeps, that of others too: what is mended there would never reach it under the old version.
    held = [asset_bytes(address.removeprefix("/assets/")) for address in LEAFLET.values()]
    held += [resource_bytes("stationmap_api", "web/worker/icon.svg"), icon_png()]
    version = sha256(b"".join([text.encode("utf-8"), *held])).hexdigest()[:12]
    return template.substitute(version=version, files=json.dumps(_KEPT))
