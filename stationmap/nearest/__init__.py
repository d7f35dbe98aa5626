"""Finding stations: the nearest that fit, and pages of all that fit."""

from stationmap.nearest.answer import Answer, Match, WhyNone
from stationmap.nearest.listing import Page, Selection, list_stations
from stationmap.nearest.query import LIMITS, Query
from stationmap.nearest.search import find_nearest

__all__ = ["LIMITS", "Answer", "Match", "Page", "Query", "Selection", "WhyNone", "find_nearest", "list_stations"]
