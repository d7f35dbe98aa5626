"""Why a value was refused, in words that people know, Chinese first: pydantic's own are for programmers."""

from __future__ import annotations

from typing import Any

__all__ = ["reason_of"]

_CODES = "须为逗号分隔的代码，见 /v1/meta must be codes separated by commas; /v1/meta lists them"
_PATTERNS = {
    "bbox": "须为西,南,东,北四个十进制度数 must be west,south,east,north: four decimal degrees",
    "open": "须为 any、now 或时刻 must be any, now, or an instant such as 2026-12-24T22:30:00+08:00",
    "fresh_within": "须为天数 must be days, such as P90D",
    "district": "须为六位区划代码 must be an adcode of six digits",
}
_REASONS = {
    "missing": "必填 required",
    "extra_forbidden": "没有这个参数 unknown parameter",
    "doubled": "给了不止一次 given more than once",
    "greater_than_equal": "不得小于 {ge} must be at least {ge}",
    "greater_than": "须大于 {gt} must be above {gt}",
    "less_than_equal": "不得大于 {le} must be at most {le}",
    "string_too_long": "最长 {max_length} 个字符 at most {max_length} characters",
    "string_too_short": "不得为空 must not be empty",
    "enum": "须为其一 must be one of: {expected}",
    "literal_error": "须为其一 must be one of: {expected}",
    "too_long": "最多 {max_length} 个 at most {max_length} items",
    "too_short": "至少 {min_length} 个 at least {min_length} items",
    "finite_number": "须为有限的数 must be a finite number",
    "float_type": "须为数字 must be a number",
    "int_type": "须为整数 must be a whole number",
    "string_type": "须为文字 must be text",
    "list_type": "须为列表 must be a list",
    "model_attributes_type": "须为对象 must be an object",
    "json_invalid": "不是有效的 JSON not valid JSON",
}


def reason_of(fault: dict[str, Any]) -> str:
    """Say in Chinese and English why pydantic refused a value.

    Examples
    --------
    >>> reason_of({"type": "less_than_equal", "loc": ("query", "limit"), "ctx": {"le": 100}, "input": "101", "msg": ""})
    '不得大于 100 must be at most 100'
    """
    name = str(fault["loc"][-1])
    if fault["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(name, _CODES)
    template = _REASONS.get(fault["type"])
    if template is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    context = {key: f"{value:g}" if isinstance(value, float) else value for key, value in fault.get("ctx", {}).items()}
    return template.format(**context) + _hint(name, fault)


def _hint(name: str, fault: dict[str, Any]) -> str:
    if name == "lat" and fault["type"] in {"less_than_equal", "greater_than_equal"}:
        return "；是否与 lon 颠倒？ Is it swapped with lon?"
    return ""
