"""Places by name, and one position in every datum."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from stationmap.documents import places_document, positions_document
from stationmap.places import find_places
from stationmap_api.front.caching import version_headers
from stationmap_api.place_parameters import PlacesParameters, PositionsParameters
from stationmap_api.place_responses import PlacesDocument, PositionsDocument
from stationmap_api.responses import PROBLEMS, GeoJSON
from stationmap_api.state import ServedNow

router = APIRouter(tags=["places"])


@router.get("/v1/places", response_class=GeoJSON, responses={200: {"model": PlacesDocument}, **PROBLEMS})
async def get_places(parameters: Annotated[PlacesParameters, Query()], served: ServedNow) -> GeoJSON:
    """Find stations, streets, districts and cities by what somebody types; what was typed is neither logged nor kept.

    The first search after the start waits until names are put in order.
    """
    places = await served.places_now()
    asked = places, parameters.q, parameters.limit, parameters.near()
    found = await asyncio.get_running_loop().run_in_executor(served.searchers, find_places, *asked)
    answer = GeoJSON(places_document(served.live, found, parameters.datum, places.version))
    answer.raw_headers += version_headers(places.version, served.mark)  # its own: it may lag behind by half a second
    return answer


@router.get("/v1/positions", responses={200: {"model": PositionsDocument}, **PROBLEMS})
async def get_positions(parameters: Annotated[PositionsParameters, Query()], served: ServedNow) -> JSONResponse:
    """Give a position in every datum, and the district that holds it."""
    return JSONResponse(positions_document(served.live, *parameters.to_wgs84()))
