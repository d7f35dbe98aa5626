"""Streets and their comparison with straight lines as people and programs read them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from stationmap.streets.columns import COMPARISON_COLUMNS, DECIMALS, FACT_COLUMNS
from stationmap.streets.comparing import Comparison
from stationmap.streets.facts import StreetFacts
from stationmap.streets.notes import comparison_notes
from stationmap.tables import records, titled, titles_document

__all__ = ["comparison_document", "comparison_for_people", "facts_document", "facts_for_people"]


def facts_document(facts: StreetFacts) -> dict[str, Any]:
    """Write what is known of the streets for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    facts : StreetFacts

    Returns
    -------
    dict
        Ready for JSON: the names of `FACT_COLUMNS`, and left_out (ways by reason).

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> facts_document(manhattan(3, 100.0).facts)["components"]
    1
    """
    return {
        "source": facts.source,
        "sha256": facts.sha256 or None,
        "as_of": None if facts.as_of is None else facts.as_of.isoformat(),
        "ways": facts.ways,
        "length_km": facts.length_m / 1000,
        "used_km": facts.used_m / 1000,
        "share_outside": facts.share_outside,
        "nodes": facts.nodes,
        "used_nodes": facts.used_nodes,
        "share_nodes_outside": facts.share_nodes_outside,
        "components": facts.components,
        "missing_nodes": facts.missing_nodes,
        "closed_nodes": facts.closed_nodes,
        "left_out_ways": sum(facts.left_out.values()),
        "left_out": dict(facts.left_out),
    }


def facts_for_people(facts: StreetFacts) -> pd.DataFrame:
    """Give what is known of the streets as two columns, Chinese first; unknown stays empty.

    Parameters
    ----------
    facts : StreetFacts

    Returns
    -------
    pandas.DataFrame
        Rounded for reading.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> facts_for_people(manhattan(3, 100.0).facts).iloc[3].tolist()
    ['可步行道路 walkable ways', 6]
    """
    document = facts_document(facts)
    rows = [(f"{zh} {en}", _rounded(name, document[name])) for name, (zh, en) in FACT_COLUMNS.items()]
    return pd.DataFrame(rows, columns=["项目 item", "值 value"], dtype=object)


def comparison_for_people(comparison: Comparison) -> pd.DataFrame:
    """Give the columns their titles, Chinese first.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    pandas.DataFrame
        Rounded for reading: shares to four decimals.

    Examples
    --------
    >>> from stationmap.streets import compare, manhattan
    >>> grid = manhattan(5, 100.0)
    >>> found = compare(grid, grid.junctions(), [1.0] * 21, ([34.75], [113.65]), radii_m=[110, 210])
    >>> comparison_for_people(found)["步行覆盖率 share, along streets"].tolist()
    [0.2381, 0.619]
    """
    return titled(comparison.rows.round(DECIMALS), COMPARISON_COLUMNS)


def comparison_document(comparison: Comparison, facts: StreetFacts) -> dict[str, Any]:
    """Write a comparison for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    comparison : Comparison
    facts : StreetFacts

    Returns
    -------
    dict
        Ready for JSON: what, total, off_share, detour_median, places, stations, columns, rows, streets, notes.

    Examples
    --------
    >>> from stationmap.streets import compare, manhattan
    >>> grid = manhattan(5, 100.0)
    >>> found = compare(grid, grid.junctions(), [1.0] * 21, ([34.75], [113.65]), radii_m=[110])
    >>> comparison_document(found, grid.facts)["rows"][0]["streets_weight"]
    5.0
    """
    median = comparison.detour_median
    return {
        "what": comparison.what,
        "total": comparison.total,
        "off_share": comparison.off_share,
        "detour_median": median if np.isfinite(median) else None,
        "places": {"all": len(comparison.places), "off_streets": comparison.places.off},
        "stations": {"all": len(comparison.stations), "off_streets": comparison.stations.off},
        "columns": titles_document(COMPARISON_COLUMNS),
        "rows": records(comparison.rows),
        "streets": facts_document(facts),
        "notes": comparison_notes(comparison, facts),
    }


def _rounded(name: str, value: Any) -> Any:  # noqa: ANN401 - a text, a number or nothing
    return round(value, DECIMALS[name]) if name in DECIMALS else value
