"""Totals of the table against the inputs, counted by another way than the table was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd

from stationmap.station import SINCE_UNKNOWN
from stationmap.visits import VisitCounts

__all__ = ["Check", "reconcile"]

_PARTS = ["district", "outside", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """One quantity, counted in the input and added up in the table.

    Parameters
    ----------
    quantity : str
        What is counted, in Chinese and English.
    counted : int
        In the input.
    in_table : int
        Sum over the table's rows.

    Examples
    --------
    >>> Check("站点 stations", 3, 3).ok
    True
    """

    quantity: str
    counted: int
    in_table: int

    @property
    def difference(self) -> int:
        """In the table less in the input."""
        return self.in_table - self.counted

    @property
    def ok(self) -> bool:
        """Whether the two are equal."""
        return self.difference == 0

    def __str__(self) -> str:
        sign = "一致 equal" if self.ok else f"不一致 DIFFERENT ({self.difference:+,})"
        return f"{self.quantity}: 输入 input {self.counted:,} · 表中 table {self.in_table:,} · {sign}"


def reconcile(
    rows: pd.DataFrame,
    stations: pd.DataFrame,
    residents: pd.Series[int],
    visits: VisitCounts | None,
    day: date,
) -> tuple[Check, ...]:
    """Count the inputs again and compare with the rows of districts, outside and unknown ids.

    Parameters
    ----------
    rows : pandas.DataFrame
        Coverage table with the column level.
    stations : pandas.DataFrame
        Table of stations.
    residents : pandas.Series
        Of the districts; NA unknown.
    visits : VisitCounts, optional
        Rows of the period.
    day : date
        For which a station counts as in operation.

    Returns
    -------
    tuple of Check
        Stations, stations in operation, residents; with visits also visits, station-days reported whole, in part, and
        in operation.

    Examples
    --------
    >>> rows = pd.DataFrame({"level": ["district"], "stations": [1], "stations_in_operation": [1], "residents": [5]})
    >>> stations = pd.DataFrame({"opened_on": ["", ""], "closed_on": ["", ""]})
    >>> [check.difference for check in reconcile(rows, stations, pd.Series([5]), None, date(2025, 9, 1))]
    [-1, -1, 0]
    """
    parts = rows[rows["level"].isin(_PARTS)]
    opened, closed = stations["opened_on"].tolist(), stations["closed_on"].tolist()
    lives = [(first, end or "9999-12-31") for first, end in zip(opened, closed, strict=True)]
    alive = sum(first <= day.isoformat() < end for first, end in lives)
    checks = [
        Check("站点 stations", len(stations), int(parts["stations"].sum())),
        Check("在用站点 stations in operation", alive, int(parts["stations_in_operation"].sum())),
        Check("常住人口 residents", int(residents.sum()), int(parts["residents"].sum())),
    ]
    return tuple(checks) if visits is None else (*checks, *_of_visits(parts, stations, lives, visits))


def _of_visits(
    parts: pd.DataFrame, stations: pd.DataFrame, lives: list[tuple[str, str]], visits: VisitCounts
) -> list[Check]:
    sums = {str(column): int(parts[column].sum()) for column in parts if str(column).endswith("_station_days")}
    states = visits.frame["state"].value_counts()
    return [
        Check("人次 visits", int(visits.frame["visits"].sum()), int(parts["visits"].sum())),
        Check("上报站日 station-days reported", int(states.get("counted", 0)), sums["reported_station_days"]),
        Check("部分时段站日 station-days in part", int(states.get("part_day", 0)), sums["part_station_days"]),
        Check(
            "在用站日 station-days in operation",
            _days_alive(lives, visits) + _days_told(stations, visits),
            sums["reported_station_days"]
            + sums["part_station_days"]
            + sums["missing_station_days"]
            + sums["closed_station_days"]
            - sums["unexpected_station_days"],
        ),
    ]


def _days_alive(lives: list[tuple[str, str]], visits: VisitCounts) -> int:
    days = [day.date().isoformat() for day in pd.date_range(*visits.period)]
    return sum(often * sum(life[0] <= day < life[1] for day in days) for life, often in Counter(lives).items())


def _days_told(stations: pd.DataFrame, visits: VisitCounts) -> int:
    """Count what stations closed since an unknown day said of themselves, which alone tells when they were open."""
    gone = stations[stations["closed_on"] == SINCE_UNKNOWN]
    opened = dict(zip(gone["id"], gone["opened_on"], strict=True))
    rows = visits.frame[(visits.frame["state"] != "not_reporting") & visits.frame["station_id"].isin(opened)]
    days = rows["date"].dt.strftime("%Y-%m-%d")
    return sum(opened[key] <= day for key, day in zip(rows["station_id"], days, strict=True))
