"""Shapes of the answers, for the documentation.

The library writes the documents; a test holds them to these models, in which nothing more
is allowed than what is named.
"""

from __future__ import annotations

from typing import Any, Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "PROBLEMS",
    "AnswerDocument",
    "CoverageDocument",
    "DistrictsDocument",
    "GeoJSON",
    "KeptDocument",
    "MetaDocument",
    "Problem",
    "StationFeature",
    "StationsDocument",
]

DatumName = Literal["wgs84", "gcj02", "bd09"]


class GeoJSON(JSONResponse):
    """A GeoJSON document."""

    media_type = "application/geo+json"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Fault(_Shape):
    """One value that was refused."""

    parameter: str
    value: str
    reason: str


class Problem(_Shape):
    """A problem document (RFC 9457): the one shape of every error."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="name of the error class")
    errors: list[Fault]


class Point(_Shape):
    """Longitude and latitude, degrees, in the document's datum."""

    type: Literal["Point"]
    coordinates: tuple[float, float]


class OutOfOrder(_Shape):
    """An amenity that is there and does not work."""

    amenity: str
    since: str | None


class StationProperties(_Shape):
    """What is known of a station; an empty text is unknown."""

    id: str
    name: str
    address: str
    entrance_note: str
    district: str = Field(description="adcode of the district that holds the position")
    district_name: str
    kind: str
    host: str
    amenities: list[str]
    amenities_no: list[str]
    amenities_unknown: list[str]
    out_of_order: list[OutOfOrder]
    hours: str = Field(description="opening hours as written")
    opening_hours: str | None = Field(description="the same in OSM's opening_hours syntax; null if they cannot be read")
    hours_zh: str | None = Field(description="what was read, in Chinese")
    hours_en: str | None = Field(description="what was read, in English")
    closures: str = Field(description="closed for some days: first day/last day reason, parted by ;")
    access: list[str]
    who_may_enter: str
    phone: str
    opened_on: str | None
    closed_on: str | None
    closed_reason: str
    verified_on: str | None
    verified_days_ago: int | None = Field(description="age of what is told, in days")
    warnings: list[str]
    gcj02: tuple[float, float] = Field(
        description="longitude and latitude in GCJ-02, which phones' map apps take, whatever the datum asked for"
    )
    open: Literal["open", "closed", "unknown"] = Field(description="on arrival; in a listing, at this minute")
    opens_at: str | None = Field(description="RFC 3339: when it opens next, if it is not open")
    closes_at: str | None = Field(description="RFC 3339: when it closes, if it is open")
    open_estimated: bool = Field(description="whether that rests on public holidays that are not published yet")
    open_comment: str | None = Field(description="what the hours say, such as why it is closed")
    walk_minutes: int | None = Field(None, description="an estimate: straight line, detour, pace; nearest only")
    minutes_left_on_arrival: int | None = Field(None, description="whole minutes until it closes; nearest only")
    distance_m: float | None = Field(None, description="geodesic metres on WGS 84, a straight line; nearest only")
    bearing_deg: float | None = Field(
        None, description="from the position asked for, clockwise from north; nearest only"
    )


class StationFeature(_Shape):
    """One station."""

    type: Literal["Feature"]
    id: str
    datum: DatumName
    geometry: Point
    properties: StationProperties


class WhyNone(_Shape):
    """The nearest station that fits once something is given up."""

    parameter: Literal["open", "needs", "kind", "access", "fresh_within"]
    without: list[str]
    nearest: StationFeature | None


class QueryEcho(_Shape):
    """The query without the position."""

    datum: DatumName
    limit: int
    radius: float | None
    needs: list[str]
    kind: list[str]
    access: list[str]
    open: str
    stay: int
    pace: float
    detour: float
    fresh_within: str | None


class Sentences(_Shape):
    """The same in Chinese and in English."""

    zh: str
    en: str


class _Collection(_Shape):
    type: Literal["FeatureCollection"]
    datum: DatumName
    features: list[StationFeature]
    register_version: str
    notice: str | None = Field(description="set while the data are made up")


class AnswerDocument(_Collection):
    """The nearest stations, by distance and then by id."""

    query: QueryEcho
    matched_within_radius: int | None = Field(description="matches within the radius, counted up to `limit`")
    beyond: StationFeature | None = Field(description="next match outside the radius, if that left fewer than `limit`")
    unknown_hours: list[StationFeature] = Field(
        description="with `open`: stations nearer than the last of `limit` of which nobody knows whether they are open"
    )
    why_none: list[WhyNone] | None = Field(
        description="when nothing matches: the nearest that is closed, and what is nearest without each need"
    )
    why: Sentences | None = Field(description="when nothing matches: the same as sentences")
    remark: str | None = Field(description="set when the nearest is farther than 100 km: is the position right?")


class Link(_Shape):
    """A link to another document."""

    rel: str
    href: str
    type: str


class StationsDocument(_Collection):
    """One page of stations, by id."""

    numberMatched: int  # noqa: N815  (OGC API Features)
    numberReturned: int  # noqa: N815
    links: list[Link]


class DistrictFeature(_Shape):
    """One district; its geometry is null where it has no polygon or none was asked for."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class DistrictsDocument(_Shape):
    """The register's districts, by adcode; polygons in WGS 84."""

    type: Literal["FeatureCollection"]
    features: list[DistrictFeature]
    register_version: str
    notice: str | None
    attribution: str


class CoverageDocument(BaseModel):
    """Visits and stations per district, with method, period and reconciliation."""

    model_config = ConfigDict(extra="allow")

    rows: list[dict[str, Any]]


class KeptAnalysis(_Shape):
    """A stored result, cut to the place; `document` has its own method foot, `notes`."""

    name: str = Field(description="what was analysed, such as reach, access or siting")
    scope: str = Field(description="what it is restricted to; an empty text for the whole register")
    made_at: str = Field(description="ISO 8601, UTC")
    register_version: str = Field(description="of the register that it was made of")
    stale: bool = Field(description="whether the register has changed since")
    library_version: str
    inputs: dict[str, str] = Field(description="SHA-256 of each further file that went in, by name")
    document: dict[str, Any]


class NamedDistrict(_Shape):
    """A district by name."""

    adcode: str
    name: str
    city: str


class NamedAnalysis(_Shape):
    """A stored result by name."""

    name: str
    scope: str


class KeptDocument(_Shape):
    """What the stored analyses say of a district, or of a city and its districts."""

    adcode: str
    districts: list[NamedDistrict]
    register_version: str
    notice: str | None
    analyses: list[KeptAnalysis]
    without: list[NamedAnalysis] = Field(description="stored analyses that say nothing of the place")


class MetaDocument(_Shape):
    """What an app needs to know before it asks."""

    register_version: str
    notice: str | None
    stations: int
    districts: int
    amenities: list[dict[str, str]]
    kinds: list[dict[str, str]]
    access: list[dict[str, str]]
    datums: list[str]
    limits: dict[str, float]
    licences: list[str]
    attribution: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"description": "A parameter is missing, unknown, doubled, malformed or out of range", "model": Problem},
    "default": {"description": "Any other error", "model": Problem},
}
