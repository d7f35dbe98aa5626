"""Spans past midnight: what of an expression lies on the day on which it begins, and what on the day after."""

from __future__ import annotations

import re
from functools import lru_cache

from stationmap.errors import ParameterError

__all__ = ["crosses_midnight", "rules_of", "split_at_midnight"]

_SPAN = r"(\d\d):(\d\d)-(\d\d):(\d\d)(?:/[\d:]+)?\+?"
_SPANS = re.compile(rf"(?<![\d:]){_SPAN}(?:,{_SPAN})*")
_ONE = re.compile(_SPAN)
_PARTS = re.compile(r'("[^"]*")|(; |, | \|\| )')
_MODIFIER = re.compile(r'(?:(?:^| )(?:open|closed|off|unknown))?(?: ?"[^"]*")?$')
_DAY = 24 * 60


def crosses_midnight(expression: str) -> bool:
    """Tell whether a span of an expression goes past midnight.

    Parameters
    ----------
    expression : str
        As opening-hours-py prints it.

    Examples
    --------
    >>> crosses_midnight("Mo 22:00-02:00"), crosses_midnight("Mo 22:00-24:00"), crosses_midnight('Mo off "20:00-02:00"')
    (True, False, False)
    """
    return any(_spill(match) is not None for rule in rules_of(expression) for match in _ONE.finditer(_times(rule[1])))


@lru_cache(maxsize=256)
def split_at_midnight(expression: str) -> tuple[str, str]:
    """Split an expression into that of the day on which spans begin, and that of what is left of them the day after.

    The second one's times are those of the day after, its dates and weekdays still those on which the span begins.

    Parameters
    ----------
    expression : str
        As opening-hours-py prints it; one that `crosses_midnight`.

    Returns
    -------
    (str, str)

    Raises
    ------
    ParameterError
        If it has a fallback (``||``) too, which is not split.

    Examples
    --------
    >>> split_at_midnight("Mo-Fr 10:00-12:00,22:00-02:00; Sa 10:00-18:00")
    ('Mo-Fr 10:00-12:00,22:00-24:00; Sa 10:00-18:00', 'Mo-Fr 00:00-02:00; Sa closed')
    """
    rules = rules_of(expression)
    if any(separator == " || " for separator, _ in rules):
        raise ParameterError("跨零点的时段不能与 || 和 PH 并用 spans past midnight do not go with both || and PH")
    today = "".join(separator + _first_part(rule) for separator, rule in rules)
    spilled = [(separator, _second_part(rule, separator)) for separator, rule in rules]
    kept = [(separator, rule) for separator, rule in spilled if rule]
    return today, "".join((separator if at else "") + rule for at, (separator, rule) in enumerate(kept))


def rules_of(expression: str) -> list[tuple[str, str]]:
    """Give the rules of an expression, each with the separator before it.

    Parameters
    ----------
    expression : str
        As opening-hours-py prints it.

    Examples
    --------
    >>> rules_of('Mo off "a; b"; Tu 10:00-12:00 || unknown')
    [('', 'Mo off "a; b"'), ('; ', 'Tu 10:00-12:00'), (' || ', 'unknown')]
    """
    rules, separator, start = [], "", 0
    for match in _PARTS.finditer(expression):
        if match[2]:
            rules.append((separator, expression[start : match.start()]))
            separator, start = match[2], match.end()
    return [*rules, (separator, expression[start:])]


def _times(rule: str) -> str:
    match = _SPANS.search(rule.partition('"')[0])
    return match[0] if match else ""


def _spill(match: re.Match[str]) -> str | None:
    """Give what a span has left of the day after; None if it ends by midnight, "" if at midnight."""
    start, end = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
    if start < end <= _DAY:
        return None
    left = end - _DAY if end > _DAY else end
    return f"00:00-{left // 60:02}:{left % 60:02}" if left else ""


def _first_part(rule: str) -> str:
    times = _times(rule)
    cut = _ONE.sub(lambda match: match[0] if _spill(match) is None else f"{match[1]}:{match[2]}-24:00", times)
    return rule.replace(times, cut, 1) if times else rule


def _second_part(rule: str, separator: str) -> str:
    """Give what a rule has left of the day after; "" if it neither has nor takes away anything."""
    times = _times(rule)
    left = ",".join(filter(None, map(_spill, _ONE.finditer(times)))) if times else ""
    if left:
        return rule.replace(times, left, 1)
    modifier = _MODIFIER.search(rule)
    closes = modifier is not None and re.match(" ?(?:closed|off)", modifier[0]) is not None
    if (closes and times) or (separator == ", " and not closes):
        return ""
    bare = rule[: modifier.start()] if modifier else rule
    return f"{bare.replace(times, '', 1) if times else bare} closed".replace("  ", " ").strip()
