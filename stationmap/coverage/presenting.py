"""The coverage table as people and programs read it.

Suppression of small counts belongs between `DistrictCoverage` and these functions, where `publish_coverage` of the room
usage does it: they show what they are given and count nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from stationmap.coverage.by_district import DistrictCoverage
from stationmap.coverage.columns import COVERAGE_COLUMNS, DECIMALS, LEVELS
from stationmap.coverage.notes import SOURCES, coverage_notes
from stationmap.tables import records, titled, titles_document

__all__ = ["coverage_document", "to_frame_for_people"]


def to_frame_for_people(coverage: DistrictCoverage) -> pd.DataFrame:
    """Give the columns their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    coverage : DistrictCoverage

    Returns
    -------
    pandas.DataFrame
        Rounded for reading: rates to three or four decimals, areas to two.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_coverage
    >>> to_frame_for_people(load_coverage(demonstration(), None)).columns[2]
    '区县 district'
    """
    rows = coverage.rows.round(DECIMALS).assign(level=coverage.rows["level"].map(LEVELS))
    return titled(rows, COVERAGE_COLUMNS)


def coverage_document(
    coverage: DistrictCoverage, notice: str | None = None, *, sources: Sequence[str] = SOURCES
) -> dict[str, Any]:
    """Write the table for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    coverage : DistrictCoverage
    notice : str, optional
        A sentence that must come first, such as that the data are made up.
    sources : sequence of str
        Where polygons and residents come from.

    Returns
    -------
    dict
        Ready for JSON: period, on, unit, method, notice, columns, rows, outside, reconciled, checks, notes.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_coverage
    >>> coverage_document(load_coverage(demonstration(), None))["reconciled"]
    True
    """
    period = coverage.period
    return {
        "period": None if period is None else {"first": period[0].isoformat(), "last": period[1].isoformat()},
        "on": coverage.on.isoformat(),
        "unit": coverage.unit or None,
        "method": coverage.method or None,
        "notice": notice,
        "columns": titles_document(COVERAGE_COLUMNS),
        "rows": records(coverage.rows),
        "outside": records(coverage.outside),
        "reconciled": coverage.reconciled,
        "checks": [
            {
                "quantity": check.quantity,
                "input": check.counted,
                "table": check.in_table,
                "difference": check.difference,
                "ok": check.ok,
            }
            for check in coverage.checks
        ],
        "notes": coverage_notes(coverage, notice, sources=sources),
    }
