"""What an app needs to know before it asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from stationmap.documents import meta_document
from stationmap_api.parameters import NoParameters
from stationmap_api.responses import PROBLEMS, MetaDocument
from stationmap_api.state import ServedNow

router = APIRouter(tags=["service"])


@router.get("/v1/meta", responses={200: {"model": MetaDocument}, **PROBLEMS})
async def get_meta(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> JSONResponse:
    """Tell the vocabulary, counts, versions, limits and licence."""
    return JSONResponse(meta_document(served.live))
