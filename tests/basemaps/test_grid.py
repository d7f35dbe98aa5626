import math

import mercantile
from hypothesis import given
from hypothesis import strategies as st

from stationmap.basemaps import on_grid, tiles_at

ZOOMS = st.integers(0, 22)
DEGREES = st.tuples(st.floats(-85, 85), st.floats(-179.9, 179.9))


@given(ZOOMS, st.lists(DEGREES, min_size=1, max_size=5))
def test_a_place_lies_in_the_tile_that_an_independent_library_names(zoom, places):
    lat, lon = zip(*places, strict=True)
    columns, rows = tiles_at(lat, lon, zoom)
    for y, x, column, row in zip(lat, lon, columns, rows, strict=True):
        told = mercantile.tile(x, y, zoom)
        if (column, row) != (told.x, told.y):  # on the line between two tiles, where rounding decides
            edges = mercantile.bounds(int(column), int(row), zoom)
            near = [abs(x - edge) for edge in (edges.west, edges.east)]
            near += [abs(y - edge) for edge in (edges.south, edges.north)]
            assert min(near) < 1e-9


@given(ZOOMS, st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_tile_that_there_is(zoom, lat, lon):
    columns, rows = tiles_at([lat], [lon], zoom)
    assert on_grid(zoom, int(columns[0]), int(rows[0]))


@given(st.integers(1, 22), DEGREES)
def test_a_tile_lies_in_the_one_of_the_zoom_below(zoom, place):
    inner, outer = (tiles_at([place[0]], [place[1]], z) for z in (zoom, zoom - 1))
    assert [int(each[0]) // 2 for each in inner] == [int(each[0]) for each in outer]


@given(st.integers(-3, 40), st.integers(-3, 2**32), st.integers(-3, 2**32))
def test_a_tile_is_on_the_grid_where_its_zoom_has_it(zoom, column, row):
    side = math.ldexp(1, zoom)
    assert on_grid(zoom, column, row) == (0 <= zoom <= 30 and 0 <= column < side and 0 <= row < side)
