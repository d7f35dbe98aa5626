"""After any changes, answers equal those of an index that is built afresh."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import CoordinateError, ParameterError
from stationmap.index import LiveIndex, StationIndex, Wanted, changed
from tests.oracles import geodesic as oracle

# few places, so that rows often stand where another stands
places = st.sampled_from(
    [(34.75, 113.63), (34.7501, 113.63), (34.9, 113.9), (-34.75, -66.37), (90.0, 5.0), (0.0, 180.0)]
)
bits = st.integers(0, 7)
changes = st.lists(st.tuples(st.integers(0, 12), st.none() | st.tuples(places, bits)), max_size=25)


def _changed(base, steps):
    """Apply steps to an index and to a plain dict of rows."""
    rows = {row: (place, flags) for row, (place, flags) in enumerate(base)}
    index = LiveIndex(StationIndex([p[0] for p, _ in base], [p[1] for p, _ in base], [b for _, b in base]))
    for number, change in steps:
        row = min(number, len(index))
        if change is None:
            index.drop(row)
            rows.pop(row, None)
        else:
            (lat, lon), flags = change
            index.put(row, lat, lon, flags)
            rows[row] = change
    return index, rows


def _oracle(rows, at, k, wanted):
    order = sorted(rows)
    stations = oracle.Stations(
        [rows[row][0][0] for row in order], [rows[row][0][1] for row in order], [rows[row][1] for row in order]
    )
    mask = None if wanted.mask is None else wanted.mask[order]
    found = oracle.nearest(stations, *at, k, Wanted(wanted.all_of, wanted.any_of, mask))
    return [(order[row], distance) for distance, row, _ in found]


@given(st.data(), st.lists(st.tuples(places, bits), max_size=8), changes, places, st.integers(0, 6), bits)
@settings(max_examples=300)
def test_answers_after_changes(data, base, steps, at, k, all_of):
    index, rows = _changed(base, steps)
    mask = data.draw(st.none() | st.lists(st.booleans(), min_size=len(index), max_size=len(index)))
    any_of = tuple(data.draw(st.lists(st.sampled_from([1, 6]), max_size=1)))
    wanted = Wanted(all_of & 3, any_of, None if mask is None else np.array(mask, dtype=bool))
    hits = index.nearest(*at, k, wanted)
    expected = _oracle(rows, at, k, wanted)
    assert hits.rows.tolist() == [row for row, _ in expected]
    assert np.allclose(hits.distance_m, [distance for _, distance in expected], rtol=0, atol=1e-3)
    batch = index.nearest_many([at[0], 34.75], [at[1], 113.63], k, wanted)
    assert (batch[0].rows.tolist(), batch[0].distance_m.tolist()) == (hits.rows.tolist(), hits.distance_m.tolist())
    assert batch[1].rows.tolist() == [row for row, _ in _oracle(rows, (34.75, 113.63), k, wanted)]
    fitting = [row for row, (_, flags) in sorted(rows.items()) if oracle.matches(flags, row, wanted)]
    assert index.matching(wanted).tolist() == fitting


@given(st.lists(st.tuples(places, bits), max_size=8), changes, places, st.sampled_from([0, 11.2, 5e4, 1e7, 3e7]), bits)
@settings(max_examples=200)
def test_radius_and_box_after_changes(base, steps, at, radius, all_of):
    index, rows = _changed(base, steps)
    wanted = Wanted(all_of & 1)
    hits = index.within(*at, radius, wanted)
    expected = [(row, far) for row, far in _oracle(rows, at, len(rows), wanted) if far <= radius]
    assert hits.rows.tolist() == [row for row, _ in expected]
    for west, south, east, north in (
        (113.0, 34.7, 113.7, 34.8),
        (170.0, -90.0, -170.0, 90.0),
        (-180.0, 0.0, 0.0, 90.0),
    ):
        fitting = []
        for row, ((lat, lon), flags) in sorted(rows.items()):
            names = {lon, -lon} if abs(lon) == 180 else {lon}
            inside = any(west <= name <= east if west <= east else name >= west or name <= east for name in names)
            if inside and south <= lat <= north and flags & wanted.all_of == wanted.all_of:
                fitting.append(row)
        assert index.in_box(west, south, east, north, wanted).tolist() == fitting


def test_many_changes_over_a_large_base():
    random = np.random.default_rng(3)
    lat, lon = random.normal(34.75, 0.1, 5_000), random.normal(113.63, 0.1, 5_000)
    flags = random.integers(0, 8, 5_000)
    index = LiveIndex(StationIndex(lat, lon, flags))
    lat, lon = np.append(lat, np.zeros(500)), np.append(lon, np.zeros(500))
    flags, there = np.append(flags, np.zeros(500, dtype=np.int64)), np.arange(5_500) < 5_000
    for row in [*random.choice(5_000, 700, replace=False).tolist(), *range(5_000, 5_500)]:
        if row % 5 == 0 and row < 5_000:
            index.drop(row)
            there[row] = False
            continue
        lat[row], lon[row], flags[row] = random.normal(34.75, 0.1), random.normal(113.63, 0.1), random.integers(0, 8)
        index.put(row, lat[row], lon[row], int(flags[row]))
        there[row] = True
    assert index.pending > 900
    for number in range(200):
        at = random.normal((34.75, 113.63), 0.1 if number % 10 else 20.0)
        wanted = Wanted(all_of=number % 4)
        rows = np.flatnonzero(there & (flags & wanted.all_of == wanted.all_of))
        distance = oracle.many(*at, lat[rows], lon[rows])
        expected = rows[np.lexsort((rows, distance))][:5]
        assert index.nearest(*at.tolist(), 5, wanted).rows.tolist() == expected.tolist()
        assert index.nearest_many(at[:1], at[1:], 5, wanted).rows[0].tolist() == expected.tolist()


def test_rows_at_one_distance_come_by_their_tie():
    names = {0: "b", 1: "c", 2: "a"}
    index = LiveIndex(StationIndex([1.0, 1.0], [2.0, 2.0], [0, 0]), names.__getitem__)
    index.put(2, 1.0, 2.0, 0)
    assert index.nearest(1.0, 2.0, 3).rows.tolist() == [2, 0, 1]


def test_a_change_leaves_the_base_as_it_was():
    base = StationIndex([1.0], [2.0], [0])
    LiveIndex(base).drop(0)
    assert base.nearest(1.0, 2.0, 1).rows.tolist() == [0]


def test_bad_positions_change_nothing():
    index = LiveIndex(StationIndex([1.0], [2.0], [0]))
    with pytest.raises(CoordinateError):
        index.put(0, 91.0, 2.0, 0)
    assert index.nearest(1.0, 2.0, 1).rows.tolist() == [0]
    with pytest.raises(ParameterError):
        index.nearest(1.0, 2.0, 1, Wanted(mask=np.ones(2, dtype=bool)))


def test_threads_may_ask_and_change_at_once():
    index = LiveIndex(StationIndex(np.linspace(30, 31, 500), np.full(500, 113.0), np.zeros(500, dtype=int)))

    def work(number):
        if number % 4 == 0:
            index.put(500 + number % 50, 30.5, 113.1, 0) if 500 + number % 50 <= len(index) else None
        return len(index.nearest(30.5, 113.0, 5))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(800))) == {5}


def test_list_and_r_tree_give_the_same_answers(monkeypatch):
    rng = np.random.default_rng(3)
    index = LiveIndex(StationIndex(rng.uniform(30, 40, 500), rng.uniform(110, 120, 500), rng.integers(0, 4, 500)))
    for row in range(0, 900, 2):
        index.put(row if row < 500 else len(index), *rng.uniform((30, 110), (40, 120)), int(rng.integers(0, 4)))
    places_asked = rng.uniform((30, 110), (40, 120), (200, 2))
    asked = [(lat, lon, Wanted(i % 2)) for i, (lat, lon) in enumerate(places_asked)]
    listed = [index.nearest(lat, lon, 5, wanted) for lat, lon, wanted in asked]
    boxes = []
    monkeypatch.setattr(changed, "_SCAN", 0)
    monkeypatch.setattr(index._changed, "_tree", _Watched(index._changed._tree, boxes))
    for (lat, lon, wanted), hits in zip(asked, listed, strict=True):
        found = index.nearest(lat, lon, 5, wanted)
        assert found.rows.tolist() == hits.rows.tolist()
        assert found.distance_m.tolist() == hits.distance_m.tolist()
    assert len(boxes) > 150  # the R-tree was asked indeed


class _Watched:
    def __init__(self, tree, boxes):
        self._tree, self._boxes = tree, boxes

    def intersection(self, box):
        self._boxes.append(box)
        return self._tree.intersection(box)
