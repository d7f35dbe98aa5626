"""Who is covered at one hour, per district."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.errors import Fault, InputError, ParameterError
from stationmap.pairs import Pairs
from stationmap.reach.by_hour import OpenHours
from stationmap.reach.by_state import NO, YES
from stationmap.reach.columns import AT_HOUR_COLUMNS, LEVELS

__all__ = ["reach_at_hour"]


def reach_at_hour(
    demand: Demand,
    pairs: Pairs,
    hours: Iterable[OpenHours],
    radius_m: float,
    districts: Districts,
    *,
    hour: int = 3,
) -> pd.DataFrame:
    """Add up who is covered at a full hour in each district, on each kind of day.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    hours : iterable of OpenHours
        Of the same stations.
    radius_m : float
        Metres.
    districts : Districts
    hour : int
        0 to 23, by the stations' clock.

    Returns
    -------
    pandas.DataFrame
        Columns of `AT_HOUR_COLUMNS`: districts by adcode, what lies outside every district, and the total, for each
        kind of day. Unknown hours are neither open nor closed: the truth lies between share and share_high. Of a zone
        without a polygon both are unknown.

    Raises
    ------
    ParameterError
        If there is no such hour.
    InputError
        If the demand names a district that is not there, or the pairs end before the radius.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.districts import national
    >>> place = {"id": ["a"], "lat": [34.8], "lon": [113.3], "weight": [2.0], "adcode": ["410106"]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=500)
    >>> hours = OpenHours("workday", date(2026, 11, 25), "", False, np.full((24, 1), 2, np.uint8))
    >>> table = reach_at_hour(demand, pairs, [hours], 500, national().only(["410106"]))
    >>> table[["name", "share", "share_high"]].to_numpy().tolist()[0]
    ['上街区', 0.0, 1.0]
    """
    if not 0 <= hour <= 23:
        fault = Fault("hour", str(hour), "须为 0–23 must be from 0 to 23")
        raise ParameterError(f"没有这个钟点 no such hour: {hour}", (fault,))
    near, frame = pairs.within(radius_m), districts.frame
    row = pd.Index([*frame["adcode"], ""]).get_indexer(pd.Index(demand.adcode))
    if (row < 0).any():
        raise InputError("需求所在的区县不在表中 demand names districts that are not there")
    base = pd.DataFrame(
        {
            "level": [*np.where(districts.has_polygon, "district", "zone"), "outside", "total"],
            "adcode": [*frame["adcode"], "", ""],
            "name": [*frame["name"], LEVELS["outside"], LEVELS["total"]],
        }
    )
    parts = [base.assign(hour=hour, **_figures(demand, near, row, len(base), one, hour)) for one in hours]
    table = pd.concat(parts, ignore_index=True) if parts else base.iloc[:0]
    table = table.reindex(columns=list(AT_HOUR_COLUMNS))
    blind = (table["level"] == "zone") & (table["placed"] == 0)
    table.loc[blind, "covered"] = np.nan
    return table


def _figures(
    demand: Demand, pairs: Pairs, row: npt.NDArray[np.int64], size: int, one: OpenHours, hour: int
) -> dict[str, Any]:
    states = one.states[hour]

    def summed(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        sums = np.bincount(row[mask], demand.weight[mask], minlength=size).astype(np.float64)
        sums[-1] = sums.sum()
        return sums

    placed = summed(np.ones(len(row), dtype=bool))
    covered, high = (summed(pairs.counts(mask) >= 1) for mask in (states == YES, states != NO))
    whole = np.where(placed > 0, placed, np.nan)
    return {
        "day_type": one.day_type,
        "date": one.day.isoformat(),
        "placed": placed,
        "covered": covered,
        "share": covered / whole,
        "share_high": high / whole,
    }
