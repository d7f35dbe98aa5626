"""Stations and visits per district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from stationmap.coverage.columns import COVERAGE_COLUMNS, LEVELS
from stationmap.coverage.placing import locate_stations, placed_on
from stationmap.coverage.rates import with_rates
from stationmap.coverage.reconciliation import Check, reconcile
from stationmap.coverage.station_days import SUMS, station_days
from stationmap.coverage.zones import first_ids, zone_notes
from stationmap.districts import Districts
from stationmap.errors import Fault, InputError
from stationmap.visits import VisitCounts

__all__ = ["DistrictCoverage", "by_district"]

UNKNOWN = "unknown"  # no adcode, so no district's
_COUNTS = ("stations", "stations_in_operation", "stations_inside", "stations_near_border")
_HIDDEN = ("stations_inside", "full_day_visits")  # what rates need and people do not


@dataclass(frozen=True, eq=False)
class DistrictCoverage:
    """The coverage table and all that must stand beside it.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `COVERAGE_COLUMNS`: districts by adcode, then what lies outside every
        district, ids that the register lacks (if any), cities, and the total. Unknown is NA.
    outside : pandas.DataFrame
        The stations outside every district: id, name, district_named, lat, lon (degrees, WGS 84), border_m (metres
        to the nearest district).
    period : tuple of date or None
        First and last day of the visits.
    on : date
        Day for which a station counts as in operation.
    unit, method : str
        Of the visits.
    checks : tuple of Check
        Totals against inputs.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_coverage
    >>> coverage = load_coverage(demonstration(), None)
    >>> coverage.reconciled, int(coverage.districts["stations"].sum())
    (True, 667)
    """

    rows: pd.DataFrame
    outside: pd.DataFrame
    period: tuple[date, date] | None
    on: date
    unit: str
    method: str
    checks: tuple[Check, ...]

    @property
    def districts(self) -> pd.DataFrame:
        """The rows of districts alone."""
        return self.rows[self.rows["level"] == "district"].reset_index(drop=True)

    @property
    def total(self) -> pd.DataFrame:
        """The row of the total."""
        return self.rows[self.rows["level"] == "total"]

    @property
    def reconciled(self) -> bool:
        """Whether all totals agree with the inputs."""
        return all(check.ok for check in self.checks)


def by_district(
    stations: pd.DataFrame,
    districts: Districts,
    visits: VisitCounts | None,
    *,
    on: date,
    period: tuple[date, date] | None = None,
    located: pd.DataFrame | None = None,
) -> DistrictCoverage:
    """Join stations to districts and count.

    A station belongs to the district whose polygon holds its position, whatever it names. For a
    district without a polygon the number of stations is therefore unknown, not zero; the column
    ``stations_naming_it`` says how many name it.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in WGS 84.
    districts : Districts
    visits : VisitCounts, optional
        Without them all columns of visits are unknown.
    on : date
        Day for which a station counts as in operation, where there are no visits; otherwise the
        last day of the period.
    period : tuple of date, optional
        First and last day; those of `visits` by default.
    located : pandas.DataFrame, optional
        What `locate_stations` gave of the same stations and districts, where several periods are counted.

    Raises
    ------
    ColumnError
        If the table of stations lacks a column.
    InputError
        If two stations have one id, the period ends before it begins, or there is none.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> from stationmap.station import STATION_COLUMNS
    >>> table = pd.DataFrame([dict.fromkeys(STATION_COLUMNS, "") | {"id": "a", "lat": 34.8, "lon": 113.3}])
    >>> coverage = by_district(table, national().of_cities(["4101"]), None, on=date(2025, 9, 1))
    >>> int(coverage.rows.loc[coverage.rows["adcode"] == "410106", "stations"].item())
    1
    """
    if period is not None and period[1] < period[0]:
        fault = Fault("period", f"{period[0]}/{period[1]}", "must not end before it begins")
        raise InputError("时段的首日晚于末日 the period ends before it begins", (fault,))
    inside = None if visits is None else visits.between(*(period or visits.period))
    span = None if inside is None else inside.period
    day = (span or period or (on, on))[1]
    placed = placed_on(locate_stations(stations, districts) if located is None else located, stations, day)
    rows = _count(placed, stations, districts, inside)
    unit, method = ("", "") if inside is None else (inside.unit, inside.method)
    checks = reconcile(rows, stations, districts.frame["residents"], inside, day)
    return DistrictCoverage(rows, _outside(stations, placed), span, day, unit, method, checks)


def _outside(stations: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    listing = stations[["id", "name", "district_named", "lat", "lon"]].assign(border_m=placed["border_m"].to_numpy())
    return listing[(placed["place"] == "").to_numpy()].reset_index(drop=True)


def _count(
    placed: pd.DataFrame, stations: pd.DataFrame, districts: Districts, visits: VisitCounts | None
) -> pd.DataFrame:
    base = districts.frame.drop(columns="geometry").assign(area_km2=districts.area_km2, level="district")
    counted = _sums(placed, stations, visits, [*base["adcode"], ""])
    base = base.join(counted, on="adcode")
    base["stations_naming_it"] = base["adcode"].map(placed["naming"].value_counts()).fillna(0)
    base.loc[~districts.has_polygon.to_numpy(), list(counted.columns)] = pd.NA
    apart = [_apart(level, counted, place) for level, place in (("outside", ""), ("unknown", UNKNOWN))]
    parts = pd.concat([base, *(line for line in apart if line is not None)], ignore_index=True)
    total = _sum_of(parts, "total", "", LEVELS["total"], base)
    rows = pd.concat([parts, *_cities(base), total], ignore_index=True).reindex(columns=[*COVERAGE_COLUMNS, *_HIDDEN])
    notes = zone_notes(placed, districts)
    rows["note"] = [notes.get(adcode, "") for adcode in rows["adcode"]]
    if visits is not None:
        rows.loc[rows["level"] == "unknown", "note"] = first_ids(set(visits.frame["station_id"]) - set(placed.index))
    return with_rates(rows)[list(COVERAGE_COLUMNS)]


def _sums(placed: pd.DataFrame, stations: pd.DataFrame, visits: VisitCounts | None, places: list[str]) -> pd.DataFrame:
    """Add up by place: adcode, "" for outside, and `UNKNOWN` if there are ids that the register lacks."""
    days = pd.DataFrame(columns=list(SUMS)) if visits is None else station_days(stations, visits)
    each = placed.join(days, how="left" if visits is None else "outer")
    each["place"] = each["place"].fillna(UNKNOWN)
    if (each["place"] == UNKNOWN).any():
        places = [*places, UNKNOWN]
    sums = each.groupby("place")[[*_COUNTS, *SUMS]].sum().reindex(places, fill_value=0).astype("Int64")
    if visits is None:
        sums[list(SUMS)] = pd.NA
    return sums


def _apart(level: str, counted: pd.DataFrame, place: str) -> pd.DataFrame | None:
    """Make the row of what lies in no district; that of unknown ids only where there are some."""
    if level == "unknown" and place not in counted.index:
        return None
    line = counted.loc[[place]].reset_index(drop=True)
    return line.assign(level=level, adcode="", name=LEVELS[level], city="")


def _cities(base: pd.DataFrame) -> list[pd.DataFrame]:
    named = base[base["city"] != ""]
    groups = named.groupby([named["adcode"].str[:2], "city"], sort=False)
    return [_sum_of(group, "city", _city_code(group), f"{city} 小计 city", group) for (_, city), group in groups]


def _city_code(group: pd.DataFrame) -> str:
    heads = group["adcode"].str[:4].unique()  # Chongqing has two: of districts and of counties
    return str(heads[0] if len(heads) == 1 else heads[0][:2]).ljust(6, "0")


def _sum_of(parts: pd.DataFrame, level: str, adcode: str, name: str, districts: pd.DataFrame) -> pd.DataFrame:
    line: dict[str, Any] = {column: parts[column].sum(min_count=1) for column in (*_COUNTS, *SUMS)}
    # Residents of a part would make a rate too high: unless all are known, the sum is unknown.
    residents = districts["residents"].sum(skipna=False) if len(districts) else pd.NA
    line |= {"residents": residents, "area_km2": districts["area_km2"].sum(min_count=1)}
    city = districts["city"].iloc[0] if level == "city" else ""
    return pd.DataFrame([{**line, "level": level, "adcode": adcode, "name": name, "city": city}])
