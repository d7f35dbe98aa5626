"""What is asked of visits, as expressions that no engine has seen yet: DuckDB runs them, and a cluster can."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stationmap.extras import planning

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, IntegerScalar, Table

__all__ = ["days_by_district", "station_totals", "within"]

Period = tuple[date, date]


def within(visits: Table, period: Period | None) -> Table:
    """Keep the days of a period, both ends included; all days without one.

    Parameters
    ----------
    visits : ibis Table
        Columns station_id, date, visits, state.
    period : tuple of date, optional

    Examples
    --------
    >>> import ibis
    >>> visits = ibis.table({"date": "date", "visits": "int64"}, name="visits")
    >>> within(visits, None) is visits
    True
    """
    return visits if period is None else visits.filter(visits["date"].between(*period))


def station_totals(visits: Table, period: Period | None = None) -> Table:
    """Add up the days of each station.

    Parameters
    ----------
    visits : ibis Table
        Columns station_id, date, visits, state.
    period : tuple of date, optional

    Returns
    -------
    ibis Table
        Columns station_id, visits (every number, as coverage adds them), reported_visits (of the days counted whole),
        reported_days, part_days, closed_days, not_reporting_days, first_day and last_day that were counted, whole or in
        part. Sums are 0 where there was nothing to add: where reported_days and part_days are 0, nothing is known.

    Examples
    --------
    >>> import ibis
    >>> kinds = {"station_id": "string", "date": "date", "visits": "int64", "state": "string"}
    >>> "GROUP BY" in ibis.to_sql(station_totals(ibis.table(kinds, name="visits")), dialect="postgres")
    True
    """
    rows = within(visits, period)
    whole = rows["state"] == "counted"
    counted = whole | (rows["state"] == "part_day")
    return rows.group_by("station_id").agg(
        visits=rows["visits"].sum().coalesce(0).cast("int64"),
        reported_visits=rows["visits"].sum(where=whole).coalesce(0).cast("int64"),
        reported_days=_count(whole),
        part_days=_count(rows["state"] == "part_day"),
        closed_days=_count(rows["state"] == "closed"),
        not_reporting_days=_count(rows["state"] == "not_reporting"),
        first_day=rows["date"].min(where=counted),
        last_day=rows["date"].max(where=counted),
    )


def days_by_district(visits: Table, districts: Table, period: Period | None = None) -> Table:
    """Add up the stations of each district, day by day.

    Parameters
    ----------
    visits : ibis Table
        Columns station_id, date, visits, state.
    districts : ibis Table
        Columns station_id (each once) and adcode.
    period : tuple of date, optional

    Returns
    -------
    ibis Table
        Columns adcode, date, visits (null where there is no number), reported_visits (of days counted whole),
        reported_stations, part_stations, closed_stations, not_reporting_stations. Stations that `districts`
        lacks stand under adcode "".

    Examples
    --------
    >>> import ibis
    >>> kinds = {"station_id": "string", "date": "date", "visits": "int64", "state": "string"}
    >>> districts = ibis.table({"station_id": "string", "adcode": "string"}, name="districts")
    >>> asked = days_by_district(ibis.table(kinds, name="visits"), districts)
    >>> "LEFT OUTER JOIN" in ibis.to_sql(asked, dialect="postgres")
    True
    """
    ibis = planning("ibis")
    named = districts.select(named="station_id", adcode="adcode")
    rows = within(visits, period)
    rows = rows.left_join(named, rows["station_id"] == named["named"])
    rows = rows.mutate(adcode=ibis.coalesce(rows["adcode"], ""))
    whole = rows["state"] == "counted"
    return rows.group_by("adcode", "date").agg(
        visits=rows["visits"].sum().cast("int64"),
        reported_visits=rows["visits"].sum(where=whole).cast("int64"),
        reported_stations=_count(whole),
        part_stations=_count(rows["state"] == "part_day"),
        closed_stations=_count(rows["state"] == "closed"),
        not_reporting_stations=_count(rows["state"] == "not_reporting"),
    )


def _count(where: BooleanColumn) -> IntegerScalar:
    return where.sum().cast("int64")
