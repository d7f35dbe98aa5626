"""Station-days: how many were expected, reported, reported in part and missing."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.visits import VisitCounts

__all__ = ["SUMS", "in_operation", "station_days"]

SUMS = ("visits", "full_day_visits", "reported_station_days", "part_station_days", "missing_station_days")
_ENDLESS = "9999-12-31"


def in_operation(stations: pd.DataFrame, on: date) -> pd.Series[bool]:
    """Tell which stations are in operation on a day.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns opened_on and closed_on, ISO 8601 texts or "".
    on : date

    Examples
    --------
    >>> frame = pd.DataFrame({"opened_on": ["", "2025-09-02"], "closed_on": ["2025-09-01", ""]})
    >>> in_operation(frame, date(2025, 9, 1)).tolist()
    [False, False]
    """
    day = on.isoformat()
    return (stations["opened_on"] <= day) & (day < stations["closed_on"].replace("", _ENDLESS))


def station_days(stations: pd.DataFrame, visits: VisitCounts) -> pd.DataFrame:
    """Sum visits and days for every station, those that only the visits name included.

    Expected are the days of the period on which a station is in operation, less those on which
    it says that it was closed, and any day on which it reported nevertheless. Missing is what
    was expected and not reported, whole or in part.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns id, opened_on, closed_on.
    visits : VisitCounts
        Rows of the period alone.

    Returns
    -------
    pandas.DataFrame
        One row an id: the columns of `SUMS`; whole numbers, 0 where there was nothing to sum.

    Examples
    --------
    >>> stations = pd.DataFrame({"id": ["a"], "opened_on": [""], "closed_on": [""]})
    >>> rows = {"station_id": ["a"], "date": ["2025-09-01"], "visits": [3], "state": ["counted"]}
    >>> days = (date(2025, 9, 1), date(2025, 9, 3))
    >>> counts = VisitCounts(pd.DataFrame(rows).astype({"visits": "Int64"}), chosen=days)
    >>> station_days(stations, counts).loc["a"].tolist()
    [3, 3, 1, 0, 2]
    """
    first, last = visits.period
    life = stations.set_index("id")[["opened_on", "closed_on"]]
    rows = visits.frame.join(life, on="station_id").fillna({"opened_on": _ENDLESS, "closed_on": _ENDLESS})
    alive = (rows["opened_on"] <= rows["date"]) & (rows["date"] < rows["closed_on"].replace("", _ENDLESS))
    full, part, shut = (rows["state"] == state for state in ("counted", "part_day", "closed"))
    visited = rows["visits"].fillna(0).astype("int64")
    flags = {
        "visits": visited,
        "full_day_visits": visited.where(full, 0),
        "reported_station_days": full.astype("int64"),
        "part_station_days": part.astype("int64"),
        "shut": (shut & alive).astype("int64"),
        "strays": ((full | part) & ~alive).astype("int64"),
    }
    sums = pd.DataFrame(flags).groupby(rows["station_id"]).sum()
    sums = sums.reindex(life.index.union(sums.index, sort=False), fill_value=0)
    expected = pd.Series(_days_alive(life, first, last), index=life.index).reindex(sums.index, fill_value=0)
    expected = expected - sums["shut"] + sums["strays"]
    sums["missing_station_days"] = expected - sums["reported_station_days"] - sums["part_station_days"]
    return sums[list(SUMS)]


def _days_alive(life: pd.DataFrame, first: date, last: date) -> NDArray[np.int64]:
    begin = np.datetime64(first, "D")
    end = np.datetime64(last, "D") + 1
    opened = _as_days(life["opened_on"], begin)
    closed = _as_days(life["closed_on"], end)
    days = (np.minimum(closed, end) - np.maximum(opened, begin)).astype("int64")
    alive: NDArray[np.int64] = np.maximum(days, 0)
    return alive


def _as_days(texts: pd.Series[str], unknown: np.datetime64) -> NDArray[np.datetime64]:
    return np.array([np.datetime64(text, "D") if text else unknown for text in texts], dtype="datetime64[D]")
