"""Rates of visits with intervals, ranks and funnel limits; each unknown where it cannot be known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.usage.funnel import funnel_limits
from stationmap.usage.hierarchy import Hierarchy
from stationmap.usage.intervals import clustered_rates

__all__ = ["FLAGGED", "UNRANKED", "with_rates"]

FLAGGED, UNRANKED = 0.8, 0.5
"""Share of station-days reported below which a row is flagged, and below which it gets no rank."""
_LIMITS = {"low_95": "limit_low_95", "high_95": "limit_high_95", "low_998": "limit_low_998",
           "high_998": "limit_high_998"}  # fmt: skip


def with_rates(rows: pd.DataFrame, hierarchy: Hierarchy) -> pd.DataFrame:
    """Add what follows from the sums.

    Parameters
    ----------
    rows : pandas.DataFrame
        In the order of `hierarchy`: level, visits, reported_visits, expected_days, reported_days, part_days,
        missing_days, residents (Int64, NA unknown).
    hierarchy : Hierarchy

    Returns
    -------
    pandas.DataFrame
        With completeness, visits_per_station_day, rate_low, rate_high (clustered by station; none for one station),
        stations_reporting, rank (within a kind of row, 1 the highest), rate_note, visits_per_10k_residents (districts
        and their sums), funnel limits and verdict (districts among districts, stations among those of
        their city). Visits are
        unknown where days were expected and none was reported.

    Examples
    --------
    >>> from stationmap.usage.hierarchy import hierarchy_of
    >>> each = pd.DataFrame({"id": ["a"], "name": [""], "place": ["410102"]})
    >>> hierarchy = hierarchy_of(each, pd.DataFrame({"adcode": ["410102"], "name": ["中原区"], "city": ["郑州市"]}))
    >>> numbers = {"visits": 12, "reported_visits": 10, "expected_days": 5, "reported_days": 2, "part_days": 1,
    ...            "missing_days": 2, "residents": 40_000}
    >>> rows = hierarchy.frame.assign(**numbers)
    >>> with_rates(rows, hierarchy).loc[0, ["visits_per_station_day", "completeness"]].tolist()
    [5.0, 0.4]
    """
    reported, missing = rows["reported_days"], rows["missing_days"]
    unheard = (reported + rows["part_days"]).eq(0) & missing.gt(0) & rows["visits"].eq(0)
    rows = rows.assign(visits=rows["visits"].mask(unheard.fillna(value=False)))
    rows["completeness"] = _over(reported, rows["expected_days"])
    rows["visits_per_station_day"] = _over(rows["reported_visits"], reported)
    inside = _inside(rows, hierarchy)
    people = rows["residents"].where(rows["level"].isin(["district", "city", "total"]))
    rows["visits_per_10k_residents"] = _over(inside * 10_000, people)
    rows["rate_note"] = ""
    rows.loc[rows["completeness"] < FLAGGED, "rate_note"] = "上报不足80% under 80 % reported"
    rows.loc[rows["completeness"] < UNRANKED, "rate_note"] = "上报不足50%，不排名 under 50 %, not ranked"
    rows = _with_intervals(rows, hierarchy)
    fair = rows["visits_per_station_day"].where(rows["completeness"] >= UNRANKED)
    ranked = fair.where(rows["level"].isin(["station", "district", "city"]))
    rows["rank"] = ranked.groupby(rows["level"]).rank(method="min", ascending=False).astype("Int64")
    return _with_limits(rows)


def _over(above: pd.Series[int], below: pd.Series[int]) -> pd.Series[float]:
    numbers = below.astype("Float64")
    return (above.astype("Float64") / numbers.mask(numbers <= 0)).astype("float64")


def _inside(rows: pd.DataFrame, hierarchy: Hierarchy) -> pd.Series[int]:
    """Give visits inside districts; the total's hold those outside as well, who stand against no residents."""
    apart = rows["level"].isin(["outside", "unknown"]).to_numpy() & (hierarchy.parent == len(rows) - 1)
    visits = rows["visits"].copy()
    if len(rows):
        visits.iloc[-1] = visits.iloc[-1] - rows["visits"][apart].fillna(0).sum()
    return visits


def _with_intervals(rows: pd.DataFrame, hierarchy: Hierarchy) -> pd.DataFrame:
    n = hierarchy.stations
    visits, days = (rows[name].iloc[:n].to_numpy(dtype=np.float64) for name in ("reported_visits", "reported_days"))
    found = {"stations_reporting": np.zeros(len(rows)), "low": np.full(len(rows), np.nan)}
    found["high"] = found["low"].copy()
    found["stations_reporting"][:n] = days > 0
    for level in ("district", "outside", "unknown", "city", "total"):
        owner = hierarchy.owner(level)
        of = owner >= 0
        rates = clustered_rates(owner[of], visits[of], days[of])
        for name, values in found.items():
            values[rates.index.to_numpy(dtype=np.int64)] = rates[name]
    known = rows["visits"].notna() | rows["stations"].notna() if "stations" in rows else rows["visits"].notna()
    counts = pd.Series(found["stations_reporting"], index=rows.index).astype("Int64").where(known)
    return rows.assign(stations_reporting=counts, rate_low=found["low"], rate_high=found["high"])


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    for name in _LIMITS.values():
        rows[name] = np.nan
    rows["verdict"] = ""
    # a station beside those of its city: cities differ by more than stations do
    groups = [part.index for _, part in rows[rows["level"] == "station"].groupby("city", dropna=False)]
    for at in [*groups, rows.index[rows["level"] == "district"]]:
        fair = rows.loc[at, "completeness"] >= UNRANKED
        limits = funnel_limits(
            _counts(rows.loc[at, "reported_visits"], fair), _counts(rows.loc[at, "reported_days"], fair)
        )
        for name, column in _LIMITS.items():
            rows.loc[at, column] = limits[name].to_numpy()
        rows.loc[at, "verdict"] = limits["verdict"].to_numpy()
    return rows


def _counts(numbers: pd.Series[int], fair: pd.Series[bool]) -> npt.NDArray[np.float64]:
    counts: npt.NDArray[np.float64] = np.asarray(numbers.where(fair).fillna(0), dtype=np.float64)
    return counts
