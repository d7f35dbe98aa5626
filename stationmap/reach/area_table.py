"""The table of areas as people and programs read it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.tables import records, titled, titles_document

__all__ = ["AREA_COLUMNS", "AREA_DECIMALS", "area_document", "area_for_people", "area_notes"]

# name: Chinese title, English title with unit
AREA_COLUMNS: dict[str, tuple[str, str]] = {
    "adcode": ("代码", "adcode"),
    "area_km2": ("面积 km²", "area, km²"),
    "covered_km2": ("半径内面积 km²", "area within the radius, km²"),
    "covered_twice_km2": ("两站以上覆盖面积 km²", "area within the radius of two stations or more, km²"),
    "area_share": ("面积覆盖率", "share of the area within the radius"),
    "area_share_twice": ("面积交叉覆盖率", "share of the area within the radius of two stations or more"),
}
AREA_DECIMALS: dict[str, int] = {
    "area_km2": 2,
    "covered_km2": 2,
    "covered_twice_km2": 2,
    "area_share": 4,
    "area_share_twice": 4,
}


def area_for_people(table: pd.DataFrame) -> pd.DataFrame:
    """Add the shares, round and give the columns their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    table : pandas.DataFrame
        As `area_covered` gives it.

    Examples
    --------
    >>> row = {"adcode": ["410106"], "area_km2": [10.0], "covered_km2": [2.5], "covered_twice_km2": [0.0]}
    >>> area_for_people(pd.DataFrame(row))["面积覆盖率 share of the area within the radius"].item()
    0.25
    """
    return titled(_with_shares(table).round(AREA_DECIMALS), AREA_COLUMNS)


def area_document(table: pd.DataFrame, radius_m: float) -> dict[str, Any]:
    """Write the table for programs: numbers are exact, unknown is null.

    Parameters
    ----------
    table : pandas.DataFrame
        As `area_covered` gives it.
    radius_m : float
        Metres.

    Examples
    --------
    >>> row = {"adcode": ["410171"], "area_km2": [10.0], "covered_km2": [float("nan")], "covered_twice_km2": [0.0]}
    >>> area_document(pd.DataFrame(row), 1000)["rows"][0]["covered_km2"] is None
    True
    """
    return {
        "radius_m": float(radius_m),
        "columns": titles_document(AREA_COLUMNS),
        "rows": records(_with_shares(table)),
        "notes": area_notes(radius_m),
    }


def area_notes(radius_m: float) -> list[str]:
    """Write what must stand under a table of areas.

    Parameters
    ----------
    radius_m : float
        Metres.

    Examples
    --------
    >>> area_notes(1000)[0]
    '面积覆盖率＝距站点直线 1,000 米以内的面积÷区县面积 share of area: area within 1,000 m of a station in a straight
    line, over the area of the district'
    """
    return [
        f"面积覆盖率＝距站点直线 {radius_m:,.0f} 米以内的面积÷区县面积 "
        f"share of area: area within {radius_m:,.0f} m of a station in a straight line, over the area of the district",
        "边界以外的站点同样计入；两站重合按两站计 stations beyond the border count; two in one place are two",
        "面积在各区县自己的等积投影上按边界精确求和（兰勃特方位等积，WGS 84） "
        "areas are exact sums along boundaries, in an equal-area plane of each district (Lambert azimuthal, WGS 84)",
        "没有边界的区面积未知，不是零 a district without a polygon has an unknown area, not zero",
    ]


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        area_share=table["covered_km2"] / table["area_km2"],
        area_share_twice=table["covered_twice_km2"] / table["area_km2"],
    )
