"""Which column of a file holds what: names in Chinese and English, and a caller's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from stationmap.errors import ColumnError, Fault

__all__ = ["ALIASES", "REQUIRED", "name_columns"]

ALIASES: dict[str, tuple[str, ...]] = {
    "station_id": (
        "station_id",
        "id",
        "sensor_id",
        "station",
        "code",
        "编号",
        "站点编号",
        "站点编码",
        "驿站编号",
        "站点代码",
    ),
    "date": ("date", "day", "日期", "统计日期", "服务日期", "时间"),
    "visits": (
        "visits",
        "visit",
        "count",
        "counts",
        "人次",
        "访问量",
        "服务人次",
        "访问人次",
        "到访人次",
        "进站人次",
        "客流量",
    ),
    "state": ("state", "status", "状态", "数据状态", "上报状态"),
    "hours": ("hours", "hours_counted", "计数小时", "计数小时数", "计数时长"),
}
REQUIRED = ("station_id", "date", "visits")


def _plain(header: str) -> str:
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(ch for ch in folded if ch.isalnum())


def name_columns(
    header: Sequence[str],
    mapping: Mapping[str, str] | None = None,
    *,
    aliases: Mapping[str, tuple[str, ...]] = ALIASES,
    required: tuple[str, ...] = REQUIRED,
) -> dict[str, str]:
    """Find the column of each field.

    Parameters
    ----------
    header : sequence of str
        Columns of the file; case, width, blanks and punctuation do not matter.
    mapping : mapping of str to str, optional
        Field (station_id, date, visits, state, hours) to column, where the names below do not fit.
    aliases : mapping of str to tuple of str
        What each field may be called.
    required : tuple of str
        Fields that must be there.

    Returns
    -------
    dict of str to str
        Field to column. ``state`` and ``hours`` (hours of the day that were counted) may be absent.

    Raises
    ------
    ColumnError
        If a column that is needed is missing or there are two for it, or `mapping` names a field or a column that
        does not exist.

    Examples
    --------
    >>> name_columns(["站点编号", "日期", "客流"], {"visits": "客流"})
    {'station_id': '站点编号', 'date': '日期', 'visits': '客流'}
    """
    given = dict(mapping or {})
    _check_mapping(header, given, aliases)
    found: dict[str, list[str]] = {field: [given[field]] for field in given}
    taken = set(given.values())
    for field, names in aliases.items():
        words = {_plain(name) for name in names}
        found.setdefault(field, [column for column in header if _plain(column) in words and column not in taken])
    _check_found(header, found, aliases, required)
    return {field: found[field][0] for field in aliases if found[field]}


def _check_mapping(header: Sequence[str], given: Mapping[str, str], aliases: Mapping[str, tuple[str, ...]]) -> None:
    faults = [
        Fault("map", field, f"没有这个字段 no such field; known: {', '.join(aliases)}")
        for field in given.keys() - aliases.keys()
    ]
    faults += [
        Fault("map", column, "文件没有这一列 the file has no such column")
        for column in given.values()
        if column not in header
    ]
    if faults:
        raise ColumnError(f"列名对照有误 the naming of columns does not fit: {faults[0].value!r}", tuple(faults))


def _check_found(
    header: Sequence[str],
    found: Mapping[str, Sequence[str]],
    aliases: Mapping[str, tuple[str, ...]],
    required: tuple[str, ...],
) -> None:
    faults = [
        Fault(field, "、".join(columns), "有两列可选，请指明 two columns could be meant; say which") if columns else
        Fault(field, "、".join(header), f"没有这样的列 no column of that name; known: {', '.join(aliases[field])}")
        for field, columns in found.items()
        if len(columns) > 1 or (not columns and field in required)
    ]  # fmt: skip
    if faults:
        names = ", ".join(fault.parameter for fault in faults)
        raise ColumnError(f"人次文件的列认不出 cannot tell the columns of the visits: {names}", tuple(faults))
