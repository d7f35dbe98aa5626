"""Rates of the coverage table, each unknown where its denominator is unknown or zero."""

from __future__ import annotations

import pandas as pd

__all__ = ["with_rates"]

_WHOLE = (
    "stations", "stations_in_operation", "stations_near_border", "stations_naming_it", "visits",
    "reported_station_days", "part_station_days", "missing_station_days", "residents",
)  # fmt: skip
_FLAGGED, _UNRANKED = 0.8, 0.5


def with_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the rates to counted rows.

    Visits per station-day are those of days counted whole, over those days: a part of a day
    would understate, so it is in the total of visits and in neither side of the rate.

    Parameters
    ----------
    rows : pandas.DataFrame
        Counts, residents and area_km2; also full_day_visits.

    Returns
    -------
    pandas.DataFrame
        With completeness, visits_per_station_day, stations_per_10k_residents,
        stations_per_100km2 and rate_note; counts as Int64.

    Examples
    --------
    >>> rows = pd.DataFrame({name: [2] for name in _WHOLE} | {"full_day_visits": [5], "area_km2": [50.0]})
    >>> float(with_rates(rows)["visits_per_station_day"].item())
    2.5
    """
    rows = rows.assign(**{name: pd.to_numeric(rows[name]).astype("Int64") for name in (*_WHOLE, "full_day_visits")})
    reported = rows["reported_station_days"]
    expected = reported + rows["part_station_days"] + rows["missing_station_days"]
    rows["completeness"] = _over(reported, expected)
    rows["visits_per_station_day"] = _over(rows["full_day_visits"], reported)
    rows["stations_per_10k_residents"] = _over(rows["stations_in_operation"] * 10_000, rows["residents"])
    rows["stations_per_100km2"] = _over(rows["stations_in_operation"] * 100, rows["area_km2"])
    share = rows["completeness"]
    rows["rate_note"] = ""
    rows.loc[(share < _FLAGGED).fillna(value=False), "rate_note"] = "上报不足80% under 80 % reported"
    rows.loc[(share < _UNRANKED).fillna(value=False), "rate_note"] = "上报不足50%，不排名 under 50 %, not ranked"
    return rows


def _over(above: pd.Series[float], below: pd.Series[float]) -> pd.Series[float]:
    below = below.astype("Float64")
    return above.astype("Float64") / below.mask(below <= 0)
