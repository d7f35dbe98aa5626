"""Scripts, styles and pictures of others, out of installed packages: no foreign host is asked for any."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from stationmap.files import package_file
from stationmap_api.parameters import NoParameters

router = APIRouter(include_in_schema=False)

_KINDS = {"js": "text/javascript", "css": "text/css", "png": "image/png"}
_LEAFLET = "xstatic/pkg/leaflet/data"
# Address below /assets/: distribution and file in it.
_FILES = {
    "swagger/swagger-ui-bundle.js": ("fastapi-swagger", "fastapi_swagger/resources/swagger-ui-bundle.js"),
    "swagger/swagger-ui.css": ("fastapi-swagger", "fastapi_swagger/resources/swagger-ui.css"),
    "swagger/favicon-32x32.png": ("fastapi-swagger", "fastapi_swagger/resources/favicon-32x32.png"),
    "leaflet/leaflet.js": ("XStatic-Leaflet", f"{_LEAFLET}/leaflet.js"),
    "leaflet/leaflet.css": ("XStatic-Leaflet", f"{_LEAFLET}/leaflet.css"),
}


def asset_bytes(name: str) -> bytes:
    """Read the file at an address below ``/assets/``."""
    return package_file(*_FILES[name])


@router.get("/assets/{folder}/{file}")
async def get_asset(folder: str, file: str, _parameters: Annotated[NoParameters, Query()]) -> Response:
    """Serve one of the known files."""
    name = f"{folder}/{file}"
    if name not in _FILES:
        raise HTTPException(404)
    kind = _KINDS[name.rpartition(".")[2]]
    return Response(asset_bytes(name), media_type=kind, headers={"Cache-Control": "public, max-age=86400"})
