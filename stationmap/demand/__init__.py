"""Demand: how many of whom are where, as weights on places."""

from stationmap.demand.demand import DEMAND_COLUMNS, Demand
from stationmap.demand.describing import DEMAND_TITLES, demand_document, demand_notes, demand_unit, unplaced_for_people
from stationmap.demand.reading import read_demand
from stationmap.demand.spreading import (
    MOST_POINTS,
    spread_area,
    spread_by_code,
    spread_districts,
    spread_polygons,
    spread_residents,
)

__all__ = [
    "DEMAND_COLUMNS",
    "DEMAND_TITLES",
    "MOST_POINTS",
    "Demand",
    "demand_document",
    "demand_notes",
    "demand_unit",
    "read_demand",
    "spread_area",
    "spread_by_code",
    "spread_districts",
    "spread_polygons",
    "spread_residents",
    "unplaced_for_people",
]
