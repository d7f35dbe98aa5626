"""The one door by which data enters a page: a JSON block that no text can leave.

HTML and JavaScript have their own ideas of what ends a script, so the few characters that matter to either are written
as JSON escapes. The block is never part of a template: Jinja sees it only as a value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

__all__ = ["json_block", "pack"]

# Surrogates are no UTF-8; U+2028 and U+2029 end a line in JavaScript; <, > and & could end the script element; HTML
# has no control characters and none of the code points that stand for no character.
_NO_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_ESCAPED = re.compile(f"[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")


def json_block(value: Any) -> str:  # noqa: ANN401 (whatever JSON can hold)
    r"""Write a value as JSON that is safe inside a script element, and encodable whatever text it holds.

    Parameters
    ----------
    value : Any
        Dicts, lists, texts, finite numbers, booleans and None.

    Returns
    -------
    str
        JSON without ``<``, ``>``, ``&``, U+2028, U+2029 and surrogates.

    Raises
    ------
    ValueError
        If a number is not finite.

    Examples
    --------
    >>> print(json_block({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: _escape(found[0]), text)


def _escape(letter: str) -> str:
    """Write a letter as JSON does in ASCII: as one or two units of UTF-16."""
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def pack(values: Sequence[str]) -> list[str] | dict[str, list[Any]]:
    """Write a column short: as it is, or where texts recur as distinct texts and a number for each row.

    Parameters
    ----------
    values : sequence of str
        One text a row.

    Returns
    -------
    list or dict
        The texts, or ``{"texts": distinct texts, "rows": their numbers}``.

    Examples
    --------
    >>> pack(["扫码", "扫码", "扫码"])
    {'texts': ['扫码'], 'rows': [0, 0, 0]}
    >>> pack(["甲站", "乙站"])
    ['甲站', '乙站']
    """
    numbers: dict[str, int] = {}
    rows = [numbers.setdefault(text, len(numbers)) for text in values]
    return {"texts": list(numbers), "rows": rows} if 2 * len(numbers) < len(rows) else list(values)
