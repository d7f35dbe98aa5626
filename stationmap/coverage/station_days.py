"""Station-days: how many were expected, reported, reported in part and missing."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.station import SINCE_UNKNOWN
from stationmap.visits import VisitCounts

__all__ = ["SUMS", "days_in_operation", "in_operation", "station_days"]

SUMS = (
    "visits",
    "full_day_visits",
    "expected_station_days",
    "reported_station_days",
    "part_station_days",
    "missing_station_days",
    "closed_station_days",
    "unexpected_station_days",
)
_EARLIEST, _LATEST = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")


def in_operation(stations: pd.DataFrame, on: date) -> pd.Series[bool]:
    """Tell which stations are in operation on a day.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns opened_on and closed_on (first day no longer in operation), ISO 8601 texts or "".
    on : date

    Examples
    --------
    >>> frame = pd.DataFrame({"opened_on": ["", "2025-09-02"], "closed_on": ["2025-09-01", ""]})
    >>> in_operation(frame, date(2025, 9, 1)).tolist()
    [False, False]
    """
    opened, closed = _life(stations)
    return pd.Series((opened <= np.datetime64(on)) & (np.datetime64(on) < closed), index=stations.index)


def days_in_operation(stations: pd.DataFrame, period: tuple[date, date]) -> NDArray[np.int64]:
    """Count the days of a period on which each station is in operation.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns opened_on and closed_on (first day no longer in operation), ISO 8601 texts or "".
    period : tuple of date
        First and last day, both included.

    Returns
    -------
    int64 array of shape (n,)

    Examples
    --------
    >>> frame = pd.DataFrame({"opened_on": ["2025-09-02"], "closed_on": [""]})
    >>> days_in_operation(frame, (date(2025, 9, 1), date(2025, 9, 3))).tolist()
    [2]
    """
    opened, closed = _life(stations)
    begin, end = np.datetime64(period[0], "D"), np.datetime64(period[1], "D") + 1
    days = (np.minimum(closed, end) - np.maximum(opened, begin)).astype("int64")
    alive: NDArray[np.int64] = np.maximum(days, 0)
    return alive


def station_days(stations: pd.DataFrame, visits: VisitCounts) -> pd.DataFrame:
    """Sum visits and days for every station, those that only the visits name included.

    Expected are the days of the period on which a station is in operation, less those on which it says that it was
    closed. A day that it reported while not in operation counts as expected too and is told as unexpected: the visits
    are real, the register's dates are in doubt. Missing is what was expected and not reported, whole or in part. Of a
    station closed since an unknown day only its reports tell when it was in operation: no other day is expected.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns id, opened_on, closed_on.
    visits : VisitCounts
        Rows of the period alone.

    Returns
    -------
    pandas.DataFrame
        One row an id, the register's in their order and then the others: the columns of `SUMS`; whole numbers, 0
        where there was nothing to sum.

    Examples
    --------
    >>> stations = pd.DataFrame({"id": ["a"], "opened_on": [""], "closed_on": [""]})
    >>> rows = pd.DataFrame({"station_id": ["a"], "date": ["2025-09-01"], "visits": [3], "state": ["counted"]})
    >>> counts = VisitCounts(rows, chosen=(date(2025, 9, 1), date(2025, 9, 3)))
    >>> station_days(stations, counts)[["visits", "reported_station_days", "missing_station_days"]].loc["a"].tolist()
    [3, 1, 2]
    """
    rows = visits.frame
    alive = _rows_alive(stations, rows)
    full, part, closed = (rows["state"] == state for state in ("counted", "part_day", "closed"))
    visited = rows["visits"].fillna(0).astype("int64")
    flags = {
        "visits": visited,
        "full_day_visits": visited.where(full, 0),
        "reported_station_days": full,
        "part_station_days": part,
        "closed_station_days": closed & alive,
        "unexpected_station_days": (full | part) & ~alive,
    }
    sums = pd.DataFrame(flags).astype("int64").groupby(rows["station_id"]).sum()
    ids = pd.Index(stations["id"].astype("str"), name="station_id")
    sums = sums.reindex(ids.append(sums.index.difference(ids)), fill_value=0)
    days = pd.Series(days_in_operation(stations, visits.period), index=ids).reindex(sums.index, fill_value=0)
    expected = days - sums["closed_station_days"] + sums["unexpected_station_days"]
    counted = sums["reported_station_days"] + sums["part_station_days"]
    sums["expected_station_days"] = expected.mask(sums.index.isin(ids[_since_unknown(stations)]), counted)
    sums["missing_station_days"] = sums["expected_station_days"] - counted
    return sums[list(SUMS)]


def _life(stations: pd.DataFrame) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """Give the first day of each station and the first day after it."""
    opened = [np.datetime64(text, "D") if text else _EARLIEST for text in stations["opened_on"]]
    closed = [np.datetime64(text, "D") if text else _LATEST for text in stations["closed_on"]]
    return np.array(opened, dtype="datetime64[D]"), np.array(closed, dtype="datetime64[D]")


def _since_unknown(stations: pd.DataFrame) -> NDArray[np.bool_]:
    return (stations["closed_on"] == SINCE_UNKNOWN).to_numpy()


def _rows_alive(stations: pd.DataFrame, rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which rows fall on a day of operation; a station that the register lacks has none.

    A row may fall before a closing of an unknown day, so it is not held against the station.
    """
    at = pd.Index(stations["id"]).get_indexer(pd.Index(rows["station_id"]))
    opened, closed = _life(stations)
    closed[_since_unknown(stations)] = _LATEST
    known = at >= 0
    day = rows["date"].to_numpy().astype("datetime64[D]")[known]
    alive = np.zeros(len(rows), dtype=bool)
    alive[known] = (opened[at[known]] <= day) & (day < closed[at[known]])
    return alive
