"""The demonstration data read and recounted in plain Python, knowing nothing of how it was made."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

import eviltransform

FOLDER = Path(__file__).resolve().parents[2] / "data" / "stationmap_demo"
REPORTED = ("counted", "part_day")
PERIOD = [(dt.date(2025, 9, 1) + dt.timedelta(days=n)).isoformat() for n in range(91)]


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def from_gcj02(lat, lon):
    """Invert the other library's forward formula by repetition, to a tenth of a millimetre."""
    guess = lat, lon
    for _ in range(6):
        shifted = eviltransform.wgs2gcj(*guess)
        guess = guess[0] + lat - shifted[0], guess[1] + lon - shifted[1]
    return guess


def ring_holds(ring, lon, lat):
    """Cross a ray to the east: odd is inside."""
    odd = False
    for (west, south), (east, north) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (south > lat) != (north > lat) and lon < (east - west) * (lat - south) / (north - south) + west:
            odd = not odd
    return odd


def multipolygon_holds(polygons, lon, lat):
    return any(
        ring_holds(outer, lon, lat) and not any(ring_holds(hole, lon, lat) for hole in holes)
        for outer, *holes in polygons
    )


def expected_days(station):
    """Days of the period on which a station was in operation."""
    return [day for day in PERIOD if station["启用日期"] <= day < (station["停用日期"] or "9999")]


def recount(visits, prefix, month=""):
    """Sum of visits and number of reporting station-days of one city."""
    total = days = 0
    for row in visits:
        if row["station_id"].startswith(prefix) and row["date"].startswith(month) and row["state"] in REPORTED:
            total += int(row["visits"])
            days += 1
    return total, days


def states_by_day(visits):
    states = defaultdict(dict)
    for row in visits:
        states[row["station_id"]][row["date"]] = row["state"]
    return states
