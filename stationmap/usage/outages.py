"""Suspected outages: runs of zeros that a station's own other days make very unlikely."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import InputError
from stationmap.timetable import Calendar, china_calendar
from stationmap.visits import VisitCounts

__all__ = ["OUTAGE_COLUMNS", "suspected_outages"]

OUTAGE_COLUMNS: dict[str, tuple[str, str]] = {
    "station_id": ("站点编号", "station"),
    "first_day": ("首日", "first day"),
    "last_day": ("末日", "last day"),
    "days": ("连续为零的天数", "days of zeros in a row"),
    "probability": ("偶然出现的概率", "probability of as many zeros by chance"),
    "rate_as_reported": ("每站日人次（照报）", "visits per day as reported"),
    "rate_without": ("每站日人次（不含疑似停报）", "visits per day without suspected outages"),
}
_LEAST = 1e-4
_OTHER_DAYS = 14  # other days of a station from which its zeros are judged
_OF_A_KIND = 8  # other days of one kind, if kinds are to be told apart
_PASSES = 3
_TELLS_NOTHING = -1  # some stations keep the hours of a workday then, and some rest


def suspected_outages(visits: VisitCounts, calendar: Calendar | None = None, *, least: float = _LEAST) -> pd.DataFrame:
    """Find runs of counted zeros that are suspected to be days on which nothing was counted.

    A run is of days counted whole with zero visits, one after the other; days that were closed or have no number do not
    break it. Its probability is the product over its days of P(0) under a negative binomial with mean and variance (by
    moments) of the station's other days of the same kind: the day of the week where there are eight others of each day
    of the run, else workday or day off by the calendar, else all; a make-up workday tells nothing. Below `least` the
    run is suspected. Other suspected runs are left out of the moments. It is a suspicion: the visits are not changed.

    Parameters
    ----------
    visits : VisitCounts
        Rows of the period alone.
    calendar : Calendar, optional
        China's by default.
    least : float
        Probability below which a run is suspected.

    Returns
    -------
    pandas.DataFrame
        Columns of `OUTAGE_COLUMNS`, by station and day: days as datetime64[s], both included; rates in visits per day
        counted whole. A station with fewer than 14 other days is not judged.

    Raises
    ------
    InputError
        If `least` is not between 0 and 1.

    Examples
    --------
    >>> days = pd.date_range("2025-03-03", periods=40)
    >>> numbers = [9, 12, 7, 10, 11] * 4 + [0] * 5 + [8, 12, 9, 10, 11] * 3
    >>> rows = pd.DataFrame({"station_id": "a", "date": days, "visits": numbers, "state": "counted"})
    >>> suspected_outages(VisitCounts(rows))[["days", "rate_as_reported", "rate_without"]].round(2).values.tolist()
    [[5.0, 8.65, 9.89]]
    """
    if not 0 < least < 1:
        raise InputError(f"概率应在0与1之间 the probability must lie between 0 and 1: {least}")
    days = visits.frame[visits.frame["state"] == "counted"]
    table = pd.DataFrame({"station_id": days["station_id"], "date": days["date"], "y": days["visits"].astype("int64")})
    table = table.reset_index(drop=True)
    table["run"] = _runs(table)
    table["suspected"] = False
    kinds = _kinds(table, calendar or china_calendar())
    told = pd.Series(dtype=float)
    for _ in range(_PASSES):
        told = _probabilities(table, kinds)
        suspected = table["run"].isin(told.index[told < least])
        if suspected.equals(table["suspected"]):
            break
        table["suspected"] = suspected
    return _table(table, told)


def _runs(table: pd.DataFrame) -> pd.Series[int]:
    """Give each run of zeros a number; -1 on days with visits."""
    zero = table["y"] == 0
    begins = zero & ~(zero.shift(fill_value=False) & (table["station_id"] == table["station_id"].shift()))
    return begins.cumsum().where(zero, 0) - 1


def _kinds(table: pd.DataFrame, calendar: Calendar) -> list[npt.NDArray[np.int64]]:
    """Give the kind of each day in three ways, the finest first; 7 is a holiday."""
    each = {day: (day.weekday(), day.date()) for day in table["date"].unique()}
    weekday = {day: 7 if calendar.is_off(date) else number for day, (number, date) in each.items()}
    makeup = {day: calendar.is_makeup(date) for day, (_, date) in each.items()}
    work = {day: int(calendar.is_workday(date)) for day, (_, date) in each.items()}
    ways = [table["date"].map(weekday), table["date"].map(work), table["y"] * 0]
    made_up = table["date"].map(makeup).to_numpy(dtype=bool)
    return [np.where(made_up, _TELLS_NOTHING, way.to_numpy(dtype=np.int64)) for way in ways]


def _probabilities(table: pd.DataFrame, kinds: Sequence[npt.NDArray[np.int64]]) -> pd.Series[float]:
    """Give the probability of each run by the finest kinds of which all its days have enough others; NaN if none."""
    needed = [_OF_A_KIND, _OF_A_KIND, _OTHER_DAYS]
    found = pd.Series(np.nan, index=np.unique(table["run"][table["run"] >= 0]))
    for kind, least in zip(kinds, needed, strict=True):
        found = found.fillna(_by_kind(table, kind, least))
    return found


def _by_kind(table: pd.DataFrame, kind: npt.NDArray[np.int64], needed: int) -> pd.Series[float]:
    keyed = table.assign(kind=kind, squares=table["y"].astype("float64") ** 2)
    fair = keyed[~keyed["suspected"]]
    sums = fair.groupby(["station_id", "kind"]).agg(n=("y", "size"), y=("y", "sum"), squares=("squares", "sum"))
    zeros = keyed[keyed["run"] >= 0]
    here = zeros.groupby(["run", "station_id", "kind"]).agg(k=("y", "size"), gone=("suspected", "sum")).reset_index()
    here = here.join(sums, on=["station_id", "kind"]).fillna({"n": 0, "y": 0, "squares": 0})
    others = here["n"] - (here["k"] - here["gone"])
    mean = here["y"] / others.where(others >= needed)
    variance = (here["squares"] - others * mean**2) / (others - 1)
    # P(0) of a negative binomial is (1 + m/k)^-k with k = m² / (v - m), and exp(-m) where v does not exceed m.
    ratio = (variance / mean).where(mean > 0)
    over = ratio > 1 + 1e-9
    log_zero = -mean * np.where(over, np.log(ratio.where(over, 2)) / (ratio.where(over, 2) - 1), 1.0)
    log_zero = log_zero.where(here["kind"] != _TELLS_NOTHING, 0.0)
    here["log"] = here["k"] * log_zero.where(mean != 0, 0.0)
    summed: pd.Series[float] = here.groupby("run")["log"].sum(skipna=False)
    return summed.map(np.exp)


def _table(table: pd.DataFrame, told: pd.Series[float]) -> pd.DataFrame:
    runs = table[table["suspected"]].groupby("run")
    rows = runs.agg(
        station_id=("station_id", "first"), first_day=("date", "min"), last_day=("date", "max"), days=("y", "size")
    )
    rows["probability"] = told.reindex(rows.index)
    by_station = table.groupby("station_id")["y"].mean()
    without = table[~table["suspected"]].groupby("station_id")["y"].mean()
    rows["rate_as_reported"] = rows["station_id"].map(by_station)
    rows["rate_without"] = rows["station_id"].map(without)
    return rows.reset_index(drop=True)[list(OUTAGE_COLUMNS)]
