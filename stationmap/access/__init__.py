"""Access: how much of the stations' supply each place has, given who shares it, and how unequally it is spread."""

from stationmap.access.by_district import access_by_district
from stationmap.access.catchment import floating_catchment, supply_ratio
from stationmap.access.columns import ACCESS_COLUMNS
from stationmap.access.inequality import gini, lorenz
from stationmap.access.notes import access_notes
from stationmap.access.presenting import access_document, access_for_people
from stationmap.access.steps import Decay, Steps
from stationmap.access.supply import Supply, supply_of
from stationmap.access.table import AccessTable, Inequality

__all__ = [
    "ACCESS_COLUMNS",
    "AccessTable",
    "Decay",
    "Inequality",
    "Steps",
    "Supply",
    "access_by_district",
    "access_document",
    "access_for_people",
    "access_notes",
    "floating_catchment",
    "gini",
    "lorenz",
    "supply_of",
    "supply_ratio",
]
