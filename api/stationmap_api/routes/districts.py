"""The register's districts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from stationmap.documents import districts_document
from stationmap_api.parameters import DistrictParameters
from stationmap_api.responses import PROBLEMS, DistrictsDocument, GeoJSON
from stationmap_api.state import ServedNow

router = APIRouter(tags=["districts"])


@router.get("/v1/districts", response_class=GeoJSON, responses={200: {"model": DistrictsDocument}, **PROBLEMS})
async def get_districts(parameters: Annotated[DistrictParameters, Query()], served: ServedNow) -> GeoJSON:
    """List the districts, by adcode, with residents and area; polygons when asked for."""
    return GeoJSON(districts_document(served.live, polygons=parameters.geometry == "full"))
