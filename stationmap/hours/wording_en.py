"""Hours in English words."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.hours.clocks import DAY
from stationmap.hours.rules import Rule, runs_of_days
from stationmap.hours.seasons import MONTHS, Season
from stationmap.hours.spans import ALL_DAY, Span
from stationmap.hours.words import ALERTS

__all__ = ["EnglishWords"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class EnglishWords:
    """Says rules in English.

    Examples
    --------
    >>> EnglishWords().rule(Rule(weekdays=frozenset({0, 1, 2, 5}), spans=(Span(540, 1020),)))
    'Mon–Wed, Sat 09:00–17:00'
    """

    never = "never open"
    between = "; "

    def rule(self, rule: Rule) -> str:
        """Say a rule for weekdays, without its season."""
        return _hours(_days(rule.days), rule)

    def season(self, seasons: Sequence[Season], rules: Sequence[str]) -> str:
        """Say the rules of a season."""
        return f"{', '.join(map(_season, seasons))}: {', '.join(rules)}"

    def closed(self, seasons: Sequence[Season]) -> str:
        """Say that it is closed for some weeks."""
        return f"closed {', '.join(map(_season, seasons))}"

    def workdays(self, rule: Rule) -> str:
        """Say a rule for Monday to Friday that follows the public calendar."""
        hours = "open on workdays, times unknown" if rule.state == "unknown" else _hours("workdays", rule)
        return f"{hours} (closed on public holidays, open on make-up workdays)"

    def holidays(self, rule: Rule, *, makeup: bool, seasonal: bool) -> str:
        """Say a rule for public holidays, that make-up workdays are workdays, and that no season is meant."""
        days = "public holidays all year" if seasonal else "public holidays"
        said = "closed on public holidays" if rule.state == "off" else _hours(days, rule)
        return f"{said}; make-up workdays as other workdays" if makeup else said


def _hours(days: str, rule: Rule) -> str:
    times = "" if rule.spans in {(), (ALL_DAY,)} else ", ".join(map(_span, sorted(rule.spans)))
    if rule.comment:
        return f"{days} {times}".rstrip() + f", only during a {ALERTS[rule.comment]}"
    if rule.state == "unknown":
        return f"{days}: times unknown"
    return f"{days} {times or '24 hours'}"


def _days(days: frozenset[int]) -> str:
    if len(days) == 7:
        return "daily"
    return ", ".join(
        _DAYS[first] if first == last else f"{_DAYS[first]}{'–' if last - first > 1 else ', '}{_DAYS[last]}"
        for first, last in runs_of_days(days)
    )


def _season(season: Season) -> str:
    if season.months:
        first, last = (MONTHS[month - 1] for month in season.months)
    else:
        first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in season.dates)
    return first if first == last else f"{first}–{last}"


def _span(span: Span) -> str:
    closes = span.closes - DAY if span.passes_midnight else span.closes
    return f"{_clock(span.opens)}–{_clock(closes)}{' (next day)' if span.passes_midnight else ''}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
