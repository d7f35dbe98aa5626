"""Reach: who and what lies within a distance of stations."""

from stationmap.reach.area import area_covered
from stationmap.reach.area_table import AREA_COLUMNS, AREA_DECIMALS, area_document, area_for_people, area_notes
from stationmap.reach.shapes import covered_shape, gap_shape

__all__ = [
    "AREA_COLUMNS",
    "AREA_DECIMALS",
    "area_covered",
    "area_document",
    "area_for_people",
    "area_notes",
    "covered_shape",
    "gap_shape",
]
