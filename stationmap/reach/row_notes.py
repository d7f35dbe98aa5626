"""What a row of reach must say of itself."""

from __future__ import annotations

import pandas as pd

from stationmap.demand import Demand
from stationmap.districts import Districts

__all__ = ["row_notes"]

_ZONE = (
    "没有边界：需求已知，是否覆盖未知，计入合计的上下限 "
    "no polygon: demand known, reach unknown, within the bounds of the total"
)
_SILENT = "人口未知，不在合计内（不是零） residents unknown, in no sum; not zero"
_PARTLY = "部分需求没有位置，见上下限 part of the demand has no place: see the bounds"


def row_notes(rows: pd.DataFrame, districts: Districts, demand: Demand) -> list[str]:
    """Write a sentence for each row that needs one.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `REACH_COLUMNS`.
    districts : Districts
    demand : Demand

    Examples
    --------
    >>> from stationmap.districts import national
    >>> zone = national().only(["410172"])
    >>> rows = pd.DataFrame({"level": ["zone"], "adcode": ["410172"], "unplaced": [5.0], "placed": [0.0]})
    >>> place = pd.DataFrame(columns=["id", "lat", "lon", "weight", "adcode"])
    >>> row_notes(rows, zone, Demand(place, what="residents", how="", source=""))[0][:4]
    '没有边界'
    """
    frame = districts.frame
    silent = set(frame["adcode"][frame["residents"].isna()]) if demand.what == "residents" else set()
    cells = zip(rows["level"], rows["adcode"], rows["unplaced"], rows["placed"], strict=True)
    return [_said(level, unplaced, placed, silent=code in silent) for level, code, unplaced, placed in cells]


def _said(level: str, unplaced: float, placed: float, *, silent: bool) -> str:
    if silent and not placed and not unplaced:
        return _SILENT
    if level == "zone" and not placed:
        return _ZONE
    return _PARTLY if unplaced and placed else ""
