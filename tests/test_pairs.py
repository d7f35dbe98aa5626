"""Pairs are in order, count as a plain loop counts, and refuse what does not fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.pairs import Pairs

ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.floats(0, 1000)), max_size=30)


def _pairs(rows, limit=1000.0):
    columns = list(zip(*rows, strict=True)) if rows else [[], [], []]
    return Pairs.of(*columns, places=6, stations=4, limit_m=limit)


@given(ROWS, st.floats(0, 1000), st.lists(st.booleans(), min_size=4, max_size=4))
def test_counts_are_those_of_a_loop(rows, radius, mask):
    counted = [sum(1 for p, s, d in rows if p == place and d <= radius and mask[s]) for place in range(6)]
    assert _pairs(rows).within(radius).counts(np.array(mask)).tolist() == counted
    assert (
        _pairs(rows).within(radius).counts(np.array(mask)).tolist()
        == _pairs(rows, radius).counts(np.array(mask)).tolist()
    )


@given(ROWS)
def test_order_and_starts(rows):
    pairs = _pairs(rows)
    told = list(zip(pairs.place, pairs.distance_m, pairs.station, strict=True))
    assert told == sorted((p, d, s) for p, s, d in rows)
    assert [len(told[a:b]) for a, b in zip(pairs.starts[:-1], pairs.starts[1:], strict=True)] == pairs.counts().tolist()
    assert pairs.nearest_m.tolist() == [
        min((d for p, _, d in rows if p == place), default=np.inf) for place in range(6)
    ]


def test_what_does_not_fit_is_refused():
    with pytest.raises(InputError):
        _pairs([(0, 0, 10.0)], 100).within(101)
    with pytest.raises(InputError):
        Pairs.of([6], [0], [1.0], places=6, stations=4, limit_m=10, nearest_m=np.zeros(6))
    with pytest.raises(InputError):
        Pairs.of([0], [4], [1.0], places=6, stations=4, limit_m=10)
    with pytest.raises(InputError):
        Pairs(np.array([1, 0]), np.array([0, 0]), np.array([1.0, 1.0]), 2, 1, 10.0, np.zeros(2))
