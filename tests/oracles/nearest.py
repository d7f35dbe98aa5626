"""Nearest and listing by reading every row's own text: slow, and plainly right.

Nothing here uses the index, its bits or its masks; pyproj measures each pair, Python sorts.
"""

from __future__ import annotations

from datetime import date

from pyproj import Geod

from stationmap.datum import from_wgs84, to_wgs84

GEOD = Geod(ellps="WGS84")


def codes(text):
    """Read a cell of codes."""
    return set(text.split(",")) - {""}


def in_operation(row, day):
    """Opened on or before the day, not closed by it; an empty date is no bound."""
    opened = not row["opened_on"] or date.fromisoformat(row["opened_on"]) <= day
    return opened and (not row["closed_on"] or day < date.fromisoformat(row["closed_on"]))


def fits(row, asked, day):
    """Tell whether a station is in operation, and has what is asked for in working order."""
    broken = {item.split("@")[0] for item in codes(row["out_of_order"])}
    return (
        in_operation(row, day)
        and set(asked.needs) <= codes(row["amenities"]) - broken
        and (not asked.kind or row["kind"] in asked.kind)
        and (not asked.access or bool(codes(row["access"]) & set(asked.access)))
    )


def measured(table, query, day):
    """All stations that fit, as (distance, id, bearing) in order."""
    lat, lon = (float(value) for value in to_wgs84(query.lat, query.lon, query.datum))
    found = []
    for row in table.to_dict("records"):
        if fits(row, query, day):
            azimuth, _, distance = GEOD.inv(lon, lat, row["lon"], row["lat"])
            found.append((distance, row["id"], azimuth % 360))
    return sorted(found)


def nearest(table, query, day):
    """Give the matches, and the next one beyond the radius if that left room."""
    first = measured(table, query, day)[: query.limit]
    inside = [hit for hit in first if query.radius is None or hit[0] <= query.radius]
    return inside, (first[len(inside)] if len(inside) < len(first) else None)


def _between(lon, west, east):
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def in_box(row, box, datum):
    """Tell whether a station stands in a box of that datum; 180 and -180 are one line."""
    west, south, east, north = box
    lat, lon = (float(value) for value in from_wgs84(row["lat"], row["lon"], datum))
    names = (180.0, -180.0) if abs(lon) == 180 else (lon,)
    return south <= lat <= north and any(_between(name, west, east) for name in names)


def listed(table, selection, day):
    """Ids of all stations that a selection fits, in order of code points."""
    return sorted(
        row["id"]
        for row in table.to_dict("records")
        if fits(row, selection, day)
        and (selection.district is None or row["district"] == selection.district)
        and (selection.box is None or in_box(row, selection.box, selection.datum))
    )
