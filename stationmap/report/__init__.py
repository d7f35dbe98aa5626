"""Reports that a planner signs: one set of sections, written as workbook, GeoPackage, page, PDF and JSON.

Other rooms give frames, titles and notes as `Section`; nothing is counted here. ``composing`` puts the sections
together, ``cells`` decides once how a value reads, ``drawn/`` makes maps and plots that page and PDF share.
"""

from stationmap.report.composing import compose
from stationmap.report.document import report_document
from stationmap.report.provenance import file_source
from stationmap.report.report import Layer, Report
from stationmap.report.section import Section
from stationmap.report.writing import FORMATS, formats_of, write_report
from stationmap.study import SitePlan, Source, Study, Wanted, kept_results, work_out

__all__ = [
    "FORMATS",
    "Layer",
    "Report",
    "Section",
    "SitePlan",
    "Source",
    "Study",
    "Wanted",
    "compose",
    "file_source",
    "formats_of",
    "kept_results",
    "report_document",
    "work_out",
    "write_report",
]
