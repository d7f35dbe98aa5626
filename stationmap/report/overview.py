"""总览: the figures of the whole, one under another."""

from __future__ import annotations

from stationmap.report.facts import FACT_COLUMNS, Fact, facts_frame
from stationmap.report.section import Section
from stationmap.report.study import Study

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
    facts = [*_stations(study), *_people(study), *_visits(study)]
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
