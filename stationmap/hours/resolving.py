"""Rules that override one another, made into rules that stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from stationmap.hours.rules import Rule
from stationmap.hours.seasons import YEAR, seasons_of

__all__ = ["days_of_rule", "resolve"]

_ALL_YEAR = frozenset(range(YEAR))

Box = tuple[frozenset[int], frozenset[int]]  # days of the year by weekdays


def days_of_rule(rule: Rule) -> Box:
    """Give the days of the year and the weekdays for which a rule stands.

    Parameters
    ----------
    rule : Rule

    Examples
    --------
    >>> days, weekdays = days_of_rule(Rule())
    >>> len(days), len(weekdays)
    (366, 7)
    """
    seasons = frozenset[int]().union(*(season.days for season in rule.seasons))
    return seasons or _ALL_YEAR, rule.days


def resolve(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Make rules that are apart and open or unknown; what is left over is closed.

    Parameters
    ----------
    rules : sequence of Rule
        Later ones override; none of them for holidays.

    Examples
    --------
    >>> from stationmap.hours.rules import print_rules
    >>> from stationmap.hours.spans import Span
    >>> week, sunday = Rule(spans=(Span(540, 1020),)), Rule(weekdays=frozenset({6}), state="off")
    >>> print_rules(resolve([week, sunday]))
    'Mo-Sa 09:00-17:00'
    """
    boxes: list[tuple[Rule, Box]] = []
    for rule in rules:
        later = days_of_rule(rule)
        boxes = [(earlier, left) for earlier, box in boxes for left in _without(box, later)]
        boxes.append((rule, later))
    return _joined(
        replace(rule, seasons=() if days == _ALL_YEAR else seasons_of(days), weekdays=weekdays)
        for rule, (days, weekdays) in boxes
        if rule.state != "off"
    )


def _without(box: Box, other: Box) -> list[Box]:
    (days, weekdays), (other_days, other_weekdays) = box, other
    if not (days & other_days and weekdays & other_weekdays):
        return [box]
    left = [(days - other_days, weekdays), (days & other_days, weekdays - other_weekdays)]
    return [part for part in left if all(part)]


def _joined(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Join rules that differ in their weekdays only, season by season."""
    weekdays: dict[Rule, frozenset[int]] = {}
    for rule in rules:
        key = replace(rule, weekdays=frozenset())
        weekdays[key] = weekdays.get(key, frozenset()) | rule.weekdays
    seasons = list(dict.fromkeys(rule.seasons for rule in weekdays))
    joined = [replace(rule, weekdays=days) for rule, days in weekdays.items()]
    return tuple(sorted(joined, key=lambda rule: (seasons.index(rule.seasons), min(rule.weekdays))))
