"""Nobody can work out what is hidden: an attacker with linear programs tries."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.usage.suppression import suppress
from stationmap.usage.suppression.bounds import Tree
from stationmap.usage.suppression.programs import hide_by_programs
from tests.oracles.attacker import widths

COUNTS = st.one_of(st.integers(0, 14), st.integers(0, 200))


@st.composite
def hierarchies(draw):
    """Stations in districts in cities in a total, as values and equations."""
    values, equations, cities = [], [], []
    for _ in range(draw(st.integers(1, 2))):
        districts = []
        for _ in range(draw(st.integers(1, 3))):
            counts = draw(st.lists(COUNTS, min_size=1, max_size=4))
            values += [*counts, sum(counts)]
            last = len(values) - 1
            equations.append((last, list(range(last - len(counts), last))))
            districts.append(last)
        values.append(sum(values[row] for row in districts))
        equations.append((len(values) - 1, districts))
        cities.append(len(values) - 1)
    values.append(sum(values[row] for row in cities))
    return np.array(values), [*equations, (len(values) - 1, cities)]


@st.composite
def crossings(draw):
    """Months by districts, with both margins and the total."""
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    inner = np.array(draw(st.lists(COUNTS, min_size=rows * columns, max_size=rows * columns))).reshape(rows, columns)
    table = np.pad(inner, ((0, 1), (0, 1)))
    table[:-1, -1], table[-1, :-1], table[-1, -1] = inner.sum(1), inner.sum(0), inner.sum()
    at = np.arange(table.size).reshape(table.shape)
    equations = [(int(line[-1]), line[:-1].tolist()) for line in [*at, *at.T]]
    return table.ravel(), equations


def check(values, equations, threshold):
    hidden = suppress(values, equations, threshold)
    small = (values > 0) & (values < threshold)
    assert (hidden >= small).all()
    assert not hidden.any() or small.any()
    assert_wide(values, equations, hidden, threshold)


def assert_wide(values, equations, hidden, threshold):
    """Of a single count with its sums nothing else can be hidden: it is known to be the small one, and no more."""
    single = len(values) - len({total for total, _ in equations}) == 1
    for knows_rule in (None, threshold):
        found = widths(values, equations, hidden, knows_rule)
        least = threshold - 2 if single and knows_rule else threshold
        assert all(width >= least - 1e-6 for width in found.values()), (hidden, found)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(hierarchies(), st.sampled_from([3, 10]))
def test_no_hidden_count_of_a_hierarchy_can_be_worked_out(hierarchy, threshold):
    check(*hierarchy, threshold)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(crossings(), st.sampled_from([3, 10]))
def test_no_hidden_count_of_crossing_sums_can_be_worked_out(table, threshold):
    check(*table, threshold)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(hierarchies(), st.data())
def test_the_bounds_of_a_hierarchy_are_those_of_linear_programs(hierarchy, data):
    values, equations = hierarchy
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))))
    parent = np.full(len(values), -1)
    for total, parts in equations:
        parent[parts] = total
    low, high = Tree(values, parent).bounds(hidden)
    for cell, width in widths(values, equations, hidden).items():
        assert (high - low)[cell] == pytest.approx(width) or (np.isinf(width) and (high - low)[cell] > 2**30)


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(hierarchies())
def test_programs_protect_a_hierarchy_too(hierarchy):
    values, equations = hierarchy
    hidden = hide_by_programs(values, equations, (values > 0) & (values < 10), 10)
    assert_wide(values, equations, hidden, 10)


@pytest.mark.parametrize("gone", ["secondary", "primary"])
def test_the_attacker_finds_what_is_hidden_badly(gone):
    values, equations = np.array([3, 50, 100, 153]), [(3, [0, 1, 2])]
    hidden = np.array([True, False, False, False])
    assert widths(values, equations, hidden) == {0: 0.0}
    if gone == "secondary":
        hidden[1] = True
        assert min(widths(np.array([3, 5, 100, 108]), equations, hidden).values()) == 8


def test_without_small_counts_nothing_is_hidden():
    assert not suppress([0, 10, 10], [(2, [0, 1])]).any()


def test_a_zero_is_published():
    assert suppress([0, 3, 40, 43], [(3, [0, 1, 2])]).tolist() == [False, True, True, False]


def test_an_only_small_count_takes_all_sums_and_a_zero_with_it():
    assert suppress([3, 0, 3, 3], [(2, [0, 1]), (3, [2])]).tolist() == [True, True, True, True]


@pytest.mark.parametrize("values", [[1, 2, 4], [-1, 2, 1], [0.5, 0.5, 1]])
def test_what_does_not_add_up_or_is_no_count_is_refused(values):
    with pytest.raises(InputError):
        suppress(values, [(2, [0, 1])])


def test_a_threshold_that_hides_nothing_is_refused():
    with pytest.raises(InputError):
        suppress([1, 2, 3], [(2, [0, 1])], 1)


def test_an_unknown_count_is_in_no_sum():
    assert suppress([None, 3, 40, 43], [(3, [0, 1, 2])]).tolist() == [False, True, True, False]
