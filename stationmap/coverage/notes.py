"""What must stand under a coverage table: period, unit, method, definitions, sources, totals."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.coverage.by_district import DistrictCoverage
from stationmap.coverage.placing import NEAR_BORDER_M

__all__ = ["SOURCES", "coverage_notes"]

SOURCES = (
    "边界：天地图；人口：2020年11月1日第七次人口普查（有数据的区县） "
    "polygons: Tianditu; residents: census of 1 November 2020, where known",
)
_LISTED = 200  # stations that are named one by one
_DEFINITIONS = (
    "每站日人次＝全天计数日的人次÷上报站日；部分时段只计入人次合计 "
    "visits per station-day: visits of days counted whole, over those days; part days are in the total alone",
    "上报率＝上报站日÷应报站日 share reported: station-days counted whole, over station-days expected",
    "应报站日＝在用期内的站日，减去未开放的，加上停用期间仍上报的 "
    "expected: station-days in operation, less those not open, plus those reported while not in operation",
    "停用日期不详的站点，只有上报的站日算应报 "
    "stations closed since an unknown day: no day is expected but those that they reported",
    "缺报站日＝应报而没有数的站日，不当作零；全部缺报的区县人次未知 "
    "missing: expected and no number; never taken as zero: where nothing was reported, visits are unknown",
    f"按坐标落在哪个区县统计；距边界 {NEAR_BORDER_M:g} 米内的归属不确定 "
    f"by position; membership within {NEAR_BORDER_M:g} m of a border is uncertain",
    "没有边界的区（如开发区）站点数未知，另列登记为该区的站点数；其人口不在周围区县的人口内，"
    "周围区县的每万人站点因此偏高，见备注；城市小计不受影响 "
    "a district without a polygon has an unknown number of stations; how many name it stands in its own column; its "
    "residents are not among those of the districts around it, whose stations per resident are therefore too high (see "
    "their notes); sums of cities are not affected",
    "每万人站点、每百 km² 站点用区县内的在用站点 per residents and area: stations in operation inside districts",
)


def coverage_notes(
    coverage: DistrictCoverage, notice: str | None = None, *, sources: Sequence[str] = SOURCES
) -> list[str]:
    """Write the method foot.

    Parameters
    ----------
    coverage : DistrictCoverage
    notice : str, optional
        A sentence that must come first, such as that the data are made up.
    sources : sequence of str
        Where polygons and residents come from.

    Returns
    -------
    list of str
        Sentences, Chinese first. If a total does not agree with its input, that is said before all else.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_coverage
    >>> coverage_notes(load_coverage(demonstration(), None), "虚构 made up")[0]
    '虚构 made up'
    """
    alarm = [] if coverage.reconciled else ["对账不符，请勿使用本表 THE TOTALS DO NOT AGREE: do not use this table"]
    first = [notice] if notice else []
    checks = [f"核对 check · {check}" for check in coverage.checks]
    return [*alarm, *first, _period(coverage), *_definitions(coverage), *sources, *checks, *_outside(coverage)]


def _period(coverage: DistrictCoverage) -> str:
    if coverage.period is None:
        return "没有人次数据，相关各列未知（不是零） no visits given: their columns are unknown, not zero"
    first, last = coverage.period
    return f"时段 period: {first} – {last} · 单位 unit: {coverage.unit} · 方法 method: {coverage.method}"


def _definitions(coverage: DistrictCoverage) -> list[str]:
    return [f"在用站点截至 stations in operation on: {coverage.on}", *_DEFINITIONS]


def _outside(coverage: DistrictCoverage) -> list[str]:
    table = coverage.outside.head(_LISTED)
    cells = zip(table["id"], table["name"], table["lat"], table["lon"], table["border_m"], strict=True)
    lines = [
        f"不在任何区县 outside every district: {key} {name} ({lat:.6f}, {lon:.6f} WGS-84)，"
        f"距最近区县 from the nearest {away:,.0f} m"
        for key, name, lat, lon, away in cells
    ]
    more = len(coverage.outside) - len(table)
    return (
        [*lines, f"另有 {more:,} 个不在任何区县的站点未列出 and {more:,} more outside every district"]
        if more
        else lines
    )
