"""Stations and visits per district."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse

from stationmap.coverage import coverage_document
from stationmap.documents import kept_document
from stationmap_api.front.caching import version_headers
from stationmap_api.parameters import NoParameters
from stationmap_api.responses import PROBLEMS, CoverageDocument, KeptDocument
from stationmap_api.state import ServedNow

router = APIRouter(tags=["districts"])

Place = Annotated[
    str,
    Path(
        pattern="^[0-9]{4}([0-9]{2})?$",
        description="a district's six digits, or a city's: four digits, or six that end in 00",
        examples=["410102"],
    ),
]


@router.get("/v1/coverage", responses={200: {"model": CoverageDocument}, **PROBLEMS})
async def get_coverage(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> JSONResponse:
    """Count stations and visits per district, with period, method and reconciliation."""
    pages = await served.made(drawn=False)
    answer = JSONResponse(coverage_document(pages.coverage, pages.notice))
    answer.raw_headers += version_headers(pages.version, pages.mark)  # its own: it may lag behind searches
    return answer


@router.get("/v1/coverage/{adcode}", responses={200: {"model": KeptDocument}, **PROBLEMS})
async def get_kept(adcode: Place, _parameters: Annotated[NoParameters, Query()], served: ServedNow) -> JSONResponse:
    """Tell what the stored analyses say of a district or city: method, when made, and whether the register moved on."""
    analyses, state = served.kept
    answer = JSONResponse(kept_document(served.live, analyses, adcode))
    answer.raw_headers += version_headers(served.live.version, f"{served.mark} {state}")
    return answer
