"""How a coordinate is spelt: finely enough, and in a usual way."""

from __future__ import annotations

import re

from stationmap.register.angles import fold_angle, fold_signs

__all__ = ["is_fine", "is_usual"]

_FINE = re.compile(r"[.,][0-9]{3}|[0-9]['\"]|[0-9]e[+-]?[0-9]")
_NUMBER = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_USUAL = re.compile(
    rf"[+-]?(?:{_NUMBER})(?:e[+-]?[0-9]+)?|[nsew]?[+-]?(?:{_NUMBER})(?:°(?:[0-9.]+'(?:[0-9.]+\")?)?)?[nsew]?"
)


def is_fine(text: str) -> bool:
    """Tell whether a coordinate has three decimals of a degree or more, or minutes.

    Examples
    --------
    >>> is_fine("１１３．６２５"), is_fine("东经113.6度"), is_fine("113°37′"), is_fine("113.6E")
    (True, False, True, False)
    """
    return bool(_FINE.search(text) or _FINE.search(fold_angle(text)))  # the first is quick, and does for most


def is_usual(text: str) -> bool:
    """Tell whether a coordinate is written as plain degrees, or with the signs of degrees, minutes and seconds.

    Examples
    --------
    >>> is_usual("113.6254"), is_usual("113°37′31″E"), is_usual("113,699"), is_usual("东经113.6度")
    (True, True, False, False)
    """
    return bool(_USUAL.fullmatch(text) or _USUAL.fullmatch("".join(fold_signs(text).casefold().split())))
