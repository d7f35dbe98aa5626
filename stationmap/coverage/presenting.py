"""The coverage table as people and programs read it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.coverage.by_district import NEAR_BORDER_M, DistrictCoverage
from stationmap.coverage.columns import COVERAGE_COLUMNS, LEVELS

__all__ = ["coverage_document", "coverage_notes", "to_frame_for_people"]

_DECIMALS = {
    "completeness": 4,
    "visits_per_station_day": 3,
    "stations_per_10k_residents": 4,
    "area_km2": 2,
    "stations_per_100km2": 3,
}


def to_frame_for_people(coverage: DistrictCoverage) -> pd.DataFrame:
    """Give the columns their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    coverage : DistrictCoverage

    Returns
    -------
    pandas.DataFrame
        Rounded for reading: rates to three or four decimals.
    """
    rows = coverage.rows.round(_DECIMALS).assign(level=coverage.rows["level"].map(LEVELS))
    return rows.rename(columns={name: f"{zh} {en}" for name, (zh, en) in COVERAGE_COLUMNS.items()})


def coverage_notes(coverage: DistrictCoverage, notice: str | None = None) -> list[str]:
    """Write what must stand under the table: period, unit, method, definitions, totals.

    Parameters
    ----------
    coverage : DistrictCoverage
    notice : str, optional
        A sentence that must come first, such as that the data are made up.
    """
    lines = [notice] if notice else []
    if coverage.period is None:
        lines.append("没有人次数据，相关各列未知（不是零） no visits given: their columns are unknown, not zero")
    else:
        first, last = coverage.period
        lines.append(f"时段 period: {first} – {last} · 单位 unit: {coverage.unit} · 方法 method: {coverage.method}")
    lines += [
        f"在用站点截至 stations in operation on: {coverage.on}",
        "每站日人次＝全天计数日的人次÷上报站日；部分时段只计入人次合计 "
        "visits per station-day: visits of days counted whole, over those days; part days are in the total alone",
        "缺报站日＝应开放而没有数的站日，不当作零 "
        "missing: in operation, not said to be closed, and no number; never taken as zero",
        f"按坐标落在哪个区县统计；距边界 {NEAR_BORDER_M:g} 米内的归属不确定 "
        f"by position; membership within {NEAR_BORDER_M:g} m of a border is uncertain",
        "没有边界的区（如开发区）站点数未知，另列登记为该区的站点数 "
        "a district without a polygon has an unknown number of stations; how many name it stands in its own column",
        "每万人站点用在用站点 stations per 10,000 residents: stations in operation",
        "边界：天地图；人口：2020年11月1日第七次人口普查（有数据的区县） "
        "polygons: Tianditu; residents: census of 1 November 2020, where known",
    ]
    lines += [f"核对 check · {check}" for check in coverage.checks]
    for row in coverage.outside.itertuples():
        lines.append(f"不在任何区县 outside every district: {row.id} {row.name} ({row.lat:.6f}, {row.lon:.6f} WGS-84)")
    return lines


def coverage_document(coverage: DistrictCoverage, notice: str | None = None) -> dict[str, Any]:
    """Write the table for programs; unknown is null.

    Parameters
    ----------
    coverage : DistrictCoverage
    notice : str, optional
        As in `coverage_notes`.
    """
    period = coverage.period
    return {
        "period": None if period is None else {"first": period[0].isoformat(), "last": period[1].isoformat()},
        "on": coverage.on.isoformat(),
        "unit": coverage.unit or None,
        "method": coverage.method or None,
        "notice": notice,
        "columns": {name: {"zh": zh, "en": en} for name, (zh, en) in COVERAGE_COLUMNS.items()},
        "rows": _records(coverage.rows.round(_DECIMALS)),
        "outside": _records(coverage.outside),
        "checks": [
            {"quantity": check.quantity, "input": check.counted, "table": check.in_table, "ok": check.ok}
            for check in coverage.checks
        ],
        "notes": coverage_notes(coverage, notice),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): None if value is pd.NA or value != value else value for name, value in row.items()}  # noqa: PLR0124
        for row in frame.astype(object).to_dict("records")
    ]
