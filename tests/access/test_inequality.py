"""Gini and Lorenz against the definition in exact fractions, by their laws, and by a published figure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.access import gini, lorenz
from stationmap.errors import InputError
from tests.oracles.catchment import gini_by_pairs

people = st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 20)), min_size=1, max_size=12)

# Gross domestic product per head of the Mexican states, 1940, from the examples of libpysal (BSD-3-Clause, PySAL
# Developers; used in Rey and Sastre Gutiérrez 2010), of which the package `inequality` tests the Gini coefficient.
MEXICO_1940 = [
    10384, 22361, 9573, 3758, 2934, 8578, 8537, 6909, 17816, 12132, 4359, 2181, 4414, 5309, 3408, 3327,
    6936, 4836, 9073, 1892, 3569, 11016, 21965, 4372, 4840, 6399, 2459, 7508, 3605, 5203, 7990, 3734,
]  # fmt: skip


def test_the_figure_that_inequality_publishes():
    assert gini(MEXICO_1940) == pytest.approx(0.35372371173452849, abs=1e-15)
    assert gini(MEXICO_1940, small=True) == pytest.approx(0.35372371173452849 * 32 / 31, abs=1e-15)


@given(people)
def test_gini_is_that_of_the_definition(pairs):
    values, weights = zip(*pairs, strict=True)
    exact, found = gini_by_pairs(values, weights), gini(values, weights)
    assert np.isnan(found) if exact is None else found == pytest.approx(float(exact), abs=1e-12)


@given(people, st.integers(1, 1_000))
def test_gini_knows_no_unit_and_no_order_and_a_weight_is_so_many_people(pairs, scale):
    values, weights = (np.array(side) for side in zip(*pairs, strict=True))
    one_by_one = gini(np.repeat(values, weights))
    found = gini(values, weights)
    assert found == pytest.approx(one_by_one, abs=1e-12, nan_ok=True)
    assert gini(values[::-1] * scale, weights[::-1] * 3) == pytest.approx(found, abs=1e-12, nan_ok=True)


@given(people)
def test_the_curve_rises_from_nought_to_one_below_the_diagonal_and_is_hollow(pairs):
    values, weights = zip(*pairs, strict=True)
    share, had = lorenz(values, weights)
    if not len(share):
        assert not sum(value * weight for value, weight in pairs)
        return
    assert (share[0], had[0], share[-1], had[-1]) == (0, 0, 1, 1)
    assert (np.diff(share) >= 0).all()
    assert (np.diff(had) >= 0).all()
    assert (had <= share + 1e-12).all()
    there = np.diff(share) > 0
    assert (np.diff(np.diff(had)[there] / np.diff(share)[there]) >= -1e-9).all()


@given(people, st.data())
def test_giving_from_the_rich_to_the_poor_makes_it_no_less_equal(pairs, data):
    values = sorted(value for value, _ in pairs)
    gift = data.draw(st.integers(0, (values[-1] - values[0]) // 2))
    after = [values[0] + gift, *values[1:-1], values[-1] - gift] if len(values) > 1 else values
    if sum(values):
        assert gini(after) <= gini(values) + 1e-12


def test_the_ends():
    assert gini([5.0] * 7) == 0
    assert gini([0] * 9 + [1]) == pytest.approx(0.9)
    assert gini([0] * 9 + [1], small=True) == pytest.approx(1)
    assert np.isnan(gini([3], small=True))
    assert np.isnan(gini([3, 4], [1, 0], small=True))
    assert np.isnan(gini([0, 0]))
    assert np.isnan(gini([]))


@pytest.mark.parametrize(
    ("values", "weights"), [([1, 2], [1]), ([-1], [1]), ([np.nan], [1]), ([1], [-1]), ([[1]], [1])]
)
def test_what_cannot_be_used_is_refused(values, weights):
    with pytest.raises(InputError):
        gini(values, weights)
