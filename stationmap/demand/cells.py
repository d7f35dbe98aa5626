"""What single cells of a file of demand say."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["read_code", "read_weight"]

# Ten thousand times mankind; a sum that holds one such weight still tells single units.
_MOST = 1e14
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d+)?", re.IGNORECASE)
_CODE = re.compile(r"(?:156)?([0-9]{6})(?:0{3}|0{6})?(?:\.0)?")


def read_weight(text: str) -> float | str:
    """Read a weight, or tell the fault's code.

    Parameters
    ----------
    text : str
        Full-width digits and commas between thousands are read.

    Returns
    -------
    float or str
        From 0 to 1e14, or ``weight_unknown``, ``weight_not_a_number``, ``weight_negative``, ``weight_not_finite``
        where it is more: sums of such weights would be infinite, or lose the other rows.

    Examples
    --------
    >>> read_weight("１,234.5"), read_weight(""), read_weight("-1"), read_weight("1e400"), read_weight("nan")
    (1234.5, 'weight_unknown', 'weight_negative', 'weight_not_finite', 'weight_not_a_number')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in {"", "-", "—", "…"}:
        return "weight_unknown"
    if not _NUMBER.fullmatch(plain) or not any(ch.isdigit() for ch in plain.casefold().partition("e")[0]):
        return "weight_not_a_number"
    number = float(plain.replace(",", ""))
    if number < 0:
        return "weight_negative"
    return number if number <= _MOST else "weight_not_finite"


def read_code(text: str) -> str:
    """Read a district's code: six digits, also with China's 156 before them or with the zeros of longer codes.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        "" if it is none.

    Examples
    --------
    >>> read_code("156410102"), read_code("410102000000"), read_code("410102.0"), read_code("郑州")
    ('410102', '410102', '410102', '')
    """
    found = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found[1] if found else ""
