"""Hours cut into tokens: words of the vocabulary, clocks, dates, weekdays and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stationmap.hours.reasons import refusal
from stationmap.hours.words import WORDS

__all__ = ["Token", "tokens_of"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text.

    Parameters
    ----------
    kind : str
        A kind of `Word`, or one of the patterns' names.
    text : str
        As it stands in the plain text.
    value : str
        What it stands for; see `Word`.

    Examples
    --------
    >>> tokens_of("周末8:00")
    (Token(kind='days', text='周末', value='5 6'), Token(kind='clock', text='8:00', value=''))
    """

    kind: str
    text: str
    value: str = ""


_NUMERAL = "[零〇一二两三四五六七八九十]{1,3}"
_NUMBER = rf"(?:[0-9]{{1,2}}|{_NUMERAL})"
_SIGNS = "[一二三四五六日天]+(?![十点月分]|时(?![间段]))"  # 三点 is a time, 周日时间不详 is not
_DIGIT = "[1-7](?![0-9:.点时月])"
_HALF = r"(?: ?(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z]))?"

_PATTERNS = (
    ("blank", r"[ ]+"),
    ("weekday", rf"(?:[每逢] ?)?(?:周|星期|礼拜)(?P<days>{_SIGNS}|{_DIGIT})"),
    ("date", rf"(?P<month>{_NUMBER})月份?(?:(?P<mday>{_NUMBER})[日号]|(?P<last>底))?"),
    ("mday", rf"(?P<only>{_NUMBER})[日号]"),
    ("clock", rf"[0-9]{{1,2}}(?::[0-9]{{2}}(?::00)?|\.[0-9]{{2}})(?![0-9:]){_HALF}"),
    ("oclock", rf"{_NUMBER}[点时](?:半|[一三]刻|{_NUMBER}分|[0-9]{{2}}(?![0-9点时])|{_NUMERAL}(?![点时]))?(?:钟|整)?"),
    ("compact", r"[0-9]{4}(?![0-9:.年])"),
    ("number", rf"[0-9]{{1,2}}(?![0-9年]){_HALF}"),
    ("dash", r"[-–—―‐‑−~〜～]+"),
    ("strong", r"[;。\n]"),
    ("and", r"[、,/]"),
    ("colon", r":"),
    ("opening", r"\("),
    ("closing", r"\)"),
)
_SCANNERS = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_FOLLOWING = re.compile(rf"{_SIGNS}|{_DIGIT}(?!-)")
_LONGEST_WORD = max(map(len, WORDS))
_ASCII = re.compile(r"[a-z0-9]")


def tokens_of(plain: str) -> tuple[Token, ...]:
    """Cut a plain text; every character belongs to a token, blanks to none.

    Parameters
    ----------
    plain : str
        As `plain_text` gives it; case does not matter.

    Raises
    ------
    InputError
        ``not_understood`` with the first run of characters that no token fits.

    Examples
    --------
    >>> [token.kind for token in tokens_of("周一、三 9点-次日2:30")]
    ['weekday', 'and', 'weekday', 'oclock', 'dash', 'next_day', 'clock']
    """
    text = plain.casefold()
    found: list[Token] = []
    at = 0
    while at < len(text):
        token = _token(text, at, found)
        if token is None:
            raise refusal("not_understood", _stranger(text, at))
        at += len(token.text)
        if token.kind != "blank":
            found.append(token)
    return tuple(found)


def _token(text: str, at: int, before: list[Token]) -> Token | None:
    """Give the token at a place: a further weekday, else a word, else a pattern."""
    if _awaits_weekday(before) and (match := _FOLLOWING.match(text, at)):
        return Token("weekday", match[0], match[0])
    return _word(text, at) or _pattern(text, at)


def _awaits_weekday(before: list[Token]) -> bool:
    """After 周一、 and 周一至 a bare 三 is a weekday."""
    return len(before) > 1 and before[-1].kind in {"and", "dash"} and before[-2].kind == "weekday"


def _word(text: str, at: int) -> Token | None:
    for length in range(_LONGEST_WORD, 0, -1):
        spelling = text[at : at + length]
        word = WORDS.get(spelling)
        if word and not (_ASCII.match(spelling[-1]) and _ASCII.match(text[at + length : at + length + 1])):
            return Token(word.kind, spelling, word.value)
    return None


def _pattern(text: str, at: int) -> Token | None:
    for name, scanner in _SCANNERS:
        if match := scanner.match(text, at):
            groups = match.groupdict()
            return Token(name, match[0], groups.get("days") or groups.get("half") or "")
    return None


def _stranger(text: str, at: int) -> str:
    """Give the run that is not understood, up to the next token that is longer than a character or a mark."""
    end = at + 1
    while end < len(text) and not text[end].isspace() and not _ends_stranger(text, end):
        end += 1
    return text[at:end]


def _ends_stranger(text: str, at: int) -> bool:
    token = _word(text, at) or _pattern(text, at)
    return token is not None and (len(token.text) > 1 or not token.text.isalnum())
