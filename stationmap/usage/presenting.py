"""Visits as people and programs read them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.tables import records, titled, titles_document
from stationmap.usage.columns import DECIMALS, LEVELS, USAGE_COLUMNS
from stationmap.usage.daily import MONTHLY_COLUMNS
from stationmap.usage.funnel import VERDICTS
from stationmap.usage.notes import usage_notes
from stationmap.usage.outages import OUTAGE_COLUMNS
from stationmap.usage.summary import Usage
from stationmap.usage.suppression import THRESHOLD
from stationmap.usage.trend import Trend

__all__ = ["months_for_people", "outages_for_people", "trend_for_people", "usage_document", "usage_for_people"]

_TREND_TITLES = {
    "what": ("项目", "what"),
    "unit": ("单位", "unit"),
    "value": ("数值", "value"),
    "low": ("95%区间下限", "lower end of the 95 % interval"),
    "high": ("95%区间上限", "upper end of the 95 % interval"),
}
_NOTE = {"note": ("备注", "note")}


def usage_for_people(usage: Usage, *levels: str) -> pd.DataFrame:
    """Give the rows their titles and words, Chinese first; unknown and hidden stay empty.

    Parameters
    ----------
    usage : Usage
    *levels : str
        Kinds of row; all by default.

    Returns
    -------
    pandas.DataFrame
        Rounded for reading: rates to three decimals.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage import summarise
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> usage_for_people(usage, "total").columns[7]
    '人次 visits'
    """
    rows = usage.of(*(levels or tuple(LEVELS)))[list(USAGE_COLUMNS)].round(DECIMALS)
    words = {code: f"{zh} {en}" for code, (zh, en) in VERDICTS.items()}
    rows = rows.assign(level=rows["level"].map(LEVELS), verdict=rows["verdict"].map(words).fillna(""))
    return titled(rows, USAGE_COLUMNS)


def months_for_people(months: pd.DataFrame) -> pd.DataFrame:
    """Give months their titles.

    Parameters
    ----------
    months : pandas.DataFrame
        As `stationmap.usage.by_month` or `publish_months` gives them.

    Examples
    --------
    >>> months_for_people(pd.DataFrame(columns=list(MONTHLY_COLUMNS))).columns[2]
    '人次 visits'
    """
    return titled(months.round({"visits_per_station_day": 3}), MONTHLY_COLUMNS | _NOTE)


def trend_for_people(trend: Trend) -> pd.DataFrame:
    """Give the figures of a trend their titles.

    Parameters
    ----------
    trend : Trend

    Examples
    --------
    >>> trend_for_people(Trend(pd.DataFrame(), None, (), None, None, 0, "")).columns[2]
    '数值 value'
    """
    return titled(trend.table().round({"value": 3, "low": 3, "high": 3}), _TREND_TITLES)


def outages_for_people(outages: pd.DataFrame) -> pd.DataFrame:
    """Give suspected outages their titles; days as ISO 8601 texts.

    Parameters
    ----------
    outages : pandas.DataFrame
        As `stationmap.usage.suspected_outages` gives them.

    Examples
    --------
    >>> outages_for_people(pd.DataFrame(columns=list(OUTAGE_COLUMNS))).columns[3]
    '连续为零的天数 days of zeros in a row'
    """
    days = {name: pd.to_datetime(outages[name]).dt.strftime("%Y-%m-%d") for name in ("first_day", "last_day")}
    rounded = outages.assign(**days).round({"rate_as_reported": 3, "rate_without": 3})
    return titled(rounded, OUTAGE_COLUMNS)


def usage_document(
    usage: Usage,
    trend: Trend | None = None,
    outages: pd.DataFrame | None = None,
    *,
    threshold: int = THRESHOLD,
    notice: str | None = None,
) -> dict[str, Any]:
    """Write visits for programs; numbers are exact, unknown and hidden are null.

    Parameters
    ----------
    usage : Usage
    trend : Trend, optional
    outages : pandas.DataFrame, optional
        As `stationmap.usage.suspected_outages` gives them; of what is published their rates must be left out.
    threshold : int
        That of the suppression, if there was one.
    notice : str, optional
        A sentence that must come first, such as that the data are made up.

    Returns
    -------
    dict
        Ready for JSON: period, unit, method, notice, columns, rows, months, trend, outages, hidden, notes.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage import summarise
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> usage_document(usage)["period"]
    {'first': '2025-03-03', 'last': '2025-03-23'}
    """
    first, last = usage.period
    return {
        "period": {"first": first.isoformat(), "last": last.isoformat()},
        "unit": usage.unit or None,
        "method": usage.method or None,
        "notice": notice,
        "columns": titles_document(USAGE_COLUMNS),
        "rows": records(usage.rows[list(USAGE_COLUMNS)]),
        "months": None if trend is None else records(trend.months),
        "trend": None if trend is None else records(trend.table()),
        "outages": None if outages is None else records(_dated(outages)),
        "hidden": dict(usage.hidden),
        "notes": usage_notes(usage, trend, threshold=threshold, notice=notice),
    }


def _dated(outages: pd.DataFrame) -> pd.DataFrame:
    days = {name: pd.to_datetime(outages[name]).dt.strftime("%Y-%m-%d") for name in ("first_day", "last_day")}
    return outages.assign(**days)
