"""Stations and visits per district."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from stationmap.coverage import coverage_document
from stationmap_api.front.caching import version_headers
from stationmap_api.parameters import NoParameters
from stationmap_api.responses import PROBLEMS, CoverageDocument
from stationmap_api.state import ServedNow

router = APIRouter(tags=["districts"])


@router.get("/v1/coverage", responses={200: {"model": CoverageDocument}, **PROBLEMS})
async def get_coverage(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> JSONResponse:
    """Count stations and visits per district, with period, method and reconciliation."""
    pages = await served.made(drawn=False)
    answer = JSONResponse(coverage_document(pages.coverage, pages.notice))
    answer.raw_headers += version_headers(pages.version, pages.mark)  # its own: it may lag behind searches
    return answer
