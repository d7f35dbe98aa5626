"""Visits by station and day; a day without a row is missing, which is not zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from stationmap.errors import ColumnError, Fault, InputError, VocabularyError

__all__ = ["COUNTED_STATES", "STATES", "UNIT", "VISIT_COLUMNS", "VisitCounts"]

STATES: dict[str, tuple[str, str]] = {
    "counted": ("全天计数", "counted all day; 0 is a true zero"),
    "part_day": ("部分时段计数", "counted a part of the day"),
    "closed": ("当日未开放", "not open that day"),
    "not_reporting": ("未上报", "nothing was counted; unknown, not zero"),
}
COUNTED_STATES = ("counted", "part_day")
UNIT = "人次 visits"
VISIT_COLUMNS = ["station_id", "date", "visits", "state"]


@dataclass(frozen=True, eq=False)
class VisitCounts:
    """Visits of a period, checked and ordered when they are made.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns station_id, date (ISO 8601 text, date or datetime64; the day in China), visits, state (one of
        `STATES`); one row a station and day. Kept as text, datetime64[s], Int64 (NA where nothing was counted) and
        text, ordered by station and day; do not change it. Stations that a register lacks may be among them.
    unit : str
        What is counted: visits (人次), never persons.
    method : str
        How they were counted.
    chosen : tuple of date, optional
        First and last day of the period, both included; from the first to the last row if not given.
    rows_left_out : int
        Rows of the file that were not used: faulty ones and repeats.

    Raises
    ------
    ColumnError
        If a column is missing.
    VocabularyError
        If a state is not in `STATES`.
    InputError
        If a station has two rows for one day, a counted day has no number or a number is negative, the period ends
        before it begins or leaves a row outside.

    Examples
    --------
    >>> rows = pd.DataFrame({"station_id": "a", "date": ["2025-09-01", "2025-09-03"], "visits": [0, 5],
    ...                      "state": "counted"})
    >>> counts = VisitCounts(rows)
    >>> counts.days, len(counts.frame)
    (3, 2)
    """

    frame: pd.DataFrame
    unit: str = UNIT
    method: str = "方法未注明 method not stated"
    chosen: tuple[date, date] | None = None
    rows_left_out: int = 0

    def __post_init__(self) -> None:
        frame = _checked(self.frame)
        object.__setattr__(self, "frame", frame)
        if self.chosen is not None and len(_within(frame, self.chosen)) < len(frame):
            raise InputError("有的行在时段之外 a row lies outside the period; use between()")

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
            raise InputError(
                "没有可用的人次，也没有给出时段 no row of visits that can be used, and no period; give one"
            )
        return self.frame["date"].min().date(), self.frame["date"].max().date()

    @property
    def days(self) -> int:
        """Days of the period."""
        first, last = self.period
        return (last - first).days + 1

    def between(self, first: date, last: date) -> VisitCounts:
        """Keep the days from `first` to `last`, both included; the period becomes these.

        It may reach beyond the rows: the further days are then missing.

        Raises
        ------
        InputError
            If `last` is before `first`.

        Examples
        --------
        >>> rows = pd.DataFrame({"station_id": "a", "date": ["2025-09-01", "2025-09-02"], "visits": [1, 2],
        ...                      "state": "counted"})
        >>> later = VisitCounts(rows).between(date(2025, 9, 2), date(2025, 9, 9))
        >>> later.frame["visits"].tolist(), later.days
        ([2], 8)
        """
        return replace(self, frame=_within(self.frame, (first, last)), chosen=(first, last))


def _within(frame: pd.DataFrame, period: tuple[date, date]) -> pd.DataFrame:
    first, last = period
    if last < first:
        fault = Fault("period", f"{first}/{last}", "末日不能早于首日 must not end before it begins")
        raise InputError(f"时段的首日晚于末日 the period ends ({last}) before it begins ({first})", (fault,))
    inside = frame["date"].between(np.datetime64(first).astype("M8[s]"), np.datetime64(last).astype("M8[s]"))
    return frame if inside.all() else frame[inside].reset_index(drop=True)


def _checked(rows: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in VISIT_COLUMNS if column not in rows.columns]
    if missing:
        raise ColumnError(f"人次表缺少列 the visits lack the column {', '.join(missing)}")
    strange = sorted({str(state) for state in rows["state"].unique()} - STATES.keys())
    if strange:
        raise VocabularyError(f"不认识的状态 unknown state of a day: {', '.join(strange)}; known: {', '.join(STATES)}")
    columns = {
        "station_id": rows["station_id"].astype("str"),
        "date": pd.to_datetime(rows["date"]).astype("datetime64[s]").dt.normalize(),
        "visits": rows["visits"].astype("Int64"),
        "state": rows["state"].astype("str"),
    }
    frame = pd.DataFrame(columns).sort_values(["station_id", "date"], ignore_index=True)
    _check_rows(frame)
    return frame


def _check_rows(frame: pd.DataFrame) -> None:
    if (frame["state"].isin(COUNTED_STATES) & frame["visits"].isna()).any():
        raise InputError("已计数的日子没有人次 a counted day has no number of visits")
    if (frame["visits"] < 0).any():
        raise InputError("人次为负 a number of visits is negative")
    if frame.duplicated(["station_id", "date"]).any():
        raise InputError("同站同日有两行 a station has two rows for one day")
