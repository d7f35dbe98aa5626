"""Shapes of the answers of the search for places, and of positions in every datum."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from stationmap_api.responses import DatumName, Point

__all__ = ["PlacesDocument", "PositionsDocument"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlaceProperties(_Shape):
    """What is known of a place; an empty text is unknown."""

    kind: Literal["station", "street", "district", "city"]
    id: str = Field(description="a station's id, a district's adcode, a city's four digits, or adcode:street")
    name: str
    address: str
    district: str = Field(description="adcode")
    district_name: str
    matched: Literal["exact", "prefix", "within", "pinyin", "initials", "close", "part"]
    distance_m: float | None = Field(description="geodesic metres on WGS 84, a straight line; null without lat, lon")


class PlaceFeature(_Shape):
    """One place; its geometry is null where nothing says where it lies."""

    type: Literal["Feature"]
    id: str = Field(description="kind:id")
    geometry: Point | None
    properties: PlaceProperties


class PlacesDocument(_Shape):
    """Places, the best first: by the way in which they match, how well, then distance, then id."""

    type: Literal["FeatureCollection"]
    datum: DatumName
    features: list[PlaceFeature]
    register_version: str
    notice: str | None = Field(description="set while the data are made up")


class PositionsDocument(_Shape):
    """One position in every datum, longitude first, degrees; and the district that holds it."""

    wgs84: tuple[float, float]
    gcj02: tuple[float, float]
    bd09: tuple[float, float]
    district: str = Field(description="adcode; an empty text where no polygon of the register's districts holds it")
    district_name: str
