"""Checked visit counts, one row a station and day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from stationmap.errors import Fault, InputError

__all__ = ["STATES", "VisitCounts"]

STATES: dict[str, tuple[str, str]] = {
    "counted": ("全天计数", "counted all day; a zero is a true zero"),
    "part_day": ("部分时段", "counted for a part of the day"),
    "closed": ("停业", "the station was closed that day"),
    "not_reporting": ("未上报", "open, and no number came"),
}


@dataclass(frozen=True, eq=False)
class VisitCounts:
    """Visits per station and day.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns station_id (text), date (ISO 8601 text), visits (Int64, NA where there is no
        number) and state (one of `STATES`); each station and day once. A day without a row is
        missing, not zero.
    unit : str
        人次 visits, not persons.
    method : str
        How they were counted, as far as is known.
    chosen : tuple of date, optional
        First and last day of the period, where it is not that of the rows.

    Examples
    --------
    >>> rows = {"station_id": ["a"], "date": ["2025-09-01"], "visits": [3], "state": ["counted"]}
    >>> VisitCounts(pd.DataFrame(rows)).period[0].isoformat()
    '2025-09-01'
    """

    frame: pd.DataFrame
    unit: str = "人次 visits"
    method: str = "方法未注明 method not stated"
    chosen: tuple[date, date] | None = field(default=None)

    @property
    def period(self) -> tuple[date, date]:
        """First and last day, both included.

        Raises
        ------
        InputError
            If there is no row and no period was chosen.
        """
        if self.chosen is not None:
            return self.chosen
        if self.frame.empty:
            raise InputError("人次文件没有可用的行，无法确定时段 no usable row of visits, so no period; give one")
        return date.fromisoformat(self.frame["date"].min()), date.fromisoformat(self.frame["date"].max())

    def between(self, first: date, last: date) -> VisitCounts:
        """Keep the days from `first` to `last`, both included.

        Raises
        ------
        InputError
            If `first` is after `last`.
        """
        if first > last:
            fault = Fault("period", f"{first}/{last}", "the first day must not be after the last")
            raise InputError("时段的首日晚于末日 the period ends before it begins", (fault,))
        days = self.frame["date"]
        inside = (first.isoformat() <= days) & (days <= last.isoformat())
        return replace(self, frame=self.frame[inside].reset_index(drop=True), chosen=(first, last))
