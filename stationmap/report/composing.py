"""From what was worked out to a report: one function a section.

To add a section, write a function of a `Study` that gives a `Section`, or None where there is nothing to tell, and put
it into `SECTIONS`; its notes, its sheet, its table on the pages and its part of the JSON follow by themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from stationmap.report.by_district import district_section
from stationmap.report.cautions import cautions
from stationmap.report.layers import district_layer, method_layer, station_layer
from stationmap.report.method import method_section
from stationmap.report.overview import overview_section
from stationmap.report.parts.access import access_section
from stationmap.report.parts.gaps import gaps_section
from stationmap.report.parts.hours import hours_section
from stationmap.report.parts.reach import reach_section
from stationmap.report.parts.shapes import covered_layer, gaps_layer
from stationmap.report.parts.sites import sites_layer, sites_section
from stationmap.report.parts.visits import outages_section, visits_section
from stationmap.report.provenance import catalogue_sources, versions
from stationmap.report.quality import quality_section
from stationmap.report.report import Layer, Report
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["compose"]

SECTIONS: tuple[Callable[[Study], Section | None], ...] = (
    overview_section,
    district_section,
    visits_section,
    reach_section,
    hours_section,
    access_section,
    gaps_section,
    sites_section,
    outages_section,
    quality_section,
)
LAYERS: tuple[Callable[[Study], Layer | None], ...] = (station_layer, covered_layer, gaps_layer, sites_layer)


def compose(study: Study) -> Report:
    """Compose a report.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Report
        Sections in the order of `SECTIONS`, then 方法, which gathers the notes of all.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> [section.title_zh for section in compose(study).sections]
    ['总览', '分区', '数据质量', '方法']
    """
    sections = [section for section in (make(study) for make in SECTIONS) if section is not None]
    warned, known = cautions(study), versions()
    sources = (*catalogue_sources(study.catalogue), *study.sources)
    method = method_section(sections, sources, known, warned)
    districts = next(section for section in sections if section.key == "districts")
    made = [layer for layer in (make(study) for make in LAYERS) if layer is not None]
    layers = (district_layer(study, districts), *made, method_layer(method))
    return Report(
        _place(study) + "户外劳动者服务站点覆盖报告", "Coverage of rest stations for outdoor workers",
        (*sections, method), layers, sources, known, warned, study.made_at, study.catalogue.version,
        study.catalogue.made_up, study.coverage.period, study.published,
    )  # fmt: skip


def _place(study: Study) -> str:
    """Name the cities, where they are few."""
    named = [city for city in study.catalogue.districts.frame["city"].dropna().unique() if city]
    return "、".join(map(str, named)) if 0 < len(named) <= 3 else ""
