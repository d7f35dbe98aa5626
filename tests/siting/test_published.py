"""Results published for the San Francisco set (see data/README.md): reproduced, and proved by our bound alone."""

import csv
from pathlib import Path

import numpy as np
import pytest

from stationmap.pairs import Pairs
from stationmap.siting import Effort, Limits, Wanted, site

DATA = Path(__file__).parent / "data" / "san_francisco.csv"
EFFORT = Effort(gap=0.0)


@pytest.fixture(scope="module")
def city():
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([row[2:] for row in rows], dtype=float), np.array([row[1] for row in rows], dtype=float)


def sited(city, radius, count, model="mclp"):
    metres, residents = city
    place, store = np.indices(metres.shape).reshape(2, -1)
    pairs = Pairs.of(place, store, metres.ravel(), places=205, stations=16, limit_m=radius)
    limits = Limits(np.ones(16, dtype=bool), count)
    return site(pairs, residents, limits, wanted=Wanted(model), effort=EFFORT)


def test_the_set_is_whole(city):
    assert city[0].shape == (205, 16)
    assert city[1].sum() == 955_113


@pytest.mark.parametrize(
    ("count", "residents"), list(enumerate([448_255, 671_938, 791_499, 875_247, 927_402, 941_462], start=1))
)
def test_most_residents_within_5_km(city, count, residents):
    found = sited(city, 5_000.0, count)
    assert found.objective == found.best_possible == residents
    assert found.proof.by == "lagrange"


def test_fewest_sites_that_bring_all_within_5_km(city):
    found = sited(city, 5_000.0, 16, "lscp")
    assert found.attained
    assert found.objective == found.best_possible == len(found.chosen) == 8


def test_least_metres_of_all_residents_with_four_sites(city):
    found = sited(city, np.inf, 4, "p-median")
    assert found.objective == pytest.approx(2_848_268_129.7145104, abs=0.01)
    assert found.gap < 1e-12


def test_least_distance_of_the_farthest_tract_with_four_sites(city):
    found = sited(city, np.inf, 4, "p-center")
    assert found.objective == pytest.approx(7_403.063811, abs=1e-6)
    assert found.proven
