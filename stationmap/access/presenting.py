"""The access table as people and programs read it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.access.columns import ACCESS_COLUMNS, DECIMALS, LEVELS, PER
from stationmap.access.notes import access_notes
from stationmap.access.table import AccessTable
from stationmap.demand import demand_unit
from stationmap.tables import records, titled, titles_document

__all__ = ["access_document", "access_for_people"]

_POINTS = 101  # of a Lorenz curve that is drawn


def access_for_people(table: AccessTable) -> pd.DataFrame:
    """Give the columns their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    table : AccessTable

    Returns
    -------
    pandas.DataFrame
        Rounded for reading.

    Examples
    --------
    >>> import pandas as pd
    >>> from stationmap.access import Steps, access_by_district, supply_of
    >>> from stationmap.demand import Demand
    >>> from stationmap.districts import national
    >>> from stationmap.pairs import Pairs
    >>> frame = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": 113.6, "weight": [9e3, 1e3], "adcode": "410102"})
    >>> demand = Demand(frame, what="residents", how="点 points", source="名册 roll")
    >>> pairs = Pairs.of([0], [0], [100.0], places=2, stations=1, limit_m=1000)
    >>> supply, districts = supply_of(pd.DataFrame({"id": ["s"]})), national().only(["410102"])
    >>> table = access_by_district(demand, pairs, supply, districts, steps=Steps.flat(1000))
    >>> access_for_people(table).columns[7]
    '每万需求可达供给 access: supply per 10,000 of demand'
    """
    rows = table.rows.round(DECIMALS).assign(level=table.rows["level"].map(LEVELS))
    return titled(rows, ACCESS_COLUMNS)


def access_document(table: AccessTable, notice: str | None = None) -> dict[str, Any]:
    """Write the table for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    table : AccessTable
    notice : str, optional
        A sentence that must come first, such as that the data are made up.

    Returns
    -------
    dict
        Ready for JSON: steps, distances, demand, supply, columns, rows, inequality with the Lorenz curve at up to
        101 points, stations that serve nobody, checks, notes.

    Examples
    --------
    >>> import pandas as pd
    >>> from stationmap.access import Steps, access_by_district, supply_of
    >>> from stationmap.demand import Demand
    >>> from stationmap.districts import national
    >>> from stationmap.pairs import Pairs
    >>> frame = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": 113.6, "weight": [9e3, 1e3], "adcode": "410102"})
    >>> demand = Demand(frame, what="residents", how="点 points", source="名册 roll")
    >>> pairs = Pairs.of([0], [0], [100.0], places=2, stations=1, limit_m=1000)
    >>> supply, districts = supply_of(pd.DataFrame({"id": ["s"]})), national().only(["410102"])
    >>> table = access_by_district(demand, pairs, supply, districts, steps=Steps.flat(1000))
    >>> round(access_document(table)["inequality"]["gini"], 6)
    0.1
    """
    what, how, source = table.demand
    return {
        "notice": notice,
        "unit": f"{table.supply.unit} / {PER:,} {demand_unit(what)}",
        "distances": table.how,
        "steps": [
            {"upto_m": edge, "weight": weight}
            for edge, weight in zip(table.steps.edges_m, table.steps.weights, strict=True)
        ],
        "shared": table.shared,
        "demand": {"what": what, "how": how, "source": source},
        "supply": {"unit": table.supply.unit, "unknown": list(table.supply.unknown)},
        "columns": titles_document(ACCESS_COLUMNS),
        "rows": records(table.rows),
        "inequality": _inequality(table),
        "unreached_stations": table.lost,
        "reconciled": table.reconciled,
        "checks": [
            {"quantity": check.quantity, "input": check.given, "table": check.found, "ok": check.ok}
            for check in table.checks
        ],
        "notes": access_notes(table, notice),
    }


def _inequality(table: AccessTable) -> dict[str, Any]:
    found = table.inequality
    kept = _thinned(len(found.people))
    return {
        "gini": _known(found.gini),
        "gini_districts": _known(found.gini_districts),
        "gini_districts_small_sample": _known(found.gini_districts_small),
        "districts": found.districts,
        "lorenz": {"people": found.people[kept].tolist(), "had": found.had[kept].tolist()},
    }


def _thinned(points: int) -> npt.NDArray[np.int64]:
    return np.unique(np.linspace(0, points - 1, min(points, _POINTS)).round().astype(np.int64))


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
