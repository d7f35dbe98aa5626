"""Totals of the table against the inputs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

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
    def ok(self) -> bool:
        """Whether the two are equal."""
        return self.counted == self.in_table

    def __str__(self) -> str:
        sign = "一致 equal" if self.ok else "不一致 DIFFERENT"
        return f"{self.quantity}: 输入 input {self.counted:,} · 表中 table {self.in_table:,} · {sign}"


def reconcile(
    rows: pd.DataFrame, stations: pd.DataFrame, residents: pd.Series[int], visits: VisitCounts | None
) -> tuple[Check, ...]:
    """Count the inputs again and compare.

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
    """
    parts = rows[rows["level"].isin(_PARTS)]

    def check(quantity: str, counted: float, column: str) -> Check:
        return Check(quantity, int(counted), int(parts[column].sum()))

    checks = [
        check("站点 stations", len(stations), "stations"),
        check("常住人口 residents", residents.sum(), "residents"),
    ]
    if visits is not None:
        states = visits.frame["state"]
        checks += [
            check("人次 visits", visits.frame["visits"].sum(), "visits"),
            check("上报站日 station-days reported", (states == "counted").sum(), "reported_station_days"),
            check("部分时段站日 station-days in part", (states == "part_day").sum(), "part_station_days"),
        ]
    return tuple(checks)
