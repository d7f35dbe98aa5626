"""From statements to rules: what contradicts is refused, what overrides stands last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stationmap.hours.public_days import holiday_rules
from stationmap.hours.reasons import refusal
from stationmap.hours.resolving import days_of_rule, resolve
from stationmap.hours.rules import Rule
from stationmap.hours.spans import Span
from stationmap.hours.statements import Statement

__all__ = ["rules_of_statements"]

_FEW = 2  # 周六、周日 9:00-12:00，周日休息 is a contradiction, 周一至周六 with 周三休息 an exception


def rules_of_statements(statements: Sequence[Statement]) -> tuple[Rule, ...]:
    """Make rules of all that a text says.

    Parameters
    ----------
    statements : sequence of Statement

    Returns
    -------
    tuple of Rule
        Later ones override; those for holidays come last.

    Raises
    ------
    InputError
        ``contradictory``, ``incomplete`` or ``holiday_unclear``, as `refusal` makes it.

    Examples
    --------
    >>> from stationmap.hours.days import DayScope
    >>> week, sunday = Statement("open", "", spans=(Span(540, 1020),)), DayScope(frozenset({6}))
    >>> [rule.state for rule in rules_of_statements([week, Statement("closed", "周日休息", sunday)])]
    ['open', 'off']
    """
    opening = [one for one in statements if one.says in {"open", "unknown"} and _of_weekdays(one)]
    if not opening:
        raise refusal("incomplete", statements[0].text if statements else "")
    if len({one.comment for one in opening}) > 1:
        raise refusal("contradictory", opening[-1].text)
    rules = [_rule(one) for one in opening]
    _check_openings(rules, opening)
    rules = _with_usual(rules, statements)
    closing = [one for one in statements if one.says == "closed" and _of_weekdays(one)]
    for one in closing:
        _check_closing(_rule(one), rules, one.text)
    plain = [*rules, *map(_rule, closing)]
    return _ordered([*plain, *holiday_rules(statements, plain)])


def _of_weekdays(statement: Statement) -> bool:
    return statement.scope is None or bool(statement.scope.weekdays)


def _rule(statement: Statement) -> Rule:
    weekdays = statement.scope.weekdays if statement.scope else frozenset[int]()
    state = {"closed": "off"}.get(statement.says, statement.says)
    return Rule(statement.seasons, weekdays, spans=statement.spans, state=state, comment=statement.comment)


def _check_openings(rules: Sequence[Rule], statements: Sequence[Statement]) -> None:
    for at, later in enumerate(rules):
        for earlier in rules[:at]:
            if _meet(earlier, later) and not _narrows(earlier, later):
                raise refusal("contradictory", statements[at].text)


def _meet(one: Rule, other: Rule) -> bool:
    (days, weekdays), (other_days, other_weekdays) = days_of_rule(one), days_of_rule(other)
    return bool(days & other_days) and bool(weekdays & other_weekdays)


def _narrows(earlier: Rule, later: Rule) -> bool:
    """Whether the later is a special case: 每天 8:00-20:00，周日 9:00-18:00.

    Hours that lie apart may be meant to be added, so they are no special case.
    """
    (days, weekdays), (later_days, later_weekdays) = days_of_rule(earlier), days_of_rule(later)
    within = later_days <= days and later_weekdays <= weekdays and (later_days, later_weekdays) != (days, weekdays)
    general = len(earlier.days) == 7 or (not earlier.seasons and bool(later.seasons))
    return within and general and (later.state == "unknown" or _overlap(earlier.spans, later.spans))


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.opens < other.closes and other.opens < one.closes for one in spans for other in others)


def _check_closing(closing: Rule, rules: Sequence[Rule], text: str) -> None:
    for rule in rules:
        some_weekdays = closing.days < rule.days and len(rule.days) > _FEW
        some_weeks = bool(closing.seasons) and days_of_rule(closing)[0] < days_of_rule(rule)[0]
        if _meet(rule, closing) and not (some_weekdays or some_weeks):
            raise refusal("contradictory", text)


def _with_usual(rules: list[Rule], statements: Sequence[Statement]) -> list[Rule]:
    """Add the weekdays that are said to be as usual: 周一至周五 9:00-17:00，周六照常."""
    for one in statements:
        days = one.scope.weekdays if one.says == "usual" and one.scope else frozenset[int]()
        if days and not all(days <= rule.days for rule in rules):
            if len(rules) > 1 or (one.scope and one.scope.workdays) or _by_workdays(statements):
                raise refusal("contradictory", one.text)
            rules = [replace(rules[0], weekdays=rules[0].weekdays | days)]
    return rules


def _by_workdays(statements: Sequence[Statement]) -> bool:
    return any(one.says != "usual" and one.scope and one.scope.workdays for one in statements)


def _ordered(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Put holidays last; where a closing passes midnight, rules must not override each other (see `print_rules`)."""
    plain = [rule for rule in rules if not rule.holidays]
    if len(plain) > 1 and any(rule.passes_midnight for rule in plain):
        plain = list(resolve(plain))
    return (*plain, *(rule for rule in rules if rule.holidays))
