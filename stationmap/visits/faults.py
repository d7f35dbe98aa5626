"""What may be wrong in a file of visits, and how to say it."""

from __future__ import annotations

from stationmap.findings import Finding, Wording
from stationmap.visits.cells import FIRST_YEAR, LAST_YEAR, MOST_VISITS

__all__ = ["FAULTS", "finding"]


FAULTS: dict[str, Wording] = {
    "no_station_id": Wording("error", "没有站点编号", "no station id", "补上编号", "give the id"),
    "unreadable_date": Wording(
        "error",
        "日期认不出",
        "not a day",
        "写成 2025-09-01；有钟点的记录请先按日汇总",
        "write 2025-09-01; sum records that carry a time of day by day first",
    ),
    "implausible_date": Wording(
        "error",
        f"年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
        f"the year is not from {FIRST_YEAR} to {LAST_YEAR}",
        "核对年份",
        "check the year",
    ),
    "visits_not_a_number": Wording(
        "error",
        "人次不是数字",
        "visits are not a number",
        "写整数；没有计数就留空并注明状态",
        "write a whole number; leave it empty and give the state if nothing was counted",
    ),
    "visits_negative": Wording("error", "人次为负", "visits are negative", "核对计数", "check the count"),
    "visits_not_whole": Wording(
        "error", "人次不是整数", "visits are not whole", "写实际计数，不写平均值", "write the count, not a mean"
    ),
    "visits_too_large": Wording(
        "error", f"人次超过 {MOST_VISITS}", f"visits exceed {MOST_VISITS}", "核对计数", "check the count"
    ),
    "unknown_state": Wording(
        "error",
        "状态认不出",
        "not a known state",
        "用 正常、部分、关闭、未上报 之一",
        "use counted, part_day, closed or not_reporting",
    ),
    "hours_not_a_number": Wording(
        "error",
        "计数小时数不是数字",
        "hours counted are not a number",
        "写 0 至 25 的数；不知道就留空",
        "write a number from 0 to 25; leave it empty if it is not known",
    ),
    "hours_out_of_day": Wording(
        "error",
        "计数小时数不在 0 至 25 之间",
        "hours counted are not from 0 to 25",
        "核对小时数；25 是夏令时结束的那天",
        "check the hours; 25 is the day on which summer time ends",
    ),
    "unreadable_time": Wording(
        "error",
        "时刻认不出",
        "not a moment",
        "写成 2025-09-01 08:15:00，可带时区，如 +08:00",
        "write 2025-09-01 08:15:00, with an offset such as +08:00 if it is another clock",
    ),
    "unknown_direction": Wording("error", "进出方向认不出", "neither in nor out", "写 进 或 出", "write in or out"),
    "conflicting_duplicate": Wording(
        "error",
        "与第 {first} 行同站同日而内容不同，只保留第 {first} 行，未相加",
        "differs from row {first} of the same station and day; only row {first} is kept, nothing is summed",
        "核对后删去一行；若是分时段计数请先合计",
        "delete one; if they are parts of the day, sum them first",
    ),
    "identical_duplicate": Wording(
        "note",
        "与第 {first} 行完全相同，只计一次",
        "the same as row {first}; counted once",
        "删去一行",
        "delete one",
    ),
    "unknown_station": Wording(
        "warning",
        "登记表中没有这个站点：共 {rows} 行、{visits} 人次，另列，不丢弃",
        "the register has no such station: {rows} rows, {visits} visits, listed apart, not lost",
        "核对编号，或先导入该站点",
        "check the id, or import the station first",
    ),
    "number_on_uncounted_day": Wording(
        "warning",
        "状态为“{state}”却有人次；计入人次合计，该日不算已上报",
        "a number although the state is {state}; it is in the total, the day does not count as reported",
        "改正状态，或删去人次",
        "correct the state or delete the number",
    ),
    "no_number": Wording(
        "warning",
        "状态为“{state}”却没有人次，按未上报处理，不当作 0",
        "the state is {state} but there is no number; taken as not reporting, not as 0",
        "补上人次；确实为零请写 0",
        "give the number; write 0 for a true zero",
    ),
    "more_findings": Wording(
        "note",
        "同类问题太多，另有 {more} 条未逐行列出",
        "too many of one kind; {more} more are not listed row by row",
        "先改正已列出的，再检查一遍",
        "mend those that are listed and check again",
    ),
    "day_to_come": Wording(
        "warning",
        "这一天还没有到；保留，但会把时段拉长",
        "the day is still to come; kept, and it stretches the period",
        "核对年份",
        "check the year",
    ),
    "too_many_cells": Wording(
        "warning", "这一行的单元格比表头多", "the row has more cells than the header", "核对分隔符", "check separators"
    ),
    "too_few_cells": Wording(
        "warning", "这一行的单元格比表头少", "the row has fewer cells than the header", "核对分隔符", "check separators"
    ),
    "other_layers": Wording(
        "note", "只读了第一个工作表", "only the first sheet was read", "另存要读的工作表", "save the sheet on its own"
    ),
}


def finding(code: str, row: int, field: str, value: str, **particulars: object) -> Finding:
    """Word one fault.

    Parameters
    ----------
    code : str
        Key of `FAULTS`.
    row : int
        Row of the file, 0 for the whole file.
    field, value : str
        The column as the file names it, and what it holds.
    **particulars
        What the wording has braces for.

    Examples
    --------
    >>> finding("identical_duplicate", 9, "日期", "2025-09-01", first=4).message
    'the same as row 4; counted once'
    """
    return FAULTS[code].told(code, row, field, value, **particulars)
