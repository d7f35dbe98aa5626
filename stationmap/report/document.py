"""A report for programs: exact numbers, null for unknown."""

from __future__ import annotations

import math
from typing import Any

from stationmap.report.cells import plain
from stationmap.report.report import Report
from stationmap.report.section import Section
from stationmap.tables import titles_document

__all__ = ["report_document"]

FORMAT = "stationmap-report/1"


def report_document(report: Report) -> dict[str, Any]:
    """Write a report as a dict that is ready for JSON.

    Parameters
    ----------
    report : Report

    Returns
    -------
    dict
        format, title, made_at, register_version, period, made_up, published, warnings, sources, versions, and
        sections by key: title, columns, shares, rows, notes. Shares are 0 to 1; an infinite distance is ``"inf"``.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> report_document(report)["made_at"]
    '2026-01-02T00:00:00+00:00'
    """
    period = report.period
    return {
        "format": FORMAT,
        "title": {"zh": report.title_zh, "en": report.title_en},
        "made_at": report.made_at.isoformat(),
        "register_version": report.register_version,
        "period": None if period is None else {"first": period[0].isoformat(), "last": period[1].isoformat()},
        "made_up": report.made_up,
        "published": report.published,
        "warnings": list(report.warnings),
        "sources": [{"role": one.role, "name": one.name, "sha256": one.sha256, "of": one.of} for one in report.sources],
        "versions": dict(report.versions),
        "sections": {section.key: _section(section) for section in report.sections},
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": {"zh": section.title_zh, "en": section.title_en},
        "columns": titles_document(section.columns),
        "shares": sorted(section.shares & set(section.columns)),
        "rows": [
            dict(zip(section.columns, map(_exact, row), strict=True))
            for row in section.frame[list(section.columns)].itertuples(index=False, name=None)
        ],
        "notes": list(section.notes),
    }


def _exact(value: Any) -> Any:  # noqa: ANN401
    known = plain(value)
    return str(known) if isinstance(known, float) and math.isinf(known) else known
