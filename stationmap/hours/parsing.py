"""OSM expressions read back into rules, as far as rules can hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stationmap.hours.clocks import DAY
from stationmap.hours.resolving import days_of_rule
from stationmap.hours.rules import WEEKDAYS, Rule
from stationmap.hours.seasons import MONTHS, Season, day_of_year
from stationmap.hours.spans import ALL_DAY, Span
from stationmap.hours.symbols import STATES, ends_rule

__all__ = ["rules_of_symbols"]

_TIME = re.compile("([0-9]{2}):([0-9]{2})")


def rules_of_symbols(symbols: Sequence[str]) -> tuple[Rule, ...] | None:
    """Read an expression into rules.

    Parameters
    ----------
    symbols : sequence of str
        As `symbols_of` cuts it; the expression is valid.

    Returns
    -------
    tuple of Rule or None
        Later ones override. None if it names what rules do not hold: weeks, years, the first Monday of a month, Easter,
        a fallback, or rules that are added to others on the same days.

    Examples
    --------
    >>> from stationmap.hours.symbols import symbols_of
    >>> [rule.holidays for rule in rules_of_symbols(symbols_of("Mo-Fr 09:00-17:00; Su,PH 10:00-12:00"))]
    [False, False, True]
    >>> rules_of_symbols(symbols_of("Mo[1] 09:00-17:00")) is None
    True
    """
    found: list[Rule] = []
    for mark, part in _parts(symbols):
        rules = _Rule(part).read()
        if rules is None or (mark == "," and not all(_apart(rule, found) for rule in rules)):
            return None
        found.extend(rules)
    return tuple(found)


def _parts(symbols: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Split at ``;``, and at commas that begin a further rule."""
    parts: list[tuple[str, list[str]]] = [(";", [])]
    for at, symbol in enumerate(symbols):
        following = symbols[at + 1] if at + 1 < len(symbols) else ""
        further = symbol == "," and at > 0 and ends_rule(symbols[at - 1]) and not _TIME.fullmatch(following)
        if symbol == ";" or further:
            parts.append((symbol, []))
        else:
            parts[-1][1].append(symbol)
    return parts


def _apart(rule: Rule, earlier: Sequence[Rule]) -> bool:
    if any(one.holidays for one in (rule, *earlier)):
        return False
    days, weekdays = days_of_rule(rule)
    return not any(days & other and weekdays & these for other, these in map(days_of_rule, earlier))


class _Rule:
    """Reads one rule from left to right."""

    def __init__(self, symbols: list[str]) -> None:
        self.left = symbols

    def read(self) -> tuple[Rule, ...] | None:
        seasons = tuple(self._seasons())
        weekdays, holidays = self._days()
        spans = tuple(self._spans())
        state = self.left.pop(0) if self.left and self.left[0] in STATES else "open"
        comment = self.left.pop(0).strip('"') if self.left and self.left[0].startswith('"') else ""
        if self.left or (holidays and seasons):
            return None
        rule = Rule(seasons, weekdays, spans=spans, state=state, comment=comment)
        of_holidays = replace(rule, weekdays=frozenset(), holidays=True)
        return (rule,) * bool(weekdays or not holidays) + (of_holidays,) * holidays

    def _next_is(self, *kinds: Sequence[str]) -> bool:
        """Whether the symbols that follow are of these sets."""
        return len(self.left) >= len(kinds) and all(one in kind for one, kind in zip(self.left, kinds, strict=False))

    def _take(self, count: int) -> list[str]:
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def _seasons(self) -> list[Season]:
        found: list[Season] = []
        while self._next_is(MONTHS) or (found and self._next_is([","], MONTHS)):
            self._take(self.left[0] == ",")
            month = MONTHS.index(self._take(1)[0]) + 1
            found.append(self._dates(month) if self.left and self.left[0].isdigit() else self._months(month))
        return found

    def _months(self, first: int) -> Season:
        last = MONTHS.index(self._take(2)[1]) + 1 if self._next_is(["-"], MONTHS) else first
        return Season(day_of_year(first, 1), (day_of_year(last % 12 + 1, 1) - 1) % 366)

    def _dates(self, month: int) -> Season:
        first = last = day_of_year(month, int(self._take(1)[0]))
        if self._next_is(["-"]):
            self._take(1)
            other = MONTHS.index(self._take(1)[0]) + 1 if self._next_is(MONTHS) else month
            last = day_of_year(other, int(self._take(1)[0])) if self.left and self.left[0].isdigit() else -1
        return Season(first, last)

    def _days(self) -> tuple[frozenset[int], bool]:
        days: set[int] = set()
        holidays = False
        named = [*WEEKDAYS, "PH"]
        while self._next_is(named) or ((days or holidays) and self._next_is([","], named)):
            self._take(self.left[0] == ",")
            name = self._take(1)[0]
            if name == "PH":
                holidays = True
                continue
            first = last = WEEKDAYS.index(name)
            if self._next_is(["-"], WEEKDAYS):
                last = WEEKDAYS.index(self._take(2)[1])
            days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        return frozenset(days), holidays

    def _spans(self) -> list[Span]:
        if self._next_is(["24/7"]):
            self._take(1)
            return [ALL_DAY]
        found: list[Span] = []
        while self.left and self._begins_span():
            self._take(self.left[0] == ",")
            opens, _, closes = self._take(3)
            found.append(_span(opens, closes))
        return found

    def _begins_span(self) -> bool:
        following = self.left[self.left[0] == "," :][:3]
        return len(following) == 3 and following[1] == "-" and bool(_TIME.fullmatch(following[0]))


def _span(opens: str, closes: str) -> Span:
    start, end = (int(time[:2]) * 60 + int(time[3:]) for time in (opens, closes))
    return Span(start, end if end > start else end + DAY)
