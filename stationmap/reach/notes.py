"""What must stand under tables of reach: the rule, how it was measured, definitions, sources, totals."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.amenities import AMENITIES
from stationmap.coverage import SOURCES
from stationmap.coverage.placing import NEAR_BORDER_M
from stationmap.pairs import STREETS
from stationmap.reach.by_hour import DAY_TYPES
from stationmap.reach.by_station import SPARE_SHARE
from stationmap.reach.survey import ReachSurvey

__all__ = ["off_streets", "reach_notes", "what_is_counted"]

_WHAT = {
    "residents": "常住人口 residents",
    "workers": "户外劳动者 workers",
    "area_km2": "面积 km²（没有人口数据，按面积计） area, km², for want of residents",
}
_DEFINITIONS = (
    "覆盖率 C(R)＝R 米内有站点的需求之和÷需求之和 C(R) = Σ w·[d ≤ R] / Σ w: demand with a station within R metres, "
    "over all",
    "交叉覆盖率 C₂＝R 米内有两个及以上站点的需求之比 C₂: the same with two stations or more",
    "面积覆盖率＝站点圆的并集与区县之交÷区县面积，只在直线口径下计 share of area: union of the discs within the "
    "district, over "
    "its area; of straight lines alone",
    "边界外的站点只要在半径内也算 stations beyond a border count where they are in reach",
    "无法定位的需求（如没有边界的区）留在合计内：覆盖率按已定位的计，上下限假定其全部或全不被覆盖 demand without a "
    "place, such as "
    "that of zones without a polygon, stays in the sums: shares are of demand with a place; the bounds take all or "
    "none "
    "of the rest for covered",
    f"距边界 {NEAR_BORDER_M:g} 米内的需求归属不确定 which district holds demand within {NEAR_BORDER_M:g} m of a "
    f"border is uncertain",
    "中位数、九成位数按需求加权，是至少五成、九成需求不超过的最短距离 median and 90th percentile are weighted: the "
    "least "
    "distance that at least that share of the demand does not exceed",
    "直线＝WGS-84 椭球面测地线；面积在当地等积投影（兰勃特方位等积）中量算 straight lines are WGS 84 geodesics; areas "
    "are "
    "measured in a local equal-area plane (Lambert azimuthal)",
)
_HOURS = (
    "钟点：整点那一刻；时间未知的站点不算开放也不算关闭，真值在覆盖率与上限之间 hours: at the full hour; unknown "
    "hours are neither "
    "open nor closed, so the truth lies between the share and its upper bound",
)
_AMENITIES = (
    "设施：只算登记为有且没有故障的；有无未知的计入上限 amenities: known to be there and in working order; the "
    "unknown are in "
    "the upper bound"
)
_STATIONS = (
    f"关闭几乎不失覆盖：仅由该站覆盖的需求少于其覆盖需求的 {SPARE_SHARE:.1%}；逐站假设，不可相加 losing almost "
    f"nobody: what it "
    f"alone covers is less than {SPARE_SHARE:.1%} of what it covers; one closing at a time, not to be added up"
)


_ZONES = (
    "没有边界的区（如开发区）人口单列，其土地却在周围区县的面内：按面积均摊时，周围区县的人口也摊到了那里 "
    "zones without a polygon: their residents stand apart, but their land lies in the districts around them, whose "
    "residents are spread over it, too, where they are spread by area"
)


def what_is_counted(what: str) -> str:
    """Name what the weights of a demand count.

    Parameters
    ----------
    what : str
        As `Demand.what` has it.

    Examples
    --------
    >>> what_is_counted("residents"), what_is_counted("骑手")
    ('常住人口 residents', '骑手')
    """
    return _WHAT.get(what, what)


def reach_notes(survey: ReachSurvey, notice: str | None = None, *, sources: Sequence[str] = SOURCES) -> list[str]:
    """Write the method foot.

    Parameters
    ----------
    survey : ReachSurvey
    notice : str, optional
        A sentence that must come first, such as that the data are made up.
    sources : sequence of str
        Where polygons, residents and streets come from.

    Returns
    -------
    list of str
        Sentences, Chinese first. If a total does not agree with its input, that is said before all else.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> from stationmap.reach.survey import Asked
    >>> from stationmap.reach.surveying import survey_reach
    >>> catalogue = demonstration()
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> reach_notes(survey_reach(catalogue, demand, rule_of(), Asked(date(2026, 11, 25))), "虚构 made up")[0]
    '虚构 made up'
    """
    alarm = [] if survey.reconciled else ["对账不符，请勿使用本表 THE TOTALS DO NOT AGREE: do not use this table"]
    first = [notice] if notice else []
    return [*alarm, *first, *_rule(survey), *_demand(survey), *_definitions(survey), *sources, *_checks(survey)]


def off_streets(survey: ReachSurvey) -> str:
    """Say how much is too far from any street of the extract; "" without streets.

    Parameters
    ----------
    survey : ReachSurvey

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> off_streets(SimpleNamespace(off_streets=(3, 0.25, 1))).split(" too far")[0]
    '离道路太远、视为到不了：3 个需求点（占需求 25.0%）、1 个站点'
    """
    if survey.off_streets is None:
        return ""
    places, share, stations = survey.off_streets
    return (
        f"离道路太远、视为到不了：{places:,} 个需求点（占需求 {share:.1%}）、{stations:,} 个站点 too far from any "
        f"street, so out of reach: {places:,} places ({share:.1%} of the demand), {stations:,} stations"
    )


def _checks(survey: ReachSurvey) -> list[str]:
    """Name each quantity once; that the row of the total agrees as well is one sentence."""
    told: dict[str, None] = {}
    for measure, reach in zip(survey.measures, survey.reaches, strict=True):
        for check in reach.checks:
            own = f"{measure.zh} · " if "覆盖" in check.quantity or not check.ok else ""
            if not (check.ok and check.of_total):
                told[f"核对 check · {own}{check}"] = None
    agreed = "合计行与输入、与各行之和均一致 the row of the total agrees with the inputs and with the sum of the rows"
    return [*told, *([agreed] if survey.reconciled else [])]


def _rule(survey: ReachSurvey) -> list[str]:
    asked, reach = survey.asked, survey.reaches[0]
    lines = [f"标准 rule: {survey.rule.code} · {survey.rule.source}"]
    if survey.rule.times > 1:
        lines.append(
            "本标准要求交叉覆盖：请看交叉覆盖率 this rule asks for cross coverage: see the share covered twice"
        )
    for measure in survey.measures:
        along = "沿道路 along streets" if measure.how == STREETS else "直线，不是步行路程 straight line, not a walk"
        lines.append(f"口径 measure: {measure.title} · {along}")
        lines += [measure.caution] if measure.caution else []
    needs = "、".join(f"{AMENITIES[code].zh} {AMENITIES[code].en}" for code in asked.needs)
    with_needs = f" · 须有且可用 with, in working order: {needs}" if needs else ""
    lines.append(f"站点 stations: {reach.stations:,}，{asked.on} 在用 in operation on that day{with_needs}")
    if survey.mobile:
        lines.append(
            f"其中流动站点 {survey.mobile:,} 个按登记位置计，不按停靠时刻 "
            f"{survey.mobile:,} of them are mobile and count where the register has them, not by their stops"
        )
    return lines


def _demand(survey: ReachSurvey) -> list[str]:
    what, how, source = survey.reaches[0].demand
    total = survey.reaches[0].total
    lines = [f"需求 demand: {what_is_counted(what)} · {how} · 来源 source: {source}"]
    if total["unplaced"]:
        lines.append(f"无法定位的需求 demand without a place: {total['unplaced']:,.1f}，合计 of {total['weight']:,.1f}")
    if (survey.reaches[0].rows["level"] == "zone").any():
        lines.append(_ZONES)
    return [*lines, *([off_streets(survey)] if off_streets(survey) else [])]


def _definitions(survey: ReachSurvey) -> list[str]:
    lines = list(_DEFINITIONS)
    tables = (survey.hours, survey.amenities, survey.stations)
    if any(table is not None for table in tables):
        title = survey.measures[0].title
        lines.append(f"按钟点、设施、站点的各表用口径 tables by hour, amenity and station use the measure: {title}")
    if survey.hours is not None:
        days = survey.hours.drop_duplicates("day_type")
        named = "；".join(
            f"{DAY_TYPES[kind]}: "
            f"{day}{f'（{name}）' if name else ''}{'（假日为推定 days off assumed）' if guess else ''}"
            for kind, day, name, guess in zip(
                days["day_type"], days["date"], days["day_name"], days["estimated"], strict=True
            )
        )
        lines += [*_HOURS, f"所取日期 days taken: {named}"]
    lines += [_AMENITIES] if survey.amenities is not None else []
    if survey.stations is not None:
        spacing = f"相距不足 {survey.asked.spacing_m:g} 米的站点对 pairs nearer than {survey.asked.spacing_m:g} m"
        lines += [_STATIONS, f"{spacing}: {0 if survey.near is None else len(survey.near):,}"]
    return lines
