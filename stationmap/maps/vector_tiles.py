"""What the page must know where the service's vector tiles draw the stations, and not the page's own data."""

from __future__ import annotations

from typing import Any

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.maps.stations import KIND_COLOURS
from stationmap.station import ACCESS, KINDS

__all__ = ["MOST_IN_PAGE", "tiles_part"]

MOST_IN_PAGE = 20_000
"""Stations above which a served page draws tiles, and a file heaps."""

_UNKNOWN = ("类型未知", "kind unknown")


def tiles_part(datum: Datum = Datum.WGS84, *, root: str = "") -> dict[str, Any]:
    """Name the addresses to ask, and the words for what they answer.

    Parameters
    ----------
    datum : Datum
        What to draw in: that of the basemap.
    root : str
        What stands before the addresses, such as ``https://stations.example``; nothing on the service's own page.

    Returns
    -------
    dict
        The value of ``vector_tiles`` among the ``parts`` of `station_map`.

    Examples
    --------
    >>> tiles_part(Datum.GCJ02)["url"]
    '/tiles/{z}/{x}/{y}.mvt?datum=gcj02'
    """
    names = {**KINDS, "": _UNKNOWN}
    return {
        "url": f"{root}/tiles/{{z}}/{{x}}/{{y}}.mvt?datum={datum.value}",
        "station": f"{root}/v1/stations/{{id}}?datum={datum.value}",
        "list": f"{root}/v1/stations?",
        "places": f"{root}/v1/places",
        "datum": datum.value,
        "kinds": {code: {"names": names[code], "colour": colour} for code, colour in KIND_COLOURS.items()},
        "amenities": {code: (amenity.zh, amenity.en) for code, amenity in AMENITIES.items()},
        "access": ACCESS,
    }
