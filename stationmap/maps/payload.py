"""The one door by which data enters a page: a JSON block that no text can leave.

HTML and JavaScript have their own ideas of what ends a script, so the few characters that matter to either are written
as JSON escapes. The block is never part of a template: Jinja sees it only as a value.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

__all__ = ["deflated", "json_block", "pack", "pack_numbers"]

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


def deflated(value: Any) -> dict[str, str]:  # noqa: ANN401 (whatever JSON can hold)
    """Write a value small: JSON, compressed by zlib, in base64; the page's script undoes it.

    Parameters
    ----------
    value : Any
        As `json_block` takes it.

    Returns
    -------
    dict
        ``{"deflate": text}``; Chinese texts of a register take a fifth.

    Examples
    --------
    >>> zlib.decompress(base64.b64decode(deflated(["甲站"])["deflate"])).decode()
    '["甲站"]'
    """
    packed = zlib.compress(json_block(value).encode("utf-8"), 9)
    return {"deflate": base64.b64encode(packed).decode("ascii")}


def pack(values: Sequence[str]) -> list[str] | dict[str, Any]:
    """Write a column short: as it is, or where texts recur as distinct texts and a number for each row.

    Parameters
    ----------
    values : sequence of str
        One text a row.

    Returns
    -------
    list or dict
        The texts, or ``{"texts": distinct texts, "rows": their numbers as `pack_numbers` writes them}``.

    Examples
    --------
    >>> pack(["扫码", "扫码", "扫码"])
    {'texts': ['扫码'], 'rows': 0}
    >>> pack(["甲站", "乙站"])
    ['甲站', '乙站']
    """
    numbers: dict[str, int] = {}
    rows = [numbers.setdefault(text, len(numbers)) for text in values]
    return {"texts": list(numbers), "rows": pack_numbers(rows)} if 2 * len(numbers) < len(rows) else list(values)


def pack_numbers(numbers: Sequence[int]) -> list[int] | int:
    """Write a number for each row; where it is the same for all, once.

    Parameters
    ----------
    numbers : sequence of int
        One a row.

    Returns
    -------
    list of int or int

    Examples
    --------
    >>> pack_numbers([3, 3, 3]), pack_numbers([0, 1]), pack_numbers([])
    (3, [0, 1], [])
    """
    return numbers[0] if len(set(numbers)) == 1 else list(numbers)
