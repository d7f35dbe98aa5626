"""Findings about the other cells of a row; the row stays."""

from __future__ import annotations

from stationmap.register.message import Message, note, warning

__all__ = ["OF_CELLS"]

OF_CELLS: dict[str, Message] = {
    "too_few_cells": warning(
        "单元格比表头少",
        "fewer cells than the header has",
        "检查这一行是否错列",
        "check that no cell is missing within",
    ),
    "identical_row": warning(
        "与第 {first} 行内容相同；保留第 {first} 行，这一行不再计入",
        "says the same as row {first}; row {first} is kept and this one is not counted again",
        "删去这一行",
        "remove this row",
    ),
    "missing_name": warning("没有名称", "no name", "补上名称", "give a name"),
    "control_characters": warning(
        "含控制字符，已删去", "control characters were removed", "清理原文", "clean the text"
    ),
    "broken_characters": warning(
        "含无效字符，已替换", "characters that are no text were replaced", "检查文件编码", "check the file's encoding"
    ),
    "text_cut": warning(
        "超过 {limit} 字，已截断", "longer than {limit} characters; cut", "缩短内容", "shorten the text"
    ),
    "unreadable_number": warning(
        "不是可用的数，按未知处理",
        "not a usable number; taken as unknown",
        "写数字，如 12.5",
        "write a number such as 12.5",
    ),
    "unclean_number": warning("读作 {read}", "read as {read}", "只写数字", "write the number alone"),
    "unreadable_stars": warning(
        "不是一至五星，按未知处理", "not one to five stars; taken as unknown", "写 1 至 5", "write 1 to 5"
    ),
    "unreadable_date": warning(
        "日期无法识别，按未知处理", "the date cannot be read; taken as unknown", "写 2024-05-01", "write 2024-05-01"
    ),
    "future_date": warning("日期在将来", "the date lies in the future", "核对日期", "check the date"),
    "closed_before_opened": warning(
        "停用早于启用（{opened}）", "closed before it opened ({opened})", "核对两个日期", "check both dates"
    ),
    "unreadable_status": warning(
        "看不出是否在用，未采用",
        "cannot tell whether it is in operation; left out",
        "写 正常、关闭 或 暂停",
        "write open or closed",
    ),
    "status_against_closing": warning(
        "状态说在用，停用日期却是 {closed}；按已停用处理",
        "said to be in operation, but closed on {closed}; taken as closed",
        "核对状态和停用日期",
        "check the status and the day of closing",
    ),
    "status_against_future_closing": warning(
        "状态说已停用，停用日期却在将来（{closed}）；按已停用、日期不详处理",
        "said to be closed, but to close on {closed}, which is yet to come; taken as closed since unknown",
        "核对状态和停用日期",
        "check the status and the day of closing",
    ),
    "closed_since_unknown": note(
        "已停用而没有停用日期，按“停用日期不详”登记",
        "closed, but no day of closing is given; kept as closed since unknown",
        "知道时补上停用日期，否则以前的人次也算在停用期内",
        "give the day if it is known; else earlier visits count as made while it was closed",
    ),
    "opened_again": warning(
        "登记册中 {id} 已停用（{closed}，{why}），文件没有写停用，将重新开放",
        "the register has {id} closed since {closed} ({why}), which the file does not say; it opens again",
        "若确已停用，在文件中写明，或导入后再用 stationmap station close",
        "if it is closed, say so in the file, or use stationmap station close after the import",
    ),
    "unread_hours": warning(
        "开放时间没有读出，何时开放按未知处理：{why_zh}（共 {count} 行：{rows}）",
        "the hours are not read, so when it is open is unknown: {why} (in row {rows}; {count} in all)",
        "写明哪几天几点到几点，如 周一至周五 8:30-17:30；用 stationmap hours 试读",
        "write days and times such as Mo-Fr 08:30-17:30; stationmap hours shows what is read",
    ),
    "unread_closure": warning(
        "临时关闭未采用：{why_zh}",
        "the temporary closure is left out: {why}",
        "写 首日/末日 原因，如 2026-12-01/2026-12-15 装修；末日未定就空着，几段用 ; 分开",
        "write first day/last day reason, such as 2026-12-01/2026-12-15 repairs; no last day until further notice; "
        "several parted by ;",
    ),
    "closure_taken_away": warning(
        "登记册中 {id} 的临时关闭（{closures}）文件没有写，将取消",
        "the register has a temporary closure of {id} ({closures}), which the file does not say; it is taken away",
        "若仍要关闭，在文件中写明，或导入后再用 stationmap station close --from",
        "if it still holds, say so in the file, or use stationmap station close --from after the import",
    ),
    "unknown_kind": warning(
        "不认识的类型，按未知处理",
        "not a known kind; taken as unknown",
        "写 固定、流动 或 24小时小屋",
        "write fixed, mobile or cabin_24h",
    ),
    "unknown_access": warning(
        "不认识的进入方式，未采用",
        "not a known way in; left out",
        "写 直接进入、工作人员开门、扫码、会员应用、人脸识别、身份证",
        "write open_door, staff, qr, app, face or id_card",
    ),
    "unknown_amenity": warning(
        "不认识的设施“{value}”，未采用",
        "{value} is not a known amenity; left out",
        "用词汇表中的词，或写入其他列",
        "use a word of the vocabulary",
    ),
    "still_out_of_order": note(
        "登记册中标为故障，文件没有故障列，仍按故障处理",
        "out of order in the register; the file has no column of that, so it stays so",
        "若已修好，用 stationmap station edit 改 out_of_order",
        "if it works again, change out_of_order by stationmap station edit",
    ),
    "read_as_out_of_order": note(
        "“{value}”按有而故障登记",
        "{value} is taken as there, but out of order",
        "写入故障列更清楚，如 厕所@2026-11-20",
        "a column of what is out of order is clearer, with the day since when",
    ),
    "unused_remark": note(
        "“{value}”括号里的说明未采用",
        "the remark in brackets of {value} is not used",
        "要紧的说明写入开放时间或入口说明",
        "if it matters, write it with the hours or the entrance",
    ),
    "unreadable_flag": warning(
        "看不出有无，按未知处理", "neither yes nor no; taken as unknown", "写 有 或 无", "write yes or no"
    ),
    "amenity_contradiction": warning(
        "同一设施既有又无，按未知处理",
        "an amenity is said to be there and not to be there; taken as unknown",
        "核实后只写一处",
        "check, and say one of the two",
    ),
}
