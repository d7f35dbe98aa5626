import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.messages import MESSAGES, finding

PARTS = {
    name: 1 for message in MESSAGES.values() for text in (message.zh, message.en, message.advice_zh, message.advice)
    for _, name, _, _ in string.Formatter().parse(text) if name and name != "value"
}  # fmt: skip


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_whole_in_both_languages(code):
    item = finding(code, 2, "名称", "v", **PARTS)
    assert all((item.message_zh, item.message, item.advice_zh, item.advice))
    assert any("\u4e00" <= ch <= "\u9fff" for ch in item.message_zh + item.advice_zh)
    assert not any("\u4e00" <= ch <= "\u9fff" for ch in item.message + item.advice)
    assert "{" not in item.message + item.message_zh + item.advice + item.advice_zh
    assert item.severity in {"error", "warning", "note"}


@given(st.text(max_size=300), st.sampled_from(sorted(MESSAGES)))
def test_values_are_never_templates(value, code):
    item = finding(code, 2, value, value, **PARTS)
    assert item.value == value[:200]
    assert finding("unknown_amenity", 2, "f", "{row} {0} {value.x}").message.startswith("{row} {0} {value.x} is")
