"""数据质量: what is missing, doubtful or was left out, counted and named."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from stationmap.coverage.zones import first_ids
from stationmap.findings import Finding
from stationmap.register.messages import MESSAGES
from stationmap.report.section import Section
from stationmap.station import SINCE_UNKNOWN
from stationmap.study import Study

__all__ = ["QUALITY_COLUMNS", "quality_section"]

QUALITY_COLUMNS: dict[str, tuple[str, str]] = {
    "part": ("数据", "data"),
    "item": ("问题", "issue"),
    "found": ("数量", "count"),
    "unit": ("单位", "unit"),
    "of": ("总数", "out of"),
    "share": ("占比", "share, %"),
    "named": ("编号或行号", "ids or rows"),
    "handling": ("处理", "what was done, and what to do"),
}
_NOTES = (
    "数量为零也列出：零是查过没有，空白是没有数据可查 "
    "zero is listed too: it was looked for and not found; blank means that there was nothing to look in",
    "逐行的全部问题：stationmap coverage --findings、stationmap import --findings "
    "every finding by row: stationmap coverage --findings, stationmap import --findings",
)
_REGISTER, _VISITS, _DISTRICTS = "登记册 register", "人次 visits", "区县 districts"
_STATIONS, _DAYS = "站点 stations", "站日 station-days"


class _Issue(NamedTuple):
    part: str
    item: str
    found: int | None
    unit: str
    of: int | None = None
    named: str = ""
    handling: str = ""


def quality_section(study: Study) -> Section:
    """Make the section of what is wrong with the data.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> frame = quality_section(study).frame
    >>> frame.loc[frame["item"].str.startswith("不在任何区县"), "found"].tolist()
    [0]
    """
    issues = [*_places(study), *_cells(study), *_days(study), *_rows(study), *_zones(study)]
    frame = pd.DataFrame(issues, columns=list(_Issue._fields)).astype({"found": "Int64", "of": "Int64"})
    total = frame["of"].astype("Float64")
    frame["share"] = (frame["found"].astype("Float64") / total.mask(total <= 0)).astype("float64")
    lead = ("part", "item", "found", "unit", "share", "named", "handling")
    return Section("quality", "数据质量", "Data quality", frame, QUALITY_COLUMNS, {"share": 3}, _NOTES,
                   shares=frozenset({"share"}), lead=lead, apart=frozenset({"of", "share"}))  # fmt: skip


def _places(study: Study) -> list[_Issue]:
    table, placed = study.catalogue.table, study.placed
    count = len(table)

    def issue(item: str, mask: pd.Series[bool], handling: str) -> _Issue:
        chosen = mask.to_numpy(dtype=bool)
        return _Issue(_REGISTER, item, int(chosen.sum()), _STATIONS, count, first_ids(table["id"][chosen]), handling)

    zoned = placed["naming"].isin(study.zones["adcode"])
    apart = (placed["place"] != "") & (placed["naming"] != "") & (placed["place"] != placed["naming"]) & ~zoned
    return [
        issue("不在任何区县 outside every district", placed["place"] == "",
              "单列一行，不丢 a row of its own, not lost"),
        issue("距边界 150 米内 within 150 m of a border", placed["stations_near_border"] == 1,
              "按坐标计入，归属不确定 counted by position; membership is uncertain"),
        issue("登记的区县与坐标不符 names another district than its position", apart,
              "按坐标统计；请核对 counted by position; please check"),
        issue("登记为没有边界的区，无从核对 names a zone without a polygon: cannot be checked", zoned,
              "按坐标计入周围的区县 counted by position, in the district around it"),
        issue("登记的区县认不出 district not named, or not known by that name", placed["naming"] == "",
              "按坐标统计 counted by position"),
        issue("坐标来源未注明 source of the position not stated", table["position_source"] == "",
              "照用；请补充 used as it is; please state it"),
        issue("停用日期不详 closed since an unknown day", table["closed_on"] == SINCE_UNKNOWN,
              "不计为在用 not counted as in operation"),
    ]  # fmt: skip


def _cells(study: Study) -> list[_Issue]:
    """Count the warnings that an import left on stations; unread hours always, because they decide who is open."""
    table = study.catalogue.table
    codes = table["warnings"].str.split(",").explode()
    codes = codes[codes != ""]
    groups = {str(code): table.loc[group.index, "id"] for code, group in codes.groupby(codes)}
    groups.setdefault("unread_hours", table["id"].head(0))
    issues = []
    for code in sorted(groups, key=lambda code: (-len(groups[code]), code)):
        named = first_ids(map(str, groups[code]))
        issues.append(_Issue(_REGISTER, _warning(code), len(groups[code]), _STATIONS, len(table), named, _advice(code)))
    return issues


def _warning(code: str) -> str:
    """Say what a code means; messages with braces want particulars that are in the cell alone."""
    message = MESSAGES.get(code)
    plain = message is not None and "{" not in message.zh + message.en
    return f"{message.zh} {message.en}" if message and plain else _OTHERS.get(code, code)


_OTHERS = {
    "closed_before_opened": "停用早于启用 closed before it opened",
    "closure_taken_away": "导入取消了临时关闭 an import took a temporary closure away",
    "district_mismatch": "导入时：登记的区县与坐标不符 at the import: registered in another district than it lies in",
    "header_names_other_datum": "列名写明的坐标系与读法不同 the header names another datum than was read",
    "identical_row": "内容相同的行 rows that say the same",
    "known_under_another_id": "疑似已有而编号不同 may be there already under another id",
    "looks_shifted": "坐标系疑似读错 the datum looks mistaken",
    "opened_again": "导入使停用站点重新开放 an import opened a closed station again",
    "status_against_closing": "在用状态与停用日期矛盾 said to be in operation, with a day of closing",
    "status_against_future_closing": "停用状态与将来的停用日期矛盾 said to be closed, with a day of closing to come",
    "text_cut": "文字过长，已截断 text too long, and cut",
    "twins": "疑似重复站点 may be one station twice",
    "unclean_number": "数字写法不规范 unclean numbers",
    "unknown_amenity": "不认识的设施 unknown amenities",
    "unread_closure": "临时关闭没有读懂 temporary closures not read",
    "unread_hours": "开放时间没有读懂 opening hours not read",
}
_ALIKE = {"unknown_station": "登记册没有的编号，其行另列 rows of ids that the register lacks, listed apart"}
"""What findings of visits are called together where each tells its own figures, which may be small counts."""


def _advice(code: str) -> str:
    message = MESSAGES.get(code)
    plain = message is not None and "{" not in message.advice_zh + message.advice
    return f"{message.advice_zh} {message.advice}" if message and plain else ""


def _days(study: Study) -> list[_Issue]:
    if study.coverage.period is None:
        return [_Issue(_VISITS, "没有人次数据 no visits given", None, _DAYS, None, "", "相关各列未知 columns unknown")]
    total = study.total
    expected = None if pd.isna(total["expected_station_days"]) else int(total["expected_station_days"])

    def issue(item: str, column: str, handling: str) -> _Issue:
        value = total[column]
        return _Issue(_VISITS, item, None if pd.isna(value) else int(value), _DAYS, expected, "", handling)

    rows = study.coverage.districts
    weak = rows.loc[rows["completeness"] < 0.8, "name"]
    return [
        issue("缺报 missing", "missing_station_days", "未知，不当作零 unknown, never taken as zero"),
        issue("只报部分时段 reported in part", "part_station_days",
              "只计入人次合计 in the total of visits alone, not in the rate"),
        issue("停用期间上报 reported while not in operation", "unexpected_station_days",
              "照计；请核对起停日期 counted; please check the dates"),
        _Issue(_VISITS, "上报率不足 80% 的区县 districts under 80 % reported", len(weak), "区县 districts", len(rows),
               first_ids(map(str, weak)), "标明；不足 50% 不排名 marked; under 50 % not ranked"),
        _unknown_ids(study),
    ]  # fmt: skip


def _unknown_ids(study: Study) -> _Issue:
    rows = study.coverage.rows
    line = rows[rows["level"] == "unknown"]
    count = 0 if line.empty else int(line["expected_station_days"].iloc[0])
    named = "" if line.empty else str(line["note"].iloc[0])
    item = "登记册没有的编号 ids that the register lacks"
    return _Issue(_VISITS, item, count, _DAYS, None, named, "单列一行 a row of its own")


def _rows(study: Study) -> list[_Issue]:
    """Count the findings of the file of visits by code, worst first."""
    if study.coverage.period is None:
        return []
    groups: dict[tuple[str, str], list[Finding]] = {}
    for item in study.findings:
        groups.setdefault((item.severity, item.code), []).append(item)
    left_out = _Issue(_VISITS, "未用的行 rows not used", study.rows_left_out, "行 rows", None, "", "")
    return [left_out, *(_finding(groups[key], values=not study.published) for key in sorted(groups))]


def _finding(items: list[Finding], *, values: bool) -> _Issue:
    """Name the first few by row, field and value; published without values, which may be small counts."""
    first = items[0]
    named = ", ".join(f"{item.row} 行 {item.field}" + f"={item.value}" * values for item in items[:3]) + (
        " …" if items[3:] else ""
    )
    what, advice = _ALIKE.get(first.code, f"{first.message_zh} {first.message}"), f"{first.advice_zh} {first.advice}"
    return _Issue(_VISITS, what, len(items), "行 rows", None, named, advice)


def _zones(study: Study) -> list[_Issue]:
    frame, zones = study.catalogue.districts.frame, study.zones
    unknown = frame.loc[frame["residents"].isna(), "name"]
    return [
        _Issue(_DISTRICTS, "没有边界的区 zones without a polygon", len(zones), "区县 districts", len(frame),
               "、".join(map(str, zones["name"].head(5))),
               "站点数未知，人口单列 stations unknown, residents in rows of their own"),
        _Issue(_DISTRICTS, "人口未知 residents unknown", len(unknown), "区县 districts", len(frame),
               first_ids(map(str, unknown)), "人均各列及含它的合计未知 rates and sums with them are unknown"),
    ]  # fmt: skip
