"""A file by which an operator adds a year to the calendar or corrects one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from stationmap.errors import ColumnError, Fault, FileFormatError
from stationmap.files import RawTable, read_table
from stationmap.timetable.calendar import Calendar, china_calendar
from stationmap.timetable.calendar_cells import Kind, read_calendar_day, read_kind
from stationmap.timetable.day_names import DayName

__all__ = ["read_calendar"]

_HEADERS = {
    "date": ("date", "day", "日期", "时间"),
    "kind": ("kind", "type", "类型", "类别"),
    "name": ("name", "holiday", "名称", "节日", "节日名称"),
}
_REQUIRED = ("date", "kind")
_TOLD_FAULTS = 20
_SAY_DAY = "日期认不出，请写成 2027-02-06 not a day; write 2027-02-06"
_SAY_KIND = "类型认不出，请写 休息 或 上班 not a known kind; write off or work"
_SAY_TWICE = "与第 {first} 行同一天而类型不同 the same day as row {first}, but another kind"
_UNNAMED = {"off": DayName("放假", "day off"), "work": DayName("补班", "make-up workday")}

Entry = tuple[Kind, str]


def read_calendar(path: Path, base: Calendar | None = None) -> Calendar:
    r"""Read days off and make-up workdays from a table and lay them over a calendar.

    The file has one row a day, with the columns ``date`` (日期; 2027-02-06, 2027/2/6, 2027年2月6日), ``kind`` (类型;
    off, 休息, 放假 for a day off and work, 上班, 补班, 调休 for a workday) and, if wanted, ``name`` (名称). List every
    day of a holiday, weekends too. A year that `base` has published is corrected day by day. Any other year counts
    as published from then on, and then has these days and no assumed ones: list the whole year.

    Parameters
    ----------
    path : Path
        Any table that `stationmap.files.read_table` reads, such as .csv or .xlsx.
    base : Calendar, optional
        `china_calendar()` by default.

    Returns
    -------
    Calendar

    Raises
    ------
    MissingFileError
        If there is no file at `path`.
    ColumnError
        If the column of dates or of kinds is missing, or there are two.
    FileFormatError
        If the file is no table, has no row, or a cell cannot be read: nothing of it is used then, and the faults
        name row, column and value.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "2027.csv"
    ...     _ = path.write_text("日期,类型,名称\n2027-02-06,放假,春节\n2027-02-20,补班,春节\n", encoding="utf-8")
    ...     calendar = read_calendar(path)
    >>> calendar.is_off(date(2027, 2, 6)), calendar.is_makeup(date(2027, 2, 20)), 2027 in calendar.published
    (True, True, True)
    """
    raw = read_table(path)
    entries = _entries(raw, _columns(raw, path.name), path.name)
    return _laid_over(base or china_calendar(), entries)


def _plain(header: str) -> str:
    return unicodedata.normalize("NFKC", header).strip().casefold()


def _columns(raw: RawTable, name: str) -> dict[str, str]:
    # the headers as they stand in the file: of two alike the frame renames one
    found = {field: [c for c in raw.header if _plain(c) in words] for field, words in _HEADERS.items()}
    faults = [
        Fault(field, "、".join(columns), "有两列可选 two columns could be meant") if columns else
        Fault(field, "、".join(raw.header), f"没有这样的列 no column of that name; known: {', '.join(_HEADERS[field])}")
        for field, columns in found.items()
        if len(columns) > 1 or (not columns and field in _REQUIRED)
    ]  # fmt: skip
    if faults:
        names = ", ".join(fault.parameter for fault in faults)
        raise ColumnError(f"{name}：日历文件的列认不出 cannot tell the columns of the calendar: {names}", tuple(faults))
    return {field: columns[0] for field, columns in found.items() if columns}


def _entries(raw: RawTable, columns: Mapping[str, str], name: str) -> dict[date, Entry]:
    """Read all rows; refuse the file if one of them is at fault, because half a calendar misleads."""
    entries: dict[date, Entry] = {}
    rows: dict[date, int] = {}
    faults: list[Fault] = []
    for row, (day_text, kind_text, title) in zip(raw.rows.tolist(), _texts(raw, columns), strict=True):
        day, kind = read_calendar_day(day_text), read_kind(kind_text)
        if day is None:
            faults.append(_fault(row, columns["date"], day_text, _SAY_DAY))
        if kind is None:
            faults.append(_fault(row, columns["kind"], kind_text, _SAY_KIND))
        if day is None or kind is None:
            continue
        if entries.setdefault(day, (kind, title))[0] != kind:
            faults.append(_fault(row, columns["kind"], kind_text, _SAY_TWICE.format(first=rows[day])))
        rows.setdefault(day, row)
    if faults or not entries:
        _refuse(name, faults)
    return entries


def _texts(raw: RawTable, columns: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for cells in raw.frame.to_dict("records"):
        yield cells[columns["date"]].strip(), cells[columns["kind"]].strip(), cells.get(columns.get("name"), "").strip()


def _fault(row: int, field: str, value: str, reason: str) -> Fault:
    return Fault(field, value, f"第 {row} 行 row {row}: {reason}")


def _refuse(name: str, faults: list[Fault]) -> None:
    told = tuple(faults[:_TOLD_FAULTS])
    first = f": {told[0].parameter} {told[0].value!r}: {told[0].reason}" if told else ""
    what = f"有 {len(faults)} 处错误 {len(faults)} cells are at fault" if faults else "没有一天 holds no day"
    raise FileFormatError(f"{name}：日历文件{what}{first}", told)


def _laid_over(base: Calendar, entries: Mapping[date, Entry]) -> Calendar:
    days_off = {day: name for day, name in base.days_off.items() if day not in entries}
    workdays = {day: name for day, name in base.workdays.items() if day not in entries}
    for day, (kind, title) in entries.items():
        name = DayName(title, title) if title else base.name_of(day) or _UNNAMED[kind]
        if kind == "off":
            days_off[day] = name
        elif day.weekday() >= 5:  # a workday from Monday to Friday is an ordinary one
            workdays[day] = name
    return Calendar(days_off, workdays, base.published | {day.year for day in entries})
