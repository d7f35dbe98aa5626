"""A siting for programs."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from stationmap.siting.certificate import certificate
from stationmap.siting.closing import Closing
from stationmap.siting.columns import CLOSED_COLUMNS, DISTRICT_COLUMNS, SITE_COLUMNS
from stationmap.siting.siting import Siting
from stationmap.tables import records, titles_document

__all__ = ["closing_document", "siting_document"]

_ALL = {**CLOSED_COLUMNS, **DISTRICT_COLUMNS, **SITE_COLUMNS}


def siting_document(
    siting: Siting, sites: pd.DataFrame, districts: pd.DataFrame, what: str, notes: list[str]
) -> dict[str, Any]:
    """Write a siting for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    siting : Siting
    sites, districts : pandas.DataFrame
        Of `sites_table` and `districts_table`.
    what : str
        What the weights count.
    notes : list of str
        Of `siting_notes`.

    Returns
    -------
    dict
        Ready for JSON: model, unit, objective, before, best_possible, gap, gap_of_gain, attained, bound_by, radius_m,
        distance, out_of_reach, sites, districts, columns, inputs, notes.

    Examples
    --------
    >>> import numpy as np
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import Limits, site
    >>> pairs = Pairs.of([0, 1], [0, 0], [5.0] * 2, places=2, stations=1, limit_m=9)
    >>> found = site(pairs, np.array([3.0, 4.0]), Limits(np.ones(1, dtype=bool), 1))
    >>> siting_document(found, pd.DataFrame(), pd.DataFrame(), "residents", [])["objective"]
    7.0
    """
    named = {name: _ALL[name] for name in [*sites.columns, *districts.columns]}
    return {
        "model": siting.wanted.model,
        "weight": what,
        "objective": _number(siting.objective),
        "before": _number(siting.before),
        "best_possible": _number(siting.best_possible),
        "gap": _number(siting.gap),
        "gap_of_gain": _number(siting.gap_of_gain),
        "attained": siting.attained,
        "bound_by": siting.proof.by,
        "radius_m": _number(siting.stand.radius_m),
        "distance": siting.stand.candidates.how,
        "total": siting.stand.total,
        "out_of_reach": siting.stand.out_of_reach,
        "columns": titles_document(named),
        "sites": records(sites),
        "districts": records(districts),
        "inputs": certificate(siting)["inputs"],
        "notes": notes,
    }


def closing_document(closing: Closing, closed: pd.DataFrame, what: str, notes: list[str]) -> dict[str, Any]:
    """Write which stations could close for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    closing : Closing
    closed : pandas.DataFrame
        Of `closed_table`.
    what : str
        What the weights count.
    notes : list of str
        Of `closing_notes`.

    Returns
    -------
    dict
        Ready for JSON: model, weight, before, lost, least_possible, gap, bound_by, radius_m, distance, columns, closed,
        notes.

    Examples
    --------
    >>> import numpy as np
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import close
    >>> pairs = Pairs.of([0, 0, 1], [0, 1, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> closing_document(close(pairs, np.array([3.0, 4.0]), 1), pd.DataFrame(), "residents", [])["lost"]
    0.0
    """
    return {
        "model": closing.wanted.model,
        "weight": what,
        "before": _number(closing.before),
        "lost": _number(closing.lost),
        "least_possible": _number(closing.least_possible),
        "gap": _number(closing.gap),
        "bound_by": closing.proof.by,
        "radius_m": _number(closing.stand.radius_m),
        "distance": closing.stand.candidates.how,
        "columns": titles_document({name: title for name, title in CLOSED_COLUMNS.items() if name in closed}),
        "closed": records(closed),
        "notes": notes,
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
