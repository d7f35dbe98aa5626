"""What must stand under an access table: method, steps, demand, supply, what serves nobody, sums."""

from __future__ import annotations

from stationmap.access.table import AccessTable
from stationmap.demand import demand_unit
from stationmap.pairs import STREETS

__all__ = ["access_notes"]

_LISTED = 50  # stations that are named one by one
_TWO = "两步移动搜索法 2SFCA (Luo & Wang 2003)"
_ENHANCED = "增强两步移动搜索法 E2SFCA (Luo & Qi 2009)"
_THREE = "三步移动搜索法 3SFCA (Wan, Zou & Sternberg 2012)"
_DEFINITIONS = (
    "可达性 A_i＝Σ_j w(d_ij)·S_j÷Σ_k P_k·w(d_kj)：S 供给，P 需求，w 分级权重；区县值按需求加权平均 "
    "access A_i = Σ_j w(d_ij)·S_j / Σ_k P_k·w(d_kj): supply S, demand P, weight w of the step; a district's is the "
    "mean over its demand",
    "范围内没有站点的需求可达性为 0，计入平均；无法落点的需求不计入，另列 "
    "demand with no station in reach has access 0 and is in the mean; demand without a place has its own column",
    "区县界外的站点照样计入 stations beyond a district's border count",
)


def access_notes(table: AccessTable, notice: str | None = None) -> list[str]:
    """Write the method foot.

    Parameters
    ----------
    table : AccessTable
    notice : str, optional
        A sentence that must come first, such as that the data are made up.

    Returns
    -------
    list of str
        Sentences, Chinese first. If a sum does not agree with its input, that is said before all else.

    Examples
    --------
    >>> import pandas as pd
    >>> from stationmap.access import Steps, access_by_district, supply_of
    >>> from stationmap.demand import Demand
    >>> from stationmap.districts import national
    >>> from stationmap.pairs import Pairs
    >>> frame = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": 113.6, "weight": [9e3, 1e3], "adcode": "410102"})
    >>> demand = Demand(frame, what="residents", how="点 points", source="名册 roll")
    >>> pairs = Pairs.of([0], [0], [100.0], places=2, stations=1, limit_m=1000)
    >>> supply, districts = supply_of(pd.DataFrame({"id": ["s"]})), national().only(["410102"])
    >>> table = access_by_district(demand, pairs, supply, districts, steps=Steps.flat(1000))
    >>> access_notes(table, "虚构 made up")[:2]
    ['虚构 made up', '方法 method: 两步移动搜索法 2SFCA (Luo & Wang 2003)']
    """
    alarm = [] if table.reconciled else ["对账不符，请勿使用本表 THE SUMS DO NOT AGREE: do not use this table"]
    first = [notice] if notice else []
    checks = [f"核对 check · {check}" for check in table.checks]
    return [
        *alarm, *first, f"方法 method: {_method(table)}", *_measured(table), *_DEFINITIONS, *_spread(table),
        *_nobody(table), *checks,
    ]  # fmt: skip


def _method(table: AccessTable) -> str:
    if table.shared:
        return _THREE
    return _TWO if len(table.steps.weights) == 1 else _ENHANCED


def _measured(table: AccessTable) -> list[str]:
    what, how, source = demand_unit(table.demand[0]), *table.demand[1:]
    walked = (
        "沿街道的步行距离 along streets" if table.how == STREETS else "直线距离，不是步行距离 straight lines, not walks"
    )
    rings = "，".join(
        f"≤{edge:,.0f} m: {weight:g}" for edge, weight in zip(table.steps.edges_m, table.steps.weights, strict=True)
    )
    return [
        f"距离分级与权重 steps and weights: {rings} · {walked}",
        f"需求 demand: {what} · {how} · {source}",
        f"供给 supply: {table.supply.unit} · 可达性单位 unit of access: {table.supply.unit} / 10,000 {what}",
    ]


def _spread(table: AccessTable) -> list[str]:
    found = table.inequality
    if found.gini != found.gini:
        return ["没有任何需求可达站点，基尼系数未知 no demand reaches a station: the Gini coefficients are unknown"]
    districts = (
        f"区县间 across {found.districts} districts {found.gini_districts:.4f}"
        f"（乘 n/(n−1) times n/(n−1): {found.gini_districts_small:.4f}）"
        if found.gini_districts_small == found.gini_districts_small
        else f"区县间未知：可比的区县 {found.districts} 个 across districts unknown: {found.districts} to compare"
    )
    return [
        f"基尼系数（按需求加权，0 为人人相同） Gini by demand, 0 where all have the same: "
        f"全体 all {found.gini:.4f}；{districts}",
        "区内基尼系数取决于需求点的细度 a Gini within a district is no finer than the places of its demand",
    ]


def _nobody(table: AccessTable) -> list[str]:
    lines = _unplaced(table)
    if table.supply.unknown:
        lines.append(
            f"容纳人数未知的站点 {len(table.supply.unknown)} 个，未计入供给，可达性为下限 "
            f"stations of unknown capacity give nothing here, so access is a lower bound: "
            f"{_named(list(table.supply.unknown))}"
        )
    if table.lost:
        lines.append(
            f"没有需求可达的站点 {len(table.lost)} 个，其供给无人分享 "
            f"stations that no demand reaches, whose supply serves nobody: {_named(table.lost)}"
        )
    return lines


def _unplaced(table: AccessTable) -> list[str]:
    rows = table.rows[table.rows["level"].isin(["district", "outside"]) & (table.rows["demand_unplaced"] > 0)]
    if rows.empty:
        return []
    zones = "，".join(
        f"{name} {weight:,.10g}" for name, weight in zip(rows["name"], rows["demand_unplaced"], strict=True)
    )
    total = rows["demand_unplaced"].sum()
    return [f"无法落点的需求 demand without a place: {total:,.10g}（{zones}）"]


def _named(ids: list[str]) -> str:
    more = len(ids) - _LISTED
    return ", ".join(ids[:_LISTED]) + (f" … 另有 and {more:,} more" if more > 0 else "")
