"""Straight pairs equal pyproj from every place to every station."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import CoordinateError, ParameterError
from stationmap.reach import straight, straight_pairs
from tests.oracles.reach import metres

near = st.tuples(st.floats(34.70, 34.80), st.floats(113.60, 113.70))
around = st.tuples(st.floats(-0.05, 0.05), st.sampled_from([180.0, -180.0, 179.99, -179.99]))
clouds = st.lists(near, max_size=9) | st.lists(around, max_size=9)


def assert_equal(pairs, places, stations, limit):
    truth = [(p, metres(place, station), s) for p, place in enumerate(places) for s, station in enumerate(stations)]
    truth = sorted((p, d, s) for p, d, s in truth if d <= limit)
    assert sorted(zip(pairs.place.tolist(), pairs.station.tolist(), strict=True)) == sorted((p, s) for p, _, s in truth)
    assert pairs.distance_m == pytest.approx([d for _, d, _ in truth], abs=1e-4)
    nearest = [min((metres(place, station) for station in stations), default=np.inf) for place in places]
    assert pairs.nearest_m == pytest.approx(nearest, abs=1e-4)
    order = np.lexsort((pairs.station, pairs.distance_m, pairs.place))
    assert (order == np.arange(len(pairs))).all()


@settings(max_examples=25)
@given(clouds, clouds, st.sampled_from([0.0, 500.0, 4_000.0, 30_000_000.0]))
def test_pairs_are_those_of_brute_force(places, stations, limit):
    lat, lon = ([at[n] for at in places] for n in (0, 1))
    others = ([at[n] for at in stations] for n in (0, 1))
    assert_equal(straight_pairs(lat, lon, *others, limit), places, stations, limit)


@pytest.mark.parametrize("steps", [(1, 2), (1, 64), ()])
def test_pieces_and_steps_change_nothing(monkeypatch, steps):
    rng = np.random.default_rng(5)
    places = [tuple(at) for at in rng.uniform([34.7, 113.6], [34.8, 113.7], (40, 2))]
    stations = [tuple(at) for at in rng.uniform([34.7, 113.6], [34.8, 113.7], (30, 2))]
    monkeypatch.setattr(straight, "_STEPS", steps)
    monkeypatch.setattr(straight, "_PIECE", 7)
    told = []
    columns = [[at[n] for at in rows] for rows in (places, stations) for n in (0, 1)]
    assert_equal(straight_pairs(*columns, 2_500, progress=told.append), places, stations, 2_500)
    assert (sum(told), max(told)) == (40, 7)


def test_what_cannot_be_measured_is_refused():
    with pytest.raises(ParameterError):
        straight_pairs([0.0], [0.0], [0.0], [0.0], -1)
    with pytest.raises(CoordinateError):
        straight_pairs([0.0], [np.nan], [0.0], [0.0], 1)
    with pytest.raises(CoordinateError):
        straight_pairs([0.0, 1.0], [0.0], [0.0], [0.0], 1)
