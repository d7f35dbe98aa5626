"""The R-tree behind its lock."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stationmap.index.candidates import Candidates
from stationmap.index.geodesic import chords

points = arrays(np.float64, st.tuples(st.integers(1, 60), st.just(3)), elements=st.integers(-5, 5).map(float))
query = arrays(np.float64, 3, elements=st.integers(-6, 6).map(float))


@given(points, query, st.integers(1, 70))
def test_nearest_gives_each_row_once_and_none_that_is_farther_than_one_left_out(where, at, count):
    rows = Candidates(where).nearest(at, count)
    assert len(rows) == len(set(rows.tolist())) == min(count, len(where))
    assert np.sort(chords(where[rows], at)).tolist() == np.sort(chords(where, at))[:count].tolist()


@given(points, query, st.integers(0, 8))
def test_around_gives_the_whole_cube_with_its_faces(where, at, half):
    rows = Candidates(where).around(at, float(half))
    assert sorted(rows.tolist()) == np.flatnonzero((np.abs(where - at) <= half).all(axis=1)).tolist()


def test_ten_thousand_points_in_one_place():
    tree = Candidates(np.zeros((10_000, 3)))
    assert len(tree.nearest(np.zeros(3), 5)) == 5
    assert len(tree.nearest(np.ones(3), 20_000)) == 10_000
    assert len(tree.around(np.zeros(3), 0.0)) == 10_000
