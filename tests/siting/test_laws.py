"""Laws of search and bound: submodularity, greedy's share, existing stations, and what is refused."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.siting import Effort, Limits, Wanted, site
from stationmap.siting.cover import Cover
from stationmap.siting.nearer import Nearer
from stationmap.siting.problem import Problem
from stationmap.siting.search import greedy, improve

PLACES, SITES = 6, 5
MATRIX = st.lists(st.lists(st.booleans(), min_size=SITES, max_size=SITES), min_size=PLACES, max_size=PLACES)
WEIGHTS = st.lists(st.integers(0, 9).map(float), min_size=PLACES, max_size=PLACES)


def pairs_of(matrix, columns=SITES):
    place, column = np.nonzero(np.array(matrix)[:, :columns])
    return Pairs.of(place, column, np.ones(len(place)), places=PLACES, stations=columns, limit_m=1.0)


def engine_of(matrix, weights, second=0.0):
    weights = np.array(weights)
    return Problem.of(pairs_of(matrix), (1 - second) * weights, second * weights)


def direct(matrix, weights, chosen, second):
    times = np.array(matrix)[:, list(chosen)].sum(axis=1)
    return (1 - second) * (np.array(weights) * (times >= 1)).sum() + second * (np.array(weights) * (times >= 2)).sum()


@given(MATRIX, WEIGHTS, st.sampled_from([0.0, 0.3, 0.5]))
def test_merged_places_are_worth_what_all_places_are_and_gains_never_grow(matrix, weights, second):
    engine = engine_of(matrix, weights, second)
    for size in range(SITES):
        for chosen in itertools.combinations(range(SITES), size):
            worth = engine.value(np.array(chosen, dtype=int))
            assert worth == pytest.approx(direct(matrix, weights, chosen, second))
    for chosen in itertools.combinations(range(SITES), 3):
        small, big, new = list(chosen[:1]), list(chosen[:2]), chosen[2]
        gain = [engine.value(np.array([*some, new])) - engine.value(np.array(some)) for some in (small, big)]
        assert gain[0] >= gain[1] - 1e-9


@given(MATRIX, WEIGHTS, st.sampled_from([0.0, 0.3, 0.5]), st.lists(st.integers(0, SITES - 1), min_size=3, unique=True))
def test_tables_of_gains_losses_and_swaps_are_what_changing_would_do(matrix, weights, second, order):
    engine = engine_of(matrix, weights, second)
    cover = Cover(engine, 3)
    for one in order[:3]:
        cover.add(one)
    cover.drop(1)
    cover.add(order[1])
    now = cover.sites.tolist()
    assert cover.value == pytest.approx(direct(matrix, weights, now, second))
    for slot, new in itertools.product(range(3), set(range(SITES)) - set(now)):
        swapped = [new if at == slot else one for at, one in enumerate(cover.chosen.tolist())]
        change = direct(matrix, weights, swapped, second) - direct(matrix, weights, now, second)
        assert cover.changes()[slot, new] == pytest.approx(change, abs=1e-9)


@given(st.lists(st.lists(st.integers(0, 9), min_size=SITES, max_size=SITES), min_size=PLACES, max_size=PLACES))
def test_swaps_of_the_median_are_what_changing_would_do(saved):
    place, column = np.nonzero(np.array(saved))
    worth = np.array(saved)[place, column].astype(float)
    engine = Nearer(place, column, worth, PLACES, SITES)
    choice = engine.begin(2)
    choice.add(0)
    choice.add(1)
    for slot, new in itertools.product((0, 1), (2, 3, 4)):
        swapped = [new if at == slot else at for at in (0, 1)]
        change = engine.value(np.array(swapped)) - engine.value(np.array([0, 1]))
        assert choice.changes()[slot, new] == pytest.approx(change, abs=1e-9)


@given(MATRIX, WEIGHTS, st.integers(1, 3))
def test_greedy_has_its_share_and_swaps_lose_nothing(matrix, weights, count):
    engine, limits = engine_of(matrix, weights), Limits(np.ones(SITES, dtype=bool), count)
    best = max(direct(matrix, weights, chosen, 0) for chosen in itertools.combinations(range(SITES), count))
    start = greedy(engine, limits)
    value = engine.value(start)
    assert value >= (1 - (1 - 1 / count) ** count) * best - 1e-9
    assert improve(engine, limits, start)[1] >= value - 1e-9


@given(MATRIX, MATRIX, WEIGHTS)
def test_existing_stations_never_hurt_and_the_curve_adds_up(matrix, stations, weights):
    limits, weights = Limits(np.ones(SITES, dtype=bool), 2), np.array(weights)
    alone = site(pairs_of(matrix), weights, limits)
    beside = site(pairs_of(matrix), weights, limits, existing=pairs_of(stations, 3))
    assert beside.objective >= alone.objective - 1e-9
    assert beside.before + beside.curve["gain"].sum() == pytest.approx(beside.objective)
    assert (np.diff(beside.curve["gain"]) <= 1e-9).all()


@given(MATRIX, WEIGHTS)
def test_a_second_station_is_worth_less_than_the_first(matrix, weights):
    limits = Limits(np.ones(SITES, dtype=bool), 3)
    once = site(pairs_of(matrix), np.array(weights), limits, wanted=Wanted("backup", second=0.0))
    plain = site(pairs_of(matrix), np.array(weights), limits)
    assert once.objective == plain.objective


def test_what_does_not_fit_is_refused():
    every = np.ones(SITES, dtype=bool)
    pairs = pairs_of(np.ones((PLACES, SITES), dtype=bool))
    for wrong in (
        lambda: Limits(every),
        lambda: Limits(every, -1),
        lambda: Limits(every, budget=np.nan),
        lambda: Limits(every, 1, np.full(SITES, -1.0)),
        lambda: Wanted("p-dispersion"),
        lambda: Wanted("backup", second=0.6),
        lambda: Wanted("lscp", share=0.0),
        lambda: site(pairs, np.ones(PLACES - 1), Limits(every, 1)),
        lambda: site(pairs, np.full(PLACES, -1.0), Limits(every, 1)),
        lambda: site(pairs, np.ones(PLACES), Limits(every[:-1], 1)),
        lambda: Problem.of(pairs, np.ones(PLACES), np.full(PLACES, 2.0)),
    ):
        with pytest.raises(InputError):
            wrong()


def test_a_city_of_two_thousand_places_is_solved_within_a_hundredth():
    rng = np.random.default_rng(3)
    places, sites = rng.uniform(0, 10_000, (2_000, 2)), rng.uniform(0, 10_000, (200, 2))
    metres = np.hypot(*(places[:, None] - sites[None]).transpose(2, 0, 1))
    place, column = np.nonzero(metres <= 1_000)
    pairs = Pairs.of(place, column, metres[place, column], places=2_000, stations=200, limit_m=1_000.0)
    found = site(pairs, rng.integers(1, 50, 2_000).astype(float), Limits(np.ones(200, dtype=bool), 20), effort=Effort())
    assert 0 <= found.gap <= 0.01
    assert found.limits.keeps(found.chosen)


def test_where_all_can_be_reached_the_bound_is_all_that_there_is():
    rng = np.random.default_rng(5)
    metres = rng.uniform(0, 2, (300, 40))
    place, column = np.nonzero(metres <= 1)
    pairs = Pairs.of(place, column, metres[place, column], places=300, stations=40, limit_m=1.0)
    for model in ("mclp", "backup"):
        found = site(pairs, rng.uniform(1, 9, 300), Limits(np.ones(40, dtype=bool), 39), wanted=Wanted(model))
        assert found.objective == pytest.approx(found.stand.total)
        assert found.proven
