"""The library that evaluates expressions, opening-hours-py, within the limits in which it is right and quick."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stubs lack the error

from stationmap.errors import Fault, ParameterError

__all__ = ["CLOSED", "LONGEST", "OPEN", "UNKNOWN", "Span", "evaluate", "parse", "parse_derived"]

CLOSED, OPEN, UNKNOWN = 0, 1, 2
"""States as numbers; unknown is neither open nor closed."""
LONGEST = 255
"""Characters of the longest expression, as OSM has it."""

_MIDNIGHT = time()
_DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)
# The library stops to look for the next change there: without, some expressions take seconds.
_MAX_INTERVAL_DAYS = 366


class Span(NamedTuple):
    """A part of a day, in minutes of the wall clock from its midnight; `end` may be that of the next midnight, 1440.

    Examples
    --------
    >>> Span(540, 1020, OPEN, "").end
    1020
    """

    start: int
    end: int
    state: int
    comment: str


def parse(expression: str) -> OpeningHours:
    """Parse an expression for dates without a zone and without the library's own holidays.

    Parameters
    ----------
    expression : str
        In OSM's syntax, at most `LONGEST` characters.

    Raises
    ------
    ParameterError
        If it is too long, holds control characters or cannot be parsed.

    Examples
    --------
    >>> str(parse("Mo-Fr 9:00-17:00"))
    'Mo-Fr 09:00-17:00'
    """
    if len(expression) > LONGEST:
        raise _refused(expression, f"长于 {LONGEST} 个字符 longer than {LONGEST} characters")
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in expression):
        raise _refused(expression, "含控制字符 holds control characters")
    return parse_derived(expression)


@lru_cache(maxsize=512)
def parse_derived(expression: str) -> OpeningHours:
    """Parse what was made here of an expression that `parse` took; it may be longer.

    Parameters
    ----------
    expression : str

    Raises
    ------
    ParameterError
        If it cannot be parsed.

    Examples
    --------
    >>> str(parse_derived("Mo-Fr 09:00-24:00"))
    'Mo-Fr 09:00-24:00'
    """
    try:
        return OpeningHours(expression, auto_country=False, auto_timezone=False, max_interval_days=_MAX_INTERVAL_DAYS)
    except ParserError as error:
        raise _refused(expression, "不是 OSM 的 opening_hours 写法 not OSM's opening_hours syntax") from error


def _refused(expression: str, reason: str) -> ParameterError:
    fault = Fault("opening_hours", expression[:LONGEST], reason)
    return ParameterError(f"开放时间无法求值 hours that cannot be evaluated: {reason}", (fault,))


def evaluate(hours: OpeningHours, day: date) -> list[Span]:
    """Give the spans of one day that are open, unknown, or closed with a comment.

    Days are asked one by one: over longer stretches the library leaves out what a fallback (``||``) adds.

    Parameters
    ----------
    hours : OpeningHours
        As `parse` gives it.
    day : date
        From 1900 on; the library takes earlier days for closed.

    Examples
    --------
    >>> evaluate(parse("Mo-Fr 09:00-17:00"), date(2026, 11, 25)), evaluate(parse("Mo 09:00-17:00"), date(2026, 11, 25))
    ([Span(start=540, end=1020, state=1, comment='')], [])
    """
    midnight = datetime.combine(day, _MIDNIGHT)
    return [
        Span(
            start.hour * 60 + start.minute,
            end.hour * 60 + end.minute or _DAY_MINUTES,
            OPEN if state is State.OPEN else CLOSED if state is State.CLOSED else UNKNOWN,
            comment,
        )
        for start, end, state, comment in hours.intervals(midnight, midnight + _DAY)
        if comment or state is not State.CLOSED
    ]
