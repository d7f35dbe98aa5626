"""What one reading of an expression says day by day, with the calendar's days off and make-up workdays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from stationmap.timetable.calendar import Calendar
from stationmap.timetable.holidays import HolidayExpression
from stationmap.timetable.library import CLOSED, OPEN, Span, evaluate, parse_derived
from stationmap.timetable.midnight import crosses_midnight, split_at_midnight

__all__ = ["OneReading", "lay_over"]

_YESTERDAY = timedelta(days=1)


class OneReading:
    """One expression, evaluated on one day after another.

    An expression that does not name ``PH`` means on every day what opening-hours-py says. One that names it:

    - On a day off its ``PH`` hold. On a make-up workday it keeps the hours of `Calendar.ordinary_day`, and its own
      weekday's are void.
    - A span belongs to the day on which it begins and lasts as long as it says: what was opened on the eve of a day
      off closes past midnight as ever, and a day off leaves nothing to the day after.

    Parameters
    ----------
    expression : str
        In OSM's syntax, as `readings` gives it.
    calendar : Calendar
        For ``PH`` and make-up workdays.

    Raises
    ------
    ParameterError
        If the expression cannot be evaluated.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> days = OneReading("Mo-Fr 09:00-17:00; PH off", china_calendar())
    >>> days.on(date(2026, 10, 9)) == days.on(date(2026, 10, 10)), days.on(date(2026, 10, 7))
    (True, [])
    """

    def __init__(self, expression: str, calendar: Calendar) -> None:
        parsed = parse_derived(expression)
        self._calendar = calendar
        self._hours = HolidayExpression(expression, calendar)
        self._crosses = self.follows_calendar and crosses_midnight(str(parsed))
        if self._crosses:
            split_at_midnight(str(parsed))  # refused now rather than on the first day off

    @property
    def follows_calendar(self) -> bool:
        """Tell whether the expression names public holidays."""
        return self._hours.follows_calendar

    def on(self, day: date) -> list[Span]:
        """Give the spans of a day in order, none overlapping: open, unknown, or closed with a comment."""
        if not self.follows_calendar:
            return evaluate(parse_derived(self._hours.expression), day)
        if not self._crosses:
            source = self._calendar.ordinary_day(day)
            return evaluate(parse_derived(self._hours.on(source)), source)
        eve = day - _YESTERDAY
        if self._hours.is_plain(day) and self._hours.is_plain(eve):
            return evaluate(parse_derived(self._hours.on(day)), day)
        return lay_over(self._from(eve), self._begun(day))

    def _begun(self, day: date) -> list[Span]:
        """Give what begins on a day, cut at the next midnight."""
        source = self._calendar.ordinary_day(day)
        return evaluate(parse_derived(split_at_midnight(str(parse_derived(self._hours.on(source))))[0]), source)

    def _from(self, eve: date) -> list[Span]:
        """Give what began on the eve and is left of the day after it."""
        source = self._calendar.ordinary_day(eve)
        left = split_at_midnight(str(parse_derived(self._hours.on(source))))[1]
        return evaluate(parse_derived(left), source) if left else []


def lay_over(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """Lay spans over others of the same day: where both say something, open wins, then unknown, then closed.

    Parameters
    ----------
    first, second : iterable of Span
        In order, none overlapping within each. Of two of one state the second is taken.

    Examples
    --------
    >>> [tuple(span) for span in lay_over([Span(0, 120, 1, "")], [Span(60, 600, 2, "?")])]
    [(0, 120, 1, ''), (120, 600, 2, '?')]
    """
    spans = [*second, *first]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    laid: list[Span] = []
    for start, end in pairwise(edges):
        there = [span for span in spans if span.start <= start and span.end >= end]
        if there:
            top = min(there, key=_rank)
            follows = bool(laid) and laid[-1].end == start and laid[-1][2:] == top[2:]
            laid[-1:] = [laid[-1]._replace(end=end)] if follows else [*laid[-1:], Span(start, end, *top[2:])]
    return laid


def _rank(span: Span) -> int:
    return 0 if span.state == OPEN else 2 if span.state == CLOSED else 1
