"""Sums by station: what all statistics of visits start from, whichever engine made them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from stationmap.coverage.station_days import days_in_operation
from stationmap.errors import ColumnError, InputError
from stationmap.station import SINCE_UNKNOWN
from stationmap.visits import VisitCounts

__all__ = ["TOTALS_COLUMNS", "check_totals", "expected_days", "station_totals"]

TOTALS_COLUMNS = [
    "station_id",
    "visits",
    "reported_visits",
    "reported_days",
    "part_days",
    "closed_days",
    "not_reporting_days",
    "first_day",
    "last_day",
]
_COUNTS = TOTALS_COLUMNS[1:7]
_DAYS = {"reported_days": "counted", "part_days": "part_day", "closed_days": "closed",
         "not_reporting_days": "not_reporting"}  # fmt: skip


def station_totals(visits: VisitCounts) -> pd.DataFrame:
    """Sum visits and days of each station that has a row.

    Parameters
    ----------
    visits : VisitCounts
        Rows of the period alone.

    Returns
    -------
    pandas.DataFrame
        Columns of `TOTALS_COLUMNS`, by station_id: visits, every number there is (as the coverage table adds them);
        reported_visits of days counted whole, and reported_days how many those are; part_days, closed_days,
        not_reporting_days (those that a row tells, not those without a row); first_day and last_day that were counted
        (datetime64[s], NaT if none).

    Examples
    --------
    >>> rows = pd.DataFrame({"station_id": "a", "date": ["2025-09-01", "2025-09-02"], "visits": [5, 2],
    ...                      "state": ["counted", "part_day"]})
    >>> station_totals(VisitCounts(rows))[["visits", "reported_visits", "reported_days", "part_days"]].values.tolist()
    [[7, 5, 1, 1]]
    """
    rows = visits.frame
    counted = rows["state"].isin(["counted", "part_day"])
    number = rows["visits"].fillna(0).astype("int64")
    day = rows["date"].where(counted)
    sums = {"visits": number, "reported_visits": number.where(rows["state"] == "counted", 0)}
    sums |= {name: (rows["state"] == state).astype("int64") for name, state in _DAYS.items()}
    by = rows["station_id"]
    totals = pd.DataFrame(sums).groupby(by).sum()
    totals["first_day"], totals["last_day"] = day.groupby(by).min(), day.groupby(by).max()
    return totals.reset_index()[TOTALS_COLUMNS]


def check_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Check a table of sums, and order it by station.

    Parameters
    ----------
    totals : pandas.DataFrame
        Columns of `TOTALS_COLUMNS`.

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If a station stands twice, a number is negative or unknown, or visits were reported on no day.

    Examples
    --------
    >>> row = {"station_id": "a", **dict.fromkeys(_COUNTS, 0), "first_day": pd.NaT, "last_day": pd.NaT}
    >>> len(check_totals(pd.DataFrame([row])))
    1
    """
    missing = [name for name in TOTALS_COLUMNS if name not in totals]
    if missing:
        raise ColumnError(f"站点合计缺少列 the totals of stations lack the columns {', '.join(missing)}")
    if totals["station_id"].duplicated().any():
        raise InputError("站点合计中同站有两行 a station has two rows among the totals")
    numbers = totals[_COUNTS]
    if numbers.isna().any(axis=None) or (numbers < 0).any(axis=None):
        raise InputError("站点合计有负数或空白 a number of the totals is negative or blank")
    if ((totals["reported_days"] == 0) & (totals["reported_visits"] > 0)).any() or (
        totals["reported_visits"] > totals["visits"]
    ).any():
        raise InputError("站点合计自相矛盾 the totals contradict themselves: visits of whole days")
    kinds = dict.fromkeys(_COUNTS, "int64") | {"station_id": "str"}
    return totals[TOTALS_COLUMNS].astype(kinds).sort_values("station_id", ignore_index=True)


def expected_days(stations: pd.DataFrame, totals: pd.DataFrame, period: tuple[date, date]) -> pd.Series[int]:
    """Tell on how many days of a period each station was expected to report.

    Days in operation less those closed, as `stationmap.coverage.station_days.station_days` has it from single days.
    Sums do not tell on which days a station reported while not in operation; of a station that reported more days than
    were expected, those that it reported count. A station closed since an unknown day, or that the register lacks, was
    expected on the days that it reported.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns id, opened_on, closed_on.
    totals : pandas.DataFrame
        Columns of `TOTALS_COLUMNS`.
    period : tuple of date

    Returns
    -------
    pandas.Series
        By station_id: the register's stations in their order, then those that only the totals name.

    Examples
    --------
    >>> stations = pd.DataFrame({"id": ["a"], "opened_on": ["2025-09-02"], "closed_on": [""]})
    >>> expected_days(stations, pd.DataFrame(columns=TOTALS_COLUMNS), (date(2025, 9, 1), date(2025, 9, 3))).tolist()
    [2]
    """
    ids = pd.Index(stations["id"].astype("str"), name="station_id")
    every = ids.append(pd.Index(totals["station_id"].astype("str")).difference(ids)).rename("station_id")
    sums = totals.set_index("station_id")[["reported_days", "part_days", "closed_days"]]
    sums = sums.reindex(every, fill_value=0).astype("int64")
    counted = sums["reported_days"] + sums["part_days"]
    alive = pd.Series(days_in_operation(stations, period), index=ids)
    alive[(stations["closed_on"] == SINCE_UNKNOWN).to_numpy()] = 0
    left = alive.reindex(every, fill_value=0) - sums["closed_days"]
    return pd.Series(np.maximum(left.to_numpy(), counted.to_numpy()), index=every, name="expected_days")
