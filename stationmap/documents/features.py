"""One station as a GeoJSON feature."""

from __future__ import annotations

from datetime import date
from typing import Any

from stationmap.amenities import AMENITIES
from stationmap.catalogue import Searchable
from stationmap.clock import today
from stationmap.datum import Datum
from stationmap.documents.opening import hours_members, opening_at
from stationmap.station import SINCE_UNKNOWN, Station

__all__ = ["station_feature"]

_DECIMALS = 7  # of a degree, about a centimetre


def station_feature(catalogue: Searchable, row: int, datum: Datum, at: int | None = None) -> dict[str, Any]:
    """One station as a GeoJSON feature, its position in `datum`.

    ``closed_on`` is None also where it is not known since when a station is closed; ``open`` is then "closed".
    ``gcj02`` is the position for map applications on phones, whatever the datum asked for.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    row : int
        Row of the catalogue.
    datum : Datum
        Of the position.
    at : int, optional
        UTC epoch seconds: whether it is open then is told too, and what comes next.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> station_feature(demonstration(), 0, Datum.WGS84, at=1_795_575_600)["properties"]["opens_at"]
    """
    position = _degrees(catalogue, row, datum)
    gcj02 = {"gcj02": position if datum is Datum.GCJ02 else _degrees(catalogue, row, Datum.GCJ02)}
    station = catalogue.station(row)
    opening = {} if at is None else opening_at(catalogue, row, at)
    return {
        "type": "Feature",
        "id": station.id,
        "datum": datum.value,
        "geometry": {"type": "Point", "coordinates": position},
        "properties": _properties(station, _district_name(catalogue, station.district)) | gcj02 | opening,
    }


def _degrees(catalogue: Searchable, row: int, datum: Datum) -> list[float]:
    lat, lon = catalogue.position(row, datum)
    return [round(lon, _DECIMALS), round(lat, _DECIMALS)]


def _district_name(catalogue: Searchable, adcode: str) -> str:
    return catalogue.districts.name_of(adcode) if adcode in catalogue.districts else ""


def _properties(station: Station, district_name: str) -> dict[str, Any]:
    known = {*station.amenities, *station.amenities_no}
    closed_since_unknown = station.closed_on == SINCE_UNKNOWN
    return {
        "id": station.id,
        "name": station.name,
        "address": station.address,
        "entrance_note": station.entrance_note,
        "district": station.district,
        "district_name": district_name,
        "kind": station.kind,
        "host": station.host,
        "amenities": list(station.amenities),
        "amenities_no": list(station.amenities_no),
        "amenities_unknown": [code for code in AMENITIES if code not in known],
        "out_of_order": [{"amenity": code, "since": since or None} for code, since in station.out_of_order],
        **hours_members(station.hours, station.opening_hours),
        "closures": station.closures,
        "access": list(station.access),
        "who_may_enter": station.who_may_enter,
        "phone": station.phone,
        "opened_on": station.opened_on or None,
        "closed_on": None if closed_since_unknown else station.closed_on or None,
        "closed_reason": station.closed_reason,
        "verified_on": station.verified_on or None,
        "verified_days_ago": (today() - date.fromisoformat(station.verified_on)).days if station.verified_on else None,
        "warnings": list(station.warnings),
    }
