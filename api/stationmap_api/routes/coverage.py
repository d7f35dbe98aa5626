"""Stations and visits per district."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from stationmap.coverage import coverage_document
from stationmap.documents import notice
from stationmap_api.parameters import NoParameters
from stationmap_api.responses import PROBLEMS, CoverageDocument
from stationmap_api.state import ServedNow

router = APIRouter(tags=["districts"])


@router.get("/v1/coverage", responses={200: {"model": CoverageDocument}, **PROBLEMS})
async def get_coverage(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> JSONResponse:
    """Count stations and visits per district, with period, method and reconciliation."""
    pages = served.pages  # once: others take their place at any time
    coverage = await asyncio.to_thread(pages.made, "coverage")
    return JSONResponse(coverage_document(coverage, notice(pages.catalogue)))
