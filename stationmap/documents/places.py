"""Places that were found by name, and one position in every datum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stationmap.catalogue import Searchable
from stationmap.datum import Datum, from_wgs84
from stationmap.documents.notices import notice
from stationmap.index import whole_mm
from stationmap.places import Found, Place

__all__ = ["places_document", "positions_document"]

_DECIMALS = 7  # of a degree, about a centimetre


def places_document(catalogue: Searchable, found: Sequence[Found], datum: Datum, version: str) -> dict[str, Any]:
    """Write the places that were found, the best first; neither what was typed nor a position asked from is in it.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    found : sequence of Found
    datum : Datum
        Of the positions.
    version : str
        Of the register in which they were found.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.places import PlaceIndex, Places, find_places
    >>> found = find_places(Places(PlaceIndex.of(demonstration())), "jsq", limit=1)
    >>> places_document(demonstration(), found, Datum.WGS84, "1")["features"][0]["id"]
    'district:410105'
    """
    return {
        "type": "FeatureCollection",
        "datum": datum.value,
        "features": [_feature(one, datum) for one in found],
        "register_version": version,
        "notice": notice(catalogue),
    }


def _feature(found: Found, datum: Datum) -> dict[str, Any]:
    place = found.place
    code = place.id if place.kind == "station" else place.id.partition(":")[2]
    return {
        "type": "Feature",
        "id": f"{place.kind}:{code}",
        "geometry": _point(place, datum),
        "properties": {
            "kind": place.kind,
            "id": code,
            "name": place.name,
            "address": place.address,
            "district": place.district,
            "district_name": place.district_name,
            "matched": found.matched,
            "distance_m": None if found.distance_m is None else whole_mm(found.distance_m),
        },
    }


def _point(place: Place, datum: Datum) -> dict[str, Any] | None:
    if place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": _position(place.lat, place.lon, datum)}


def _position(lat: float, lon: float, datum: Datum) -> list[float]:
    there = from_wgs84(lat, lon, datum)
    return [round(there[1], _DECIMALS), round(there[0], _DECIMALS)]


def positions_document(catalogue: Searchable, lat: float, lon: float) -> dict[str, Any]:
    """Write one position in every datum, longitude first, and the district that holds it.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
        Whose districts count.
    lat, lon : float
        Degrees, WGS 84.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> document = positions_document(demonstration(), 34.75, 113.62)
    >>> document["wgs84"], document["district_name"]
    ([113.62, 34.75], '中原区')
    """
    district = str(catalogue.districts.locate([lat], [lon])[0])
    return {
        **{datum.value: _position(lat, lon, datum) for datum in Datum},
        "district": district,
        "district_name": catalogue.districts.name_of(district) if district else "",
    }
