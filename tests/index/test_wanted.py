"""The filter: what it takes, refuses and matches."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.index import StationIndex, Wanted
from tests.oracles import geodesic as oracle

flags = st.integers(0, 2**64 - 1)
small = st.integers(0, 7)


def _matching(bits, wanted):
    return StationIndex(np.zeros(len(bits)), np.arange(len(bits)), np.array(bits, dtype=np.uint64)).matching(wanted)


def test_nothing_wanted_matches_all():
    assert _matching([0, 5], Wanted()).tolist() == [0, 1]


@pytest.mark.parametrize("bits", [-1, 2**64, 1.0, True, "1", None, np.uint64(3)])
def test_what_is_no_set_of_bits_is_refused(bits):
    with pytest.raises(ParameterError):
        Wanted(all_of=bits)
    with pytest.raises(ParameterError):
        Wanted(any_of=(1, bits))


@pytest.mark.parametrize("mask", [np.ones((2, 2), dtype=bool), np.array([0, 1]), np.array(True), [0.0]])
def test_what_is_no_mask_is_refused(mask):
    with pytest.raises(ParameterError):
        Wanted(mask=mask)


def test_it_is_frozen_and_its_mask_cannot_be_written():
    mask = np.ones(2, dtype=bool)
    wanted = Wanted(1, [2, 4], mask)
    assert wanted.any_of == (2, 4)
    with pytest.raises(dataclasses.FrozenInstanceError):
        wanted.all_of = 3
    with pytest.raises(ValueError, match="read-only"):
        wanted.mask[0] = False
    mask[0] = False  # the caller's own array stays writable


@given(st.lists(flags, max_size=30), flags, st.lists(flags, max_size=3))
def test_rows_match_as_the_definition_says(bits, all_of, any_of):
    wanted = Wanted(all_of, tuple(any_of))
    rows = _matching(bits, wanted)
    assert rows.tolist() == [row for row, value in enumerate(bits) if oracle.matches(value, row, wanted)]


@given(st.data(), st.lists(small, max_size=30), small, st.lists(small, max_size=4))
def test_all_ways_to_ask_agree(data, bits, all_of, any_of):
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(bits), max_size=len(bits))), dtype=bool)
    index = StationIndex(np.zeros(len(bits)), np.arange(len(bits)), np.array(bits, dtype=np.uint64))
    for wanted in (Wanted(all_of, tuple(any_of)), Wanted(all_of, tuple(any_of), mask)):
        rows = index.matching(wanted).tolist()
        assert rows == [row for row, value in enumerate(bits) if oracle.matches(value, row, wanted)]
        assert rows == index.in_box(-180, -90, 180, 90, wanted).tolist()
        assert rows == index.nearest(0.0, 0.0, len(bits), wanted).rows.tolist()
        assert rows == index.within(0.0, 0.0, 2.1e7, wanted).rows.tolist()


def test_an_empty_set_is_held_by_no_row():
    assert _matching([7], Wanted(any_of=(0,))).tolist() == []
