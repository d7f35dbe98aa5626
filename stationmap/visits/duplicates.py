"""Two rows for one station and day: the same said twice, or two different things."""

from __future__ import annotations

import pandas as pd

from stationmap.findings import Finding
from stationmap.visits.faults import finding

__all__ = ["first_of_each_day"]

_KEY = ["station_id", "date"]


def first_of_each_day(rows: pd.DataFrame, fields: dict[str, str]) -> tuple[pd.DataFrame, list[Finding]]:
    """Keep the first row of each station and day, and tell of the others.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns row, station_id, date, visits (Int64), state, in the order of the file.
    fields : dict of str to str
        Column of the file for each field.

    Returns
    -------
    pandas.DataFrame
        The first rows.
    list of Finding
        A note for a row that says the same again, an error for one that says something else.

    Examples
    --------
    >>> rows = pd.DataFrame({"row": [2, 3], "station_id": "a", "date": "2025-09-01",
    ...                      "visits": pd.array([1, 2], "Int64"), "state": "counted"})
    >>> kept, findings = first_of_each_day(rows, {"date": "日期", "visits": "人次"})
    >>> len(kept), findings[0].code, findings[0].value
    (1, 'conflicting_duplicate', '2')
    """
    again = rows.duplicated(_KEY)
    if not again.any():
        return rows, []
    first = rows[~again]
    pairs = rows[again].merge(first, on=_KEY, suffixes=("", "_first"))
    # A number that nothing was counted for is NA on both sides, which is the same.
    same = pairs["visits"].fillna(-1).eq(pairs["visits_first"].fillna(-1)) & pairs["state"].eq(pairs["state_first"])
    told = zip(pairs["row"], pairs["row_first"], same, pairs["date"], pairs["visits"], strict=True)
    return first, [_told(fields, *pair) for pair in told]


def _told(fields: dict[str, str], row: int, first: int, same: bool, day: object, visits: object) -> Finding:
    if same:
        return finding("identical_duplicate", row, fields["date"], str(day)[:10], first=first)
    value = "" if visits is pd.NA else str(visits)
    return finding("conflicting_duplicate", row, fields["visits"], value, first=first)
