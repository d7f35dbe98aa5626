"""Floating catchment areas against plain loops, by their laws, and by published examples."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.access import Steps, floating_catchment, supply_ratio
from stationmap.errors import InputError
from stationmap.pairs import Pairs
from tests.oracles.catchment import access_by_loops

LIMIT = 1_000.0
STEPS = Steps.thirds(LIMIT)
metres = st.none() | st.integers(0, 1_300).map(float)
amounts = st.integers(0, 50).map(float)


@st.composite
def towns(draw):
    """Distances of up to six places to up to five stations, demand and supply."""
    places, stations = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(metres, min_size=stations, max_size=stations), min_size=places, max_size=places))
    demand = draw(st.lists(amounts, min_size=places, max_size=places))
    return rows, demand, draw(st.lists(amounts, min_size=stations, max_size=stations))


def pairs_of(rows, limit=LIMIT):
    there = [(i, j, d) for i, row in enumerate(rows) for j, d in enumerate(row) if d is not None]
    place, station, distance = zip(*there, strict=True) if there else ((), (), ())
    return Pairs.of(place, station, distance, places=len(rows), stations=len(rows[0]), limit_m=limit)


def inverse(distance):
    return 1 / (np.asarray(distance) + 1)


@pytest.mark.parametrize("steps", [Steps.flat(LIMIT), STEPS, inverse])
@pytest.mark.parametrize("choice", [None, inverse, Steps.flat(400)])
@settings(max_examples=40)
@given(town=towns())
def test_access_is_that_of_plain_loops(town, steps, choice):
    rows, demand, supply = town

    def plain(decay):
        return None if decay is None else lambda d: float(decay(np.array([d]))[0])

    found = floating_catchment(pairs_of(rows), demand, supply, steps, choice=choice)
    wanted = access_by_loops(rows, demand, supply, plain(steps), limit=LIMIT, choice=plain(choice))
    assert found.tolist() == pytest.approx(wanted, rel=1e-12, abs=0)


@pytest.mark.parametrize("choice", [None, inverse])
@given(town=towns())
def test_all_supply_that_demand_reaches_is_handed_out_and_no_more(town, choice):
    rows, demand, supply = town
    pairs = pairs_of(rows)
    ratio = supply_ratio(pairs, demand, supply, STEPS, choice=choice)
    handed = np.dot(demand, floating_catchment(pairs, demand, supply, STEPS, choice=choice))
    reached = {j for i, row in enumerate(rows) if demand[i] for j, d in enumerate(row) if d is not None and d <= LIMIT}
    assert {j for j, value in enumerate(ratio) if not np.isnan(value)} == reached
    assert handed == pytest.approx(sum(supply[j] for j in reached), rel=1e-12)


@given(towns())
def test_who_reaches_nothing_has_nought_and_never_nan(town):
    rows, demand, supply = town
    access = floating_catchment(pairs_of(rows), demand, supply, STEPS)
    assert np.isfinite(access).all()
    for value, row in zip(access, rows, strict=True):
        if all(d is None or d > LIMIT for d in row):
            assert value == 0


@given(towns(), st.integers(0, 4))
def test_more_supply_takes_from_nobody_and_more_demand_gives_to_nobody(town, at):
    rows, demand, supply = town
    pairs, before = pairs_of(rows), floating_catchment(pairs_of(rows), demand, supply, STEPS)
    richer = [amount + (j == at) for j, amount in enumerate(supply)]
    assert (floating_catchment(pairs, demand, richer, STEPS) >= before).all()
    if all(demand):  # a station that had nobody has no ratio before
        fuller = [people + (i == at) for i, people in enumerate(demand)]
        assert (floating_catchment(pairs, fuller, supply, STEPS) <= before * (1 + 1e-12)).all()


@given(towns(), st.permutations(range(6)))
def test_the_order_of_places_does_not_matter(town, order):
    rows, demand, supply = town
    order = [i for i in order if i < len(rows)]
    turned = floating_catchment(pairs_of([rows[i] for i in order]), [demand[i] for i in order], supply, STEPS)
    assert turned == pytest.approx(floating_catchment(pairs_of(rows), demand, supply, STEPS)[order], rel=1e-12)


# The hospital example of the package `access` (BSD-3-Clause, pysal-access developers; test_hospital_example.py): three
# places with people and doctors, weight 1/cost, 61 minutes at most; four states of the traffic. The numbers are what
# access 1.1.10 gives for 2SFCA and 3SFCA.
PEOPLE, DOCTORS = [100, 50, 10], [15, 20, 100]
INBOUND, OUTBOUND, ACROSS = (40, 20, 40, 20), (40, 40, 20, 20), (80, 80, 80, 40)
TWO_STEPS = [
    [0.3314441169802766, 0.5798281320669381, 7.286418169862544],
    [0.4353402208763805, 0.683724235963042, 5.727976611420986],
    [0.3310719131614654, 0.5778577857785778, 7.299991939492457],
    [0.4425683953985841, 0.6667582799658271, 5.7405246461850234],
]
THREE_STEPS = [
    [0.15625658829061984, 0.4062164524508605, 9.906351854839498],
    [0.17381354292075435, 0.42377244008875437, 9.643002370348684],
    [0.15652592741822574, 0.40637274095207443, 9.902877021057371],
    [0.17480214807981356, 0.42403550855652616, 9.631800976419234],
]


def minutes(scene):
    inbound, outbound, across = INBOUND[scene], OUTBOUND[scene], ACROSS[scene]
    return [[1, across, inbound], [across, 1, inbound], [outbound, outbound, 1]]


@pytest.mark.parametrize("scene", range(4))
def test_the_hospital_example_of_access(scene):
    pairs = pairs_of([[float(d) for d in row] for row in minutes(scene)], limit=100)

    def within(cost):
        return np.where(cost < 61, 1 / cost, 0)

    assert floating_catchment(pairs, PEOPLE, DOCTORS, within) == pytest.approx(TWO_STEPS[scene], rel=1e-12)
    chosen = floating_catchment(pairs, PEOPLE, DOCTORS, within, choice=lambda cost: 1 / cost)
    assert chosen == pytest.approx(THREE_STEPS[scene], rel=1e-12)
    exact = access_by_loops(
        [[Fraction(d) for d in row] for row in minutes(scene)], PEOPLE, DOCTORS, lambda d: 1 / d, limit=61
    )
    assert [float(value) for value in exact] == pytest.approx(TWO_STEPS[scene], rel=1e-14)


def test_the_figure_by_which_luo_and_wang_explain_two_steps():
    """A tract in two catchments has the sum of the two ratios: one doctor to 8 tracts, one to 4, each of one person."""
    rows = [[10.0, None]] * 7 + [[None, 10.0]] * 3 + [[20.0, 20.0]]
    access = floating_catchment(pairs_of(rows), [1] * 11, [1, 1], Steps.flat(30))
    assert access.tolist() == pytest.approx([1 / 8] * 7 + [1 / 4] * 3 + [1 / 8 + 1 / 4])


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_numbers_that_cannot_be_used_are_named(bad):
    pairs = pairs_of([[1.0]])
    for demand, supply in (([bad], [1.0]), ([1.0], [bad])):
        with pytest.raises(InputError) as caught:
            floating_catchment(pairs, demand, supply, STEPS)
        assert caught.value.faults[0].value == str(bad)
    with pytest.raises(InputError, match="steps"):
        floating_catchment(pairs, [1.0], [1.0], lambda d: np.full_like(d, bad))


def test_arrays_of_another_length_are_refused():
    with pytest.raises(InputError, match="demand_weight"):
        floating_catchment(pairs_of([[1.0]]), [1.0, 2.0], [1.0], STEPS)
    with pytest.raises(InputError, match="supply"):
        supply_ratio(pairs_of([[1.0]]), [1.0], [], STEPS)


@pytest.mark.parametrize(
    "text", ["", "a=1", "500", "500=1,400=1", "500=-1", "500=0", "0=1", "nan=1", "500=1=2", "500=inf", "-5=1", "5=nan"]
)
def test_steps_that_cannot_be_used_are_refused(text):
    with pytest.raises(InputError) as caught:
        Steps.read(text)
    assert caught.value.faults[0].parameter == "steps"


@given(st.lists(st.tuples(st.integers(1, 9_999), st.integers(1, 100)), min_size=1, unique_by=lambda pair: pair[0]))
def test_steps_are_read_as_they_are_written(pairs):
    pairs.sort()
    steps = Steps(tuple(float(edge) for edge, _ in pairs), tuple(weight / 100 for _, weight in pairs))
    assert Steps.read(str(steps)) == steps == Steps.read(str(steps).replace(",", "，"))


def test_an_edge_belongs_to_the_ring_within_it():
    edges = np.array(STEPS.edges_m)
    assert STEPS(edges).tolist() == [1.0, 0.68, 0.22]
    assert STEPS(np.nextafter(edges, np.inf)).tolist() == [0.68, 0.22, 0.0]
