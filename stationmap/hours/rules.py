"""Rules of hours, and how they are printed as an OSM expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stationmap.hours.clocks import DAY
from stationmap.hours.days import EVERY_DAY
from stationmap.hours.seasons import MONTHS, Season
from stationmap.hours.spans import ALL_DAY, Span, reads_as_afternoon

__all__ = ["WEEKDAYS", "Rule", "print_rules", "runs_of_days"]

WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: on which days of which seasons, when, and what then holds.

    Parameters
    ----------
    seasons : tuple of Season
        Empty for the whole year.
    weekdays : frozenset of int
        0 is Monday; empty for every day.
    holidays : bool
        Whether it is for public holidays (PH) instead.
    spans : tuple of Span
        Empty for the whole day.
    state : {"open", "off", "unknown"}
    comment : str
        What an unknown depends on.

    Examples
    --------
    >>> print_rules([Rule(weekdays=frozenset(range(5)), spans=(Span(540, 1020),)), Rule(holidays=True, state="off")])
    'Mo-Fr 09:00-17:00; PH off'
    """

    seasons: tuple[Season, ...] = ()
    weekdays: frozenset[int] = frozenset()
    holidays: bool = False
    spans: tuple[Span, ...] = ()
    state: str = "open"
    comment: str = ""

    @property
    def days(self) -> frozenset[int]:
        """The weekdays for which it stands, all if it names none."""
        return self.weekdays or EVERY_DAY

    @property
    def passes_midnight(self) -> bool:
        """Whether it closes on the next day."""
        return any(span.passes_midnight for span in self.spans)


def runs_of_days(days: Iterable[int]) -> list[tuple[int, int]]:
    """Give runs of weekdays, first and last, Monday to Sunday.

    Parameters
    ----------
    days : iterable of int

    Examples
    --------
    >>> runs_of_days({0, 1, 2, 4, 6})
    [(0, 2), (4, 4), (6, 6)]
    """
    ordered = sorted(days)
    starts = [day for day in ordered if day - 1 not in ordered]
    return list(zip(starts, [day for day in ordered if day + 1 not in ordered], strict=True))


def print_rules(rules: Sequence[Rule]) -> str:
    """Print rules as an expression.

    A rule after ``;`` takes its whole days from midnight on, also the hours that the evening before left in them. Where
    a rule closes past midnight and the days of all are apart, the rules are joined by a comma, which only adds.

    Parameters
    ----------
    rules : sequence of Rule
        Later ones override; those for holidays come last.

    Examples
    --------
    >>> friday, saturday = (Rule(weekdays=frozenset({day}), spans=(Span(1200, 1560),)) for day in (4, 5))
    >>> print_rules([friday, saturday])
    'Fr 20:00-02:00, Sa 20:00-02:00'
    """
    plain = [rule for rule in rules if not rule.holidays]
    mark = "; "
    if any(rule.passes_midnight for rule in plain):
        # what is added last holds: an evening that is known to be open, over a next day that is unknown
        mark, plain = ", ", sorted(plain, key=lambda rule: rule.state == "open")
    printed = [mark.join(map(_rule, plain)), *(_rule(rule) for rule in rules if rule.holidays)]
    return "; ".join(text for text in printed if text)


def _rule(rule: Rule) -> str:
    days = [
        WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}{'-' if last - first > 1 else ','}{WEEKDAYS[last]}"
        for first, last in runs_of_days(rule.weekdays)
    ]
    named = "PH" if rule.holidays else ",".join(days)
    parts = [",".join(map(_season, rule.seasons)), named, _times(rule, alone=not (rule.seasons or named))]
    state = "" if rule.state == "open" else rule.state
    return " ".join(part for part in [*parts, state, f'"{rule.comment}"' if rule.comment else ""] if part)


def _season(season: Season) -> str:
    if season.months:
        first, last = (MONTHS[month - 1] for month in season.months)
    else:
        first, last = (f"{MONTHS[day.month - 1]} {day.day:02d}" for day in season.dates)
    return first if first == last else f"{first}-{last}"


def _times(rule: Rule, *, alone: bool) -> str:
    if rule.spans in {(), (ALL_DAY,)}:
        return "" if rule.state != "open" else "24/7" if alone else "00:00-24:00"
    return ",".join(map(_span, rule.spans))


def _span(span: Span) -> str:
    """Print a closing past midnight as 02:00, or as 26:00 where 02:00 might be taken for the afternoon."""
    closes = span.closes
    if span.passes_midnight and not reads_as_afternoon(span.opens, closes - DAY):
        closes -= DAY
    return f"{span.opens // 60:02d}:{span.opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"
