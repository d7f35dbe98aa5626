"""Sums by day or month and place: what a trend starts from."""

from __future__ import annotations

from datetime import date

import pandas as pd

from stationmap.visits import VisitCounts

__all__ = ["DAILY_COLUMNS", "MONTHLY_COLUMNS", "by_month", "daily_of_sums", "daily_totals"]

DAILY_COLUMNS = ["date", "visits", "reported_visits", "reported_stations"]
MONTHLY_COLUMNS: dict[str, tuple[str, str]] = {
    "month": ("月份", "month"),
    "days": ("时段内天数", "days of the period in it"),
    "visits": ("人次", "visits"),
    "reported_days": ("上报站日", "station-days reported"),
    "visits_per_station_day": ("每站日人次", "visits per station-day"),
}


def daily_totals(visits: VisitCounts) -> pd.DataFrame:
    """Sum visits over stations, day by day.

    Parameters
    ----------
    visits : VisitCounts

    Returns
    -------
    pandas.DataFrame
        Columns of `DAILY_COLUMNS`, every day of the period: date (datetime64[s]); visits; reported_visits and
        reported_stations of days counted whole. A day on which no station counted has no visits known: NA.

    Examples
    --------
    >>> rows = pd.DataFrame({"station_id": ["a", "b", "a"], "date": ["2025-09-01", "2025-09-01", "2025-09-03"],
    ...                      "visits": [3, 4, 5], "state": "counted"})
    >>> daily_totals(VisitCounts(rows))[["visits", "reported_stations"]].astype(object).values.tolist()
    [[7, 2], [<NA>, 0], [5, 1]]
    """
    rows = visits.frame
    whole = rows["state"] == "counted"
    sums = pd.DataFrame(
        {
            "date": rows["date"],
            "visits": rows["visits"],
            "reported_visits": rows["visits"].where(whole),
            "reported_stations": whole.astype("int64"),
        }
    )
    return daily_of_sums(sums, visits.period)


def daily_of_sums(days: pd.DataFrame, period: tuple[date, date]) -> pd.DataFrame:
    """Sum visits over districts, day by day, where an engine has summed them over stations.

    Parameters
    ----------
    days : pandas.DataFrame
        Columns date, visits, reported_visits (NA where there is no number), reported_stations; a row a
        district and day.
    period : tuple of date
        First and last day.

    Returns
    -------
    pandas.DataFrame
        As `daily_totals` gives it.

    Examples
    --------
    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2025-09-01"] * 2), "visits": [3, 4], "reported_visits": [3, 4],
    ...                      "reported_stations": [1, 1]})
    >>> daily_of_sums(rows, (date(2025, 9, 1), date(2025, 9, 2)))["visits"].astype(object).tolist()
    [7, <NA>]
    """
    every = pd.date_range(*period, name="date", unit="s")
    by_day = days.astype({"visits": "Int64", "reported_visits": "Int64"}).groupby("date")
    table = by_day[["visits", "reported_visits"]].sum(min_count=1).reindex(every).astype("Int64")
    table["reported_stations"] = by_day["reported_stations"].sum().reindex(every, fill_value=0)
    return table.reset_index()[DAILY_COLUMNS]


def by_month(daily: pd.DataFrame) -> pd.DataFrame:
    """Sum days up to months.

    Parameters
    ----------
    daily : pandas.DataFrame
        Columns of `DAILY_COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        Columns of `MONTHLY_COLUMNS`: month as 2025-09. A month of which the period holds a part is told by its days.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.to_datetime(["2025-09-29", "2025-09-30", "2025-10-01"]),
    ...                      "visits": [4, 6, 7], "reported_visits": [4, 6, 7], "reported_stations": [1, 1, 2]})
    >>> by_month(days)[["month", "days", "visits_per_station_day"]].values.tolist()
    [['2025-09', 2, 5.0], ['2025-10', 1, 3.5]]
    """
    months = daily.assign(month=daily["date"].dt.strftime("%Y-%m")).groupby("month")
    table = pd.DataFrame(
        {
            "days": months.size(),
            "visits": months["visits"].sum(min_count=1).astype("Int64"),
            "reported_days": months["reported_stations"].sum().astype("int64"),
        }
    )
    visits = months["reported_visits"].sum(min_count=1).astype("Float64")
    table["visits_per_station_day"] = (visits / table["reported_days"].where(table["reported_days"] > 0)).astype(
        "float64"
    )
    return table.reset_index()[list(MONTHLY_COLUMNS)]
