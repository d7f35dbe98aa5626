"""Tokens joined into elements: days that stand together, dates with their range, the times of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stationmap.hours.days import DayScope, days_at
from stationmap.hours.reasons import LONGEST_PART, refusal
from stationmap.hours.seasons import Season, season_at
from stationmap.hours.spans import Span, check_order, span_at
from stationmap.hours.tokens import Token

__all__ = ["PAUSE", "STOP", "Element", "elements_of"]

PAUSE, STOP = 1, 2
"""What stands before an element: a comma or bracket, or the end of a sentence."""

_MARKS = {"strong": STOP, "and": PAUSE, "opening": PAUSE, "closing": PAUSE}
_SILENT = frozenset({"filler", "only", "colon"})
_WORDS = {"closed": "closed", "except": "closed", "outside": "closed", "all_year": "season"} | {
    kind: kind for kind in ("usual", "unknown", "open", "makeup", "rest", "alert")
}
# 时 and 期间 say nothing of their own after these.
_LASTING = frozenset({"alert", "holiday", "date", "season"})


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a statement.

    Parameters
    ----------
    kind : str
        ``season``, ``rest``, ``days``, ``times``, ``alert``, ``open``, ``closed``, ``usual``, ``unknown``, ``makeup``.
    text : str
        As written.
    pause : int
        0, `PAUSE` or `STOP`: the strongest mark before it.
    bracketed : bool
        Whether it alone stands in brackets.
    seasons : tuple of Season
    days : DayScope or None
    spans : tuple of Span
    value : str
        Which alert.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> [element.kind for element in elements_of(tokens_of("周一至周五:上午8:30-11:30,下午2:00-5:00"))]
    ['days', 'times']
    """

    kind: str
    text: str
    pause: int = 0
    bracketed: bool = False
    seasons: tuple[Season, ...] = ()
    days: DayScope | None = None
    spans: tuple[Span, ...] = ()
    value: str = ""


def elements_of(tokens: Sequence[Token]) -> tuple[Element, ...]:
    """Join tokens; every token belongs to an element or is a mark.

    Parameters
    ----------
    tokens : sequence of Token

    Raises
    ------
    InputError
        With the reason, as `refusal` makes it.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> [element.kind for element in elements_of(tokens_of("除周日外 8:00-20:00"))]
    ['days', 'closed', 'times']
    """
    if all(token.kind in {"label", "colon"} for token in tokens):
        raise refusal("host_hours")
    _check_marks(tokens)
    _check_brackets(tokens)
    found: list[Element] = []
    at = pause = 0
    while at < len(tokens):
        if tokens[at].kind in _MARKS:
            pause = max(pause, _MARKS[tokens[at].kind])
            at += 1
        elif (after := _past_silent(tokens, at)) > at:
            at = after
        else:
            element, at = _element(tokens, at, pause)
            found.append(element)
            pause = 0
    return tuple(found)


def _check_marks(tokens: Sequence[Token]) -> None:
    if tokens[-1].kind == "and":
        raise refusal("incomplete", _text(tokens, 0, len(tokens))[-LONGEST_PART:])
    dotted = [token.text for token in tokens if token.kind == "clock" and "." in token.text[:3]]
    if dotted and any(token.kind == "clock" and ":" in token.text for token in tokens):
        raise refusal("not_understood", dotted[0])  # 10.10-12.30 beside 8:00-20:00 may be dates


def _check_brackets(tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += {"opening": 1, "closing": -1}.get(token.kind, 0)
        if not 0 <= depth <= 1:
            raise refusal("not_understood", token.text)
    if depth:
        raise refusal("incomplete", "(")


def _past_silent(tokens: Sequence[Token], at: int) -> int:
    """Pass words that say nothing where they stand: 夏季 beside its dates, a label before what it labels."""
    token = tokens[at]
    if token.kind == "season" and not _has_dates(tokens, at):
        raise refusal("season_without_dates", token.text)
    if token.kind == "label" and at + 1 == len(tokens):
        raise refusal("incomplete", token.text)
    lasting = token.kind == "during" and at > 0 and tokens[at - 1].kind in _LASTING
    excepting = token.kind == "but" and _outside(tokens, at)
    return at + (token.kind in _SILENT | {"season", "label"} or lasting or excepting)


def _has_dates(tokens: Sequence[Token], at: int) -> bool:
    """夏季(5月-9月) or 5月-9月(夏季)."""
    beside = at + 1
    while beside < len(tokens) and tokens[beside].kind in {"opening", "colon", "label", "filler"}:
        beside += 1
    if beside < len(tokens) and season_at(tokens, beside):
        return True
    before = at - 1 - (at > 0 and tokens[at - 1].kind == "opening")
    return before >= 0 and tokens[before].kind in {"date", "mday"}


def _outside(tokens: Sequence[Token], at: int) -> bool:
    """除…外: the days within are those of the exception."""
    read = days_at(tokens, at + 1)
    return read is not None and read[1] < len(tokens) and tokens[read[1]].kind == "outside"


def _element(tokens: Sequence[Token], at: int, pause: int) -> tuple[Element, int]:
    for reader in _READERS:
        if read := reader(tokens, at, pause):
            return read
    token = tokens[at]
    if token.kind == "outside" and not _closes_exception(tokens, at):
        raise refusal("not_understood", token.text)
    if token.kind not in _WORDS:
        raise refusal("not_understood", token.text)
    return Element(_WORDS[token.kind], token.text, pause, _in_brackets(tokens, at, at + 1), value=token.value), at + 1


def _closes_exception(tokens: Sequence[Token], at: int) -> bool:
    return any(token.kind == "but" for token in tokens[:at])


def _in_brackets(tokens: Sequence[Token], start: int, end: int) -> bool:
    return start > 0 and end < len(tokens) and (tokens[start - 1].kind, tokens[end].kind) == ("opening", "closing")


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    return "".join(token.text for token in tokens[start:end])


def _days(tokens: Sequence[Token], at: int, pause: int) -> tuple[Element, int] | None:
    read = days_at(tokens, at)
    if read is None:
        return None
    days, end = read
    return Element("days", _text(tokens, at, end), pause, _in_brackets(tokens, at, end), days=days), end


def _season(tokens: Sequence[Token], at: int, pause: int) -> tuple[Element, int] | None:
    seasons: list[Season] = []
    end = at
    while read := season_at(tokens, _past_and(tokens, end) if seasons else end):
        season, end = read
        seasons.append(season)
    if not seasons:
        return None
    return Element("season", _text(tokens, at, end), pause, seasons=tuple(seasons)), end


def _past_and(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].kind == "and" else at


def _times(tokens: Sequence[Token], at: int, pause: int) -> tuple[Element, int] | None:
    """Read the times of one day; 8:30-11:30；14:00-17:00 belong together, since a day has no other times."""
    spans: list[Span] = []
    end = at
    while read := span_at(tokens, _past_marks(tokens, end) if spans else end):
        span, end = read
        if span not in spans or span.closes - span.opens < 1440:
            spans.append(span)
    if not spans:
        return None
    text = _text(tokens, at, end)
    check_order(spans, text)
    return Element("times", text, pause, _in_brackets(tokens, at, end), spans=tuple(spans)), end


def _past_marks(tokens: Sequence[Token], at: int) -> int:
    """Pass marks and words between two times, if times follow that are no dates."""
    past = at
    while past < len(tokens) and tokens[past].kind in {"and", "strong", "filler"}:
        past += 1
    return past if past < len(tokens) and not season_at(tokens, past) else at


_READERS: tuple[Callable[[Sequence[Token], int, int], tuple[Element, int] | None], ...] = (_season, _days, _times)
