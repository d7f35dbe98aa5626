"""Nearest, within and box by looking at every station: slow, and plainly right.

Nothing here is shared with the index: pyproj measures each pair, Python sorts.
"""

from dataclasses import dataclass

import numpy as np
from pyproj import Geod

GEOD = Geod(ellps="WGS84")


@dataclass
class Stations:
    """Parallel lists of positions and bits."""

    lat: list
    lon: list
    bits: list


def matches(bits, row, wanted):
    """Tell whether one row passes a filter, bit by bit."""
    return (
        bits & wanted.all_of == wanted.all_of
        and all(bits & some for some in wanted.any_of)
        and (wanted.mask is None or bool(wanted.mask[row]))
    )


def measured(stations, lat, lon, wanted):
    """All matching rows as sorted (distance, row, bearing)."""
    found = []
    for row, (y, x, bits) in enumerate(zip(stations.lat, stations.lon, stations.bits, strict=True)):
        if matches(bits, row, wanted):
            azimuth, _, distance = GEOD.inv(lon, lat, x, y)
            bearing = 0.0 if distance == 0 else azimuth % 360.0
            found.append((distance, row, 0.0 if bearing == 360.0 else bearing))
    return sorted(found)


def nearest(stations, lat, lon, k, wanted):
    """The first k of them."""
    return measured(stations, lat, lon, wanted)[:k]


def within(stations, lat, lon, radius, wanted):
    """Those within a radius, itself included."""
    return [hit for hit in measured(stations, lat, lon, wanted) if hit[0] <= radius]


def in_box(stations, box, wanted):
    """Matching rows in a box, edges included, each longitude of the antimeridian under both names."""
    west, south, east, north = box

    def holds(lon):
        return west <= lon <= east if west <= east else lon >= west or lon <= east

    return [
        row
        for row, (lat, lon, bits) in enumerate(zip(stations.lat, stations.lon, stations.bits, strict=True))
        if matches(bits, row, wanted)
        and south <= lat <= north
        and (holds(lon) or (abs(lon) == 180 and (holds(180.0) or holds(-180.0))))
    ]


def many(lat, lon, lats, lons):
    """Distances from one point to many in one call, for sets too large for the loop above."""
    return GEOD.inv(np.full(len(lons), lon), np.full(len(lats), lat), lons, lats)[2]
