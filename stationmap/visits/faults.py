"""What can be wrong in a file of visits, in words."""

from __future__ import annotations

from stationmap.findings import Severity

__all__ = ["FAULTS"]

# code: severity, field, what is wrong (zh, en), what to do (zh, en)
FAULTS: dict[str, tuple[Severity, str, str, str, str, str]] = {
    "no_station": ("error", "station_id", "没有站点编号", "no station id", "补上编号", "give the station's id"),
    "bad_date": ("error", "date", "日期无法识别", "cannot read the date", "写成 2025-09-01", "write it as 2025-09-01"),
    "bad_count": (
        "error", "visits", "人次不是非负整数", "visits are not a whole number of 0 or more",
        "改成整数；没有数就留空", "write a whole number; leave it empty where there is none",
    ),
    "bad_state": (
        "error", "state", "状态不认识", "unknown state",
        "用 counted、part_day、closed、not_reporting", "use counted, part_day, closed or not_reporting",
    ),
    "empty_count": (
        "warning", "visits", "没有人次，按未上报计，不当作零", "no number: taken as not reporting, not as zero",
        "补上人次，或把状态写成 not_reporting", "give the number, or say not_reporting",
    ),
    "count_while_closed": (
        "warning", "visits", "状态为停业或未上报，却有人次；计入总数，不计入日均",
        "a number on a day that is closed or not reporting: it is in the total, not in the rate",
        "核对状态", "check the state",
    ),
    "doubled_day": (
        "note", "date", "同一站点同一天重复，内容相同，只计一次", "the same station and day again, alike: counted once",
        "删去重复行", "delete the repeated row",
    ),
    "conflicting_day": (
        "error", "visits", "同一站点同一天有不同的数，用先出现的一行",
        "the same station and day with another number: the first row is used",
        "核对后只留一行", "keep the true row only",
    ),
    "unknown_station": (
        "warning", "station_id", "登记册没有这个编号；人次单列，不丢弃",
        "the register has no such id: its visits are listed apart, not lost",
        "核对编号，或先导入站点", "check the id, or import the station first",
    ),
}  # fmt: skip
