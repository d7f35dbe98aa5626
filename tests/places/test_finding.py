"""Whoever knows a name finds the place: exactly, by ear, by initials, and with a slip of the finger."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import CoordinateError, ParameterError
from stationmap.loading import demonstration
from stationmap.places import LONGEST, PlaceIndex, Places, find_places, pinyin_initials
from stationmap.places.entries import entries_of
from stationmap.places.ranks import NOWHERE, Matched
from tests.oracles.geodesic import GEOD
from tests.oracles.places import classes, compared

CATALOGUE = demonstration()
ENTRIES = entries_of(CATALOGUE)
INDEX = PlaceIndex.of(CATALOGUE)
PLACES = Places(INDEX)
TABLE = CATALOGUE.table[CATALOGUE.table["id"].isin(ENTRIES.table["id"])]  # without those that are closed
NEAR = (34.7601, 113.7730)
INFINITE = float("inf")
LETTERS = "甲乙河abz5"


def ids(text, limit=10, near=None):
    return [found.place.id for found in find_places(PLACES, text[:LONGEST], limit, near)]


def found_or_outdone(text, station_id):
    """Tell whether a station is among the first ten, or ten others fit at least as well."""
    if station_id in ids(text):
        return True
    ranks = INDEX.ranks(text[:LONGEST], 10)
    own = ranks[INDEX.rows_of({station_id})[0]]
    return own < NOWHERE and int((ranks <= own).sum()) > 10


@pytest.mark.parametrize("column", ["name", "id", "address"])
def test_every_station_is_found_by_what_the_register_says(column):
    for station_id, text in TABLE[["id", column]].itertuples(index=False):
        assert found_or_outdone(text, station_id), text


@pytest.mark.parametrize("form", [0, 1])
def test_every_station_is_found_by_its_pinyin_and_its_initials(form):
    for station_id, spoken in zip(TABLE["id"], pinyin_initials(TABLE["name"]), strict=True):
        assert found_or_outdone(spoken[form], station_id), spoken


def slips(text, random_):
    """Give a text with one slip of each kind."""
    at = random_.randrange(len(text))
    yield text[:at] + random_.choice(LETTERS) + text[at:]
    yield text[:at] + text[at + 1 :]
    yield text[:at] + random_.choice(LETTERS) + text[at + 1 :]
    at = random_.randrange(len(text) - 1)
    yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def test_one_slip_in_a_name_still_finds_it():
    draw = random.Random(7)
    for station_id, name in TABLE[["id", "name"]].sample(100, random_state=7).itertuples(index=False):
        for slip in slips(name, draw):
            assert found_or_outdone(slip, station_id), (name, slip)


def test_one_slip_in_the_pinyin_of_a_name_still_finds_it():
    draw = random.Random(8)
    sample = TABLE[["id", "name"]].sample(60, random_state=8)
    for station_id, (spoken, _) in zip(sample["id"], pinyin_initials(sample["name"]), strict=True):
        for slip in slips(spoken[:40], draw):
            if slip.isascii():
                assert found_or_outdone(slip, station_id), (spoken, slip)


def test_one_slip_in_the_name_of_a_district_still_finds_it():
    for text, name in [
        ("禹王抬区", "禹王台区"),
        ("顺和回族区", "顺河回族区"),
        ("jinshiuqu", "金水区"),
        ("longtnigqu", "龙亭区"),
    ]:
        assert name in [found.place.name for found in find_places(PLACES, text)]


WORDS = [
    *TABLE["name"].head(40),
    *TABLE["address"].head(20),
    *TABLE["id"].head(5),
    "金水",
    "郑州市",
    "花园路",
    "银行网点",
]


@given(st.sampled_from(WORDS).flatmap(lambda word: st.tuples(st.just(word), st.integers(0, 8), st.integers(1, 12))))
@settings(max_examples=60)
def test_what_a_slow_reading_finds_is_found_and_in_the_same_way(part):
    word, start, length = part
    text = word[start : start + length] or word
    told = classes(ENTRIES, text)
    ranks = INDEX.ranks(text, 10_000)
    ways = {
        INDEX.place(row).id: Matched.of(rank).name.lower() for row, rank in enumerate(ranks.tolist()) if rank < NOWHERE
    }
    literal = {place: way for place, way in ways.items() if way in {"exact", "prefix"}}
    assert literal == {place: way for place, way in told.items() if way != "within"} or not compared(text)
    assert {place for place, way in told.items() if way == "within"} <= {p for p, w in ways.items() if w == "within"}


@given(st.text(max_size=LONGEST), st.booleans())
@settings(max_examples=150)
def test_any_text_is_answered(text, near):
    if not text.strip():
        with pytest.raises(ParameterError):
            find_places(PLACES, text)
        return
    found = find_places(PLACES, text, 5, NEAR if near else None)
    assert len(found) <= 5


@given(st.text(alphabet="金水区花园路爱心驿站社jinshu 1８", min_size=1, max_size=12).filter(str.strip))
@settings(max_examples=100)
def test_the_order_is_by_rank_then_distance_then_id_and_what_is_fewer_is_the_beginning_of_more(text):
    for near in (None, NEAR):
        found = find_places(PLACES, text, 20, near)
        keys = [(one.rank, INFINITE if one.distance_m is None else one.distance_m, one.place.id) for one in found]
        assert keys == sorted(keys)
        for one in found:
            if near and one.place.lat is not None:
                expected = GEOD.inv(near[1], near[0], one.place.lon, one.place.lat)[2]
                assert one.distance_m == pytest.approx(expected, abs=1e-6)
        assert [one.place.id for one in found[:5]] == ids(text, 5, near)


def test_nearest_of_those_that_fit_alike_come_first():
    """All that fit alike, measured one by one, against what was kept of them."""
    ranks = INDEX.ranks("社区", 10)
    best = int(ranks.min())
    places = [INDEX.place(row) for row, rank in enumerate(ranks.tolist()) if rank == best]
    assert len(places) > 10
    order = sorted(places, key=lambda one: (GEOD.inv(NEAR[1], NEAR[0], one.lon, one.lat)[2], one.id))
    assert ids("社区", 10, NEAR) == [one.id for one in order[:10]]


@pytest.mark.parametrize(
    ("text", "name", "matched"),
    [
        ("金水", "金水区", "exact"),
        ("郑州市金水区", "金水区", "exact"),
        ("ｊｉｎｓｈｕｉ", "金水区", "pinyin"),
        ("Jīn Shuǐ Qū", "金水区", "pinyin"),
        ("jsq", "金水区", "initials"),
        ("zhongmu", "中牟县", "pinyin"),
        ("zmx", "中牟县", "initials"),
        ("河盘社区", "河畔社区户外劳动者服务站点", "pinyin"),
        ("zz0225", "河畔社区户外劳动者服务站点", "within"),
        ("花园口镇河畔社区", "河畔社区户外劳动者服务站点", "within"),
        ("惠济区 河畔", "河畔社区户外劳动者服务站点", "within"),
        ("郑州花园路", "花园路街道", "exact"),
        ("高新区", "郑州高新技术产业开发区", "exact"),
        ("郑州", "郑州市", "exact"),
    ],
)
def test_what_people_type(text, name, matched):
    first = find_places(PLACES, text)[0]
    assert (first.place.name, first.matched) == (name, matched)


@pytest.mark.parametrize(("text", "limit"), [("", 10), (" \t", 10), ("x" * 51, 10), ("金水", 0), ("金水", 51)])
def test_what_cannot_be_asked_is_refused_with_its_name_and_value(text, limit):
    with pytest.raises(ParameterError) as error:
        find_places(PLACES, text, limit)
    assert error.value.faults[0].parameter in {"q", "limit"}


def test_a_position_that_is_none_is_refused():
    with pytest.raises(CoordinateError):
        find_places(PLACES, "金水", near=(91.0, 0.0))


def test_what_is_written_and_mapped_answers_alike(tmp_path):
    INDEX.write(tmp_path / "1")
    mapped = Places(PlaceIndex.mapped(tmp_path / "1"))
    for text in ("金水", "jinshui", "jsq", "jinshiu", "河泮社区", "金水 爱心", "社区"):
        assert find_places(mapped, text, near=NEAR) == find_places(PLACES, text, near=NEAR)
    assert mapped.version == CATALOGUE.version


def test_a_station_closed_for_good_is_not_found():
    table = TABLE.head(3).assign(name=["甲站", "甲站二", "甲站三"], closed_on=["2020-01-01", "", "9998-01-01"])
    index = PlaceIndex.of(type(CATALOGUE).from_table(table, CATALOGUE.districts, "1"))
    assert [found.place.name for found in find_places(Places(index), "甲站")] == ["甲站二", "甲站三"]


def test_a_register_without_stations_has_its_districts():
    index = PlaceIndex.of(type(CATALOGUE).from_table(TABLE.head(0), CATALOGUE.districts, "1"))
    assert find_places(Places(index), "金水")[0].place.id == "district:410105"
    assert find_places(Places(index), "郑州")[0].place.lat is None


def test_a_sentence_is_found_by_its_pieces():
    found = find_places(PLACES, "我在金水区农业路那边, 好像叫…爱心驿站", 10)
    assert {one.matched for one in found} == {"part"}
    assert "爱心驿站" in found[0].place.name
    assert found[0].place.district_name == "金水区"
    held = [sum(len(piece) for piece in ("爱心驿站", "金水区") if piece in told(one.place)) for one in found]
    assert held == sorted(held, reverse=True)


def told(place):
    return f"{place.name}{place.address}{place.district_name}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("花园路附近", "花园路街道"),
        ("我在花园路那里", "花园路街道"),
        ("郑州市二七区没有这条街", "二七区"),
        ("金水区 没有这条街", "金水区"),
        ("jinshuiqu zhexie wuming", "金水区"),
    ],
)
def test_where_no_place_fits_the_whole_the_part_that_is_known_leads_on(text, name):
    first = find_places(PLACES, text)[0]
    assert (first.place.name, first.matched) == (name, "part")


@pytest.mark.parametrize("text", ["喂你好", "甲乙丙丁戊己庚辛壬癸", "qqqq wwww", "\ufffd\ufffd"])
def test_what_holds_nothing_known_finds_nothing(text):
    assert find_places(PLACES, text) == []


def test_what_fits_a_part_does_not_stand_beside_what_fits_the_whole():
    changed = CATALOGUE.table.head(2).assign(name=["新站甲", "新站乙"])
    over = PlaceIndex.of(type(CATALOGUE).from_table(changed, CATALOGUE.districts, "2"), areas=False)
    both = Places(INDEX, over, np.zeros(0, np.int64))
    assert {one.matched for one in find_places(both, "花园路街道新站甲", 20)} == {"part"}
    assert "part" not in {one.matched for one in find_places(both, "花园路街道", 20)}
    assert find_places(both, "新站甲")[0].matched == "exact"
