"""The first and the last day of a closure, as people write them before its reason."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

__all__ = ["Days", "read_days"]

_FULL = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2}))(?![0-9])[日号]?")
_NO_YEAR = re.compile(r"([0-9]{1,2})(?:([-/.])([0-9]{1,2})|月([0-9]{1,2}))(?![0-9])[日号]?")
_NO_MONTH = re.compile(r"([0-9]{1,2})(?:日|号(?=[\s,:，]|$))")  # 3号楼 is a place
_BEFORE = re.compile(r"(?:[自从]|(?:from|since)\s)?\s*", re.IGNORECASE)
_TO = re.compile(r"\s*起?\s*(?:/|[至到~〜—–―]+|-{1,2}|(?:to|until|through)\s)\s*", re.IGNORECASE)
_ON = re.compile(
    r"\s*(?:起?\s*(?:[/至到]\s*)?(?:另行通知(?:为止)?|通知为止)|起?[至到]今|/(?=\s|$)|起|以后|之后|开始"
    r"|(?:onwards?|until further notice)\b)",
    re.IGNORECASE,
)
_THE_DAY = re.compile(r"\s*[当一][天日]")
_TIME = re.compile(r"\s*T?\s*(?:上午|下午|中午|早上|晚上|早|晚)?\s*[0-9]{1,2}\s*(?::[0-9]|[时点])")
_YEARS = range(1900, 2101)


class Days(NamedTuple):
    """When a closure is, and where its reason begins.

    Parameters
    ----------
    first : datetime.date
    last : datetime.date or None
        The last day closed; None is until further notice.
    ends : int
        Where in the text the days end.

    Examples
    --------
    >>> Days(date(2026, 12, 1), None, 11).last is None
    True
    """

    first: date
    last: date | None
    ends: int


def read_days(text: str) -> Days | str:
    """Read the days with which a text begins.

    Parameters
    ----------
    text : str
        Digits and signs of half width. A last day may lack the year, or year and month, of the first.

    Returns
    -------
    Days or str
        A key of `stationmap.closures.reading.REASONS` if there are none.

    Examples
    --------
    >>> read_days("2026年12月1日至15日装修")
    Days(first=datetime.date(2026, 12, 1), last=datetime.date(2026, 12, 15), ends=14)
    >>> read_days("2026-12-01起 装修").last, read_days("12月1日至15日"), read_days("2026-12-01 装修")
    (None, 'no_year', 'one_day')
    """
    begins = _begin(text)
    found = _FULL.match(text, begins)
    if found is None:
        return "no_year" if _NO_YEAR.match(text, begins) else "no_date"
    first = _day(*_numbers(found))
    if first is None:
        return "impossible_date"
    if found_days := _range(text, first, found):
        return found_days
    if further := _ON.match(text, found.end()):
        return Days(first, None, further.end())
    if alone := _THE_DAY.match(text, found.end()):
        return Days(first, first, alone.end())
    return "times" if _TIME.match(text, found.end()) else "one_day"


def _begin(text: str) -> int:
    before = _BEFORE.match(text)
    return before.end() if before else 0


def _range(text: str, first: date, found: re.Match[str]) -> Days | str | None:
    """Read a last day; None if there is none."""
    to = _TO.match(text, found.end())
    if to is None:
        return None
    numbers, ends = _last(text, first, to.end())
    if not numbers:
        return None
    last = _day(*numbers)
    if last is None:
        return "impossible_date"
    if last < first:
        return "backwards"
    return "times" if _TIME.match(text, ends) else Days(first, last, ends)


def _last(text: str, first: date, at: int) -> tuple[tuple[int, ...], int]:
    if full := _FULL.match(text, at):
        return _numbers(full), full.end()
    if short := _NO_YEAR.match(text, at):
        return (first.year, *_numbers(short)), short.end()
    if alone := _NO_MONTH.match(text, at):
        return (first.year, first.month, *_numbers(alone)), alone.end()
    return (), at


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in found.groups() if part and part.isdigit())


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
