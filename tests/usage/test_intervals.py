"""Intervals of a rate: the formula by hand, and how often they cover what was planted."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from stationmap.errors import InputError
from stationmap.usage import clustered_rates

STATIONS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 31)), min_size=2, max_size=8)


def by_hand(pairs):
    pairs = [(y, d) for y, d in pairs if d]
    total = sum(d for _, d in pairs)
    rate = sum(y for y, _ in pairs) / total
    squares = sum((y - rate * d) ** 2 / (1 - d / total) for y, d in pairs)
    degrees = max(1, sum(d**2 for _, d in pairs) ** 2 / sum(d**4 for _, d in pairs) - 1)
    half = stats.t.ppf(0.975, degrees) * math.sqrt(squares) / total / rate
    return rate, rate * math.exp(-half), rate * math.exp(half)


@settings(max_examples=25)
@given(STATIONS)
def test_the_formula_by_hand(pairs):
    visits, days = zip(*((y if d else 0, d) for y, d in pairs), strict=True)
    row = clustered_rates(["a"] * len(pairs), visits, days).loc["a"]
    reporting = sum(d > 0 for d in days)
    assert row["stations_reporting"] == reporting
    if reporting < 2 or not sum(visits):
        assert math.isnan(row["low"])
        assert math.isnan(row["high"])
    else:
        assert row[["rate", "low", "high"]].tolist() == pytest.approx(by_hand(list(zip(visits, days, strict=True))))


@pytest.mark.parametrize("stations", [5, 8, 15, 30, 60])
@pytest.mark.parametrize("shape", [1.5, 4.0])
def test_district_intervals_cover_between_90_and_97_per_cent(stations, shape):
    """Stations with gamma means, negative binomial days, and days missing at random; Poisson intervals cover 10 %."""
    rng = np.random.default_rng(20251125)
    districts, mean = 2_000, 8.6
    means = rng.gamma(shape, mean / shape, (districts, stations))
    days = np.maximum(rng.binomial(30, 1 - rng.beta(1, 9, means.shape)), 1)
    visits = rng.poisson(rng.gamma(1.5 * days, means / 1.5))  # the sum of days, each with k = 1.5
    group = np.repeat(np.arange(districts), stations)
    rates = clustered_rates(group, visits.ravel(), days.ravel())
    covered = ((rates["low"] <= mean) & (mean <= rates["high"])).mean()
    assert 0.90 <= covered <= 0.97
    poisson = 1.96 * np.sqrt(rates["rate"] / days.sum(axis=1))
    assert ((rates["rate"] - mean).abs() <= poisson).mean() < 0.5


@settings(max_examples=25)
@given(STATIONS, st.integers(1, 9))
def test_the_interval_scales_with_the_visits(pairs, times):
    visits, days = np.array([(y if d else 0, d) for y, d in pairs]).T
    one, more = (clustered_rates([0] * len(pairs), visits * k, days) for k in (1, times))
    columns = ["rate", "low", "high"]
    np.testing.assert_allclose(one[columns].to_numpy() * times, more[columns].to_numpy(), rtol=1e-9)


@pytest.mark.parametrize(("visits", "days", "level"), [([-1], [1], 0.9), ([1], [np.nan], 0.9), ([1], [1], 1.0)])
def test_what_is_no_count_or_level_is_refused(visits, days, level):
    with pytest.raises(InputError):
        clustered_rates(["a"], visits, days, level=level)
