"""What single cells of a calendar file say."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

__all__ = ["Kind", "read_calendar_day", "read_kind"]

Kind = Literal["off", "work"]

_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:[T ]00:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS: dict[Kind, tuple[str, ...]] = {
    "off": ("off", "holiday", "休息", "休", "放假", "假", "节假日", "假日", "放假日", "休息日"),
    "work": ("work", "workday", "上班", "班", "补班", "调休", "工作日", "补班日", "上班日", "调休上班", "调休补班"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def read_calendar_day(text: str) -> date | None:
    """Read a day, year, month, day in this order; None if it is none.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> read_calendar_day("2027年2月6日"), read_calendar_day("2027-02-30"), read_calendar_day("06/02/2027")
    (datetime.date(2027, 2, 6), None, None)
    """
    plain = _plain(text)
    if match := _DAY.fullmatch(plain):
        year, first, month, second, day = match.groups()
        if (first, second) != ("年", "月") and first != second:
            return None
    elif match := _COMPACT.fullmatch(plain):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_kind(text: str) -> Kind | None:
    """Read whether people rest or work on a day; None if the word is unknown.

    调休 is read as work, as holiday notices list such days.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> read_kind("放假"), read_kind("补班"), read_kind("Off"), read_kind("也许")
    ('off', 'work', 'off', None)
    """
    return _KINDS.get(_plain(text).casefold())
