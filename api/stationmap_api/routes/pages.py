"""Pages for people: the map of all stations, the API's documentation. None asks a foreign host."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from stationmap_api.parameters import NoParameters
from stationmap_api.state import ServedNow

router = APIRouter(include_in_schema=False)


@router.get("/map")
async def get_map(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> HTMLResponse:
    """Show the map of all stations, one self-contained page."""
    return HTMLResponse((await served.made(drawn=True)).map_page)


@router.get("/docs")
async def get_docs(request: Request, _parameters: Annotated[NoParameters, Query()]) -> HTMLResponse:
    """Show the API's documentation."""
    return get_swagger_ui_html(
        openapi_url=str(request.app.openapi_url),
        title="stationmap API",
        swagger_js_url="/assets/swagger/swagger-ui-bundle.js",
        swagger_css_url="/assets/swagger/swagger-ui.css",
        swagger_favicon_url="/assets/swagger/favicon-32x32.png",
        swagger_ui_parameters={"validatorUrl": None},  # its default asks a foreign host
    )
