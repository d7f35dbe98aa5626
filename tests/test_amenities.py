"""The vocabulary: codes pack and unpack, words are read, and no word means two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES, Amenity, _by_word, amenity_bits, codes_of_bits, in_order, read_amenities
from stationmap.errors import VocabularyError
from stationmap.station import ACCESS, KINDS
from stationmap.vocabulary import check_codes

codes = st.lists(st.sampled_from(list(AMENITIES)), max_size=40)
strange = st.text(max_size=8).filter(lambda text: text not in AMENITIES)


@given(codes)
def test_bits_hold_the_set_of_codes(wanted):
    assert codes_of_bits(amenity_bits(wanted)) == in_order(wanted)
    assert set(in_order(wanted)) == set(wanted)


@given(codes, codes)
def test_bits_join_as_sets_do(one, other):
    assert amenity_bits(one) | amenity_bits(other) == amenity_bits(one + other)


@given(codes)
def test_the_order_is_the_vocabulary_s(wanted):
    places = [list(AMENITIES).index(code) for code in in_order(wanted)]
    assert places == sorted(set(places))


@given(codes, strange)
def test_an_unknown_code_is_named(wanted, code):
    with pytest.raises(VocabularyError) as caught:
        in_order([*wanted, code], "needs")
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("needs", code)]
    with pytest.raises(VocabularyError) as caught:
        amenity_bits([*wanted, code])
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("amenities", code)]


@pytest.mark.parametrize("item", AMENITIES.values(), ids=list(AMENITIES))
def test_every_word_is_read_as_its_amenity_and_no_other(item):
    for word in (item.code, item.zh, item.en, *item.aliases):
        assert read_amenities(word) == (item.code,)
        assert read_amenities(f" {word.upper()}\u3000") == (item.code,)
        assert read_amenities(word.replace(" ", "-").replace("_", " ")) == (item.code,)


@pytest.mark.parametrize("word", ["热水", "HOT-WATER", "Wi-Fi", "wi fi"])
def test_a_word_of_two_amenities_is_refused(word):
    sauna = Amenity("sauna", "桑拿", "sauna", "service", ("蒸汽", word))
    with pytest.raises(VocabularyError, match=f"{word}.* and sauna"):
        _by_word([*AMENITIES.values(), sauna], {})


def test_a_word_of_one_amenity_and_of_several_is_refused():
    with pytest.raises(VocabularyError, match="cooling, heating and cooling"):
        _by_word(AMENITIES.values(), {"纳凉": ("cooling", "heating")})


def test_one_amenity_may_have_a_word_twice():
    assert _by_word([Amenity("tv", "TV", "tv", "common", ("t v",))], {}) == {"tv": ("tv",)}


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    assert all(code in AMENITIES for code in read_amenities(text))


@pytest.mark.parametrize("vocabulary", [KINDS, ACCESS])
def test_other_codes_are_checked_by_name(vocabulary):
    assert check_codes("kind", tuple(vocabulary), vocabulary) == tuple(vocabulary)
    with pytest.raises(VocabularyError) as caught:
        check_codes("kind", ("sauna", *vocabulary, "spa"), vocabulary)
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("kind", "sauna"), ("kind", "spa")]


def test_every_code_can_stand_in_a_query():
    for code in (*AMENITIES, *KINDS, *ACCESS):
        assert code.isascii()
        assert code.replace("_", "").isalnum()
        assert code == code.lower()


def test_a_shower_is_no_wash_basin():
    assert read_amenities("淋浴") == ()
    assert read_amenities("洗手池") == ("wash",)
