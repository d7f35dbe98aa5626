"""Visits per station, district, city and in all, with what makes each figure usable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from stationmap.coverage.placing import place_stations
from stationmap.coverage.station_days import station_days
from stationmap.coverage.zones import zone_notes
from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.usage.columns import LEVELS, USAGE_COLUMNS
from stationmap.usage.hierarchy import UNKNOWN, Hierarchy, hierarchy_of
from stationmap.usage.rates import with_rates
from stationmap.usage.totals import check_totals, expected_days, station_totals
from stationmap.visits import UNIT, VisitCounts

__all__ = ["SUMS", "Usage", "summarise", "summarise_totals"]

SUMS = ["stations", "visits", "reported_visits", "expected_days", "reported_days", "part_days", "missing_days",
        "closed_days"]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Usage:
    """Visits of a period by station, district, city and in all.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `USAGE_COLUMNS`, and reported_visits (visits of days counted whole): stations, districts by adcode,
        what lies outside every district, ids that the register lacks (if any), cities, the total. Unknown is NA.
    hierarchy : Hierarchy
        Which row is a part of which.
    period : tuple of date
        First and last day.
    unit, method : str
        Of the visits.
    hidden : dict of str to int
        How many cells were hidden for publication, by the rule that hid them; empty if nothing was.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> usage.of("total")[["stations", "visits"]].values.tolist()
    [[5, 1408]]
    """

    rows: pd.DataFrame
    hierarchy: Hierarchy
    period: tuple[date, date]
    unit: str = UNIT
    method: str = ""
    hidden: dict[str, int] = field(default_factory=dict)

    def of(self, *levels: str) -> pd.DataFrame:
        """Give the rows of some kinds: station, district, outside, unknown, city, total."""
        return self.rows[self.rows["level"].isin(levels)].reset_index(drop=True)

    @property
    def days(self) -> int:
        """Days of the period."""
        return (self.period[1] - self.period[0]).days + 1


def summarise(
    stations: pd.DataFrame, districts: Districts, visits: VisitCounts, *, period: tuple[date, date] | None = None
) -> Usage:
    """Sum up visits by station, district, city and in all.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    districts : Districts
    visits : VisitCounts
    period : tuple of date, optional
        First and last day; those of `visits` by default.

    Raises
    ------
    ColumnError
        If the table of stations lacks a column.
    InputError
        If two stations have one id, or the period ends before it begins.
    ExtraMissingError
        If scipy is not installed.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> usage.of("city")["name"].tolist()
    ['郑州市 小计 city']
    """
    inside = visits.between(*(period or visits.period))
    expected = station_days(stations, inside)["expected_station_days"]
    return _summed(stations, districts, station_totals(inside), expected, (inside.period, inside.unit, inside.method))


def summarise_totals(
    stations: pd.DataFrame,
    districts: Districts,
    totals: pd.DataFrame,
    *,
    period: tuple[date, date],
    unit: str = UNIT,
    method: str = "",
) -> Usage:
    """Sum up visits of which only the sums by station are at hand, as of a hundred million rows.

    Parameters
    ----------
    stations, districts
        As `summarise` takes them.
    totals : pandas.DataFrame
        Columns of `stationmap.usage.TOTALS_COLUMNS`, of the period alone.
    period : tuple of date
    unit, method : str
        Of the visits.

    Raises
    ------
    ColumnError, InputError, ExtraMissingError
        As `summarise`, and if the totals contradict themselves or the period.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> visits = example_visits()
    >>> usage = summarise_totals(example_stations(), example_districts(), station_totals(visits), period=visits.period)
    >>> int(usage.of("total")["visits"].item())
    1408
    """
    checked = check_totals(totals)
    days = (period[1] - period[0]).days + 1
    told = checked[["reported_days", "part_days", "closed_days", "not_reporting_days"]].sum(axis=1)
    if (told > days).any():
        raise InputError(f"有站点的站日多于时段天数 a station has more days than the period ({days})")
    return _summed(stations, districts, checked, expected_days(stations, checked, period), (period, unit, method))


def _summed(
    stations: pd.DataFrame,
    districts: Districts,
    totals: pd.DataFrame,
    expected: pd.Series[int],
    said: tuple[tuple[date, date], str, str],
) -> Usage:
    placed = place_stations(stations, districts, said[0][1])
    each = _stations(stations, placed, totals.set_index("station_id"), expected)
    hierarchy = hierarchy_of(each, districts.frame)
    rows = _rows(hierarchy, each, districts, placed)
    done = with_rates(rows, hierarchy)[[*USAGE_COLUMNS, "reported_visits"]]
    return Usage(done, hierarchy, *said)


def _stations(
    stations: pd.DataFrame, placed: pd.DataFrame, totals: pd.DataFrame, expected: pd.Series[int]
) -> pd.DataFrame:
    """Make the rows of stations: those of the register, then those that only the visits name."""
    numbers = ["visits", "reported_visits", "reported_days", "part_days", "closed_days"]
    each = totals[numbers].reindex(expected.index, fill_value=0).astype("int64")
    each["expected_days"] = expected.astype("int64")
    each["missing_days"] = each["expected_days"] - each["reported_days"] - each["part_days"]
    each["place"] = placed["place"].reindex(expected.index).fillna(UNKNOWN)
    each["stations"] = (each["place"] != UNKNOWN).astype("int64")
    names = pd.Series(stations["name"].astype("str").to_numpy(), index=stations["id"].astype("str"))
    each["name"] = names.reindex(expected.index).fillna("")
    return each.rename_axis("id").reset_index()


def _rows(hierarchy: Hierarchy, each: pd.DataFrame, districts: Districts, placed: pd.DataFrame) -> pd.DataFrame:
    rows = hierarchy.frame.copy()
    for name in SUMS:
        rows[name] = hierarchy.sums(each[name].to_numpy())
    base = districts.frame
    residents = dict(zip(base["adcode"], base["residents"], strict=True))
    rows["residents"] = hierarchy.residents(residents)
    bare = rows["id"].isin(base["adcode"][~districts.has_polygon.to_numpy()]) & (rows["level"] == "district")
    rows[SUMS] = rows[SUMS].astype("Int64")
    known = hierarchy.parent[((rows["level"] == "district") & ~bare).to_numpy()]
    bare |= (rows["level"] == "city") & ~rows.index.isin(known)  # a city of nothing but such zones
    rows.loc[bare, SUMS] = pd.NA
    notes: dict[Any, str] = {("district", code): text for code, text in zone_notes(placed, districts).items()}
    keys = zip(rows["level"], rows["id"], strict=True)
    rows["note"] = [notes.get(key, "") for key in keys]
    rows["name"] = rows["name"].where(rows["name"] != "", rows["level"].map(LEVELS))
    return rows
