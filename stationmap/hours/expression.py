"""OSM expressions: which are taken, and their canonical spelling.

Taken is what can be evaluated rightly without knowing the place: weekdays, also counted in their month, months, dates,
weeks, years, Easter, times past midnight, PH, `off`, `unknown` and comments. Not taken are times of the sun, school
holidays, which have no calendar, open ends such as ``10:00+``, repeated times, and days before or after a holiday.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from opening_hours import validate

from stationmap.hours.parsing import rules_of_symbols
from stationmap.hours.plain import LONGEST
from stationmap.hours.reasons import refusal
from stationmap.hours.resolving import resolve
from stationmap.hours.rules import WEEKDAYS, print_rules
from stationmap.hours.seasons import MONTHS, day_of_year
from stationmap.hours.spans import reads_as_afternoon
from stationmap.hours.symbols import STATES, print_symbols, symbols_of

__all__ = ["FIRST_YEAR", "LAST_YEAR", "check_expression", "normalise_expression"]

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years outside are slips of the pen; ``1900-9999`` would also take seconds to evaluate."""

_REFUSED = {
    "sunrise": "variable_times",
    "sunset": "variable_times",
    "dawn": "variable_times",
    "dusk": "variable_times",
    "SH": "school_holidays",
    "(": "unsupported",
    "/": "unsupported",
    "+": "unsupported",
}
_TIME = re.compile("[0-9]{2}:[0-9]{2}")
_CLOSING = re.compile("([0-9]{1,2}):([0-9]{2}) ?[-–—] ?([1-9]):([0-9]{2})")


def normalise_expression(plain: str) -> str:
    """Check an expression and spell it canonically; what it means does not change.

    A comment without a state means unknown, as OSM has it, and is given that word.

    Parameters
    ----------
    plain : str
        An expression, as `plain_text` gives it.

    Returns
    -------
    str
        At most 255 characters; parsed by opening-hours-py.

    Raises
    ------
    InputError
        With the reason, as `refusal` makes it.

    Examples
    --------
    >>> normalise_expression('mo-fr 8:00-17:00 ; PH closed;')
    'Mo-Fr 08:00-17:00; PH off'
    """
    if len(plain) > LONGEST:
        raise refusal("too_long")
    _check_closings(plain)
    symbols = symbols_of(plain)
    for at, symbol in enumerate(symbols):
        _check_symbol(symbols, at, symbol)
    _check_holidays(symbols)
    tidy = _with_states(symbols)
    check_expression(print_symbols(tidy))
    written = _late(tidy) or print_symbols(tidy)
    return check_expression(written.replace("-23:59", "-24:00"))  # who writes 23:59 means the end of the day


def _late(symbols: Sequence[str]) -> str:
    """Print rules that close past midnight so that none cuts the evening before short; blank if there is no need."""
    rules = rules_of_symbols(symbols) or ()
    plain = [rule for rule in rules if not rule.holidays]
    if len(plain) < 2 or not any(rule.passes_midnight for rule in plain):
        return ""
    return print_rules([*resolve(plain), *(rule for rule in rules if rule.holidays)]) or "off"


def check_expression(expression: str) -> str:
    """Return an expression if the library parses it and it is within the limit.

    Parameters
    ----------
    expression : str

    Raises
    ------
    InputError
        ``too_long`` or ``invalid_expression``, as `refusal` makes it.

    Examples
    --------
    >>> check_expression("Mo-Fr 09:00-17:00")
    'Mo-Fr 09:00-17:00'
    """
    if len(expression) > LONGEST:
        raise refusal("too_long")
    if not validate(expression):
        raise refusal("invalid_expression", expression)
    return expression


def _check_closings(plain: str) -> None:
    """Refuse 8:00-5:00: who writes no leading zero may mean five in the afternoon."""
    for match in _CLOSING.finditer(plain):
        opens, closes = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if reads_as_afternoon(opens, closes):
            raise refusal("ambiguous_half", match[0])


def _check_symbol(symbols: Sequence[str], at: int, symbol: str) -> None:
    before = symbols[at - 1] if at else ""
    if symbol == "+" and _TIME.fullmatch(before):
        raise refusal("open_ended", f"{before}+")
    if symbol in _REFUSED:
        raise refusal(_REFUSED[symbol], symbol)
    if symbol == "PH" and at + 1 < len(symbols) and symbols[at + 1] in {*WEEKDAYS, "-"}:
        raise refusal("holiday_unclear", f"PH {symbols[at + 1]}")  # days that are both, or either
    if symbol == "PH" and (before in WEEKDAYS or before == "]" or "||" in symbols):
        raise refusal("holiday_unclear", f"{before} PH")
    if symbol.isdigit():
        _check_number(symbols, at, symbol)
    if _TIME.fullmatch(symbol) and before == "-" and at > 1:
        _check_span(symbols[at - 2], symbol)


def _check_span(opens: str, closes: str) -> None:
    if opens == closes:
        raise refusal("equal_times", f"{opens}-{closes}")


def _check_number(symbols: Sequence[str], at: int, symbol: str) -> None:
    """Check years, and days of months: 30 February never comes."""
    if len(symbol) == 4 and not FIRST_YEAR <= int(symbol) <= LAST_YEAR:
        raise refusal("impossible_date", symbol)
    month = next((one for one in reversed(symbols[:at]) if not (one.isdigit() or one == "-")), "")
    if month in MONTHS and len(symbol) < 4 and day_of_year(MONTHS.index(month) + 1, int(symbol)) < 0:
        raise refusal("impossible_date", f"{month} {symbol}")


def _check_holidays(symbols: Sequence[str]) -> None:
    """Refuse a rule for weekdays after one for PH: it would open holidays that the text says to be closed."""
    named = False
    for rule in _rules(symbols):
        if named and "PH" not in rule and not set(rule) & {*MONTHS, "easter", "week"}:
            raise refusal("holiday_unclear", print_symbols(tuple(rule)))
        named = named or "PH" in rule


def _rules(symbols: Sequence[str]) -> list[list[str]]:
    rules: list[list[str]] = [[]]
    for symbol in symbols:
        if symbol == ";":
            rules.append([])
        else:
            rules[-1].append(symbol)
    return rules


def _with_states(symbols: Sequence[str]) -> tuple[str, ...]:
    """Give comments their state, and leave out ``open`` where nothing else would hold."""
    found: list[str] = []
    for at, symbol in enumerate(symbols):
        following = symbols[at + 1] if at + 1 < len(symbols) else ""
        if symbol.startswith('"') and (not found or found[-1] not in STATES):
            found.append("unknown")
        if symbol != "open" or following.startswith('"') or not found:
            found.append(symbol)
    return tuple(found)
