"""What the index refuses, keeps to itself, and does under threads."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from stationmap.errors import CoordinateError, ParameterError
from stationmap.index import Hits, StationIndex, Wanted
from tests.oracles import geodesic as oracle

NAN, INF = float("nan"), float("inf")


@pytest.fixture(scope="module")
def three():
    return StationIndex([34.75, 34.76, 34.80], [113.62, 113.66, 113.70], [1, 3, 2])


def test_length(three):
    assert len(three) == 3
    assert len(StationIndex([], [], [])) == 0


def test_an_empty_index_answers_with_nothing():
    index = StationIndex([], [], np.array([], dtype=np.uint64))
    assert len(index.nearest(0, 0, 5)) == 0
    assert len(index.within(0, 0, 1e7)) == 0
    assert index.in_box(-180, -90, 180, 90).tolist() == []
    assert isinstance(index.nearest(90, 180, 1, Wanted(mask=np.array([], dtype=bool))), Hits)


@pytest.mark.parametrize(
    ("lat", "lon", "bits"),
    [
        ([90.1], [0], [0]),
        ([-90.1], [0], [0]),
        ([0], [180.1], [0]),
        ([0], [-180.1], [0]),
        ([NAN], [0], [0]),
        ([0], [INF], [0]),
        ([0, 1], [0], [0]),
        ([0], [0], [0, 1]),
        ([0], [0], []),
        ([[0.0]], [[0.0]], [[0]]),
        (0.0, 0.0, 0),
    ],
)
def test_positions_that_are_none_are_refused(lat, lon, bits):
    with pytest.raises(CoordinateError) as caught:
        StationIndex(lat, lon, bits)
    assert caught.value.faults


def test_the_fault_names_the_row():
    with pytest.raises(CoordinateError, match=r"lon of row 2 is 181\.0") as caught:
        StationIndex([0, 0, 0], [0, 0, 181], [0, 0, 0])
    assert caught.value.faults[0].parameter == "lon"


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (-91, 0), (0, 181), (0, -181), (NAN, 0), (0, NAN), (INF, 0)])
def test_queries_that_are_no_position_are_refused(three, lat, lon):
    with pytest.raises(CoordinateError):
        three.nearest(lat, lon, 1)
    with pytest.raises(CoordinateError):
        three.within(lat, lon, 1)


@pytest.mark.parametrize("k", [-1, 1.5, None, "5"])
def test_counts_that_are_none_are_refused(three, k):
    with pytest.raises(ParameterError):
        three.nearest(0, 0, k)


@pytest.mark.parametrize("radius", [-1, NAN, -INF])
def test_radii_that_are_none_are_refused(three, radius):
    with pytest.raises(ParameterError):
        three.within(0, 0, radius)


@pytest.mark.parametrize("box", [(0, 1, 1, 0), (NAN, 0, 1, 1), (0, 0, 181, 1), (0, -91, 1, 1), (0, 0, 1, INF)])
def test_boxes_that_are_none_are_refused(three, box):
    with pytest.raises(CoordinateError):
        three.in_box(*box)


@pytest.mark.parametrize("length", [0, 2, 4])
def test_a_mask_of_another_length_is_refused(three, length):
    wanted = Wanted(mask=np.ones(length, dtype=bool))
    for ask in (
        lambda: three.nearest(0, 0, 1, wanted),
        lambda: three.within(0, 0, 1, wanted),
        lambda: three.in_box(-180, -90, 180, 90, wanted),
    ):
        with pytest.raises(ParameterError):
            ask()


def test_later_changes_to_the_callers_arrays_do_not_reach_the_index():
    lat, lon, bits = np.array([10.0]), np.array([20.0]), np.array([1], dtype=np.uint64)
    index = StationIndex(lat, lon, bits)
    lat[0], lon[0], bits[0] = -10.0, -20.0, 0
    assert index.nearest(10, 20, 1, Wanted(1)).distance_m.tolist() == [0.0]


def test_the_highest_bit_counts():
    top = 1 << 63
    index = StationIndex([0, 0], [0, 1], np.array([top, 1], dtype=np.uint64))
    assert index.nearest(0, 1, 2, Wanted(all_of=top)).rows.tolist() == [0]
    assert index.nearest(0, 1, 2, Wanted(any_of=(top | 1,))).rows.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("box", "rows"),
    [
        ((0, 0, 10, 10), [0]),
        ((0, 0, 0, 0), [0]),
        ((170, -1, -170, 1), [1, 2, 3, 4]),
        ((179, -1, 180, 1), [1, 2, 3]),
        ((-180, -1, -179, 1), [2, 3, 4]),
        ((180, -1, 180, 1), [2, 3]),
        ((-180, -90, 180, 90), [0, 1, 2, 3, 4]),
        ((1, 1, 2, 2), []),
    ],
)
def test_boxes(box, rows):
    index = StationIndex([0] * 5, [0, 179, 180, -180, -179], [0] * 5)
    assert index.in_box(*box).tolist() == rows


def test_more_filters_than_are_kept_still_answer_rightly():
    bits = np.arange(64, dtype=np.uint64)
    index = StationIndex(np.zeros(64), np.linspace(0, 1, 64), bits)
    for _ in range(2):
        for need in range(64):
            expected = [row for row in range(64) if row & need == need]
            assert index.nearest(0, 0, 64, Wanted(all_of=need)).rows.tolist() == expected


def test_eight_threads_agree_with_the_oracle():
    random = np.random.default_rng(1)
    n = 4_000
    lat, lon = random.normal(34.75, 0.2, n), random.normal(113.63, 0.2, n)
    bits = random.integers(0, 8, n).astype(np.uint64)
    index = StationIndex(lat, lon, bits)
    queries = [
        (*random.normal((34.75, 113.63), 0.1).tolist(), Wanted(all_of=int(random.integers(0, 4)))) for _ in range(400)
    ]

    def ask(query):
        at_lat, at_lon, wanted = query
        return index.nearest(at_lat, at_lon, 5, wanted), index.within(at_lat, at_lon, 3_000, wanted)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, queries * 3))
    for (at_lat, at_lon, wanted), (nearest, within) in zip(queries * 3, answers, strict=True):
        rows = np.flatnonzero((bits & np.uint64(wanted.all_of)) == wanted.all_of)
        distance = oracle.many(at_lat, at_lon, lat[rows], lon[rows])
        order = np.lexsort((rows, distance))
        assert nearest.rows.tolist() == rows[order][:5].tolist()
        assert np.allclose(nearest.distance_m, distance[order][:5], rtol=0, atol=1e-6)
        assert within.rows.tolist() == rows[order[distance[order] <= 3_000]].tolist()
