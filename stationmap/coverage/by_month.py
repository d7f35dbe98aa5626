"""The coverage table of each month."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from stationmap.coverage.by_district import DistrictCoverage, by_district
from stationmap.coverage.placing import locate_stations
from stationmap.districts import Districts
from stationmap.visits import VisitCounts

__all__ = ["coverage_by_month"]


def coverage_by_month(
    stations: pd.DataFrame, districts: Districts, visits: VisitCounts, *, most: int = 24
) -> dict[str, DistrictCoverage]:
    """Count each calendar month of the visits' period as `by_district` counts the whole.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in WGS 84.
    districts : Districts
    visits : VisitCounts
    most : int
        The last so many months of the period, not more.

    Returns
    -------
    dict of str to DistrictCoverage
        By month, such as ``2025-09``, in order. Of a month that the period cuts there are its days alone, as its own
        period says; a month without a row is there, with visits unknown.

    Raises
    ------
    ColumnError
        If the table of stations lacks a column.
    InputError
        If two stations have one id.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_visits
    >>> catalogue = demonstration()
    >>> months = coverage_by_month(catalogue.table, catalogue.districts, load_visits(catalogue, None)[0])
    >>> {month: coverage.period[1].isoformat() for month, coverage in months.items()}
    {'2025-09': '2025-09-30', '2025-10': '2025-10-31', '2025-11': '2025-11-30'}
    """
    found, (day, last) = {}, visits.period
    first = last.year * 12 + last.month - most  # the month before the first one, counted from January of no year
    day = max(day, date(first // 12, first % 12 + 1, 1)) if first >= 12 else day
    located = locate_stations(stations, districts)  # once for all months
    while day <= last:
        end = min(_next_month(day) - timedelta(days=1), last)
        found[f"{day:%Y-%m}"] = by_district(stations, districts, visits.between(day, end), on=end, located=located)
        day = end + timedelta(days=1)
    return found


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
