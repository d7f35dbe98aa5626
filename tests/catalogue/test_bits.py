"""Every code has a bit of its own, and the index has enough of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.catalogue.bits import filter_bits, offered_bits, shifts_of
from stationmap.errors import VocabularyError
from stationmap.station import ACCESS, KINDS
from tests.oracles.catalogues import by_hand
from tests.oracles.tables import station

SETS = [((code,), (), ()) for code in AMENITIES]
SETS += [((), (code,), ()) for code in KINDS] + [((), (), (code,)) for code in ACCESS]


def bits_of(needs, kind, access):
    all_of, any_of = filter_bits(needs, kind, access)
    return all_of | sum(any_of)


def test_no_two_codes_share_a_bit():
    each = [bits_of(*codes) for codes in SETS]
    assert all(bits.bit_count() == 1 for bits in each)
    assert len(set(each)) == len(each)
    assert sum(each) < 1 << 64


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_more_codes_than_bits_are_refused(lengths):
    vocabularies = [["x"] * length for length in lengths]
    if sum(lengths) > 64:
        with pytest.raises(VocabularyError):
            shifts_of(*vocabularies)
    else:
        assert shifts_of(*vocabularies) == tuple(sum(lengths[:at]) for at in range(len(lengths)))


def test_what_is_out_of_order_is_not_offered():
    cells = {"amenities": "toilet,wifi", "out_of_order": "toilet@2026-01-01,tv", "access": "qr", "kind": "mobile"}
    table = by_hand(station("a", **cells)).table
    assert offered_bits(table).tolist() == [bits_of(("wifi",), ("mobile",), ("qr",))]
