"""What a reader must know before using any figure."""

from __future__ import annotations

from stationmap.documents import notice
from stationmap.pairs import STRAIGHT, STREETS
from stationmap.study import Study

__all__ = ["cautions"]


def cautions(study: Study) -> tuple[str, ...]:
    """Write the warnings of a report, gravest first.

    Parameters
    ----------
    study : Study

    Returns
    -------
    tuple of str
        Sentences, Chinese first. That totals do not agree comes before all else, then that data are made up.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> cautions(study)[0]
    '演示数据：站点和人次均为虚构 demonstration data: stations and visits are made up'
    """
    made_up = notice(study.catalogue)
    told = [
        "" if study.coverage.reconciled else "对账不符，请勿使用本报告 THE TOTALS DO NOT AGREE: do not use this report",
        made_up or "",
        *_reach(study),
        _streets(study),
        _zones(study),
        _weak(study),
        _hours(study),
        _left_out(study),
        "" if study.coverage.period else "没有人次数据，人次各列未知（不是零） no visits given: unknown, not zero",
    ]
    return tuple(text for text in told if text)


def _reach(study: Study) -> list[str]:
    if study.survey is None:
        return []
    said = {STREETS: "沿道路步行 walks along streets", STRAIGHT: "直线，不是步行路程 straight lines, not walks"}
    agree = [] if study.survey.reconciled else ["可达各表对账不符 THE TOTALS OF REACH DO NOT AGREE"]
    return [*agree, *(f"可达口径 reach: {one.title} · {said[one.how]}" for one in study.survey.measures)]


def _streets(study: Study) -> str:
    """Say what the extract of streets leaves out: there a share covered of 0 is no finding."""
    off = None if study.survey is None else study.survey.off_streets
    if off is None or not (off[0] or off[2]):
        return ""
    _, share, stations = off
    return (
        f"道路文件之外或距道路过远：需求的 {share:.1%}、{stations:,} 个站点，一律作到不了计；"
        "文件未及的地方，步行覆盖率不可用 "
        f"beyond the extract or too far from its streets, and so taken as out of reach: {share:.1%} of the demand, "
        f"{stations:,} stations; where the extract does not reach, shares covered on foot mean nothing"
    )


def _zones(study: Study) -> str:
    zones = study.zones
    if zones.empty:
        return ""
    known = zones["residents"].dropna()
    people = f"{int(known.sum()):,}" if len(known) == len(zones) else "人数不全 not all known"
    return (
        f"{len(zones)} 个区没有边界，其常住人口 {people} 单列，不在周围区县内 "
        f"{len(zones)} zones without a polygon; their residents ({people}) stand apart"
    )


def _weak(study: Study) -> str:
    rows = study.coverage.districts
    count = int((rows["completeness"] < 0.8).sum())
    return f"{count} 个区县上报率不足 80% districts under 80 % reported" if count else ""


def _hours(study: Study) -> str:
    count = int(study.catalogue.table["warnings"].str.contains("unread_hours").sum())
    whole = len(study.catalogue)
    return f"{count} / {whole} 个站点的开放时间没有读懂 stations with hours that were not read" if count else ""


def _left_out(study: Study) -> str:
    count = study.rows_left_out
    return f"人次文件有 {count:,} 行未用 rows of visits were not used" if count else ""
