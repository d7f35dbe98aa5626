"""Lines of Chinese and English text: a break may come after any Chinese character, but not before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["wrap"]

_CLOSING = "，。、；：！？）】》〉」』”’…·,.;:!?)%"
_BREAK = "\n"
_OPENING = "（【《〈「『“‘("
_TOKENS = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.", re.DOTALL)


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
    width : float
        Of a line, in the unit of `measure`.
    measure : callable
        Gives the width of a text.

    Returns
    -------
    list of str
        At least one. A word that is wider than a line is cut.

    Examples
    --------
    >>> wrap("站点数，未知 no polygon", 5, len)
    ['站点数，未', '知 no', 'polyg', 'on']
    """
    lines = [""]
    for token in _tokens(text, width, measure):
        if token == _BREAK:
            lines.append("")
        elif measure(lines[-1] + token.rstrip()) <= width:
            lines[-1] += token if lines[-1] or token.strip() else ""
        elif token.strip():
            lines.append(token)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _tokens(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Cut into what must not be broken; closing marks stay with what is before, opening ones with what follows."""
    done: list[str] = []
    for token in _TOKENS.findall(text):
        if done and (token in _CLOSING or done[-1][-1:] in _OPENING) and token.strip() and done[-1].strip():
            done[-1] += token
        else:
            done.append(_BREAK if _BREAK in token else token)
    return [part for token in done for part in _cut(token, width, measure)]


def _cut(token: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(token) <= width:
        return [token]
    parts = [""]
    for letter in token:
        if parts[-1] and measure(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts
