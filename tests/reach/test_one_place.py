"""Many stations at one place cover what two of them do, and are not intersected with each other."""

import numpy as np
import pytest
import shapely

from stationmap.reach.shapes import _at_most, covered_shape

SQUARE = shapely.box(113.0, 34.0, 113.1, 34.1)


@pytest.mark.parametrize("times", [1, 2])
def test_a_crowd_at_one_place_covers_what_two_do(times):
    lat, lon = [34.05, 34.05, 34.051], [113.05, 113.05, 113.052]
    few = covered_shape(lat, lon, SQUARE, 1000, times)
    many = covered_shape(lat[:1] * 200 + lat, lon[:1] * 200 + lon, SQUARE, 1000, times)
    assert few.equals(many)


def test_no_more_than_asked_stay_at_a_place():
    x, y = _at_most(2, np.array([1.0, 2, 1, 1, 2]), np.array([5.0, 6, 5, 5, 7]))
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == [(1, 5), (2, 6), (1, 5), (2, 7)]
    assert len(_at_most(1, np.zeros(0), np.zeros(0))[0]) == 0
