"""Finding stations: the nearest that fit, and pages of all that fit."""

from stationmap.nearest.answer import Answer, Match, WhyNone
from stationmap.nearest.listing import Page, Selection, list_stations
from stationmap.nearest.query import LIMITS, Query
from stationmap.nearest.search import find_nearest, verified_since
from stationmap.nearest.trip import TRIP_LIMITS, Trip, day_of, this_minute

__all__ = [
    "LIMITS",
    "TRIP_LIMITS",
    "Answer",
    "Match",
    "Page",
    "Query",
    "Selection",
    "Trip",
    "WhyNone",
    "day_of",
    "find_nearest",
    "list_stations",
    "this_minute",
    "verified_since",
]
