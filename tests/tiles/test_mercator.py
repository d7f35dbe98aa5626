"""The square of Web Mercator and Morton's order, beside plain formulae."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stationmap.tiles.mercator import NORTHERNMOST, to_square
from stationmap.tiles.morton import interleave, run_of
from tests.oracles.tiles import position_of, tile_of

UNITS = st.integers(0, 2**32 - 1)


@given(st.floats(-NORTHERNMOST, NORTHERNMOST), st.floats(-180, 180))
@example(NORTHERNMOST, 180.0)
@example(-NORTHERNMOST, -180.0)
def test_a_place_is_within_a_unit_of_its_position(lat, lon):
    x, y, inside = to_square([lat], [lon])
    assert inside.all()
    back_lat, back_lon = position_of(20, int(x[0]) >> 12, int(y[0]) >> 12, int(x[0]) & 4095, int(y[0]) & 4095)
    assert back_lat == pytest.approx(lat, abs=1e-7)
    assert (back_lon - lon + 180) % 360 - 180 == pytest.approx(0, abs=1e-7)


def test_the_antimeridian_is_one_line_and_the_poles_have_no_place():
    x, _, inside = to_square([0, 0, 90, -90, 85.06, 85.05], [180, -180, 0, 0, 0, 0])
    assert x[:2].tolist() == [0, 0]
    assert inside.tolist() == [True, True, False, False, False, True]


@given(st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=30), st.integers(0, 22))
def test_a_tile_is_the_run_of_its_places(places, zoom):
    x, y = (np.array(values, np.uint64) for values in zip(*places, strict=True))
    codes = np.sort(interleave(x, y))
    column, row = places[0][0] >> (32 - zoom), places[0][1] >> (32 - zoom)
    inside = [(a, b) for a, b in places if (a >> (32 - zoom), b >> (32 - zoom)) == (column, row)]
    expected = sorted(interleave(*(np.array(values, np.uint64) for values in zip(*inside, strict=True))).tolist())
    assert codes[run_of(codes, zoom, column, row)].tolist() == expected


@given(UNITS, UNITS)
def test_bits_of_x_and_y_take_turns(x, y):
    [code] = interleave(np.array([x], np.uint64), np.array([y], np.uint64)).tolist()
    assert format(code, "064b")[1::2] == format(x, "032b")
    assert format(code, "064b")[::2] == format(y, "032b")


def test_the_oracle_knows_its_corners():
    assert tile_of(0.1, 0.1, 1) == (1, 0)
    assert tile_of(-0.1, 180, 1) == (0, 1)
