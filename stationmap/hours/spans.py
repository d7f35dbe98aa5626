"""Spans of time within a day: 8:30-11:30、14:00-次日2:00."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stationmap.hours.clocks import DAY, LATEST, Clock, clock_at, placed
from stationmap.hours.reasons import refusal
from stationmap.hours.tokens import Token

__all__ = ["ALL_DAY", "Span", "check_order", "reads_as_afternoon", "span_at"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From opening to closing.

    Parameters
    ----------
    opens, closes : int
        Minutes after midnight of the day on which it opens; closing past midnight is above 1440.

    Examples
    --------
    >>> Span(18 * 60, 26 * 60).passes_midnight
    True
    """

    opens: int
    closes: int

    @property
    def passes_midnight(self) -> bool:
        """Whether it closes on the next day."""
        return self.closes > DAY


ALL_DAY = Span(0, DAY)

_NOON = 720


def reads_as_afternoon(opens: int, closes: int) -> bool:
    """Whether a closing that lies before the opening may have been meant twelve hours later.

    12:00-5:00 may be five in the afternoon; 18:00-2:00 can only be of the night. Nobody writes 0:30 for half past noon.

    Parameters
    ----------
    opens, closes : int
        Minutes after midnight.

    Examples
    --------
    >>> reads_as_afternoon(720, 300), reads_as_afternoon(1080, 120), reads_as_afternoon(360, 30)
    (True, False, False)
    """
    return 60 <= closes < 720 and closes <= opens < closes + 720


def span_at(tokens: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """Read a span.

    Parameters
    ----------
    tokens : sequence of Token
    at : int
        Where it begins.

    Returns
    -------
    (Span, int) or None
        With the place after it; None if no time stands there.

    Raises
    ------
    InputError
        ``incomplete`` if it has no end, and the reasons of times.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> span_at(tokens_of("下午2点-5点半"), 0)
    (Span(opens=840, closes=1050), 4)
    """
    if at < len(tokens) and tokens[at].kind == "all_day":
        return ALL_DAY, at + 1
    first = clock_at(tokens, at)
    if first is None:
        return None
    opening, end = first
    second = clock_at(tokens, end + 1) if end < len(tokens) and tokens[end].kind == "dash" else None
    if second is None:
        raise refusal("incomplete", opening.text)
    closing, after = second
    if not opening.part and opening.minutes < 780 and _shares_part(opening, closing):
        raise refusal("ambiguous_half", f"{opening.text}-{closing.text}")
    return _span(opening, closing), after


def _shares_part(opening: Clock, closing: Clock) -> bool:
    """7-9pm: the half of the day may be that of both, 9:00-5:00pm not; 8:30-12:00am ends at noon, or at midnight."""
    if closing.part not in {"am", "pm"}:
        return False
    first, last = opening.minutes % _NOON, closing.minutes % _NOON
    return opening.kind == "number" or (first < last if closing.part == "pm" else last < 60)


def _span(opening: Clock, closing: Clock) -> Span:
    written = f"{opening.text}-{closing.text}"
    _check_forms(opening, closing, written)
    opens = placed(opening.minutes, opening.part)
    if opens is None or opens >= DAY or opening.next_day:
        raise refusal("bad_time", opening.text)
    if _may_be_afternoon(opening, closing):
        raise refusal("ambiguous_half", written)
    closes = _explicit(opens, closing) if closing.part or closing.next_day else _implicit(opens, opening, closing)
    if closes is None:
        raise refusal("equal_times" if closing.minutes == opening.minutes else "ambiguous_half", written)
    if not opens < closes <= min(opens + DAY - 1, LATEST) and (opens, closes) != (0, DAY):
        raise refusal("times_out_of_order", written)
    return Span(opens, DAY if closes == DAY - 1 else closes)  # who writes 23:59 means the end of the day


def _check_forms(opening: Clock, closing: Clock, written: str) -> None:
    """8-20点 and 早8-晚8 are times; 9-17 may be anything, and 0830 stands beside its like."""
    kinds = {opening.kind, closing.kind}
    bare = kinds == {"number"} and not (opening.part and closing.part)
    if bare or ("compact" in kinds and kinds != {"compact"}):
        raise refusal("not_understood", written)


def _may_be_afternoon(opening: Clock, closing: Clock) -> bool:
    """2:00-5:00 may be of the afternoon, unless a 24-hour clock shows."""
    bare = not opening.part and not opening.padded and 60 <= opening.minutes < 300
    return bare and (bool(closing.part) or closing.minutes < 780)


def _explicit(opens: int, closing: Clock) -> int | None:
    """Place a closing that names its day or its part of the day."""
    closes = placed(closing.minutes, closing.part)
    if closes is None or closing.next_day:
        return None if closes is None else closes + DAY
    night = closing.part in {"dawn", "am"} or (closing.part == "morning" and opens >= _NOON)
    return closes + DAY if night and closes <= opens else closes


def _implicit(opens: int, opening: Clock, closing: Clock) -> int | None:
    """Place a bare closing: as written, in the opening's part of the day, or past midnight; None if in doubt."""
    closes = closing.minutes
    if closes > opens:
        return closes
    shared = placed(closes, opening.part) if opening.part else None
    if shared is not None and shared > opens:
        return shared
    if closes == opens or reads_as_afternoon(opens, closes):
        return None
    return closes + DAY


def check_order(spans: Sequence[Span], written: str) -> None:
    """Check that the spans of a day follow each other and leave off before the first begins again.

    Parameters
    ----------
    spans : sequence of Span
    written : str
        What they were read from.

    Raises
    ------
    InputError
        ``times_out_of_order``.

    Examples
    --------
    >>> check_order([Span(510, 690), Span(840, 1020)], "8:30-11:30 14:00-17:00")
    """
    ends = [*(span.opens for span in spans[1:]), spans[0].opens + DAY]
    if any(span.closes > end for span, end in zip(spans, ends, strict=True)):
        raise refusal("times_out_of_order", written)
