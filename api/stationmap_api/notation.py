"""How numbers are written in a query string.

Text is read strictly: `true`, `39_9`, ` 39.9`, `NaN` and the empty string are no numbers.
"""

from __future__ import annotations

import re

from pydantic import BeforeValidator

__all__ = ["DECIMAL", "NUMBER", "WHOLE"]

NUMBER = r"-?\d{1,20}(\.\d{0,20})?([eE]-?\d{1,3})?"
_NUMBER = re.compile(NUMBER, re.ASCII)
_INTEGER = re.compile(r"\d{1,9}", re.ASCII)


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise ValueError("须为十进制数，如 34.7601 must be a decimal number such as 34.7601")
    return value


def _integer(value: object) -> object:
    if isinstance(value, str) and not _INTEGER.fullmatch(value):
        raise ValueError("须为整数，如 5 must be a whole number such as 5")
    return value


# After the limits in each annotation: pydantic then documents those as a schema's own.
DECIMAL, WHOLE = BeforeValidator(_number), BeforeValidator(_integer)
