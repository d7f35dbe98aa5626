"""A report as one page that opens offline: no script, no foreign host, every text escaped."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from stationmap.files import resource_bytes
from stationmap.report.cells import Cell, cells_of
from stationmap.report.drawn import to_svg
from stationmap.report.report import Report
from stationmap.report.section import Section

__all__ = ["report_page"]


def report_page(report: Report) -> str:
    """Write the page.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        HTML with style and drawings inlined, and a policy that lets no browser load or run anything.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 1, 2, tzinfo=UTC)
    >>> "<script" in report_page(Report("<script>", "Report", (), (), (), {}, (), at, "7", made_up=False))
    False
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_text("report.html"))
    # the style is our own file; as markup, because quotes in a style must not be escaped
    style = Markup(_text("report.css"))  # noqa: S704
    return template.render(report=report, style=style, sections=[_section(one) for one in report.sections])


def _text(name: str) -> str:
    return resource_bytes("stationmap.report.web", name).decode("utf-8")


def _section(section: Section) -> dict[str, Any]:
    """Lay out what the template shows of a section."""
    rows = cells_of(section, section.shown)
    told = zip(rows[: section.page_rows], section.sums, strict=False)
    figures = [_drawing(section, number) for number in range(len(section.drawings))]
    return {
        "key": section.key,
        "zh": section.title_zh,
        "en": section.title_en,
        "kind": section.kind,
        "headers": [(*section.columns[name], _is_number(rows, at)) for at, name in enumerate(section.shown)],
        "rows": [{"cells": cells, "sum": is_sum} for cells, is_sum in told],
        "more": max(0, len(rows) - section.page_rows),
        "columns_left": len(section.columns) - len(section.shown),
        "notes": section.notes,
        "figures": figures,
    }


def _is_number(rows: list[list[Cell]], column: int) -> bool:
    return any(row[column].number for row in rows)


def _drawing(section: Section, number: int) -> dict[str, Any]:
    drawing = section.drawings[number]
    svg = Markup(to_svg(drawing, f"{section.key}-{number + 1}"))  # noqa: S704 - to_svg escapes every text
    return {"title": drawing.title, "svg": svg}
