import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES, amenity_bits, codes_of_bits
from stationmap.register.amenities_cells import AmenityWords, is_unknown_flag, read_broken, read_flag, read_words

ALL = amenity_bits(AMENITIES)
words_of = {item.code: (item.zh, item.code, *item.aliases) for item in AMENITIES.values()}


@given(
    st.lists(st.sampled_from(list(AMENITIES)).flatmap(lambda c: st.tuples(st.just(c), st.sampled_from(words_of[c]))))
)
def test_every_word_of_the_vocabulary_is_read_in_any_list(pairs):
    read = read_words("、".join(word for _, word in pairs))
    assert codes_of_bits(read.yes) == codes_of_bits(amenity_bits(code for code, _ in pairs))
    assert read.no == 0
    assert read.unknown == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("饮水机2台", "drinking_water"),
        ("热水(24小时)", "hot_water"),
        ("免费wifi", "wifi"),
        ("提供微波炉", "meal_heating"),
        ("有空调", "cooling heating"),
        ("热水 微波炉", "hot_water meal_heating"),
        ("Wi-Fi", "wifi"),
        ("休息座椅等", "seating"),
        ("无障碍", "wheelchair"),
        ("无线网络", "wifi"),
        ("ＡＥＤ", "aed"),
        ("充电插座三个", "phone_charging"),
    ],
)
def test_words_as_people_write_them(text, codes):
    read = read_words(text)
    assert (codes_of_bits(read.yes), read.no, read.unknown) == (tuple(codes.split()), 0, ())


@pytest.mark.parametrize(
    ("text", "codes"), [("无空调", "cooling heating"), ("没有厕所", "toilet"), ("不提供热水", "hot_water")]
)
def test_words_that_say_no(text, codes):
    read = read_words(text)
    assert (codes_of_bits(read.no), read.yes, read.unknown) == (tuple(codes.split()), 0, ())


FAULTS = (
    "故障 维修中 暂停 停用 坏 已坏 停 待修 损坏 暂停使用 不可用 无法使用 "
    "停水 暂时关闭 未开放 检修 故障，报修中 broken 预计9月修好 未修好 off"
)
MENDED = (
    "24小时 无障碍 夜间关闭 22:00后关闭 无故障 已修好 不分男女 冬季停用 "
    "含维修工具 免费 周日停用 无密码 停车场 off-peak 借用,押金"
)


@given(
    st.sampled_from(sorted(words_of)), st.sampled_from(FAULTS.split()), st.sampled_from(["()", "（）", "【】", "[]"])
)
def test_a_remark_that_it_does_not_work_is_taken_as_out_of_order(code, fault, around):
    for word in words_of[code]:
        for text in (f"{word}{around[0]}{fault}{around[1]}", f"{word} {around[0]} {fault} {around[1]}"):
            read = read_words(text)
            assert (read.broken, codes_of_bits(read.yes), read.no, read.unknown) == ((code,), (code,), 0, ())
            assert (read.faulty, read.remarked) == ((text,), ())


@given(st.sampled_from(sorted(words_of)), st.sampled_from(MENDED.split()))
def test_another_remark_is_named_and_changes_nothing(code, remark):
    for word in words_of[code]:
        text = f"{word}（{remark}）"
        assert read_words(text) == AmenityWords(yes=amenity_bits([code]), remarked=(text,))


def test_remarks_with_a_day_with_a_no_and_beside_one_that_works():
    assert read_words("空调（2026-08-01起故障）").broken == ("cooling@2026-08-01", "heating@2026-08-01")
    assert read_words("热水(无)") == AmenityWords(no=amenity_bits(["hot_water"]))
    assert read_words("厕所(故障)、卫生间").broken == ()
    assert read_words("热水 厕所 (停用)").broken == ("toilet",)


def test_unknown_words_are_named_and_blanks_are_not():
    assert read_words("热水、水晶球，按摩椅").unknown == ("水晶球", "按摩椅")
    assert read_words("无").unknown == ()
    assert read_words("  ").unknown == ()


@given(
    st.lists(st.sampled_from(list(AMENITIES)).flatmap(lambda c: st.sampled_from(words_of[c])), min_size=1, max_size=4),
    st.integers(0, 4),
)
def test_an_unknown_word_between_blanks_costs_no_known_one(words, at):
    known = read_words("、".join(words))
    read = read_words(" ".join([*words[:at], "水晶球", *words[at:]]))
    assert (read.yes, read.no, read.unknown) == (known.yes, 0, ("水晶球",))


@pytest.mark.parametrize("text", ["热水 没有", "厕所 维修中", "hot_water not", "水晶球 按摩椅", "热水 暂停"])
def test_what_may_deny_a_word_leaves_all_of_it_unknown(text):
    assert read_words(text) == AmenityWords(unknown=(text,))


@pytest.mark.parametrize("text", ["有", "是", "√", "✓", "1", "yes", "Y", "TRUE", "2台", "具备", "１"])
def test_yes(text):
    assert read_flag(text) is True


@pytest.mark.parametrize("text", ["无", "否", "×", "0", "no", "N", "false", "没有"])
def test_no(text):
    assert read_flag(text) is False


@pytest.mark.parametrize("text", ["", " ", "-", "未知", "nan", "?", "？"])
def test_unknown_is_neither(text):
    assert read_flag(text) is None
    assert is_unknown_flag(text)


@pytest.mark.parametrize("text", ["x", "limited", "维修中", "-1", "有的"])
def test_what_cannot_be_told_is_unknown_but_not_blank(text):
    assert read_flag(text) is None
    assert not is_unknown_flag(text)


def test_what_is_broken():
    assert read_broken("手机充电@2026-08-01") == (("phone_charging@2026-08-01",), ())
    assert read_broken("空调@2026/8/1、wifi") == (("cooling@2026-08-01", "heating@2026-08-01", "wifi"), ())
    assert read_broken("热水@下周；电梯") == (("hot_water",), ("热水@下周", "电梯"))
    assert read_broken("无") == ((), ())


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    read = read_words(text)
    assert 0 <= read.yes <= ALL
    assert 0 <= read.no <= ALL
    assert read_flag(text) in {True, False, None}
    broken, _ = read_broken(text)
    assert {item.partition("@")[0] for item in broken} <= set(AMENITIES)


@given(st.from_regex(r"(无|有|没有|提供|热水|空调|2台|等|\(|\)|@|2024-01-01|、| ){1,8}", fullmatch=True))
def test_nearly_words_are_read(text):
    test_any_text_is_read.hypothesis.inner_test(text)
