"""总览: the figures of the whole, one under another."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.reach import Measure
from stationmap.report.facts import FACT_COLUMNS, Fact, facts_frame
from stationmap.report.parts.reach import demand_words
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["overview_section"]


def overview_section(study: Study) -> Section:
    """Make the section of the whole.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> int(overview_section(study).frame["value"].iloc[0])
    667
    """
    facts = [*_stations(study), *_people(study), *_reach(study), *_access(study), *_visits(study)]
    return Section("overview", "总览", "Overview", facts_frame(facts), FACT_COLUMNS, kind="facts")


def _stations(study: Study) -> list[Fact]:
    total, placed = study.total, study.placed
    outside = int((placed["place"] == "").sum())
    return [
        Fact("登记站点 stations on the register", total["stations"], "个"),
        Fact("在用站点 stations in operation", total["stations_in_operation"], "个",
             note=f"截至 on {study.coverage.on}"),
        Fact("距区县边界 150 米内 within 150 m of a border", total["stations_near_border"], "个",
             note="归属不确定 membership is uncertain"),
        Fact("不在任何区县 outside every district", outside, "个"),
    ]  # fmt: skip


def _people(study: Study) -> list[Fact]:
    total, zones = study.total, study.zones
    known = zones["residents"].dropna()
    districts = len(study.catalogue.districts)
    return [
        Fact("区县 districts", districts, "个", note=f"其中没有边界 without a polygon: {len(zones)}"),
        Fact("面积 area", total["area_km2"], "km²", 1, "有边界的区县 districts with a polygon"),
        Fact("常住人口 residents", total["residents"], "人 persons"),
        Fact("其中没有边界的区 of whom in zones without a polygon",
             int(known.sum()) if len(known) == len(zones) else None, "人 persons",
             note="单列，不并入周围区县 apart, not in the districts around them"),
        Fact("每万人站点 stations per 10,000 residents", total["stations_per_10k_residents"], "个", 3),
        Fact("每百平方公里站点 stations per 100 km²", total["stations_per_100km2"], "个", 2),
    ]  # fmt: skip


def _reach(study: Study) -> list[Fact]:
    """Give what the norm asks for, by each of its measures: it is what a report is signed for."""
    if study.survey is None:
        return []
    survey = study.survey
    facts = [fact for measure, reach in zip(survey.measures, survey.reaches, strict=True)
             for fact in _shares(measure, reach.total)]  # fmt: skip
    words = f"需求 demand: {demand_words(study)}"
    if survey.off_streets is not None:
        note = f"{words}；距道路过远，作到不了计 too far from any street, taken as out of reach"
        facts.append(Fact("远离道路的需求 demand off the streets", survey.off_streets[1], "%", 1, note))
    return facts


def _shares(measure: Measure, total: dict[str, Any]) -> list[Fact]:
    low, high = total["share_low"], total["share_high"]
    bounds = f"；全部需求 of all demand: {low:.1%} – {high:.1%}" if total["unplaced"] else ""
    of = f"占已定位需求 of demand with a place{bounds}"
    facts = [
        Fact(f"覆盖率 share covered: {measure.zh}", total["share"], "%", 2, of),
        Fact(f"交叉覆盖率 share covered twice: {measure.zh}", total["share_twice"], "%", 2,
             "两个及以上站点 by two stations or more"),
    ]  # fmt: skip
    area = total["area_share"]
    return facts if pd.isna(area) else [*facts, Fact(f"面积覆盖率 share of the area: {measure.zh}", area, "%", 2)]


def _access(study: Study) -> list[Fact]:
    if study.access is None:
        return []
    rows = study.access.rows
    value = rows.loc[rows["level"] == "total", "access_per_10k"].iloc[0]
    note = f"需求 demand: {demand_words(study)}；E2SFCA" if study.survey is not None else "E2SFCA"
    return [Fact("每万需求可达站点 stations per 10,000 of demand, shared", value, "个", 3, note)]


def _visits(study: Study) -> list[Fact]:
    total, coverage = study.total, study.coverage
    if coverage.period is None:
        return [Fact("人次 visits", None, "人次", note="没有人次数据：未知，不是零 no visits given: unknown, not zero")]
    first, last = coverage.period
    return [
        Fact("人次 visits", total["visits"], "人次", note=f"{first} – {last}"),
        Fact("每站日人次 visits per reporting station-day", total["visits_per_station_day"], "人次", 2),
        Fact("上报率 share of station-days reported", total["completeness"], "%", 1),
        Fact("应报站日 station-days expected", total["expected_station_days"], "站日"),
        Fact("缺报站日 station-days missing", total["missing_station_days"], "站日",
             note="未知，不当作零 unknown, never taken as zero"),
    ]  # fmt: skip
