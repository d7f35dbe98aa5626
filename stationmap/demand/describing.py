"""What must be said of a demand beside every figure that is made of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.demand.demand import Demand

__all__ = ["DEMAND_TITLES", "demand_document", "demand_notes", "demand_unit", "unplaced_for_people"]

# name: Chinese title, English title with unit
DEMAND_TITLES: dict[str, tuple[str, str]] = {
    "id": ("编号", "id"),
    "lat": ("纬度", "latitude, degrees, WGS 84"),
    "lon": ("经度", "longitude, degrees, WGS 84"),
    "weight": ("权重", "weight"),
    "adcode": ("代码", "adcode"),
}
_WHATS = {"residents": "常住人口 residents", "workers": "户外劳动者 workers", "area_km2": "面积 km² area, km²"}


_UNITS = {"residents": "人 residents", "workers": "人 workers", "area_km2": "km²"}


def demand_unit(what: str) -> str:
    """Name what weights count as a unit that stands behind a figure.

    Parameters
    ----------
    what : str
        As `Demand.what` has it.

    Examples
    --------
    >>> demand_unit("residents"), demand_unit("area_km2"), demand_unit("骑手")
    ('人 residents', 'km²', '骑手')
    """
    return _UNITS.get(what, what)


def demand_notes(demand: Demand) -> list[str]:
    """Write what is counted, how it came to its places, and what has none.

    Parameters
    ----------
    demand : Demand

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.districts import national
    >>> demand_notes(spread_residents(national().of_cities(["4101"]), spacing_m=2000))[2][:40]
    '没有位置 without a place: 1,496,420（410171、4'
    """
    what = _WHATS.get(demand.what, demand.what)
    notes = [
        f"需求 demand: {what}，合计 in all {_number(demand.total)}",
        f"落点 placed: {demand.how}；来源 source: {demand.source}",
    ]
    if len(demand.unplaced):
        codes = "、".join(str(code) or "无坐标 no position" for code in demand.unplaced.index)
        notes.append(
            f"没有位置 without a place: {_number(demand.unplaced.sum())}（{codes}），在合计内，"
            "是否覆盖未知，另列不丢弃 "
            "part of the total; whether it is covered is unknown: listed apart, never lost"
        )
    return notes


def _number(value: float) -> str:
    """Write whole numbers whole, others to six digits."""
    near = round(value)
    return f"{near:,}" if abs(value - near) < 1e-6 * max(1.0, abs(value)) else f"{value:,.6g}"


def demand_document(demand: Demand) -> dict[str, Any]:
    """Write the same for programs; points are not listed.

    Parameters
    ----------
    demand : Demand

    Examples
    --------
    >>> from stationmap.demand import spread_area
    >>> from stationmap.districts import national
    >>> document = demand_document(spread_area(national().only(["410106"]), spacing_m=500))
    >>> document["what"], document["unplaced"], round(document["total"])
    ('area_km2', [], 62)
    """
    return {
        "what": demand.what,
        "how": demand.how,
        "source": demand.source,
        "places": len(demand),
        "total": demand.total,
        "placed": float(demand.weight.sum()),
        "unplaced": [{"adcode": str(code), "weight": float(weight)} for code, weight in demand.unplaced.items()],
        "notes": demand_notes(demand),
    }


def unplaced_for_people(demand: Demand) -> pd.DataFrame:
    """List what has no place, as a table of its own.

    Parameters
    ----------
    demand : Demand

    Examples
    --------
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.districts import national
    >>> unplaced_for_people(spread_residents(national().of_cities(["4101"]), spacing_m=2000)).iloc[0, 0]
    '410171'
    """
    titles = {name: f"{zh} {en}" for name, (zh, en) in DEMAND_TITLES.items()}
    codes = [str(code) or "无坐标 no position" for code in demand.unplaced.index]
    return pd.DataFrame({titles["adcode"]: codes, titles["weight"]: demand.unplaced.to_numpy(dtype=float)})
