"""Visits as counted at stations: what was counted, what was not, and over which days."""

from stationmap.visits.cells import FIRST_YEAR, LAST_YEAR
from stationmap.visits.counts import COUNTED_STATES, STATES, UNIT, VISIT_COLUMNS, VisitCounts
from stationmap.visits.reading import read_visits, visit_findings

__all__ = [
    "COUNTED_STATES",
    "FIRST_YEAR",
    "LAST_YEAR",
    "STATES",
    "UNIT",
    "VISIT_COLUMNS",
    "VisitCounts",
    "read_visits",
    "visit_findings",
]
