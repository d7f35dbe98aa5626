"""Coverage counted again with loops, dictionaries and one polygon at a time: slow, and nothing of the library in it."""

from __future__ import annotations

from datetime import timedelta

import shapely

SUMS = (
    "stations",
    "stations_in_operation",
    "visits",
    "expected_station_days",
    "reported_station_days",
    "part_station_days",
    "missing_station_days",
    "closed_station_days",
    "unexpected_station_days",
)


def place_of(station, districts):
    """Lowest adcode among the polygons that cover the station; "" if none does."""
    point = shapely.Point(station["lon"], station["lat"])
    return min((d["adcode"] for d in districts if d["geometry"] and d["geometry"].covers(point)), default="")


def works(station, day):
    """Whether a station is in operation on a day."""
    text = day.isoformat()
    return station["opened_on"] <= text and (not station["closed_on"] or text < station["closed_on"])


def days_of(period):
    """Every day of a period."""
    return [period[0] + timedelta(days=n) for n in range((period[1] - period[0]).days + 1)]


def recount(stations, districts, rows, period):
    """Count by place: adcode, "" for outside every district, "?" for ids that no station has.

    `stations`, `districts` and `rows` are lists of dictionaries; `rows` have station_id, date, visits (None for no
    number) and state, one a station and day.
    """
    said = {(row["station_id"], row["date"]): row for row in rows}
    counts = {place: dict.fromkeys((*SUMS, "full_visits"), 0) for place in [d["adcode"] for d in districts] + ["", "?"]}
    for station in stations:
        one = counts[place_of(station, districts)]
        one["stations"] += 1
        one["stations_in_operation"] += works(station, period[1])
        for day in days_of(period):
            _count_day(one, works(station, day), said.pop((station["id"], day), None))
    for (_, day), row in said.items():
        if period[0] <= day <= period[1] and row["station_id"] not in {s["id"] for s in stations}:
            _count_day(counts["?"], working=False, row=row)
    return counts


def _count_day(one, working, row):
    state = row["state"] if row else "nothing"
    one["visits"] += (row["visits"] or 0) if row else 0
    if working and state == "closed":
        one["closed_station_days"] += 1
        return
    reported = state in {"counted", "part_day"}
    if not working and not reported:
        return
    one["expected_station_days"] += 1
    one["unexpected_station_days"] += not working
    one["reported_station_days"] += state == "counted"
    one["part_station_days"] += state == "part_day"
    one["missing_station_days"] += not reported
    one["full_visits"] += row["visits"] if state == "counted" else 0
