"""What single cells of a file of visits say."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

__all__ = ["FIRST_YEAR", "LAST_YEAR", "MOST_VISITS", "read_count", "read_day", "read_hours", "read_state"]

MOST_VISITS = 10_000_000
"""Visits of one station on one day above which a number is taken for a mistake."""

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""A day outside these years is a slip of the pen, and would stretch the period by all the days between."""

_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d+)?", re.IGNORECASE)
_STATES = {
    "counted": ("counted", "ok", "normal", "正常", "已计数", "全天", "全天计数", "已上报", "开放"),
    "part_day": ("part_day", "part", "partial", "half_day", "半天", "部分", "部分时段", "部分时段计数"),
    "closed": ("closed", "关闭", "停用", "未开放", "当日未开放", "休息", "停业", "闭站"),
    "not_reporting": ("not_reporting", "missing", "offline", "未上报", "无数据", "缺报", "缺失", "离线", "故障"),
}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _word(text: str) -> str:
    return re.sub(r"[\s_-]", "", _plain(text).casefold())


_BY_WORD = {_word(word): state for state, words in _STATES.items() for word in words}


def read_day(text: str) -> date | str:
    """Read a day, year, month, day in this order, or tell the fault's code.

    Returns
    -------
    date or str
        From `FIRST_YEAR` to `LAST_YEAR`, or ``unreadable_date``, ``implausible_date``.

    Examples
    --------
    >>> read_day("2025年9月1日"), read_day("20250901"), read_day("01/09/2025")
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 1), 'unreadable_date')
    """
    plain = _plain(text)
    if match := _DAY.fullmatch(plain):
        year, first, month, second, day = match.groups()
        if (first, second) != ("年", "月") and first != second:
            return "unreadable_date"
    elif match := _COMPACT.fullmatch(plain):
        year, month, day = match.groups()
    else:
        return "unreadable_date"
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return "unreadable_date"
    return read if FIRST_YEAR <= read.year <= LAST_YEAR else "implausible_date"


def read_count(text: str) -> int | str:
    """Read a number of visits, or tell the fault's code.

    Returns
    -------
    int or str
        A whole number from 0 to `MOST_VISITS`, or ``visits_not_a_number``, ``visits_negative``,
        ``visits_not_whole``, ``visits_too_large``.

    Examples
    --------
    >>> read_count("１,234"), read_count("12.0"), read_count("12.5"), read_count("nan")
    (1234, 12, 'visits_not_whole', 'visits_not_a_number')
    """
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        return "visits_not_a_number"
    number = float(plain.replace(",", ""))
    if number > MOST_VISITS:
        return "visits_too_large"
    if number < 0:
        return "visits_negative"
    return int(number) if number.is_integer() else "visits_not_whole"


def read_state(text: str) -> str | None:
    """Read the state of a day; None if the word is unknown.

    Examples
    --------
    >>> read_state("部分"), read_state("Part Day"), read_state("?")
    ('part_day', 'part_day', None)
    """
    return _BY_WORD.get(_word(text))


def read_hours(text: str) -> float | str:
    """Read how many hours of a day were counted, or tell the fault's code.

    Parameters
    ----------
    text : str

    Returns
    -------
    float or str
        From 0 to 25 (the day on which summer time ends), or ``hours_not_a_number``, ``hours_out_of_day``.

    Examples
    --------
    >>> read_hours("7.5"), read_hours("24"), read_hours("8:00-18:00"), read_hours("26")
    (7.5, 24.0, 'hours_not_a_number', 'hours_out_of_day')
    """
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        return "hours_not_a_number"
    hours = float(plain.replace(",", ""))
    return hours if 0 <= hours <= 25 else "hours_out_of_day"
