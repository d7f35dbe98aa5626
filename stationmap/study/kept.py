"""The documents that a database keeps of a report, for the service to tell place by place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from stationmap.access import access_document
from stationmap.coverage import SOURCES
from stationmap.demand import demand_unit
from stationmap.documents import notice
from stationmap.reach import reach_document
from stationmap.siting import districts_table, sites_table, siting_document, siting_notes
from stationmap.study.study import Study
from stationmap.usage import THRESHOLD, state_visits, usage_document
from stationmap.visits import VisitCounts

__all__ = ["kept_results"]

Document = dict[str, Any]


def kept_results(
    study: Study, visits: VisitCounts | None = None, period: tuple[date, date] | None = None
) -> dict[str, Document]:
    """Write what was worked out as documents that are told to strangers.

    Visits are as published, whether the report is or not: small counts are hidden, and no station has a row.

    Parameters
    ----------
    study : Study
    visits : VisitCounts, optional
        Those that the study was made of.
    period : tuple of date, optional
        First and last day, as the study was asked for; all by default.

    Returns
    -------
    dict of str to dict
        By name: visits, reach, access and siting, without those that were not worked out.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> kept_results(study)
    {}
    """
    first, on = notice(study.catalogue), {"on": study.coverage.on.isoformat()}
    found: dict[str, Document | None] = {
        "visits": None if visits is None else _visits(study, visits.between(*(period or visits.period)), first),
        "reach": None if study.survey is None else _reach(study, first),
        "access": None if study.access is None else access_document(study.access, first) | on,
        "siting": None if study.plan is None else _siting(study, first) | on,
    }
    return {name: document for name, document in found.items() if document is not None}


def _visits(study: Study, visits: VisitCounts, first: str | None) -> Document:
    stated = study.statement
    if stated is None or not study.published:
        register = study.catalogue.table, study.catalogue.districts
        stated = state_visits(*register, visits, published=(THRESHOLD, False))
    return usage_document(stated.usage, stated.trend, stated.outages, notice=first)


def _reach(study: Study, first: str | None) -> Document:
    assert study.survey is not None  # noqa: S101
    polygons = SOURCES if study.catalogue.districts.has_polygon.any() else ()
    return reach_document(study.survey, first, sources=(*polygons, *study.said))


def _siting(study: Study, first: str | None) -> Document:
    assert study.plan is not None  # noqa: S101
    plan, what = study.plan, _what(study)
    frame = study.catalogue.districts.frame
    names: Mapping[str, str] = dict(zip(frame["adcode"], frame["name"], strict=True))
    sites = sites_table(plan.siting, plan.candidates, names)
    districts = districts_table(plan.siting, plan.adcode, plan.candidates, names)
    notes = [*siting_notes(plan.siting, demand_unit(what), first), f"候选 candidates: {plan.how}", *study.said]
    return siting_document(plan.siting, sites, districts, what, notes)


def _what(study: Study) -> str:
    return "" if study.survey is None else study.survey.reaches[0].demand[0]
