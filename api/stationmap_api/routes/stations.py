"""Stations: pages of them, and one by its id."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from stationmap.documents import station_feature, stations_document
from stationmap.nearest import list_stations, this_minute
from stationmap_api.parameters import DatumParameters, StationsParameters
from stationmap_api.responses import PROBLEMS, GeoJSON, StationFeature, StationsDocument
from stationmap_api.state import ServedNow

router = APIRouter(tags=["stations"])


@router.get("/v1/stations", response_class=GeoJSON, responses={200: {"model": StationsDocument}, **PROBLEMS})
async def get_stations(
    parameters: Annotated[StationsParameters, Query()], served: ServedNow, request: Request
) -> GeoJSON:
    """List the stations in operation that fit, by id; `links` leads to the next page."""
    catalogue = served.live
    selection, now = parameters.to_selection(), this_minute()
    page = list_stations(catalogue, selection, limit=parameters.limit, after=parameters.after, now=now)
    document = stations_document(catalogue, page.rows, page.matched, parameters.datum, selection.trip.leaves(now))
    document["links"] = []
    if page.last is not None:
        href = str(request.url.include_query_params(after=page.last))
        document["links"].append({"rel": "next", "href": href, "type": GeoJSON.media_type})
    return GeoJSON(document)


@router.get("/v1/stations/{station_id}", response_class=GeoJSON, responses={200: {"model": StationFeature}, **PROBLEMS})
async def get_station(station_id: str, parameters: Annotated[DatumParameters, Query()], served: ServedNow) -> GeoJSON:
    """Return one station, in operation or not."""
    catalogue = served.live
    return GeoJSON(station_feature(catalogue, catalogue.row_of(station_id), parameters.datum, this_minute()))
