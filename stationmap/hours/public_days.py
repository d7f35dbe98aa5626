"""What a text says of public holidays, and what it leaves open.

* 工作日 is Monday to Friday after the public calendar: holidays are closed. Where the same text opens weekends, whether
  it opens on holidays is left open, so they are unknown.
* 法定节假日 are the public holidays (PH). 节假日 may mean those, or weekends as well: where the two readings give
  Saturday or Sunday different hours, those days are unknown.
* 照常 means the hours of any other day: nothing is said of PH then, so the calendar is ignored.
"""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.hours.reasons import refusal
from stationmap.hours.rules import Rule
from stationmap.hours.statements import Statement

__all__ = ["holiday_rules"]

_WEEKEND = (5, 6)


def holiday_rules(statements: Sequence[Statement], plain: Sequence[Rule]) -> tuple[Rule, ...]:
    """Give the rules for holidays, and for weekends that 节假日 leaves in doubt.

    Parameters
    ----------
    statements : sequence of Statement
        All that the text says.
    plain : sequence of Rule
        Its rules for weekdays, later ones overriding.

    Raises
    ------
    InputError
        ``contradictory`` or ``holiday_unclear``, as `refusal` makes it.

    Examples
    --------
    >>> from stationmap.hours.days import DayScope
    >>> workdays = DayScope(frozenset(range(5)), workdays=True)
    >>> holiday_rules([Statement("open", "", workdays)], [])[0].state
    'off'
    """
    said = [one for one in statements if one.scope and one.scope.holiday]
    if len({(one.says, one.spans) for one in said}) > 1:
        raise refusal("contradictory", said[-1].text)
    if any(one.comment or (one.seasons and one.says != "closed") for one in said):
        raise refusal("holiday_unclear", said[-1].text)
    rules = _said(said[-1], statements, plain) if said else _unsaid(statements, plain)
    makeup = next((one for one in statements if one.says == "makeup"), None)
    if makeup and not any(rule.holidays for rule in rules):
        raise refusal("holiday_unclear", makeup.text)
    return rules


def _by_workdays(statements: Sequence[Statement]) -> bool:
    return any(one.scope and one.scope.workdays for one in statements)


def _unsaid(statements: Sequence[Statement], plain: Sequence[Rule]) -> tuple[Rule, ...]:
    if not _by_workdays(statements):
        return ()
    weekend = any(_on(day, plain) is not None for day in _WEEKEND)
    return (Rule(holidays=True, state="unknown" if weekend else "off"),)


def _said(said: Statement, statements: Sequence[Statement], plain: Sequence[Rule]) -> tuple[Rule, ...]:
    if said.says == "usual" and _by_workdays(statements):
        raise refusal("holiday_unclear", said.text)
    rule = Rule(holidays=True, spans=said.spans, state="off" if said.says == "closed" else said.says)
    rules = () if said.says == "usual" else (rule,)
    if said.scope and said.scope.holiday == "loose":
        doubtful = frozenset(_doubtful(rule, statements, plain))
        rules = (Rule(weekdays=doubtful, state="unknown"), *rules) if doubtful else rules
    return rules


def _doubtful(rule: Rule, statements: Sequence[Statement], plain: Sequence[Rule]) -> list[int]:
    """Give the weekend days that the text does not name and that differ between the readings of 节假日."""
    named = frozenset[int]().union(*(one.scope.weekdays for one in statements if one.scope))
    as_holiday = {"off": None, "usual": ("open", ())}.get(rule.state, (rule.state, rule.spans))
    doubtful = []
    for day in _WEEKEND:
        as_weekday = _on(day, plain)
        same = as_weekday is not None if rule.state == "usual" else as_weekday == as_holiday
        if day not in named and not same:
            doubtful.append(day)
    return doubtful


def _on(day: int, plain: Sequence[Rule]) -> tuple[object, ...] | None:
    """Give what the last rule for a weekday says; None if it is closed."""
    last = next((rule for rule in reversed(plain) if day in rule.days), None)
    return None if last is None or last.state == "off" else (last.state, last.spans)
