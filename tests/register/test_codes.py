import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.codes import read_access, read_kind, split_list
from stationmap.station import ACCESS, KINDS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("固定", "fixed"),
        ("固定站点", "fixed"),
        ("流动", "mobile"),
        ("移动驿站", "mobile"),
        ("流动服务车", "mobile"),
        ("24小时", "cabin_24h"),
        ("２４小时小屋", "cabin_24h"),
        ("智能小屋", "cabin_24h"),
        ("无人值守", "cabin_24h"),
        ("Cabin 24h", "cabin_24h"),
    ],
)
def test_kinds(text, code):
    assert read_kind(text) == (code, True)


def test_unknown_kinds_are_told_from_blanks():
    assert read_kind("pub") == ("", False)
    assert read_kind("火车站") == ("", False)
    assert read_kind(" 无 ") == ("", True)


@pytest.mark.parametrize("codes, read", [(KINDS, lambda t: read_kind(t)[0]), (ACCESS, lambda t: read_access(t)[0])])  # noqa: PT006
def test_codes_and_names_mean_themselves(codes, read):
    assert {code: read(code) for code in codes} == {code: code for code in codes}
    assert {code: read(zh) for code, (zh, _) in codes.items()} == {code: code for code in codes}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("直接进入", "open_door"),
        ("免费开放", "open_door"),
        ("无需登记", "open_door"),
        ("会员免费", "app"),
        ("豫工惠APP扫码", "app"),
        ("扫码", "qr"),
        ("刷脸", "face"),
        ("身份证", "id_card"),
        ("按铃请店员开门", "staff"),
        ("扫码、刷脸", "qr,face"),
        ("刷脸或扫码", "qr,face"),
        ("身份证;工作人员", "staff,id_card"),
        ("yes", "open_door"),
        ("", ""),
    ],
)
def test_ways_in(text, codes):
    assert read_access(text) == (codes, ())


def test_unknown_ways_in_are_named():
    assert read_access("扫码、customers") == ("qr", ("customers",))


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    kind, known = read_kind(text)
    assert kind in {*KINDS, ""}
    assert known or kind == ""
    codes, unknown = read_access(text)
    assert set(filter(None, codes.split(","))) <= set(ACCESS)
    assert all(word in text and word for word in unknown)


@given(st.lists(st.sampled_from(["热水", "wifi", "微波炉"])), st.sampled_from("、，,;；/|+\n"))
def test_lists_are_split_at_any_separator(words, separator):
    assert split_list(f" {separator} ".join(words)) == words
