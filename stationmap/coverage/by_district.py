"""Stations and visits per district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from stationmap.coverage.columns import COVERAGE_COLUMNS, LEVELS
from stationmap.coverage.rates import with_rates
from stationmap.coverage.reconciliation import Check, reconcile
from stationmap.coverage.station_days import SUMS, in_operation, station_days
from stationmap.districts import Districts
from stationmap.visits import VisitCounts

__all__ = ["NEAR_BORDER_M", "DistrictCoverage", "by_district"]

NEAR_BORDER_M = 150.0  # independent boundary sources differ by 100 to 150 m
_COUNTS = ["stations", "stations_in_operation", "stations_near_border"]


@dataclass(frozen=True, eq=False)
class DistrictCoverage:
    """The coverage table and all that must stand beside it.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `COVERAGE_COLUMNS`: districts by adcode, then what lies outside every
        district, ids that the register lacks (if any), cities, and the total. Unknown is NA.
    outside : pandas.DataFrame
        The stations outside every district: id, name, lat, lon (degrees, WGS 84).
    period : tuple of date or None
        First and last day of the visits.
    on : date
        Day for which a station counts as in operation.
    unit, method : str
        Of the visits.
    checks : tuple of Check
        Totals against inputs.
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


def by_district(
    stations: pd.DataFrame,
    districts: Districts,
    visits: VisitCounts | None,
    *,
    on: date,
    period: tuple[date, date] | None = None,
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

    Raises
    ------
    InputError
        If the period ends before it begins, or there is none.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> from stationmap.station import STATION_COLUMNS
    >>> table = pd.DataFrame([dict.fromkeys(STATION_COLUMNS, "") | {"id": "a", "lat": 34.8, "lon": 113.3}])
    >>> coverage = by_district(table, national().of_cities(["4101"]), None, on=date(2025, 9, 1))
    >>> int(coverage.rows.loc[coverage.rows["adcode"] == "410106", "stations"].item())
    1
    """
    inside = None if visits is None else visits.between(*(period or visits.period))
    span = None if inside is None else inside.period
    day = on if span is None else span[1]
    rows = _count(stations, districts, inside, day)
    outside = stations.loc[districts.locate(stations["lat"], stations["lon"]) == "", ["id", "name", "lat", "lon"]]
    checks = reconcile(rows, stations, districts.frame["residents"], inside)
    unit, method = ("", "") if inside is None else (inside.unit, inside.method)
    return DistrictCoverage(rows, outside.reset_index(drop=True), span, day, unit, method, checks)


def _count(stations: pd.DataFrame, districts: Districts, visits: VisitCounts | None, day: date) -> pd.DataFrame:
    each = _stations_placed(stations, districts, day)
    base = districts.frame.drop(columns="geometry").assign(area_km2=districts.area_km2, level="district")
    if visits is not None:
        each = each.join(station_days(stations, visits), how="outer")
        each["place"] = each["place"].fillna("unknown")
    sums = [*_COUNTS, *(SUMS if visits is not None else ())]
    counted = each.groupby("place")[sums].sum()
    naming = each["naming"].value_counts()
    base = base.join(counted.reindex([*base["adcode"], "", "unknown"], fill_value=0), on="adcode")
    base["stations_naming_it"] = base["adcode"].map(naming).fillna(0)
    base.loc[~districts.has_polygon.to_numpy(), sums] = pd.NA
    apart = [_apart("outside", counted, "")]
    apart += [_apart("unknown", counted, "unknown")] if "unknown" in counted.index else []
    parts = pd.concat([base, *apart], ignore_index=True)
    whole = [*_cities(base, sums), _sum_of(parts, "total", "", LEVELS["total"], sums)]
    rows = pd.concat([parts, *whole], ignore_index=True).reindex(columns=[*COVERAGE_COLUMNS, *SUMS[1:2]])
    rows["note"] = rows["adcode"].map(_zone_notes(each, districts)).fillna("")
    return with_rates(rows)[list(COVERAGE_COLUMNS)]


def _stations_placed(stations: pd.DataFrame, districts: Districts, day: date) -> pd.DataFrame:
    place = districts.locate(stations["lat"], stations["lon"])
    border = districts.border_distance_m(stations["lat"], stations["lon"], place)
    each = {
        "place": place,
        "naming": [districts.match_name(text) for text in stations["district_named"]],
        "stations": 1,
        "stations_in_operation": in_operation(stations, day).astype("int64").to_numpy(),
        "stations_near_border": ((border < NEAR_BORDER_M) & (place != "")).astype("int64"),
    }
    return pd.DataFrame(each, index=pd.Index(stations["id"], name="station_id"))


def _apart(level: str, counted: pd.DataFrame, place: str) -> pd.DataFrame:
    line = counted.reindex([place], fill_value=0).reset_index(drop=True)
    return line.assign(level=level, adcode="", name=LEVELS[level], city="")


def _cities(base: pd.DataFrame, sums: list[str]) -> list[pd.DataFrame]:
    groups = base[base["city"] != ""].groupby(base["adcode"].str[:4])
    return [
        _sum_of(group, "city", f"{prefix}00", f"{group['city'].iloc[0]} 小计 city", sums) for prefix, group in groups
    ]


def _sum_of(group: pd.DataFrame, level: str, adcode: str, name: str, sums: list[str]) -> pd.DataFrame:
    line = {column: group[column].sum() for column in sums}
    line |= {column: group[column].sum(min_count=1) for column in ("residents", "area_km2")}
    city = group["city"].iloc[0] if level == "city" else ""
    return pd.DataFrame([{**line, "level": level, "adcode": adcode, "name": name, "city": city}])


def _zone_notes(each: pd.DataFrame, districts: Districts) -> dict[str, str]:
    """Say where polygons hold stations of a zone that has no polygon of its own."""
    frame = districts.frame
    zones = frame[~districts.has_polygon.to_numpy()].set_index("adcode")["name"]
    notes = dict.fromkeys(zones.index, "没有边界，站点数未知 no polygon: stations unknown")
    named = each[each["naming"].isin(zones.index) & ~each["place"].isin(["", "unknown"])]
    for place, group in named.groupby("place"):
        words = "、".join(f"{zones[code]} {count}" for code, count in group["naming"].value_counts().items())
        notes[str(place)] = (
            f"面内含登记为开发区的站点，人口不含开发区 holds stations that name a zone, residents exclude it: {words}"
        )
    return notes
