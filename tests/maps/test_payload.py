import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.maps.payload import json_block, pack
from tests.oracles.map_page import HOSTILE, unpack

TEXT = st.text(st.characters(), max_size=30) | st.sampled_from(HOSTILE)
VALUES = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


@given(VALUES)
def test_a_block_reads_back_as_the_value(value):
    assert json.loads(json_block(value)) == value


@given(VALUES)
def test_a_block_holds_nothing_that_html_or_javascript_could_act_on(value):
    block = json_block(value)
    assert not set(block) & set("<>&\u2028\u2029\r\n\x00")
    block.encode("utf-8")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_json_lacks_are_refused(number):
    with pytest.raises(ValueError, match="JSON"):
        json_block([number])


def test_chinese_stays_as_it_is():
    assert json_block("热水") == '"热水"'


@given(st.lists(TEXT, max_size=40) | st.lists(st.sampled_from(["", "扫码", "刷脸"]), max_size=40))
def test_a_packed_column_unpacks_to_itself(values):
    assert unpack(pack(values), len(values)) == values


@given(st.lists(st.sampled_from(["周一至周五", "24小时"]), min_size=5))
def test_recurring_texts_are_written_once(values):
    packed = pack(values)
    assert len(packed["texts"]) == len(set(values))
