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

# Surrogates are no UTF-8; U+2028 and U+2029 end a line in JavaScript; the others could end the script element.
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


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
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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
