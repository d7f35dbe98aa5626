"""Query parameters: how each is written, read and documented.

Ranges and codes are the library's to judge; what is here is their notation.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from stationmap.datum import Datum
from stationmap.nearest import LIMITS, Query, Selection, Trip
from stationmap_api.notation import DECIMAL, WHOLE
from stationmap_api.trips import Open, TripBody, TripParameters, moment_asked

__all__ = [
    "MOST_POSITIONS",
    "DatumParameters",
    "DistrictParameters",
    "NearestBatch",
    "NearestParameters",
    "NoParameters",
    "StationsParameters",
    "TileParameters",
    "refuse_doubled",
    "split",
]

Radius = Annotated[float, Field(gt=0, le=LIMITS["radius"]), DECIMAL]
Codes = Annotated[str, Field(pattern=r"^[a-z0-9_]+(,[a-z0-9_]+)*$", max_length=500)]

_DEGREES = r"-?[0-9]{1,3}(\.[0-9]{0,20})?"  # not \d, which takes the digits of every script
Box = Annotated[str, Field(pattern=rf"^{_DEGREES}(,{_DEGREES}){{3}}$")]

MOST_POSITIONS = 10_000
Code = Annotated[str, Field(strict=True, max_length=50)]
_LISTED = "codes of `/v1/meta`, {} of them wanted"
_DATUM = "datum of the position given and of those returned"
_NEEDS = "amenity codes separated by commas, all of them wanted; `/v1/meta` lists them"
_BBOX = "west,south,east,north in degrees of `datum`, edges included; west may exceed east"
_OPEN = "`any`; or `now` or an instant (RFC 3339, within a year): only stations that are known to be open then"
_KIND = "kinds of station separated by commas, one of them wanted"
_ACCESS = "ways to get in separated by commas, one of them wanted"


def split(text: str | None) -> tuple[str, ...]:
    """Split codes at their commas."""
    return tuple(text.split(",")) if text else ()


class _Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NoParameters(_Parameters):
    """For routes that take none."""


class DatumParameters(_Parameters):
    """For routes that only choose the datum of what they return."""

    datum: Annotated[Datum, Field(description="datum of the positions returned")] = Datum.WGS84


class _Wanted(_Parameters):
    """Where, and what is wanted there."""

    lat: Annotated[float, Field(ge=-90, le=90, description="latitude in degrees", examples=[34.7601]), DECIMAL]
    lon: Annotated[float, Field(ge=-180, le=180, description="longitude in degrees", examples=[113.7730]), DECIMAL]
    datum: Annotated[Datum, Field(description=_DATUM)] = Datum.WGS84
    limit: Annotated[int, Field(ge=1, le=LIMITS["limit"], description="answers wanted"), WHOLE] = 5
    radius: Annotated[Radius | None, Field(description="geodesic metres")] = None
    needs: Annotated[Codes | None, Field(description=_NEEDS, examples=["hot_water,toilet"])] = None
    kind: Annotated[Codes | None, Field(description=_KIND, examples=["fixed"])] = None
    access: Annotated[Codes | None, Field(description=_ACCESS, examples=["open_door"])] = None


class NearestParameters(TripParameters, _Wanted):
    """Parameters of the nearest endpoint."""

    def to_query(self) -> Query:
        """Hand over to the library, which judges the codes."""
        codes: dict[str, Any] = {name: split(getattr(self, name)) for name in ("needs", "kind", "access")}
        asked: dict[str, Any] = {"trip": self.to_trip(), "fresh_within": self.to_days()}
        return Query(self.lat, self.lon, self.datum, self.limit, self.radius, **codes, **asked)


class Place(_Parameters):
    """One position of many."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    lat: Annotated[float, Field(ge=-90, le=90, description="latitude in degrees")]
    lon: Annotated[float, Field(ge=-180, le=180, description="longitude in degrees")]


