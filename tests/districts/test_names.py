import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts, national
from stationmap.districts.names import plain_name, words_of_districts
from tests.oracles.records import districts_of

ZHENGZHOU = national().of_cities(["4101"])

NATIONAL = {
    "上街区": "410106",
    "郑州市上街区": "410106",
    "河南省郑州市上街区": "410106",
    "中国河南省郑州市上街区": "410106",
    "郑州上街区": "410106",
    "郑州上街": "410106",
    "上街": "410106",
    "410106": "410106",
    "４１０１０６": "410106",
    " 郑州市 上街区\t": "410106",
    "高新区": "410172",  # the only one that the table knows by this name
    "郑州高新区": "410172",
    "郑州高新技术产业开发区": "410172",
    "新郑": "410184",
    "新郑市": "410184",
    "开封市鼓楼区": "410204",
    "顺河区": "410203",
    "开封市顺河回族区": "410203",
    "济源市": "419001",
    "北京市朝阳区": "110105",
    "北京朝阳区": "110105",
    "长春市朝阳区": "220104",
    "天津和平区": "120101",
    "上海浦东新区": "310115",
    "重庆市忠县": "500233",
    "广西壮族自治区南宁市青秀区": "450103",
    "长沙县": "430121",
}
AMBIGUOUS = ["鼓楼区", "鼓楼", "朝阳区", "和平区", "市中区", "新华区", "城关区"]
CITIES = ["郑州市", "郑州", "河南省", "北京", "北京市", "重庆", "长沙", "410100"]
NO_PLACE = ["", " ", "上街区甲", "区", "驿站", "999999"]


@pytest.mark.parametrize(("text", "adcode"), NATIONAL.items())
def test_what_people_call_a_district(text, adcode):
    assert national().match_name(text) == adcode


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_name_that_several_districts_bear_means_none(text):
    assert (national().frame["name"].str.startswith(text.removesuffix("区"))).sum() > 1
    assert national().match_name(text) == ""


@pytest.mark.parametrize("text", CITIES + NO_PLACE)
def test_a_city_or_anything_else_is_no_district(text):
    assert national().match_name(text) == ""


@pytest.mark.parametrize(
    ("text", "adcode"),
    [("鼓楼区", "410204"), ("鼓楼", "410204"), ("高新区", ""), ("上街区", "")],
)
def test_a_name_is_plain_where_only_one_city_is_meant(text, adcode):
    assert national().of_cities(["4102"]).match_name(text) == adcode


@pytest.mark.parametrize(
    ("text", "adcode"),
    [
        ("经开区", "410171"),
        ("郑州经开区", "410171"),
        ("航空港区", "410173"),
        ("港区", "410173"),
        ("郑州航空港经济综合实验区", "410173"),
        ("金水", "410105"),
    ],
)
def test_zones_by_their_short_names(text, adcode):
    assert ZHENGZHOU.match_name(text) == adcode


def test_every_district_of_the_demonstration_answers_to_its_own_names():
    for row in national().of_cities(["4101", "4102"]).frame.itertuples():
        forms = [row.adcode, row.city + row.name, "河南省" + row.city + row.name]
        assert [national().match_name(form) for form in forms] == [row.adcode] * 3, row.name


def test_every_district_of_china_answers_to_its_code_and_nearly_all_to_city_and_name():
    frame = national().frame
    found = [national().match_name(city + name) for city, name in zip(frame["city"], frame["name"], strict=True)]
    wrong = [(code, hit) for code, hit in zip(frame["adcode"], found, strict=True) if hit not in {code, ""}]
    assert wrong == []
    assert sum(hit == "" for hit in found) < 5
    assert [national().match_name(code) for code in frame["adcode"]] == frame["adcode"].tolist()


def test_two_of_one_name_in_one_city_are_told_apart_by_code_alone():
    twins = Districts(districts_of(("410101", "东区", "甲市", None, None), ("410102", "东区", "甲市", None, None)))
    assert [twins.match_name(text) for text in ("东区", "甲市东区", "410102")] == ["", "", "410102"]


def test_a_full_name_goes_before_a_short_one():
    words = words_of_districts([("410101", "上街", "甲市"), ("410106", "上街区", "乙市")])
    assert words["上街"] == "410101"
    assert words["上街区"] == "410106"


names = st.text(alphabet="上街金水东西甲乙市县区省 ", max_size=6)
rows = st.lists(
    st.tuples(st.integers(100_000, 999_999).map(str), names, names), unique_by=lambda row: row[0], max_size=5
)


@settings(max_examples=50)
@given(rows, names)
def test_a_match_is_one_of_the_districts_and_contains_what_was_said(rows, text):
    words = words_of_districts(rows)
    assert set(words.values()) <= {adcode for adcode, _, _ in rows}
    assert all(words[adcode] == adcode for adcode, _, _ in rows)
    adcode = words.get(plain_name(text), "")
    if adcode:
        _, name, city = next(row for row in rows if row[0] == adcode)
        assert set(plain_name(text)) <= set(plain_name(name) + plain_name(city))


@settings(max_examples=50)
@given(rows, st.randoms())
def test_the_order_of_the_districts_does_not_change_what_a_word_means(rows, random):
    before = dict(words_of_districts(rows))
    random.shuffle(rows)
    assert dict(words_of_districts(rows)) == before
