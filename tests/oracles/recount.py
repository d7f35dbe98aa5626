"""Coverage counted again the slow way: dicts, loops over days, one polygon after another."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import shapely

COUNTS = (
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
OUTSIDE, STRANGERS, TOTAL = "outside", "unknown", "total"


def recount(stations, districts, visits, period):
    """Count by district, as a planner with a pencil would.

    `stations` are dicts with id, lat, lon, opened_on, closed_on; `districts` tuples of adcode, name, city, residents
    (None unknown) and polygon (None where there is none); `visits` tuples of station, ISO day, number (None where
    nothing was counted) and state, or None for no visits at all; `period` the first and last date.

    The answer has a dict for every adcode and for `OUTSIDE`, `STRANGERS` and `TOTAL`; None is unknown.
    """
    polygons = {adcode: polygon for adcode, _, _, _, polygon in districts}
    places = {station["id"]: _place(polygons, station) for station in stations}
    tally = {place: Counter() for place in (*polygons, OUTSIDE, STRANGERS)}
    for station in stations:
        row = tally[places[station["id"]]]
        row["stations"] += 1
        row["stations_in_operation"] += _works(station, period[1])
    if visits is not None:
        _count_days(tally, places, stations, visits, period)
    table = {place: _known(row, visits, polygons.get(place, True)) for place, row in tally.items()}
    table[TOTAL] = _known(sum(tally.values(), Counter()), visits, polygon=True)
    for adcode, _, _, residents, _ in districts:
        table[adcode]["residents"] = residents
    for adcode in polygons:
        table[adcode] |= _rates(table[adcode], tally[adcode])
    return table


def _place(polygons, station):
    point = shapely.Point(station["lon"], station["lat"])
    for adcode in sorted(polygons):
        if polygons[adcode] is not None and polygons[adcode].covers(point):
            return adcode
    return OUTSIDE


def _works(station, day):
    if station["opened_on"] and day < date.fromisoformat(station["opened_on"]):
        return False
    return not (station["closed_on"] and day >= date.fromisoformat(station["closed_on"]))


def _worked(station, day, state):
    """Look back: of a station closed since nobody knows when, only what it said tells that it was still there."""
    if station["closed_on"] != "0001-01-01":
        return _works(station, day)
    return state in {"counted", "part_day", "closed"} and _works(station | {"closed_on": ""}, day)


def _count_days(tally, places, stations, visits, period):
    said = {(station, date.fromisoformat(day)): (number, state) for station, day, number, state in visits}
    by_id = {station["id"]: station for station in stations}
    ids = [*by_id, *sorted({station for station, _ in said} - by_id.keys())]
    for key in ids:
        row = tally[places.get(key, STRANGERS)]
        for day in _days(period):
            number, state = said.get((key, day), (None, "nothing"))
            works = key in by_id and _worked(by_id[key], day, state)
            _count_day(row, works, number, state)


def _days(period):
    day = period[0]
    while day <= period[1]:
        yield day
        day += timedelta(days=1)


def _count_day(row, works, number, state):
    row["visits"] += number or 0
    reports = state in {"counted", "part_day"}
    if state == "counted":
        row["reported_station_days"] += 1
        row["full_day_visits"] += number
    if state == "part_day":
        row["part_station_days"] += 1
    if reports and not works:
        row["unexpected_station_days"] += 1
    if works and state == "closed":
        row["closed_station_days"] += 1
    elif works and not reports:
        row["missing_station_days"] += 1
    if reports or (works and state != "closed"):
        row["expected_station_days"] += 1


def _known(row, visits, polygon):
    """Turn sums into figures: unknown without a polygon, without visits, and where nobody was heard of."""
    if polygon is None:
        return dict.fromkeys(COUNTS)
    figures = {name: row[name] for name in COUNTS}
    if visits is None:
        return {name: figures[name] if name.startswith("stations") else None for name in COUNTS}
    heard = row["reported_station_days"] + row["part_station_days"]
    if not heard and row["missing_station_days"] and not row["visits"]:
        figures["visits"] = None
    return figures


def _rates(figures, row):
    def over(above, below):
        return above / below if above is not None and below else None

    return {
        "completeness": over(figures["reported_station_days"], figures["expected_station_days"]),
        "visits_per_station_day": over(row["full_day_visits"], figures["reported_station_days"]),
        "stations_per_10k_residents": over(figures["stations_in_operation"], (figures["residents"] or 0) / 10_000),
    }
