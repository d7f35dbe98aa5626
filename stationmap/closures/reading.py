"""Reading closures: each by its days and its reason; what is no closure is named with what is wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from stationmap.closures.days import read_days
from stationmap.errors import Fault, InputError
from stationmap.timetable import Closure

__all__ = ["REASONS", "ClosuresReading", "RefusedPart", "closures_in", "read_closures"]

REASONS: dict[str, tuple[str, str]] = {
    "no_date": ("没有起止日期", "no first and last day"),
    "no_year": ("没有写年份", "no year is given"),
    "one_day": ("只有一个日期，没有写到哪天", "one day alone: it is not said until when"),
    "impossible_date": ("没有这个日期", "there is no such day"),
    "backwards": ("结束早于开始", "it ends before it begins"),
    "times": ("只收整天，不收时刻", "whole days only, no times of day"),
    "date_in_reason": ("原因里还有日期", "the reason holds another date"),
    "too_long": ("原因超过 200 字", "the reason is longer than 200 characters"),
}
"""Why a text is no closure, in Chinese and in English."""

_LONGEST = 200
_BETWEEN = re.compile(r"[;；\r\n]")
# One sign for one, so that a place in the folded text is the same place in the text.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KEPT_FORM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})?(?: |$)")
_DATE = re.compile(
    r"(?<![0-9])(?:19|20|21)[0-9]{2}\s*(?:[-/.]\s*[0-9]{1,2}(?![0-9])|年\s*[0-9])|[0-9]\s*月\s*[0-9]{1,2}(?![0-9])"
)
_TIME = re.compile(r"(?:上午|下午|中午|早上|晚上|早|晚)?\s*[0-9]{1,2}\s*(?::[0-9]|[时点])")
_LEADING = " :,、。-–—"
_BRACKETED = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")


class RefusedPart(NamedTuple):
    """A part of a text that is no closure.

    Parameters
    ----------
    part : str
        As written, but for blanks.
    zh, en : str
        What is wrong.

    Examples
    --------
    >>> closures_in("12月1日至15日 装修").refused[0]
    RefusedPart(part='12月1日至15日 装修', zh='没有写年份', en='no year is given')
    """

    part: str
    zh: str
    en: str


class ClosuresReading(NamedTuple):
    """What a text of closures was read as.

    Parameters
    ----------
    closures : tuple of Closure
        In the order of the text.
    refused : tuple of RefusedPart
        What could not be read.

    Examples
    --------
    >>> reading = closures_in("2026-12-01/2026-12-15 装修; 过几天修门")
    >>> len(reading.closures), [item.part for item in reading.refused]
    (1, ['过几天修门'])
    """

    closures: tuple[Closure, ...]
    refused: tuple[RefusedPart, ...]


def closures_in(text: str) -> ClosuresReading:
    """Read closures as people write them; nothing is guessed.

    Parameters
    ----------
    text : str
        Parted by ``;`` or lines. Each has a first day with its year, a last day or that it is until further notice,
        and a reason that may be blank.

    Examples
    --------
    >>> closures_in("2026年12月1日-12月15日 装修；2027-02-10起春节停业").closures[1].reason
    '春节停业'
    """
    parts = [" ".join(part.split()) for part in _BETWEEN.split(text)]  # one blank each, so that no pattern tries many
    read = [(part, _closure(part)) for part in parts if part]
    return ClosuresReading(
        tuple(found for _, found in read if isinstance(found, Closure)),
        tuple(RefusedPart(part, *REASONS[found]) for part, found in read if isinstance(found, str)),
    )


def read_closures(text: str) -> tuple[Closure, ...]:
    """Read closures of which all must be such, as the register keeps them.

    Parameters
    ----------
    text : str
        First day, ``/``, last day (both closed; a last day that is blank is until further notice), a blank, the reason;
        several are parted by ``;``. What else `closures_in` reads is fine too.

    Raises
    ------
    InputError
        Naming each part that is no closure.

    Examples
    --------
    >>> [(closure.end, closure.reason) for closure in read_closures("2026-12-01/2026-12-15 装修; 2027-02-10/ 停业")]
    [(datetime.date(2026, 12, 15), '装修'), (None, '停业')]
    """
    reading = closures_in(text)
    if reading.refused:
        faults = tuple(Fault("closures", item.part, f"{item.zh} {item.en}") for item in reading.refused)
        raise InputError(f"临时关闭无法识别 closures that cannot be read: {len(faults)}", faults)
    return reading.closures


def _closure(part: str) -> Closure | str:
    """Read one; a key of `REASONS` if it is none."""
    folded = part.translate(_HALF_WIDTH)
    if (kept := _KEPT_FORM.match(folded)) and not _DATE.search(folded, kept.end()):
        days = _iso_days(*kept.groups())
        return days if isinstance(days, str) else _with_reason(*days, part[kept.end() :])
    found = read_days(folded)
    return found if isinstance(found, str) else _with_reason(found.first, found.last, part[found.ends :])


def _iso_days(first: str, last: str | None) -> tuple[date, date | None] | str:
    """Read days of the form that is kept, in which what comes after the last one is its reason, 3号楼 too."""
    found = read_days(f"{first}/{last or ''}")
    return found if isinstance(found, str) else (found.first, found.last)


def _with_reason(first: date, last: date | None, words: str) -> Closure | str:
    reason = _plain(words)
    folded = reason.translate(_HALF_WIDTH)
    if _DATE.search(folded):
        return "date_in_reason"
    if _TIME.match(folded):
        return "times"
    return Closure(first, last, reason) if len(reason) <= _LONGEST else "too_long"


def _plain(words: str) -> str:
    """Give a reason without blanks and signs before it, nor brackets around it."""
    reason = _bare(words)
    while bracketed := _BRACKETED.fullmatch(reason):
        reason = _bare(bracketed[1])
    return reason


def _bare(words: str) -> str:
    return words.strip().lstrip(_LEADING + "：，")
