"""Every finding of a register's check: its weight, and what it says in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass

from stationmap.findings import Finding, Severity

__all__ = ["MESSAGES", "Message", "finding"]

_VALUE_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of finding; braces are filled with what `finding` is given.

    Parameters
    ----------
    severity : {"error", "warning", "note"}
        An error leaves the row out, a warning marks it, a note only informs.
    zh, en : str
        What is wrong.
    advice_zh, advice : str
        What to do.
    """

    severity: Severity
    zh: str
    en: str
    advice_zh: str
    advice: str


def _error(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    return Message("error", zh, en, advice_zh, advice)


def _warning(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    return Message("warning", zh, en, advice_zh, advice)


def _note(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    return Message("note", zh, en, advice_zh, advice)


_ERRORS = {
    "no_rows": _error("文件只有表头", "the file has a header and no rows", "检查导出是否完整", "check the export"),
    "too_many_cells": _error(
        "单元格比表头多，内容可能错列",
        "more cells than the header has; contents may be in the wrong columns",
        "给含分隔符的内容加引号",
        "quote the text that holds the separator",
    ),
    "missing_coordinate": _error("没有坐标", "no coordinate", "补上坐标", "give the position"),
    "unreadable_coordinate": _error(
        "坐标无法识别", "the coordinate cannot be read", "改为十进制度，如 113.6254", "write degrees such as 113.6254"
    ),
    "not_finite_coordinate": _error(
        "坐标不是有限数", "the coordinate is not a finite number", "补上真实坐标", "give the real position"
    ),
    "zero_position": _error(
        "坐标为 0,0", "the position is 0,0, which stands for unknown", "补上真实坐标", "give the real position"
    ),
    "swapped_coordinates": _error(
        "经纬度写反：应为纬度 {lat}，经度 {lon}",
        "latitude and longitude are swapped: meant are latitude {lat}, longitude {lon}",
        "对调这两个值",
        "exchange the two values",
    ),
    "out_of_range": _error(
        "坐标超出范围：纬度 {lat}，经度 {lon}",
        "out of range: latitude {lat}, longitude {lon}",
        "纬度应在 ±90、经度在 ±180 之内",
        "latitude lies within ±90 and longitude within ±180",
    ),
    "outside_area": _error(
        "位置不在登记范围内：纬度 {lat}，经度 {lon}",
        "outside the register's area: latitude {lat}, longitude {lon}",
        "核对坐标，或用 --area 改范围",
        "check the position, or widen --area",
    ),
    "invalid_id": _error(
        "编号不能用：{why_zh}",
        "the code cannot be used: {why}",
        "改编号，或留空由系统生成",
        "change it, or leave it empty",
    ),
    "duplicate_id": _error(
        "编号与第 {first} 行相同",
        "the same code as row {first}",
        "给每个站点唯一的编号",
        "give each station its own code",
    ),
    "duplicate_row": _error(
        "名称、地址和坐标与第 {first} 行相同",
        "the same name, address and position as row {first}",
        "删去重复的行，或给两行不同的编号",
        "remove one of the two, or give each a code",
    ),
}
_FILE = {
    "looks_shifted": _warning(
        "坐标像是 {other}：{count} 行写明区县，按 {datum} 有 {now} 行落在其中，按 {other} 有 {then} 行",
        "the positions look like {other}: of {count} rows that name a district {now} lie in it as {datum}, "
        "{then} as {other}",
        "核实坐标系后用 --datum {other} 重新导入",
        "find out the datum, and import again with --datum {other}",
    ),
    "unused_columns": _note(
        "没有用到的列",
        "columns that were not used",
        "需要时用 --map 字段=列名 指定",
        "name one by --map field=header if needed",
    ),
    "reprojected": _note(
        "坐标由 {value} 转为 WGS 84",
        "positions were reprojected from {value} to WGS 84",
        "--datum 应为 wgs84",
        "--datum should be wgs84",
    ),
    "no_crs": _note(
        "文件没有说明坐标参考系，按经纬度读取",
        "the file names no reference system; read as longitude and latitude",
        "核对坐标",
        "check the positions",
    ),
    "other_layers": _note(
        "还有没读的工作表或图层", "other sheets or layers were not read", "需要时用 --sheet 指定", "name one by --sheet"
    ),
    "no_districts_here": _note(
        "没有一个站点落在已知区县内，未核对区县",
        "no station lies in any known district; districts were not checked",
        "需要时用 --districts 给出区县面",
        "give polygons by --districts if needed",
    ),
    "district_without_polygon": _note(
        "该区没有边界数据，{count} 行未核对",
        "this district has no polygon; {count} rows were not checked",
        "无需处理；或用 --districts 给出边界",
        "nothing to do; or give its polygon by --districts",
    ),
    "unknown_district_name": _note(
        "不认识这个区县名，{count} 行未核对",
        "no known district has this name, or several have; {count} rows were not checked",
        "写全称，如 郑州市上街区",
        "write its full name with the city's",
    ),
}
_PLACES = {
    "twins": _warning(
        "与第 {other} 行相距 {metres} 米，可能是同一站点",
        "{metres} m from row {other}; perhaps the same station",
        "核实是否重复登记",
        "check whether one is registered twice",
    ),
    "low_precision": _warning(
        "坐标不足三位小数，误差可达一公里",
        "fewer than three decimals: it may be a kilometre off",
        "重新测量坐标",
        "measure it again",
    ),
    "outside_districts": _warning("不在任何区县内", "lies in no district", "核对坐标", "check the position"),
    "district_mismatch": _warning(
        "登记为{named}，位置在{located}，距登记区县边界 {metres} 米",
        "registered in {named}, lies in {located}, {metres} m from the border of the former",
        "核对坐标和区县",
        "check the position and the district",
    ),
    "district_uncertain": _note(
        "登记为{named}，位置在{located}，距边界仅 {metres} 米，边界数据本身有此误差",
        "registered in {named}, lies in {located}, but only {metres} m from the border, which is no surer than that",
        "无需处理",
        "nothing to do",
    ),
}
_CELLS = {
    "too_few_cells": _warning(
        "单元格比表头少",
        "fewer cells than the header has",
        "检查这一行是否错列",
        "check that no cell is missing within",
    ),
    "missing_name": _warning("没有名称", "no name", "补上名称", "give a name"),
    "control_characters": _warning(
        "含控制字符，已删去", "control characters were removed", "清理原文", "clean the text"
    ),
    "broken_characters": _warning(
        "含无效字符，已替换", "characters that are no text were replaced", "检查文件编码", "check the file's encoding"
    ),
    "text_cut": _warning(
        "超过 {limit} 字，已截断", "longer than {limit} characters; cut", "缩短内容", "shorten the text"
    ),
    "unreadable_number": _warning(
        "不是可用的数，按未知处理",
        "not a usable number; taken as unknown",
        "写数字，如 12.5",
        "write a number such as 12.5",
    ),
    "unclean_number": _warning("读作 {read}", "read as {read}", "只写数字", "write the number alone"),
    "unreadable_stars": _warning(
        "不是一至五星，按未知处理", "not one to five stars; taken as unknown", "写 1 至 5", "write 1 to 5"
    ),
    "unreadable_date": _warning(
        "日期无法识别，按未知处理", "the date cannot be read; taken as unknown", "写 2024-05-01", "write 2024-05-01"
    ),
    "future_date": _warning("日期在将来", "the date lies in the future", "核对日期", "check the date"),
    "closed_before_opened": _warning(
        "停用早于启用（{opened}）", "closed before it opened ({opened})", "核对两个日期", "check both dates"
    ),
    "unknown_kind": _warning(
        "不认识的类型，按未知处理",
        "not a known kind; taken as unknown",
        "写 固定、流动 或 24小时小屋",
        "write fixed, mobile or cabin_24h",
    ),
    "unknown_access": _warning(
        "不认识的进入方式，未采用",
        "not a known way in; left out",
        "写 直接进入、工作人员开门、扫码、会员应用、人脸识别、身份证",
        "write open_door, staff, qr, app, face or id_card",
    ),
    "unknown_amenity": _warning(
        "不认识的设施“{value}”，未采用",
        "{value} is not a known amenity; left out",
        "用词汇表中的词，或写入其他列",
        "use a word of the vocabulary",
    ),
    "unreadable_flag": _warning(
        "看不出有无，按未知处理", "neither yes nor no; taken as unknown", "写 有 或 无", "write yes or no"
    ),
    "amenity_contradiction": _warning(
        "同一设施既有又无，按未知处理",
        "an amenity is said to be there and not to be there; taken as unknown",
        "核实后只写一处",
        "check, and say one of the two",
    ),
}
MESSAGES: dict[str, Message] = _ERRORS | _FILE | _PLACES | _CELLS


def finding(code: str, row: int, field: str, value: str, **parts: object) -> Finding:
    """Write one finding out.

    Parameters
    ----------
    code : str
        A key of `MESSAGES`.
    row : int
        Row of the file, 0 for the whole file.
    field : str
        Header as in the file.
    value : str
        As in the file; shown up to 200 characters.
    **parts : object
        What the message's braces are filled with.

    Returns
    -------
    Finding

    Examples
    --------
    >>> finding("duplicate_id", 9, "编号", "a1", first=2).message
    'the same code as row 2'
    """
    message = MESSAGES[code]
    shown = value[:_VALUE_SHOWN]
    filled = {"value": shown} | parts
    texts = (text.format(**filled) for text in (message.zh, message.en, message.advice_zh, message.advice))
    return Finding(row, message.severity, code, field, shown, *texts)
