"""Times of day as tokens say them: minutes after midnight, and which half of the day was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stationmap.hours.numerals import number_of
from stationmap.hours.reasons import refusal
from stationmap.hours.tokens import Token

__all__ = ["CLOCKS", "DAY", "LATEST", "Clock", "clock_at", "placed"]

DAY = 1440
"""Minutes of a day."""

LATEST = 36 * 60
"""Minutes of the latest closing: 26:00 is written for 2 in the morning, past 36:00 is a slip of the pen."""

CLOCKS = frozenset({"clock", "oclock", "compact", "number"})
"""Kinds of tokens that hold a time of day."""

_LEADS = frozenset({"part", "same_day", "next_day"})

_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
_OCLOCK = re.compile(r"([^点时]+)[点时](.*)")

# For each part of the day: what is meant as written, and what is meant twelve hours later.
_PARTS: dict[str, tuple[range, range]] = {
    "dawn": (range(420), range(0)),
    "morning": (range(180, 721), range(0)),
    "noon": (range(660, 900), range(60, 180)),
    "afternoon": (range(720, 1200), range(60, 480)),
    "evening": (range(1020, 1441), range(300, 721)),
    "am": (range(60, 720), range(0)),
    "pm": (range(720, 780), range(60, 720)),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day.

    Parameters
    ----------
    minutes : int
        After midnight, as written: 下午5点 is 300 and 26:00 is 1560.
    text : str
        As written, for messages.
    kind : str
        Of its token: ``clock``, ``oclock``, ``compact`` or ``number``.
    part : str
        The part of the day that it names, or blank.
    next_day : bool
        Whether it is said to be of the next day.
    padded : bool
        Whether the hour has two digits, as on a 24-hour clock.

    Examples
    --------
    >>> clock_at([Token("part", "下午", "afternoon"), Token("oclock", "5点")], 0)[0].minutes
    300
    """

    minutes: int
    text: str
    kind: str
    part: str = ""
    next_day: bool = False
    padded: bool = False


def placed(minutes: int, part: str) -> int | None:
    """Place a time in a part of the day; None if it does not lie there.

    Parameters
    ----------
    minutes : int
        As written.
    part : str
        Such as ``afternoon``; blank places nothing.

    Examples
    --------
    >>> placed(300, "afternoon"), placed(540, "afternoon"), placed(720, "evening")
    (1020, None, 1440)
    """
    if not part:
        return minutes
    if part == "am" and 720 <= minutes < 780:
        return minutes - 720
    as_written, later = _PARTS[part]
    if minutes in later:
        return minutes + 720
    return minutes if minutes in as_written else None


def clock_at(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    """Read a time of day with what stands before it: 次日, 凌晨.

    Parameters
    ----------
    tokens : sequence of Token
    at : int
        Where it begins.

    Returns
    -------
    (Clock, int) or None
        With the place after it; None if no time stands there.

    Raises
    ------
    InputError
        ``bad_time`` if it is no time of day.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> clock, after = clock_at(tokens_of("次日凌晨2:30 关闭"), 0)
    >>> clock.minutes, clock.next_day, clock.part, after
    (150, True, 'dawn', 3)
    """
    end = at
    leads: dict[str, str] = {}
    while end < len(tokens) and tokens[end].kind in _LEADS and tokens[end].kind not in leads:
        leads[tokens[end].kind] = tokens[end].value
        end += 1
        if end < len(tokens) and tokens[end].kind == "colon":
            end += 1
    if end >= len(tokens) or tokens[end].kind not in CLOCKS:
        return None
    text = "".join(token.text for token in tokens[at : end + 1])
    return _clock(tokens[end], text, leads), end + 1


def _clock(token: Token, text: str, leads: dict[str, str]) -> Clock:
    half = token.value.replace(".", "")
    hour, minute = _written(token)
    minutes = hour * 60 + minute
    part = leads.get("part", "") or half
    if not (hour >= 0 and 0 <= minute < 60 and minutes <= LATEST) or (half and "part" in leads):
        raise refusal("bad_time", text)
    if placed(minutes, part) is None or (minutes > DAY and ("next_day" in leads or "same_day" in leads)):
        raise refusal("bad_time", text)
    return Clock(minutes, text, token.kind, part, "next_day" in leads, token.text[:2].isdigit())


def _written(token: Token) -> tuple[int, int]:
    """Give hour and minute; a minute of -1 is none."""
    if match := _CLOCK.match(token.text):
        return int(match[1]), int(match[2])
    if token.kind == "compact":
        return int(token.text[:2]), int(token.text[2:])
    if match := _OCLOCK.match(token.text):
        return number_of(match[1]), _minute(match[2].rstrip("钟整"))
    return int(re.sub("[^0-9]", "", token.text)), 0


def _minute(text: str) -> int:
    fixed = {"": 0, "半": 30, "一刻": 15, "三刻": 45}
    if text in fixed:
        return fixed[text]
    minute = number_of(text.removesuffix("分"))
    # 八点五 alone may be half past as well as five past
    return minute if text.endswith("分") or len(text) > 1 or minute >= 10 else -1
