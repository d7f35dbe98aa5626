"""Numbers below a hundred, in digits or in Chinese."""

from __future__ import annotations

__all__ = ["number_of"]

_DIGITS = {ch: value for value, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def number_of(text: str) -> int:
    """Read a number from 0 to 99; -1 if the signs make none.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> [number_of(text) for text in ("30", "三十", "二十三", "零五", "两", "十十")]
    [30, 30, 23, 5, 2, -1]
    """
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        tens, ones = ("零", tens) if len(tens) == 1 else (tens[:1], tens[1:])
        return _digit(ones) if tens in {"零", "〇"} else -1
    high, low = _digit(tens, 1), _digit(ones, 0)
    return high * 10 + low if high > 0 and low >= 0 else -1


def _digit(text: str, empty: int = -1) -> int:
    return _DIGITS.get(text, -1) if text else empty
