"""The API's documentation, as a page of ours around Swagger UI."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from stationmap_api.parameters import NoParameters
from stationmap_api.web_page import WebPage

router = APIRouter(include_in_schema=False)

_PAGE = WebPage("docs", ["common/dom.js", "docs/start.js"], ["docs/docs.css"])


@router.get("/docs")
async def get_docs(request: Request, _parameters: Annotated[NoParameters, Query()]) -> HTMLResponse:
    """Show the API's documentation."""
    return _PAGE.answer({"openapi": str(request.app.openapi_url)})
