"""Trend of visits with the rhythm of the week, holidays and make-up workdays."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import ColumnError
from stationmap.extras import planning
from stationmap.timetable import Calendar, china_calendar
from stationmap.usage.daily import DAILY_COLUMNS, by_month

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

__all__ = ["Estimate", "Trend", "trend"]

YEAR_DAYS = 365
_MONTH_DAYS = 365.2425 / 12
_FEWEST_WEEKS = 4
_LAGS = 14  # days over which errors may resemble each other
_SEASON_DAYS = 730
_FEWEST_OF_A_KIND = 3
_FEWEST_SHARE = 0.5  # of the days of a year or more; below that completeness gives no rank either
_WEEKDAYS = ("周一 Monday", "周二 Tuesday", "周三 Wednesday", "周四 Thursday", "周五 Friday", "周六 Saturday",
             "周日 Sunday")  # fmt: skip
_NO_RHYTHM = "；有的星期几从无人次，不给每周节律 on some weekday nobody ever came: no weekly rhythm"

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Parameters
    ----------
    value, low, high : float
        The figure and the ends of its interval of 95 %.

    Examples
    --------
    >>> Estimate(1.5, 1.0, 2.0).value
    1.5
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Trend:
    """How visits per reporting station went, month by month and beyond what weekdays and holidays explain.

    Parameters
    ----------
    months : pandas.DataFrame
        As `stationmap.usage.by_month` gives it.
    change : Estimate or None
        Per cent a month; None with less than a year of data.
    weekdays : tuple of Estimate
        From Monday to Sunday, each beside the geometric mean of the seven; empty with less than four weeks of data.
    holiday, makeup : Estimate or None
        Factor of a day off beside the same weekday, and of a make-up workday beside its nominal weekday; None without
        a year of data, or where there are fewer than three such days.
    days : int
        Days that the model was fitted to.
    note : str
        What is missing and why, Chinese first; "" if nothing is.

    Examples
    --------
    >>> visits = [10, 11, 10, 9, 10, 5, 5, 10, 9, 10, 11, 10, 5, 5] * 2
    >>> days = pd.DataFrame({"date": pd.date_range("2025-03-03", periods=28), "visits": visits,
    ...                      "reported_visits": visits, "reported_stations": 1})
    >>> result = trend(days)
    >>> result.change is None, round(result.weekdays[6].value / result.weekdays[0].value, 3)
    (True, 0.5)
    """

    months: pd.DataFrame
    change: Estimate | None
    weekdays: tuple[Estimate, ...]
    holiday: Estimate | None
    makeup: Estimate | None
    days: int
    note: str

    def table(self) -> pd.DataFrame:
        """Give the figures as rows: what, unit, value, low, high (interval of 95 %)."""
        rows = [] if self.change is None else [("趋势 trend", "每月% per cent a month", self.change)]
        rows += [(name, "倍 factor", one) for name, one in zip(_WEEKDAYS, self.weekdays, strict=False)]
        rows += [] if self.holiday is None else [("节假日 day off", "倍 factor", self.holiday)]
        rows += [] if self.makeup is None else [("调休上班日 make-up workday", "倍 factor", self.makeup)]
        listed = [(what, unit, one.value, one.low, one.high) for what, unit, one in rows]
        return pd.DataFrame(listed, columns=["what", "unit", "value", "low", "high"])


def trend(daily: pd.DataFrame, calendar: Calendar | None = None) -> Trend:
    """Fit the trend of visits per reporting station.

    log E(visits) = log(reporting stations) + weekday + day off + make-up workday + slope · time, by Poisson
    quasi-likelihood (McCullagh and Nelder, *Generalized Linear Models*, 1989, 9), whose estimates hold whatever the
    spread; the intervals are those of Newey and West (*Econometrica* 55, 1987) with 14 days, so they hold for days that
    resemble their neighbours. With two years of data a yearly wave is fitted too; with one year the trend cannot be
    told from the season and the note says so. Only the stations that report count on each side: if others begin or stop
    to report, the mix changes, and the trend with it.

    Parameters
    ----------
    daily : pandas.DataFrame
        Columns of `stationmap.usage.DAILY_COLUMNS`; days without a reporting station are left out.
    calendar : Calendar, optional
        China's by default.

    Raises
    ------
    ColumnError
        If a column is missing.
    ExtraMissingError
        If statsmodels is not installed.

    Examples
    --------
    >>> days = pd.date_range("2024-01-01", periods=400)
    >>> visits = (100 * 1.01 ** (np.arange(400) / 30.436875)).round().astype(int)
    >>> table = pd.DataFrame({"date": days, "visits": visits, "reported_visits": visits, "reported_stations": 10})
    >>> round(trend(table).change.value, 1)
    1.0
    """
    missing = [name for name in DAILY_COLUMNS if name not in daily]
    if missing:
        raise ColumnError(f"每日合计缺少列 the daily sums lack the columns {', '.join(missing)}")
    rules = calendar or china_calendar()
    used = daily[(daily["reported_stations"] > 0) & daily["reported_visits"].notna()].reset_index(drop=True)
    months = by_month(daily)
    span = 0 if used.empty else (used["date"].iloc[-1] - used["date"].iloc[0]).days + 1
    if span < YEAR_DAYS:
        return _rhythm(used, months, rules, "数据不足一年 less than a year of data")
    if len(used) < _FEWEST_SHARE * span:
        return _rhythm(used, months, rules, "不到一半的日子有数 fewer than half of the days have data")
    return _full(used, months, rules)


def _rhythm(used: pd.DataFrame, months: pd.DataFrame, rules: Calendar, why: str) -> Trend:
    """Fit weekdays alone, on days that are neither off nor made up for."""
    note = f"{why}：不给趋势与节假日影响 no trend and no effect of holidays"
    ordinary = used[~_kind(used, rules.is_off) & ~_kind(used, rules.is_makeup)]
    per_day = ordinary["date"].dt.day_of_week.value_counts().reindex(range(7), fill_value=0)
    if per_day.min() < _FEWEST_WEEKS:
        short = "；不足四周，不给每周节律 and less than four weeks of ordinary days: no weekly rhythm"
        return Trend(months, None, (), None, None, 0, note + short)
    if _silent_weekdays(ordinary).any():
        return Trend(months, None, (), None, None, 0, note + _NO_RHYTHM)
    fitted = _fit(ordinary, _weekdays(ordinary))
    return Trend(months, None, _week(fitted), None, None, len(ordinary), note)


def _full(used: pd.DataFrame, months: pd.DataFrame, rules: Calendar) -> Trend:
    first = used["date"].iloc[0]
    season = (used["date"].iloc[-1] - first).days + 1 >= _SEASON_DAYS
    note = "" if season else "不足两年，趋势含季节变化 less than two years: the trend holds the season as well"
    off, makeup = _kind(used, rules.is_off), _kind(used, rules.is_makeup)
    silent = _silent_weekdays(used[~off & ~makeup])
    idle = silent[used["date"].dt.day_of_week.to_numpy()]
    for kind in (off, makeup):
        if kind.any() and used.loc[kind & ~idle, "reported_visits"].sum() == 0:
            idle = idle | kind  # days that nobody visits say nothing of the trend, and their factor has no interval
    used, note = used[~idle], note + (_NO_RHYTHM if silent.any() else "")
    if used.empty or used["reported_visits"].sum() == 0:
        return Trend(months, None, (), None, None, 0, note)
    since = (used["date"] - first).dt.days.to_numpy(dtype=np.float64)
    kept = {"slope": (since - since.mean()) / _MONTH_DAYS}
    kinds = {"holiday": off[~idle], "makeup": makeup[~idle]}
    kept |= {name: one.astype(np.float64) for name, one in kinds.items() if one.sum() >= _FEWEST_OF_A_KIND}
    if season:
        turn = 2 * np.pi * since / 365.2425
        kept |= {"sine": np.sin(turn), "cosine": np.cos(turn)}
    week = _weekdays(used)
    fitted = _fit(used, np.column_stack([week, *kept.values()]))
    at = {name: week.shape[1] + place for place, name in enumerate(kept)}
    factors = {name: _factor(fitted, _unit(at[name], fitted)) for name in ("holiday", "makeup") if name in at}
    slope = _factor(fitted, _unit(at["slope"], fitted))
    change = Estimate(*(100 * (end - 1) for end in (slope.value, slope.low, slope.high)))
    days = () if silent.any() else _week(fitted)
    return Trend(months, change, days, factors.get("holiday"), factors.get("makeup"), len(used), note)


def _kind(table: pd.DataFrame, is_kind: Callable[[date], bool]) -> Mask:
    return np.array([is_kind(day) for day in table["date"].dt.date], dtype=np.bool_)


def _silent_weekdays(ordinary: pd.DataFrame) -> Mask:
    """Tell the weekdays on which nobody ever comes: their factor would be zero, and no mean of seven would hold."""
    sums = ordinary.groupby(ordinary["date"].dt.day_of_week)["reported_visits"].sum()
    return np.asarray(sums.reindex(range(7), fill_value=0) == 0, dtype=np.bool_)


def _weekdays(table: pd.DataFrame) -> Floats:
    """Give a column for each weekday that there is, in place of a constant."""
    number = table["date"].dt.day_of_week.to_numpy()
    columns: Floats = (number[:, None] == np.unique(number)).astype(np.float64)
    return columns


def _fit(table: pd.DataFrame, columns: Floats) -> Any:  # noqa: ANN401
    models = planning("statsmodels.api")
    visits = table["reported_visits"].to_numpy(dtype=np.float64)
    stations = table["reported_stations"].to_numpy(dtype=np.float64)
    model = models.GLM(visits, columns, family=models.families.Poisson(), offset=np.log(stations))
    lags = min(_LAGS, len(table) // 4)
    with warnings.catch_warnings():
        # Visits that follow the week to the last one are told exactly; that is no fault of the data.
        warnings.filterwarnings("ignore", message="Perfect separation or prediction")
        return model.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})


def _unit(at: int, fitted: Any) -> Floats:  # noqa: ANN401
    unit: Floats = np.eye(len(fitted.params))[at]
    return unit


def _week(fitted: Any) -> tuple[Estimate, ...]:  # noqa: ANN401
    size = len(fitted.params)
    mean = np.where(np.arange(size) < 7, 1 / 7, 0.0)
    return tuple(_factor(fitted, _unit(day, fitted) - mean) for day in range(7))


def _factor(fitted: Any, contrast: Sequence[float] | Floats) -> Estimate:  # noqa: ANN401
    told = fitted.t_test(np.asarray(contrast))
    low, high = np.exp(told.conf_int())[0]
    return Estimate(float(np.exp(told.effect[0])), float(low), float(high))
