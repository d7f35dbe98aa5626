"""Rates of the coverage table, each unknown where its denominator is unknown or zero."""

from __future__ import annotations

import pandas as pd

__all__ = ["COUNTS", "with_rates"]

COUNTS = (
    "stations", "stations_in_operation", "stations_near_border", "stations_naming_it", "visits",
    "expected_station_days", "reported_station_days", "part_station_days", "missing_station_days",
    "closed_station_days", "unexpected_station_days", "residents", "full_day_visits", "stations_inside",
)  # fmt: skip
_FLAGGED, _UNRANKED = 0.8, 0.5


def with_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the rates to counted rows.

    Visits per station-day are those of days counted whole, over those days: a part of a day would understate, so it is
    in the total of visits and in neither side of the rate. Completeness is days counted whole over days expected.
    Where days were expected and none was reported, visits are unknown, not zero.

    Parameters
    ----------
    rows : pandas.DataFrame
        The columns of `COUNTS` and area_km2. ``stations_inside`` are those in operation inside districts, which alone
        are set against residents and area; ``full_day_visits`` the visits of days counted whole.

    Returns
    -------
    pandas.DataFrame
        With completeness, visits_per_station_day, stations_per_10k_residents, stations_per_100km2 (float64, NaN
        unknown) and rate_note; counts as Int64, NA unknown.

    Examples
    --------
    >>> rows = pd.DataFrame({name: [2] for name in COUNTS} | {"full_day_visits": [5], "area_km2": [50.0]})
    >>> float(with_rates(rows)["visits_per_station_day"].item())
    2.5
    """
    rows = rows.assign(**{name: pd.to_numeric(rows[name]).astype("Int64") for name in COUNTS})
    reported, missing = rows["reported_station_days"], rows["missing_station_days"]
    unheard = (reported + rows["part_station_days"]).eq(0) & missing.gt(0) & rows["visits"].eq(0)
    rows["visits"] = rows["visits"].mask(unheard.fillna(value=False))
    rows["completeness"] = _over(reported, rows["expected_station_days"])
    rows["visits_per_station_day"] = _over(rows["full_day_visits"], reported)
    rows["stations_per_10k_residents"] = _over(rows["stations_inside"] * 10_000, rows["residents"])
    rows["stations_per_100km2"] = _over(rows["stations_inside"] * 100, rows["area_km2"])
    rows["rate_note"] = ""
    rows.loc[rows["completeness"] < _FLAGGED, "rate_note"] = "上报不足80% under 80 % reported"
    rows.loc[rows["completeness"] < _UNRANKED, "rate_note"] = "上报不足50%，不排名 under 50 %, not ranked"
    return rows


def _over(above: pd.Series[int], below: pd.Series[float]) -> pd.Series[float]:
    numbers = below.astype("Float64")
    return (above.astype("Float64") / numbers.mask(numbers <= 0)).astype("float64")
