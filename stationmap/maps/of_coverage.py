"""Measures that the coverage table tells."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from stationmap.coverage import DistrictCoverage
from stationmap.maps.measures import Kind, Measure, Step, Words, rounded
from stationmap.usage import HIDDEN

__all__ = ["coverage_measures", "months_measure"]

_GROUP = ("登记与人次", "register and visits")
_CENSUS = "人口：2020年第七次人口普查 residents: census of 2020"
# column, title, unit, kind, decimals as in the tables of the library, method
_TOLD: tuple[tuple[str, Words, Words, Kind, int, str], ...] = (
    (
        "visits_per_station_day", ("每站日人次", "Visits per station-day"), ("人次/站日", "visits per station-day"),
        "rate", 3, "全天计数日的人次÷上报站日 visits of days counted whole, over station-days reported",
    ),
    (
        "completeness", ("上报率", "Share of station-days reported"), ("%", ""),
        "share", 2, "上报站日÷应报站日 station-days reported, over those expected",
    ),
    (
        "visits_per_10k", ("每万人人次", "Visits per 10,000 residents"), ("人次/万人", "visits per 10,000 residents"),
        "rate", 2, f"时段内人次÷常住人口 visits in the period, over residents · {_CENSUS}",
    ),
    (
        "stations_per_10k_residents", ("每万人站点", "Stations per 10,000 residents"),
        ("站点/万人", "stations per 10,000 residents"), "rate", 4,
        "区县内在用站点÷常住人口；没有边界的区的人口不在周围区县内，周围区县因此偏高 "
        "stations in operation inside, over residents; those of districts without a polygon are not among them, so it "
        f"is too high around them · {_CENSUS}",
    ),
)  # fmt: skip


def coverage_measures(rows: pd.DataFrame, origin: str = "", total: pd.DataFrame | None = None) -> list[Measure]:
    """Make the measures of a coverage table; those whose column is not there, or knows nothing, are left out.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of districts: adcode, and columns as `stationmap.coverage.COVERAGE_COLUMNS` has them. A blank of which the
        note says that it is hidden is hidden.
    origin : str
        Period and source.
    total : pandas.DataFrame, optional
        The row of the total.

    Returns
    -------
    list of Measure
        Visits per station-day is always there, and first.

    Examples
    --------
    >>> rows = pd.DataFrame({"adcode": ["410102"], "visits_per_station_day": [2.0], "completeness": [0.5]})
    >>> [measure.key for measure in coverage_measures(rows)]
    ['visits-per-station-day', 'completeness']
    """
    table = rows.assign(visits_per_10k=_per_10k(rows))
    made = [_measure(table, *told, origin, _of_all(total, told[0], told[4])) for told in _TOLD if told[0] in table]
    return [one for number, one in enumerate(made) if number == 0 or one.known or one.hidden]


def months_measure(months: Mapping[str, DistrictCoverage]) -> Measure | None:
    """Make the measure of visits month by month; None where no month has any.

    Parameters
    ----------
    months : mapping of str to DistrictCoverage
        As `stationmap.coverage.coverage_by_month` gives them; those of one that is published must have passed
        `stationmap.usage.publishable_months`.

    Examples
    --------
    >>> months_measure({}) is None
    True
    """
    key, title, unit, kind, decimals, method = _TOLD[0]
    steps = tuple(
        Step(
            month,
            "",
            rounded(_figures(coverage.districts, key), decimals),
            total=_of_all(coverage.total, key, decimals),
        )
        for month, coverage in months.items()
    )
    if not any(value is not None for step in steps for value in step.values.values()):
        return None
    named = f"按月{title[0]}", f"{title[1]}, by month"
    spans = [coverage.period for coverage in months.values() if coverage.period]
    origin = f"时段 period: {spans[0][0]} – {spans[-1][1]}" if spans else ""
    last = steps[-1].values
    return Measure(
        "months", _GROUP, named, unit, kind, decimals, last, method=method, origin=origin, axis="month", steps=steps,
        total=steps[-1].total,
    )  # fmt: skip


def _measure(  # noqa: PLR0913, PLR0917 (as many as a measure has)
    table: pd.DataFrame,
    column: str,
    title: Words,
    unit: Words,
    kind: Kind,
    decimals: int,
    method: str,
    origin: str,
    total: float | None,
) -> Measure:
    values = rounded(_figures(table, column), decimals, percent=kind == "share")
    blank = {adcode for adcode, value in values.items() if value is None}
    said = origin if "visits" in column or kind == "share" else ""
    return Measure(
        column.replace("_", "-"), _GROUP, title, unit, kind, decimals, values, _hidden(table, column) & blank,
        method, said, total,
    )  # fmt: skip


def _figures(table: pd.DataFrame, column: str) -> list[tuple[str, float]]:
    numbers = pd.to_numeric(table[column]).to_numpy(dtype=np.float64, na_value=np.nan)
    return list(zip(table["adcode"].tolist(), numbers.tolist(), strict=True))


def _of_all(total: pd.DataFrame | None, column: str, decimals: int) -> float | None:
    """Round the figure of all together; per 10,000 residents there is none, as places without residents are in it."""
    if total is None or column not in total:
        return None
    percent = column == "completeness"
    return rounded([("", _figures(total.assign(adcode=""), column)[0][1])], decimals, percent=percent)[""]


def _per_10k(rows: pd.DataFrame) -> pd.Series[float]:
    """Visits of the period over residents, as `stationmap.usage` has them."""
    if not {"visits", "residents"} <= set(rows.columns):
        return pd.Series(np.nan, index=rows.index)
    people = pd.to_numeric(rows["residents"]).astype("Float64")
    visits = pd.to_numeric(rows["visits"]).astype("Float64")
    return (visits * 10_000 / people.mask(people <= 0)).astype("float64")


def _hidden(table: pd.DataFrame, column: str) -> frozenset[str]:
    """Which rows were hidden, by the word in their note; only visits are."""
    if "visits" not in column or "note" not in table:
        return frozenset()
    return frozenset(table["adcode"][table["note"].astype(str).str.contains(HIDDEN, regex=False)])
