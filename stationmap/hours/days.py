"""The days that hours are for: weekdays, 工作日, holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stationmap.hours.reasons import refusal
from stationmap.hours.tokens import Token

__all__ = ["EVERY_DAY", "DayScope", "days_at"]

EVERY_DAY = frozenset(range(7))
"""Monday to Sunday, 0 to 6."""

_WORKDAYS = frozenset(range(5))
_WEEKEND = frozenset({5, 6})
_BY_SIGN = dict(zip("一二三四五六日天1234567", [0, 1, 2, 3, 4, 5, 6, 6, 0, 1, 2, 3, 4, 5, 6], strict=True))
_KINDS = frozenset({"weekday", "days", "workdays", "holiday"})
_LINKS = frozenset({"and", "filler"})


@dataclass(frozen=True, slots=True)
class DayScope:
    """A set of days as people name it.

    Parameters
    ----------
    weekdays : frozenset of int
        0 is Monday.
    workdays : bool
        Whether 工作日 was said, which follows the public calendar.
    holiday : {"", "public", "loose"}
        Whether holidays were said: 法定节假日 is the public calendar's, 节假日 may be weekends too.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> scope, _ = days_at(tokens_of("周末及节假日"), 0)
    >>> sorted(scope.weekdays), scope.holiday
    ([5, 6], 'loose')
    """

    weekdays: frozenset[int]
    workdays: bool = False
    holiday: str = ""

    def __or__(self, other: DayScope) -> DayScope:
        """Join two sets; what is loose in one is loose in both."""
        holiday = "loose" if "loose" in {self.holiday, other.holiday} else self.holiday or other.holiday
        return DayScope(self.weekdays | other.weekdays, self.workdays or other.workdays, holiday)

    @property
    def names_weekend(self) -> bool:
        """Whether Saturday or Sunday is in it."""
        return bool(self.weekdays & _WEEKEND)


def days_at(tokens: Sequence[Token], at: int) -> tuple[DayScope, int] | None:
    """Read names of days that stand together: 周一至周三、周五.

    Parameters
    ----------
    tokens : sequence of Token
    at : int
        Where they begin.

    Returns
    -------
    (DayScope, int) or None
        With the place after them; None if no day stands there.

    Raises
    ------
    InputError
        ``incomplete`` if a range has no end.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> sorted(days_at(tokens_of("周五至周一 9:00"), 0)[0].weekdays)
    [0, 4, 5, 6]
    """
    found: DayScope | None = None
    end = at
    while (read := _item(tokens, end if found is None else _after_link(tokens, end))) is not None:
        scope, end = read
        found = scope if found is None else found | scope
    return None if found is None else (found, end)


def _after_link(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].kind in _LINKS else at


def _item(tokens: Sequence[Token], at: int) -> tuple[DayScope, int] | None:
    """Read one name of days, or a range of two."""
    if at >= len(tokens) or tokens[at].kind not in _KINDS:
        return None
    first = _scope(tokens[at])
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "dash":
        return first, at + 1
    last = _scope(tokens[at + 2]) if at + 2 < len(tokens) and tokens[at + 2].kind in _KINDS else None
    start, stop = _last_day(tokens[at]), _only_day(last)
    written = "".join(token.text for token in tokens[at : at + 3])
    if start is None or stop is None or start == stop:
        raise refusal("incomplete", written)
    length = (stop - start) % 7 + 1
    span = frozenset((start + step) % 7 for step in range(length))
    return DayScope(first.weekdays | span), at + 3


def _scope(token: Token) -> DayScope:
    if token.kind == "weekday":
        if len(set(token.value)) < len(token.value):
            raise refusal("not_understood", token.text)  # 周一一周五 has a dash that became a day
        return DayScope(frozenset(_BY_SIGN[sign] for sign in token.value))
    if token.kind == "workdays":
        return DayScope(_WORKDAYS, workdays=True)
    if token.kind == "holiday":
        return DayScope(frozenset(), holiday=token.value)
    return DayScope(frozenset(map(int, token.value.split())))


def _last_day(token: Token) -> int | None:
    """Give the weekday from which a range may run; 周末至 names none."""
    if token.kind == "weekday":
        return _BY_SIGN[token.value[-1]]
    return _only_day(_scope(token))


def _only_day(scope: DayScope | None) -> int | None:
    return next(iter(scope.weekdays)) if scope and len(scope.weekdays) == 1 else None
