"""Crossings, as sites for stations."""

import itertools

import numpy as np
import pyproj
import pytest

from stationmap.streets import arms, manhattan, thinned

GEOD = pyproj.Geod(ellps="WGS84")


def test_a_grid_has_crossings_everywhere_but_at_its_corners():
    lat, lon = manhattan(6, 100.0).junctions()
    assert len(lat) == len(lon) == 36 - 4
    streets = arms(manhattan(6, 100.0).edges)
    assert np.bincount(streets).tolist() == [0, 0, 4, 16, 16]


@pytest.mark.parametrize("spacing", [90.0, 150.0, 250.0])
def test_thinned_crossings_keep_their_distance_and_none_more_would_fit(spacing):
    streets = manhattan(8, 100.0)
    every = list(zip(*streets.junctions(), strict=True))
    kept = list(zip(*streets.junctions(spacing), strict=True))
    assert set(kept) <= set(every)

    def apart(one, two):
        return GEOD.inv(one[1], one[0], two[1], two[0])[2]

    assert all(apart(*pair) > spacing * 0.999 for pair in itertools.combinations(kept, 2))
    assert all(min(apart(one, two) for two in kept) <= spacing * 1.001 for one in every)


def test_the_busier_crossing_stays():
    lat = np.array([34.75, 34.7504, 34.7508])
    assert thinned(lat, np.full(3, 113.65), np.array([3, 5, 4]), 60.0).tolist() == [1]
    assert thinned(lat, np.full(3, 113.65), np.array([4, 3, 4]), 60.0).tolist() == [0, 2]
    assert thinned(lat, np.full(3, 113.65), np.array([4, 3, 4]), 0.0).tolist() == [0, 1, 2]
