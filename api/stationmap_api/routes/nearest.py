"""The nearest stations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as QueryString

from stationmap.documents import answer_document
from stationmap.nearest import find_nearest
from stationmap_api.parameters import NearestParameters
from stationmap_api.responses import PROBLEMS, AnswerDocument, GeoJSON
from stationmap_api.state import ServedNow

router = APIRouter(tags=["stations"])


# A coroutine on purpose: the index is searched on the event loop, not by many threads at once.
@router.get("/v1/stations/nearest", response_class=GeoJSON, responses={200: {"model": AnswerDocument}, **PROBLEMS})
async def get_nearest(parameters: Annotated[NearestParameters, QueryString()], served: ServedNow) -> GeoJSON:
    """Find the nearest stations in operation that have what is needed, by distance and then by id."""
    answer = find_nearest(served.catalogue, parameters.to_query())
    return GeoJSON(answer_document(served.catalogue, answer))
