"""Who is covered at one hour, or at every hour, per district."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

__all__ = ["each_hour_document", "reach_at_each_hour", "reach_at_hour"]


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
    return _table(demand, pairs.within(radius_m), hours, districts, [hour])


def reach_at_each_hour(
    demand: Demand, pairs: Pairs, hours: Iterable[OpenHours], radius_m: float, districts: Districts
) -> pd.DataFrame:
    """Add up who is covered at every full hour in each district, on each kind of day.

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

    Returns
    -------
    pandas.DataFrame
        The tables of `reach_at_hour` for the hours 0 to 23 of the first kind of day, then of the next.

    Raises
    ------
    InputError
        If the demand names a district that is not there, or the pairs end before the radius.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.districts import national
    >>> place = {"id": ["a"], "lat": [34.8], "lon": [113.3], "weight": [2.0], "adcode": ["410106"]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=500)
    >>> states = np.repeat(np.array([0, 1], np.uint8), 12)[:, None]
    >>> hours = OpenHours("workday", date(2026, 11, 25), "", False, states)
    >>> table = reach_at_each_hour(demand, pairs, [hours], 500, national().only(["410106"]))
    >>> table[table["level"] == "total"]["share"].tolist() == [0.0] * 12 + [1.0] * 12
    True
    """
    return _table(demand, pairs.within(radius_m), hours, districts, range(24))


def _table(
    demand: Demand, near: Pairs, hours: Iterable[OpenHours], districts: Districts, told: Sequence[int]
) -> pd.DataFrame:
    frame = districts.frame
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
    sums = _Sums(demand, near, row, len(base))
    parts = [base.assign(hour=hour, **_figures(sums, one, hour)) for one in hours for hour in told]
    table = pd.concat(parts, ignore_index=True) if parts else base.iloc[:0]
    table = table.reindex(columns=list(AT_HOUR_COLUMNS))
    blind = (table["level"] == "zone") & (table["placed"] == 0)
    table.loc[blind, "covered"] = np.nan
    return table


class _Sums:
    """Demand by district in reach of some of the stations; most hours of a night have the same ones open."""

    def __init__(self, demand: Demand, pairs: Pairs, row: npt.NDArray[np.int64], size: int) -> None:
        self._weight, self._pairs, self._row, self._size = demand.weight, pairs, row, size
        self._known: dict[bytes, npt.NDArray[np.float64]] = {}
        self.placed = self._summed(np.ones(len(row), dtype=bool))

    def _summed(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        sums = np.bincount(self._row[mask], self._weight[mask], minlength=self._size).astype(np.float64)
        sums[-1] = sums.sum()
        return sums

    def covered(self, stations: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        key = np.packbits(stations).tobytes()
        if key not in self._known:
            self._known[key] = self._summed(self._pairs.counts(stations) >= 1)
        return self._known[key]


def _figures(sums: _Sums, one: OpenHours, hour: int) -> dict[str, Any]:
    states = one.states[hour]
    covered, high = sums.covered(states == YES), sums.covered(states != NO)
    whole = np.where(sums.placed > 0, sums.placed, np.nan)
    return {
        "day_type": one.day_type,
        "date": one.day.isoformat(),
        "placed": sums.placed,
        "covered": covered,
        "share": covered / whole,
        "share_high": high / whole,
    }


def each_hour_document(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Write the table of every hour short: a row a district, with a list of 24 shares for each kind of day.

    Parameters
    ----------
    table : pandas.DataFrame
        Of `reach_at_each_hour`.

    Returns
    -------
    list of dict
        level, adcode, name, and share and share_high by kind of day; unknown is null.

    Examples
    --------
    >>> row = {"level": "total", "adcode": "", "name": "合计", "day_type": "workday", "share": 0.5, "share_high": None}
    >>> each_hour_document(pd.DataFrame([row]))[0]["share"]
    {'workday': [0.5]}
    """
    told = []
    for (level, adcode, name), rows in table.groupby(["level", "adcode", "name"], sort=False):
        days = {str(kind): part for kind, part in rows.groupby("day_type", sort=False)}
        shares = {key: {kind: _known(part[key]) for kind, part in days.items()} for key in ("share", "share_high")}
        told.append({"level": level, "adcode": adcode, "name": name, **shares})
    return told


def _known(values: pd.Series) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values.to_numpy(dtype=float)]
