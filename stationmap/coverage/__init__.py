"""Coverage: how stations and visits are spread over districts, with all that makes a figure usable."""

from stationmap.coverage.by_district import DistrictCoverage, by_district
from stationmap.coverage.by_month import coverage_by_month
from stationmap.coverage.columns import COVERAGE_COLUMNS
from stationmap.coverage.notes import SOURCES, coverage_notes
from stationmap.coverage.presenting import coverage_document, to_frame_for_people

__all__ = [
    "COVERAGE_COLUMNS",
    "SOURCES",
    "DistrictCoverage",
    "by_district",
    "coverage_by_month",
    "coverage_document",
    "coverage_notes",
    "to_frame_for_people",
]
