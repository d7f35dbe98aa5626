"""Every model against all subsets in plain Python, and every certificate against the checker."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.pairs import Pairs
from stationmap.siting import MODELS, Effort, Limits, Wanted, certificate, site
from tests.oracles import siting as oracle

PLACES, CANDIDATES, STATIONS = 7, 6, 3
METRES = st.integers(1, 12).map(float)


def links(columns):
    keys = st.tuples(st.integers(0, PLACES - 1), st.integers(0, columns - 1))
    return st.dictionaries(keys, METRES, max_size=PLACES * columns // 2)


@st.composite
def situations(draw):
    weights = draw(st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0, 2.3]), min_size=PLACES, max_size=PLACES))
    near = st.tuples(st.integers(0, CANDIDATES - 1), st.integers(0, CANDIDATES - 1)).filter(lambda two: two[0] < two[1])
    return {
        "weights": np.array(weights),
        "pairs": pairs_of(draw(links(CANDIDATES)), CANDIDATES),
        "existing": draw(st.none() | links(STATIONS).map(lambda some: pairs_of(some, STATIONS))),
        "usable": np.array(draw(st.lists(st.integers(0, 4), min_size=CANDIDATES, max_size=CANDIDATES))) > 0,
        "costs": np.array(draw(st.lists(st.sampled_from([1.0, 2.0, 3.5]), min_size=CANDIDATES, max_size=CANDIDATES))),
        "too_near": np.array(sorted(draw(st.sets(near, max_size=3))), dtype=np.int64).reshape(-1, 2),
        "count": draw(st.none() | st.integers(0, 4)),
        "budget": draw(st.sampled_from([0.0, 2.0, 5.0, 7.5])),
        "bound_by_cost": draw(st.booleans()),
    }


def pairs_of(some, columns):
    rows = [(place, column, metres) for (place, column), metres in some.items()]
    place, column, metres = zip(*rows, strict=True) if rows else ((), (), ())
    return Pairs.of(place, column, metres, places=PLACES, stations=columns, limit_m=10.0)


def limits_of(situation):
    by_cost = situation["bound_by_cost"] or situation["count"] is None
    return Limits(
        situation["usable"],
        situation["count"],
        situation["costs"],
        situation["budget"] if by_cost else np.inf,
        situation["too_near"],
    )


def case_of(weights, limits, pairs, existing):
    return oracle.Case(
        weights.tolist(),
        CANDIDATES if pairs.stations == CANDIDATES else pairs.stations,
        list(zip(pairs.place.tolist(), pairs.station.tolist(), pairs.distance_m.tolist(), strict=True)),
        pairs.nearest_m.tolist(),
        limits.usable.tolist(),
        limits.costs.tolist(),
        [tuple(pair) for pair in limits.too_near.tolist()],
        None
        if existing is None
        else list(zip(existing.place.tolist(), existing.station.tolist(), existing.distance_m.tolist(), strict=True)),
        None if existing is None else existing.nearest_m.tolist(),
    )


def solved(situation, wanted, effort):
    limits = limits_of(situation)
    found = site(
        situation["pairs"],
        situation["weights"],
        limits,
        existing=situation["existing"],
        wanted=wanted,
        effort=effort,
    )
    case = case_of(situation["weights"], limits, situation["pairs"], situation["existing"])
    return found, case, json.loads(json.dumps(certificate(found), allow_nan=False))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("prove", [False, True])
@settings(max_examples=50)
@given(situations(), st.sampled_from([0.0, 0.2, 0.5]), st.sampled_from([1.0, 0.6]))
def test_bounds_hold_certificates_check_and_proofs_are_right(model, prove, situation, second, share):
    found, case, paper = solved(situation, Wanted(model, second, share), Effort(gap=0.0, kicks=4, prove=prove))
    budget = math.inf if paper["budget"] is None else paper["budget"]
    best = oracle.optimum(case, paper, budget)
    proved = oracle.check(case, paper)
    if best is None:  # all that can be reached is not reached together
        assert not found.attained
        return
    sign = -1 if found.wanted.least else 1
    assert sign * found.objective <= sign * best + 1e-9 or not found.attained
    assert sign * found.best_possible >= sign * best - 1e-9 * max(1, abs(best))
    if proved is not None:
        assert sign * proved >= sign * best - 1e-9 * max(1, abs(best))
    if prove:
        assert found.attained
        assert found.objective == pytest.approx(best)
        assert found.proven
