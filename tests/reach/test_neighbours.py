"""The grid finds the pairs that looking at all of them finds."""

import numpy as np
import pytest

from stationmap.reach import neighbours
from stationmap.reach.neighbours import Neighbours


@pytest.mark.parametrize("batch", [1, 50, 1_000_000])
@pytest.mark.parametrize("seed", range(6))
def test_all_pairs_within_the_radius_of_one_group(monkeypatch, seed, batch):
    monkeypatch.setattr(neighbours, "_BATCH", batch)
    rng = np.random.default_rng(seed)
    points, queries, radius = rng.integers(1, 80), rng.integers(1, 60), float(rng.choice([0.3, 5, 40]))
    group, other = rng.integers(0, 3, points), rng.integers(0, 4, queries)
    x, y = rng.normal(size=(2, points)) * 20
    u, v = rng.normal(size=(2, queries)) * 40  # some far outside the cells
    found, asked = [], []
    for some, query, point in Neighbours(group, x, y, radius).batches(other, u, v):
        asked += range(some.start, some.stop)
        found += zip(query.tolist(), point.tolist(), strict=True)
        assert (np.diff(query) >= 0).all()
        assert ((query >= some.start) & (query < some.stop)).all()
    near = np.hypot(x - u[:, None], y - v[:, None]) <= radius
    assert sorted(found) == [tuple(pair) for pair in np.argwhere(near & (group == other[:, None])).tolist()]
    assert asked == list(range(queries))


def test_of_nothing_comes_nothing():
    none = np.zeros(0)
    assert not list(Neighbours(none.astype(int), none, none, 5.0).batches(none.astype(int), none, none))
