"""The vocabulary: codes pack and unpack, words are read, and no word means two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES, amenity_bits, codes_of_bits, in_order, read_amenities
from stationmap.catalogue import _KIND_SHIFT
from stationmap.errors import VocabularyError
from stationmap.station import ACCESS, KINDS, check_codes

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


def test_bits_leave_room_for_kinds_and_access():
    assert amenity_bits(AMENITIES) < 1 << _KIND_SHIFT


@given(codes, strange)
def test_an_unknown_code_is_named(wanted, code):
    with pytest.raises(VocabularyError) as caught:
        in_order([*wanted, code])
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("needs", code)]


@pytest.mark.parametrize("item", AMENITIES.values(), ids=list(AMENITIES))
def test_every_word_is_read_as_its_amenity_and_no_other(item):
    for word in (item.code, item.zh, item.en, *item.aliases):
        assert read_amenities(word) == (item.code,)
        assert read_amenities(f" {word.upper()}\u3000") == (item.code,)
        assert read_amenities(word.replace(" ", "-").replace("_", " ")) == (item.code,)


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
