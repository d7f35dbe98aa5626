"""What must stand under every figure that was walked: source, rule, and what could not be used."""

from __future__ import annotations

from stationmap.streets.comparing import Comparison
from stationmap.streets.facts import StreetFacts
from stationmap.streets.snapping import Snapped

__all__ = ["comparison_notes", "streets_notes"]

_METHOD = (
    "步行距离＝到最近街道的直线＋沿街道的长度＋从街道到站点的直线，各段均为 WGS 84 测地线米；"
    "台阶按平面长度，不计坡度与等灯 "
    "on foot: straight to the nearest street, along streets, straight to the station; all geodesic metres on WGS 84; "
    "steps at the length of their plan; no slopes, no waiting at lights"
)
_RULE = (
    "步行规则：以 foot 为准，其次 access，其次道路等级；高速与快速路仅在标明可步行或有人行道时使用；单行只限车辆；"
    "分时限制不读 rule: foot decides, then access, then the class of the street; motorways and expressways only where "
    "signed for walking or with a pavement; one-way streets bind vehicles; restrictions by hour are not read"
)
_BORDER = (
    "文件范围以外的街道未知：靠近边缘的距离可能偏长 beyond the extract no street is known: distances near its "
    "edge may be too long"
)
_LICENCE = "街道 streets: © OpenStreetMap contributors, ODbL 1.0"


def streets_notes(facts: StreetFacts, places: Snapped | None = None, stations: Snapped | None = None) -> list[str]:
    """Write the method foot of what was measured along streets.

    Parameters
    ----------
    facts : StreetFacts
    places, stations : Snapped, optional
        How places and stations are placed on streets.

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> streets_notes(manhattan(3, 100.0).facts)[2]
    '街道文件 extract: 虚构棋盘路网 made-up grid'
    """
    return [_METHOD, _RULE, *_source(facts), *_used(facts), *_off(places, stations), _BORDER]


def comparison_notes(comparison: Comparison, facts: StreetFacts) -> list[str]:
    """Write the method foot of a comparison.

    Parameters
    ----------
    comparison : Comparison
    facts : StreetFacts

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from stationmap.streets import compare, manhattan
    >>> grid = manhattan(5, 100.0)
    >>> found = compare(grid, grid.junctions(), [1.0] * 21, ([34.75], [113.65]), what="路口 crossings")
    >>> comparison_notes(found, grid.facts)[0]
    '权重 weights: 路口 crossings, 合计 total 21'
    """
    known = comparison.detour[comparison.detour == comparison.detour]
    median = (
        f"绕行系数中位数 median detour: {comparison.detour_median:.2f}"
        f"（{len(known):,} 处 places；步行到最近站点÷直线到最近站点 nearest on foot over nearest straight）"
        if len(known)
        else "绕行系数未知 detour unknown: 没有步行可达的地点 no place reaches a station on foot"
    )
    return [
        f"权重 weights: {comparison.what}, 合计 total {comparison.total:,.0f}",
        "直线覆盖不是步行覆盖；两者占全部权重的比例；远离街道的站点仍计入直线 a straight line is not a walk; "
        "both are shares of the whole weight; a station off the streets still counts for the straight line",
        median,
        f"远离街道的权重 weight off the streets: {comparison.off_share:.2%}，按步行不可达计 "
        "counted as not reached on foot",
        *streets_notes(facts, comparison.places, comparison.stations),
    ]


def _source(facts: StreetFacts) -> list[str]:
    lines = [f"街道文件 extract: {facts.source}" + (f" · SHA-256 {facts.sha256}" if facts.sha256 else "")]
    if facts.as_of is not None:
        lines.append(f"街道最近编辑于 last edit of a street: {facts.as_of:%Y-%m-%d} UTC")
    return [*lines, _LICENCE] if facts.sha256 else lines


def _used(facts: StreetFacts) -> list[str]:
    lines = [
        f"可步行道路 walkable ways: {facts.ways:,}, {facts.length_m / 1000:,.1f} km；只用最长的连通部分 the longest "
        f"connected part is used: {facts.used_m / 1000:,.1f} km；其外 outside it: {facts.share_outside:.2%} 长度 of "
        f"the length, {facts.share_nodes_outside:.2%} 路口 of the crossings, {facts.components - 1:,} 处 parts"
    ]
    if facts.missing_nodes:
        lines.append(
            f"文件缺失的节点 nodes that the file lacks: {facts.missing_nodes:,}，道路在此截断 ways are cut there"
        )
    if facts.closed_nodes:
        lines.append(f"不通行的门 locked gates: {facts.closed_nodes:,}，道路在此断开 ways do not pass them")
    lines += [f"未用道路 ways not walked: {count:,} · {reason}" for reason, count in sorted(facts.left_out.items())]
    return lines


def _off(places: Snapped | None, stations: Snapped | None) -> list[str]:
    named = (("地点 places", places), ("站点 stations", stations))
    return [
        f"{name}: {snapped.off:,} / {len(snapped):,} 距最近街道超过 farther from every street than "
        f"{snapped.limit_m:g} m，不算步行可达 not reached on foot"
        for name, snapped in named
        if snapped is not None
    ]
