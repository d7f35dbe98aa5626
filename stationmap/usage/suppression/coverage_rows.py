"""The coverage table as it may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from stationmap.coverage import DistrictCoverage
from stationmap.usage.suppression.bounds import Counts
from stationmap.usage.suppression.masks import masks_of
from stationmap.usage.suppression.publishing import HIDDEN
from stationmap.usage.suppression.suppress import THRESHOLD, counts_of

__all__ = ["publish_coverage", "publishable_months"]


def publish_coverage(coverage: DistrictCoverage, threshold: int = THRESHOLD) -> DistrictCoverage:
    """Hide small numbers of visits in the coverage table, what would give them away, and the rates that follow.

    Parameters
    ----------
    coverage : DistrictCoverage
    threshold : int
        Visits from 1 to one below it are hidden; at least 2.

    Returns
    -------
    DistrictCoverage
        With NA for what is hidden and a word in the note of its row; without the check of visits where their total is
        hidden.

    Raises
    ------
    InputError
        If the threshold is below 2.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.coverage import by_district
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> coverage = by_district(example_stations(), example_districts(), example_visits(), on=date(2025, 3, 23))
    >>> publish_coverage(coverage, 300).rows[["name", "visits"]].astype(object).values.tolist()[:2]
    [['中原区', <NA>], ['二七区', <NA>]]
    """
    rows = coverage.rows.copy()
    visits = counts_of(rows["visits"])
    whole = (rows["visits_per_station_day"] * rows["reported_station_days"].astype("Float64")).astype("Float64")
    masks = masks_of(visits, counts_of(whole.round()), _parents(rows), threshold)
    rows["visits"] = rows["visits"].mask(masks.hidden)
    rows["visits_per_station_day"] = rows["visits_per_station_day"].mask(masks.hidden)
    rows["note"] = [
        "；".join(part for part in (HIDDEN if hidden else "", note) if part)
        for note, hidden in zip(rows["note"], masks.hidden.tolist(), strict=True)
    ]
    checks = coverage.checks
    if masks.hidden[-1]:
        checks = tuple(check for check in checks if not check.quantity.startswith("人次"))
    return replace(coverage, rows=rows, checks=checks)


def publishable_months(
    months: Mapping[str, DistrictCoverage], threshold: int = THRESHOLD
) -> dict[str, DistrictCoverage]:
    """Give the coverage of months if no count of any is small, else none.

    What is hidden in one month follows from the period and the other months, and hiding more would have to weigh
    months against districts; so either all are told, or none.

    Parameters
    ----------
    months : mapping of str to DistrictCoverage
        As `stationmap.coverage.coverage_by_month` gives them.
    threshold : int
        Visits from 1 to one below it are small; at least 2.

    Raises
    ------
    InputError
        If the threshold is below 2.

    Examples
    --------
    >>> publishable_months({})
    {}
    """
    told = (
        publish_coverage(month, threshold).rows["note"].str.contains(HIDDEN, regex=False) for month in months.values()
    )
    return {} if any(notes.any() for notes in told) else dict(months)


def _parents(rows: pd.DataFrame) -> Counts:
    total = len(rows) - 1
    cities = rows.index[rows["level"] == "city"]
    at = {(str(rows.at[row, "adcode"])[:2], rows.at[row, "city"]): row for row in cities}
    parent = [
        at.get((adcode[:2], city), total) if level == "district" else total
        for level, adcode, city in zip(rows["level"], rows["adcode"], rows["city"], strict=True)
    ]
    return np.array([*parent[:-1], -1], dtype=np.int64)
