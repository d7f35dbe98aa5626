"""Drawings: maps and plots as plain shapes, which the page writes as SVG and the PDF paints as they are."""

from stationmap.report.drawn.bars import bar_chart
from stationmap.report.drawn.chart_map import Marks, district_map
from stationmap.report.drawn.lines import Line, line_chart
from stationmap.report.drawn.shapes import Area, Dot, Drawing, Label, Stroke
from stationmap.report.drawn.svg import to_svg

__all__ = [
    "Area",
    "Dot",
    "Drawing",
    "Label",
    "Line",
    "Marks",
    "Stroke",
    "bar_chart",
    "district_map",
    "line_chart",
    "to_svg",
]
