"""An expression said in a plain sentence, in Chinese or in English.

What the Chinese sentence says is read by `read_hours` as the same hours. What is beyond plain words, such as weeks,
years, comments other than alerts, unknown hours at known times, or seasons that overlap in many ways, is shown as the
expression itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal, Protocol

from stationmap.errors import InputError, ParameterError
from stationmap.hours.clocks import LATEST
from stationmap.hours.expression import normalise_expression
from stationmap.hours.parsing import rules_of_symbols
from stationmap.hours.plain import LONGEST, plain_text
from stationmap.hours.resolving import resolve
from stationmap.hours.rules import Rule, print_rules
from stationmap.hours.seasons import Season
from stationmap.hours.spans import ALL_DAY, Span, check_order
from stationmap.hours.symbols import symbols_of
from stationmap.hours.wording_en import EnglishWords
from stationmap.hours.wording_zh import ChineseWords
from stationmap.hours.words import ALERTS

__all__ = ["say_hours"]

Language = Literal["zh", "en"]

_WORKDAYS = frozenset(range(5))
_EVERY_DAY = frozenset(range(7))


class _Words(Protocol):
    """What a language has words for."""

    never: str
    between: str

    def rule(self, rule: Rule) -> str: ...
    def season(self, seasons: Sequence[Season], rules: Sequence[str]) -> str: ...
    def closed(self, seasons: Sequence[Season]) -> str: ...
    def workdays(self, rule: Rule) -> str: ...
    def holidays(self, rule: Rule, *, makeup: bool, seasonal: bool) -> str: ...


_LANGUAGES: dict[str, _Words] = {"zh": ChineseWords(), "en": EnglishWords()}


def say_hours(expression: str, language: Language) -> str:
    """Say an expression in words.

    Parameters
    ----------
    expression : str
        In OSM's ``opening_hours`` syntax, as `read_hours` gives it.
    language : {"zh", "en"}

    Returns
    -------
    str
        A sentence, or the expression itself if there are no plain words for it.

    Raises
    ------
    ParameterError
        If the language is another.

    Examples
    --------
    >>> say_hours("Mo-Fr 08:30-12:00,13:00-17:30; PH off", "zh")
    '工作日 08:30–12:00、13:00–17:30（法定节假日休息，调休上班日开放）'
    >>> say_hours("Mo-Sa 18:00-02:00", "en")
    'Mon–Sat 18:00–02:00 (next day)'
    >>> say_hours("Mo[1] 09:00-17:00", "zh")
    'Mo[1] 09:00-17:00'
    """
    words = _LANGUAGES.get(language)
    if words is None:
        raise ParameterError(f"没有这种语言 no such language: {language}")
    try:
        rules = rules_of_symbols(symbols_of(normalise_expression(plain_text(expression))))
        return _sentence(rules or (), words) or expression
    except InputError:
        return expression


def _sentence(rules: Sequence[Rule], words: _Words) -> str:
    """Say rules; blank if there are no words for them."""
    plain, closures = _apart([rule for rule in rules if not rule.holidays])
    holidays = [rule for rule in rules if rule.holidays][-1:]
    if not all(map(_has_words, [*plain, *holidays])) or len({rule.comment for rule in plain}) > 1:
        return ""
    if len(print_rules([*plain, *closures, *holidays])) > LONGEST:
        return ""  # rules that overlap in many ways fill more sentences than anybody reads
    if not plain:
        return "" if holidays or not rules else words.never
    if len(plain) == 1 and not closures and _follows_calendar(plain[0], holidays):
        return words.workdays(plain[0])
    closed = [words.closed(rule.seasons) for rule in closures]
    makeup = any(rule.weekdays != _EVERY_DAY for rule in plain)
    seasonal = any(rule.seasons for rule in (*plain, *closures))
    last = [words.holidays(rule, makeup=makeup, seasonal=seasonal) for rule in holidays]
    return words.between.join([*_seasons(plain, words), *closed, *last])


def _apart(rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], list[Rule]]:
    """Part rules that do not override each other from closures of some weeks, which are better said as such."""
    closures = list(takewhile(lambda rule: rule.state == "off" and bool(rule.seasons), reversed(rules)))[::-1]
    plain = resolve(rules[: len(rules) - len(closures)])
    left = resolve(rules)
    if any(rule.seasons for rule in plain) or any(rule.weekdays for rule in closures) or not left:
        return left, []
    return plain, closures


def _follows_calendar(rule: Rule, holidays: Sequence[Rule]) -> bool:
    """Whether a rule is for 工作日."""
    off = bool(holidays) and holidays[0].state == "off"
    return off and rule.weekdays == _WORKDAYS and not rule.seasons and not rule.comment


def _seasons(plain: Sequence[Rule], words: _Words) -> list[str]:
    """Say the rules of each season together, those of the whole year first and one by one."""
    seasons = dict.fromkeys(rule.seasons for rule in plain)
    said = [words.rule(rule) for rule in plain if not rule.seasons]
    for season in seasons:
        if season:
            said.append(words.season(season, [words.rule(rule) for rule in plain if rule.seasons == season]))
    return said


def _has_words(rule: Rule) -> bool:
    if rule.state == "unknown" and not rule.comment:
        return not rule.spans
    if rule.comment and (rule.comment not in ALERTS or rule.state != "unknown" or rule.holidays):
        return False
    return not rule.spans or _readable(rule.spans)


def _readable(spans: Sequence[Span]) -> bool:
    """Whether the spans are such as a person writes: in order, apart, and closed by noon of the next day."""
    try:
        check_order(sorted(spans), "")
    except InputError:
        return False
    ends = all(
        span == ALL_DAY or (span.closes - span.opens < ALL_DAY.closes and span.closes <= LATEST) for span in spans
    )
    return ends and (len(spans) == 1 or ALL_DAY not in spans)