class _WantedAtMany(_Parameters):
    """Many positions, and what is wanted at each."""

    positions: Annotated[list[Place], Field(min_length=1, max_length=MOST_POSITIONS)]
    datum: Annotated[Datum, Field(description=_DATUM)] = Datum.WGS84
    limit: Annotated[int, Field(strict=True, ge=1, le=LIMITS["limit"], description="answers wanted for each")] = 5
    radius: Annotated[float | None, Field(strict=True, gt=0, le=LIMITS["radius"], description="geodesic metres")] = None
    needs: Annotated[list[Code], Field(max_length=50, description=_LISTED.format("all"))] = []
    kind: Annotated[list[Code], Field(max_length=50, description=_LISTED.format("one"))] = []
    access: Annotated[list[Code], Field(max_length=50, description=_LISTED.format("one"))] = []


class NearestBatch(TripBody, _WantedAtMany):
    """Many positions and what is wanted at each: the nearest endpoint's parameters, as JSON."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"positions": [{"lat": 34.7601, "lon": 113.773}], "limit": 1, "needs": ["toilet"]}]
        },
    )

    def to_query(self) -> Query:
        """Hand over to the library what is wanted, without the positions."""
        codes = tuple(self.needs), tuple(self.kind), tuple(self.access)
        return Query(0.0, 0.0, self.datum, self.limit, self.radius, *codes, self.to_trip(), self.to_days())


class StationsParameters(_Parameters):
    """Parameters of the listing of stations."""

    bbox: Annotated[Box | None, Field(description=_BBOX, examples=["113.4,34.6,113.9,34.9"])] = None
    district: Annotated[str | None, Field(pattern=r"^[0-9]{6}$", description="adcode", examples=["410106"])] = None
    needs: Annotated[Codes | None, Field(description=_NEEDS)] = None
    kind: Annotated[Codes | None, Field(description=_KIND)] = None
    access: Annotated[Codes | None, Field(description=_ACCESS)] = None
    open: Annotated[Open, Field(description=_OPEN)] = "any"
    datum: Annotated[Datum, Field(description="datum of `bbox` and of the positions returned")] = Datum.WGS84
    limit: Annotated[int, Field(ge=1, le=1000, description="stations a page"), WHOLE] = 100
    after: Annotated[str | None, Field(min_length=1, max_length=100, description="last id of the page before")] = None

    def to_selection(self) -> Selection:
        """Hand over to the library."""
        codes: dict[str, Any] = {name: split(getattr(self, name)) for name in ("needs", "kind", "access")}
        box = tuple(float(part) for part in self.bbox.split(",")) if self.bbox else None
        return Selection(box, self.district, self.datum, **codes, trip=Trip(moment_asked(self.open)))


class TileParameters(_Parameters):
    """Parameters of the vector tiles."""

    needs: Annotated[Codes | None, Field(description=_NEEDS)] = None
    kind: Annotated[Codes | None, Field(description=_KIND)] = None
    access: Annotated[Codes | None, Field(description=_ACCESS)] = None
    open: Annotated[Open, Field(description=_OPEN)] = "any"
    datum: Annotated[Datum, Field(description="datum of the tiles, which is that of the basemap under them")] = (
        Datum.WGS84
    )

    def to_selection(self) -> Selection:
        """Hand over to the library."""
        codes: dict[str, Any] = {name: split(getattr(self, name)) for name in ("needs", "kind", "access")}
        return Selection(datum=self.datum, **codes, trip=Trip(moment_asked(self.open)))


class DistrictParameters(_Parameters):
    """Parameters of the listing of districts."""

    geometry: Annotated[Literal["none", "full"], Field(description="`full` sends the polygons, WGS 84")] = "none"


async def refuse_doubled(request: Request) -> None:
    """Refuse a parameter that is given twice: which of the two was meant is not ours to guess."""
    doubled = [
        name for name, times in Counter(name for name, _ in request.query_params.multi_items()).items() if times > 1
    ]
    if doubled:
        raise RequestValidationError(
            [
                {
                    "type": "doubled",
                    "loc": ("query", name),
                    "msg": "given more than once",
                    "input": request.query_params[name],
                }
                for name in doubled
            ]
        )
