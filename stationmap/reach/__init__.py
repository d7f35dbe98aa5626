"""Reach: who and what is within so many metres of a station, per district, hour, amenity and station."""

from stationmap.reach.area import area_covered
from stationmap.reach.area_table import AREA_COLUMNS, AREA_DECIMALS, area_document, area_for_people, area_notes
from stationmap.reach.at_hour import each_hour_document, reach_at_each_hour, reach_at_hour
from stationmap.reach.by_amenity import amenity_states, reach_by_amenity
from stationmap.reach.by_district import Reach, reach_by_district
from stationmap.reach.by_hour import DAY_TYPES, OpenHours, day_types, open_hours, reach_by_hour
from stationmap.reach.by_station import SPARE_SHARE, close_pairs, reach_by_station
from stationmap.reach.columns import (
    AMENITY_COLUMNS,
    AT_HOUR_COLUMNS,
    HOUR_COLUMNS,
    PAIR_COLUMNS,
    REACH_COLUMNS,
    STATION_COLUMNS,
)
from stationmap.reach.gaps import GAP_COLUMNS, Gaps, gaps_document, gaps_of
from stationmap.reach.notes import reach_notes
from stationmap.reach.presenting import reach_document, reach_for_people, table_for_people, tables_for_people
from stationmap.reach.rules import PRESETS, Measure, Rule, measures_of, rule_of
from stationmap.reach.shapes import covered_shape, gap_shape
from stationmap.reach.straight import straight_pairs
from stationmap.reach.survey import Asked, ReachSurvey, Walkable
from stationmap.reach.surveying import survey_reach

__all__ = [
    "AMENITY_COLUMNS",
    "AREA_COLUMNS",
    "AREA_DECIMALS",
    "AT_HOUR_COLUMNS",
    "DAY_TYPES",
    "GAP_COLUMNS",
    "HOUR_COLUMNS",
    "PAIR_COLUMNS",
    "PRESETS",
    "REACH_COLUMNS",
    "SPARE_SHARE",
    "STATION_COLUMNS",
    "Asked",
    "Gaps",
    "Measure",
    "OpenHours",
    "Reach",
    "ReachSurvey",
    "Rule",
    "Walkable",
    "amenity_states",
    "area_covered",
    "area_document",
    "area_for_people",
    "area_notes",
    "close_pairs",
    "covered_shape",
    "day_types",
    "each_hour_document",
    "gap_shape",
    "gaps_document",
    "gaps_of",
    "measures_of",
    "open_hours",
    "reach_at_each_hour",
    "reach_at_hour",
    "reach_by_amenity",
    "reach_by_district",
    "reach_by_hour",
    "reach_by_station",
    "reach_document",
    "reach_for_people",
    "reach_notes",
    "rule_of",
    "straight_pairs",
    "survey_reach",
    "table_for_people",
    "tables_for_people",
]
