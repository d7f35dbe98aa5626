"""Parameters of the search for places, and of positions in every datum."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from stationmap.datum import Datum, to_wgs84
from stationmap.places import LONGEST, MOST_PLACES
from stationmap_api.notation import DECIMAL, WHOLE
from stationmap_api.parameters import NoParameters

__all__ = ["PlacesParameters", "PositionsParameters"]

_Q = "Chinese name or part of it, address, street, district, city, code, pinyin or initials; slips are forgiven"
_NEAR = "of the position from which the nearer comes first among equals; both or neither"
_Lat = Annotated[float, Field(ge=-90, le=90), DECIMAL]
_Lon = Annotated[float, Field(ge=-180, le=180), DECIMAL]


class PlacesParameters(NoParameters):
    """Parameters of the search for places."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST, description=_Q, examples=["金水区", "jsq"])]
    limit: Annotated[int, Field(ge=1, le=MOST_PLACES, description="places wanted"), WHOLE] = 10
    datum: Annotated[Datum, Field(description="datum of the position given and of those returned")] = Datum.WGS84
    lat: Annotated[_Lat | None, Field(description=f"latitude in degrees, {_NEAR}")] = None
    lon: Annotated[_Lon | None, Field(description=f"longitude in degrees, {_NEAR}")] = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat 和 lon 须同时给出 lat and lon must be given together")
        return self

    def near(self) -> tuple[float, float] | None:
        """Give the position in WGS 84, if there is one."""
        return None if self.lat is None or self.lon is None else to_wgs84(self.lat, self.lon, self.datum)


class PositionsParameters(NoParameters):
    """One position."""

    lat: Annotated[float, Field(ge=-90, le=90, description="latitude in degrees", examples=[34.7601]), DECIMAL]
    lon: Annotated[float, Field(ge=-180, le=180, description="longitude in degrees", examples=[113.7730]), DECIMAL]
    datum: Annotated[Datum, Field(description="datum of the position given")] = Datum.WGS84

    def to_wgs84(self) -> tuple[float, float]:
        """Give the position in WGS 84."""
        return to_wgs84(self.lat, self.lon, self.datum)
