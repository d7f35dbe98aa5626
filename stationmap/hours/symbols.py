"""An OSM expression cut into symbols, each in its canonical spelling."""

from __future__ import annotations

import re

from stationmap.hours.reasons import refusal
from stationmap.hours.rules import WEEKDAYS
from stationmap.hours.seasons import MONTHS

__all__ = ["STATES", "ends_rule", "is_formal", "print_symbols", "symbols_of"]

STATES = frozenset({"open", "off", "unknown"})
"""What a rule may say; ``closed`` is spelt ``off``."""

_OTHERS = ("PH", "SH", "week", "easter", "sunrise", "sunset", "dawn", "dusk", "open", "off", "unknown")
_SPELLINGS = {word.casefold(): word for word in (*WEEKDAYS, *MONTHS, *_OTHERS)} | {"closed": "off"}
_WEEKDAYS = frozenset(map(str.casefold, WEEKDAYS))
_SYMBOL = re.compile(r'"[^"]*"|24/7|[0-9]{1,2}:[0-9]{2}|[0-9]+|[a-z]+|\|\||[-,;:+/()\[\]]', re.IGNORECASE)
_DASHES = re.compile("[–—−‐‑]")
_FOREIGN = re.compile(r"[^\x00-\x7f–—−‐‑]")
_COMMENT = re.compile('"[^"]*"')
_TIME = re.compile("[0-9]{1,2}:[0-9]{2}")
_WORD = re.compile("[A-Za-z]+")


def is_formal(plain: str) -> bool:
    """Whether a text is meant as an OSM expression, not as a person's words.

    Bare times such as 08:00-20:00 are both, and are read as a person's: there a closing at 05:00 may be a slip.

    Parameters
    ----------
    plain : str
        As `plain_text` gives it.

    Examples
    --------
    >>> is_formal("Mo-Fr 09:00-17:00"), is_formal("Mon-Fri 9:00-17:00"), is_formal("08:00-20:00")
    (True, False, False)
    """
    bare = _COMMENT.sub("", plain)
    if _FOREIGN.search(bare):
        return False
    words = {word.casefold() for word in _WORD.findall(bare)}
    if words & _WEEKDAYS:
        return True
    marked = bool(words - {"open"}) or bare != plain or plain == "24/7"
    return marked and words <= _SPELLINGS.keys()


def symbols_of(plain: str) -> tuple[str, ...]:
    """Cut an expression into symbols; unknown ones are refused.

    Parameters
    ----------
    plain : str

    Raises
    ------
    InputError
        ``not_understood``, as `refusal` makes it.

    Examples
    --------
    >>> symbols_of("mo–FR 8:00-17:00; ph Closed")
    ('Mo', '-', 'Fr', '08:00', '-', '17:00', ';', 'PH', 'off')
    """
    text = " ".join(plain.split("\n"))
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _SYMBOL.match(text, at)
        symbol = match[0] if match else _DASHES.sub("-", text[at])
        if not match and symbol not in {"-", " "}:
            raise refusal("not_understood", text[at:].split(" ")[0])
        if symbol != " ":
            found.append(_spelt(symbol))
        at += len(symbol)
    while found and found[-1] == ";":
        found.pop()
    return tuple(_without_colons(found))


def _spelt(symbol: str) -> str:
    if symbol.isalpha():
        spelling = _SPELLINGS.get(symbol.casefold())
        if spelling is None:
            raise refusal("not_understood", symbol)
        return spelling
    return symbol.rjust(5, "0") if _TIME.fullmatch(symbol) else symbol


def _without_colons(symbols: list[str]) -> list[str]:
    """Leave out the colon that may follow months: Jun-Oct: Mo-Su."""
    return [
        one
        for at, one in enumerate(symbols)
        if not (one == ":" and at and symbols[at - 1].isalnum() and at + 1 < len(symbols))
    ]


def print_symbols(symbols: tuple[str, ...]) -> str:
    """Print symbols with blanks where OSM has them.

    Parameters
    ----------
    symbols : tuple of str

    Examples
    --------
    >>> print_symbols(symbols_of("Mo - Fr 8:00-17:00;Sa , Su 9:00-12:00,Fr,Sa 20:00-22:00"))
    'Mo-Fr 08:00-17:00; Sa,Su 09:00-12:00, Fr,Sa 20:00-22:00'
    """
    text = ""
    for at, symbol in enumerate(symbols):
        before = symbols[at - 1] if at else ""
        text += f" {symbol}" if at and _parted(before, symbol, symbols[:at]) else symbol
    return text


def _parted(before: str, symbol: str, earlier: tuple[str, ...]) -> bool:
    if symbol in {";", ",", "-", "+", "]", "/", ")"} or before in {"-", "+", "[", "/", "("} or symbol == "[":
        return False
    if before == ",":
        return not _TIME.fullmatch(symbol) and len(earlier) > 1 and ends_rule(earlier[-2])
    return True


def ends_rule(symbol: str) -> bool:
    """Whether a comma after a symbol may begin a further rule: after a time, a state or a comment.

    Parameters
    ----------
    symbol : str

    Examples
    --------
    >>> ends_rule("17:00"), ends_rule("Fr")
    (True, False)
    """
    return bool(_TIME.fullmatch(symbol)) or symbol in STATES or symbol.startswith('"') or symbol == "24/7"
