"""Closing loses what a count by hand says, and no choice of as many loses less than is claimed."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.siting import Effort, Wanted, close

PLACES, STATIONS = 6, 5
MATRIX = st.lists(st.lists(st.booleans(), min_size=STATIONS, max_size=STATIONS), min_size=PLACES, max_size=PLACES)
WEIGHTS = st.lists(st.integers(0, 9).map(float), min_size=PLACES, max_size=PLACES)


def pairs_of(matrix):
    place, column = np.nonzero(np.array(matrix))
    return Pairs.of(place, column, np.ones(len(place)), places=PLACES, stations=STATIONS, limit_m=1.0)


def worth(matrix, weights, closed, second):
    open_ = [column for column in range(STATIONS) if column not in closed]
    times = [sum(row[column] for column in open_) for row in matrix]
    once = sum(w for w, t in zip(weights, times, strict=True) if t >= 1)
    return (1 - second) * once + second * sum(w for w, t in zip(weights, times, strict=True) if t >= 2)


@settings(max_examples=15)
@given(MATRIX, WEIGHTS, st.integers(0, 4), st.sets(st.integers(0, STATIONS - 1), max_size=1), st.booleans())
def test_least_loss_against_all_choices(matrix, weights, count, staying, prove):
    stay = np.isin(np.arange(STATIONS), list(staying))
    for wanted, second in ((Wanted(), 0.0), (Wanted("backup", 0.5), 0.5)):
        found = close(
            pairs_of(matrix), np.array(weights), count, stay=stay, wanted=wanted, effort=Effort(0.0, 5, prove)
        )
        whole = worth(matrix, weights, (), second)
        may = [column for column in range(STATIONS) if column not in staying]
        least = min(whole - worth(matrix, weights, some, second) for some in itertools.combinations(may, count))
        assert len(found.closed) == len(set(found.closed.tolist())) == count
        assert not staying & set(found.closed.tolist())
        assert found.lost == pytest.approx(whole - worth(matrix, weights, found.closed.tolist(), second))
        assert found.curve["loses"].sum() == pytest.approx(found.lost)
        assert found.least_possible <= least + 1e-9
        assert found.lost >= least - 1e-9
        if prove:
            assert found.lost == pytest.approx(least)


def test_too_many_and_other_models_are_refused():
    pairs = pairs_of(np.ones((PLACES, STATIONS)))
    with pytest.raises(InputError, match="too many"):
        close(pairs, np.ones(PLACES), STATIONS + 1)
    with pytest.raises(InputError, match="alone"):
        close(pairs, np.ones(PLACES), 1, wanted=Wanted("lscp"))
