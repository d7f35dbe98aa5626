"""Funnel limits: the formula by hand, noise, and what was planted."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.usage import VERDICTS, funnel_limits
from stationmap.usage.funnel import FEWEST_UNITS

UNITS = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), min_size=FEWEST_UNITS, max_size=25)


def by_hand(units):
    overall = sum(y for y, _ in units) / sum(d for _, d in units)
    z = [(y / d - overall) / math.sqrt(overall / d) for y, d in units]
    ends = statistics.quantiles(z, n=10, method="inclusive")
    phi = max(1, statistics.fmean(min(max(one, ends[0]), ends[-1]) ** 2 for one in z))
    return [
        (max(0, overall - 1.959964 * s), overall + 3.090232 * s)
        for s in (math.sqrt(phi * overall / d) for _, d in units)
    ]


@settings(max_examples=25)
@given(UNITS.filter(lambda units: sum(y for y, _ in units)))
def test_limits_as_published_by_hand(units):
    table = funnel_limits(*zip(*units, strict=True), published_phi=True)
    for (low, high), row in zip(by_hand(units), table.itertuples(), strict=True):
        assert (row.low_95, row.high_998) == pytest.approx((low, high), rel=1e-5)
    assert set(table["verdict"]) <= VERDICTS.keys()


@pytest.mark.parametrize("published", [True, False])
def test_units_more_alike_than_chance_do_not_narrow_the_limits(published):
    table = funnel_limits([100] * 12, [25] * 12, published_phi=published)
    assert set(table["phi"]) == {1.0}
    assert table["high_95"].iloc[0] == pytest.approx(4 + 1.959964 * math.sqrt(4 / 25))


def test_of_pure_noise_a_twentieth_lies_outside():
    """Forty districts, whose visits spread thirty times as much as Poisson's."""
    rng = np.random.default_rng(7)
    outside, published = [], []
    for _ in range(150):
        days = rng.integers(200, 2_000, 40)
        visits = rng.negative_binomial(8.6 * days / 29, 1 / 30)
        outside.append(funnel_limits(visits, days)["verdict"].ne("within").mean())
        published.append(funnel_limits(visits, days, published_phi=True)["verdict"].ne("within").mean())
    assert 0.03 < np.mean(outside) < 0.07
    assert np.mean(published) > np.mean(outside) + 0.02


def test_what_is_planted_is_found_and_named():
    rng = np.random.default_rng(3)
    days = np.full(40, 900)
    visits = rng.negative_binomial(8.6 * days / 9, 1 / 10)
    visits[0], visits[1] = 3 * visits[0], visits[1] // 3
    verdicts = funnel_limits(visits, days)["verdict"]
    assert verdicts[:2].tolist() == ["very_high", "very_low"]
    assert (verdicts[2:] == "within").mean() > 0.9


@settings(max_examples=25)
@given(UNITS, st.integers(0, 5))
def test_a_unit_without_days_changes_nothing(units, empty):
    before = funnel_limits(*zip(*units, strict=True))
    after = funnel_limits(*zip(*units, *[(0, 0)] * empty, strict=True))
    assert after["verdict"].tolist() == before["verdict"].tolist() + ["too_few"] * empty
    np.testing.assert_allclose(after["high_95"][: len(units)], before["high_95"])


def test_with_few_units_or_no_visits_there_are_no_limits():
    few = funnel_limits([5] * (FEWEST_UNITS - 1), [1] * (FEWEST_UNITS - 1))
    none = funnel_limits([0] * 20, [9] * 20)
    for table in (few, none):
        assert table["verdict"].eq("too_few").all()
        assert table[["low_95", "high_95", "low_998", "high_998", "z"]].isna().all(axis=None)


@pytest.mark.parametrize(("visits", "days"), [([1, 2], [1]), ([-1], [1]), ([1], [-1]), ([np.nan], [1])])
def test_what_does_not_fit_is_refused(visits, days):
    with pytest.raises(InputError):
        funnel_limits(visits, days)
