"""All that is said of the visits of a period, for internal use or for publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from stationmap.districts import Districts
from stationmap.timetable import Calendar
from stationmap.usage.daily import daily_of_sums, daily_totals
from stationmap.usage.outages import OUTAGE_COLUMNS, suspected_outages
from stationmap.usage.summary import Usage, summarise
from stationmap.usage.suppression import publish_months
from stationmap.usage.trend import Trend, trend
from stationmap.visits import VisitCounts

__all__ = ["Statement", "state_sums", "state_visits"]

_RATES_OF_OUTAGES = ["probability", "rate_as_reported", "rate_without"]


@dataclass(frozen=True, eq=False)
class Statement:
    """Summary, trend and suspicions of one period.

    Parameters
    ----------
    usage : Usage
    trend : Trend
    outages : pandas.DataFrame
        As `stationmap.usage.suspected_outages` gives them; without rates where they are published.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> said = state_visits(example_stations(), example_districts(), example_visits())
    >>> len(said.trend.months), said.trend.change is None
    (1, True)
    """

    usage: Usage
    trend: Trend
    outages: pd.DataFrame


def state_visits(
    stations: pd.DataFrame,
    districts: Districts,
    visits: VisitCounts,
    calendar: Calendar | None = None,
    *,
    published: tuple[int, bool] | None = None,
    progress: Callable[[float, str], object] = lambda share, step: None,
) -> Statement:
    """Make the summary, the trend and the list of suspected outages of a period.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    districts : Districts
    visits : VisitCounts
        Rows of the period alone.
    calendar : Calendar, optional
        China's by default.
    published : tuple of int and bool, optional
        For publication: the threshold, and whether rows of stations are published. Hidden are small counts and what
        would give them away.
    progress : callable
        Is told how far it is, from 0 to 1, and at what.

    Raises
    ------
    ColumnError
        If the table of stations lacks a column.
    InputError
        If two stations have one id, or the threshold is below 2.
    ExtraMissingError
        If scipy or statsmodels is not installed.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> visits = example_visits()
    >>> said = state_visits(example_stations(), example_districts(), visits, published=(10, False))
    >>> len(said.usage.of("station")), "probability" in said.outages
    (0, False)
    """
    progress(0.0, "汇总 summing up")
    usage = summarise(stations, districts, visits)
    progress(0.3, "疑似停报 suspected outages")
    outages = suspected_outages(visits, calendar)
    progress(0.6, "趋势 trend")
    return _stated(usage, daily_totals(visits), outages, calendar, published)


def state_sums(
    usage: Usage,
    days: pd.DataFrame,
    calendar: Calendar | None = None,
    *,
    published: tuple[int, bool] | None = None,
) -> Statement:
    """Make what sums can tell, as of a hundred million rows: the summary and the trend, and no suspicion.

    Parameters
    ----------
    usage : Usage
        As `stationmap.usage.summarise_totals` makes it.
    days : pandas.DataFrame
        Visits by day, as `stationmap.usage.daily_of_sums` takes them, of the period alone.
    calendar : Calendar, optional
        China's by default.
    published : tuple of int and bool, optional
        As `state_visits` takes it.

    Raises
    ------
    InputError
        If the threshold is below 2.
    ExtraMissingError
        If scipy or statsmodels is not installed.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> len(state_sums(usage, daily_totals(example_visits())).outages)
    0
    """
    return _stated(
        usage, daily_of_sums(days, usage.period), pd.DataFrame(columns=list(OUTAGE_COLUMNS)), calendar, published
    )


def _stated(
    usage: Usage,
    daily: pd.DataFrame,
    outages: pd.DataFrame,
    calendar: Calendar | None,
    published: tuple[int, bool] | None,
) -> Statement:
    course = trend(daily, calendar)
    if published is None:
        return Statement(usage, course, outages)
    threshold, with_stations = published
    whole = daily.groupby(daily["date"].dt.strftime("%Y-%m"))["reported_visits"].sum()
    months, done = publish_months(course.months, whole, usage, threshold, stations=with_stations)
    if not with_stations:
        outages = outages.iloc[:0]
    return Statement(done, replace(course, months=months), outages.drop(columns=_RATES_OF_OUTAGES))
