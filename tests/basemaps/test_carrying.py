"""A page carries whole zooms within its budget, of the tiles in which its stations lie on the map's own datum."""

import base64

import eviltransform
import mercantile
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.basemaps import Basemap, carry_tiles, choose_basemap
from stationmap.datum import Datum
from stationmap.errors import BasemapError
from stationmap.files import Tile, TileFacts
from tests.oracles.tilesets import archive, folder, png

LAT, LON = np.array([34.75, 34.70, 34.90]), np.array([113.62, 113.80, 113.55])


class Everywhere:
    """Tiles of the whole world, each of its own bytes; of water, all alike."""

    def __init__(self, size=300, deepest=16, water=lambda z, x, y: False):
        self.facts = TileFacts(False, 0, deepest, None, "", 256)
        self.size, self.water = size, water

    def get(self, z, x, y):
        text = b"water" if self.water(z, x, y) else f"{z}/{x}/{y}".encode()
        return Tile(text.ljust(self.size, b"."), "image/png", "m")


def over(source, datum=Datum.WGS84):
    facts = source.facts
    return Basemap("", datum, "", min_zoom=facts.min_zoom, max_zoom=facts.max_zoom, source=source)


PLACE = st.tuples(st.floats(34, 35.5), st.floats(112, 115))


@settings(max_examples=60)
@given(st.lists(PLACE, min_size=1, max_size=8), st.integers(25_000, 300_000))
def test_the_budget_holds_every_station_has_its_tile_and_the_next_zoom_would_not_fit(places, budget):
    lat, lon = (np.array(each) for each in zip(*places, strict=True))
    source = Everywhere()
    carried = carry_tiles(over(source), lat, lon, budget).carried
    assert carried.size + sum(len(name) + 8 for name in carried.tiles) <= budget
    zooms = sorted({int(name.split("/")[0]) for name in carried.tiles})
    assert zooms == list(range(zooms[0], carried.max_zoom + 1))
    for zoom in zooms:
        for y, x in places:
            tile = mercantile.tile(x, y, zoom)
            assert f"{zoom}/{tile.x}/{tile.y}" in carried.tiles
    for name, number in carried.tiles.items():
        assert base64.b64decode(carried.contents[number].split(",")[1]).startswith(name.encode())
    if carried.max_zoom < 16:
        more = carry_tiles(over(source), lat, lon, 10**9).carried
        upto = [name for name in more.tiles if int(name.split("/")[0]) <= carried.max_zoom + 1]
        assert sum(len(name) + 8 + len(more.contents[more.tiles[name]]) + 3 for name in upto) > budget


def test_equal_tiles_are_carried_once():
    mixed = carry_tiles(over(Everywhere(water=lambda z, x, y: x % 2)), LAT, LON, 60_000).carried
    alone = carry_tiles(over(Everywhere()), LAT, LON, 60_000).carried
    assert len(mixed.contents) == len(set(mixed.contents)) < len(mixed.tiles)
    assert len(mixed.tiles) > len(alone.tiles)


def test_stations_are_looked_for_where_the_datum_draws_them():
    lat, lon = [34.75], [113.62]
    carried = carry_tiles(over(Everywhere(deepest=20), Datum.GCJ02), lat, lon, 10**6).carried
    moved = eviltransform.wgs2gcj(lat[0], lon[0])
    for zoom in (17, 18):  # where 569 m are several tiles
        there, here = mercantile.tile(moved[1], moved[0], zoom), mercantile.tile(lon[0], lat[0], zoom)
        assert f"{zoom}/{there.x}/{there.y}" in carried.tiles
        assert f"{zoom}/{here.x}/{here.y}" not in carried.tiles


def test_a_page_says_what_it_carries():
    carried = carry_tiles(over(Everywhere()), LAT, LON, 50_000).carried
    low = min(int(name.split("/")[0]) for name in carried.tiles)
    assert f"{len(carried.tiles)} tiles" in carried.note
    assert f"zooms {low}–{carried.max_zoom}" in carried.note


def test_a_folder_and_an_archive_of_the_same_tiles_are_carried_alike(tmp_path):
    tiles = {
        (t.z, t.x, t.y): png((t.x % 256, t.y % 256, t.z)) for t in mercantile.tiles(113.3, 34.5, 114, 35, range(13))
    }
    from_folder = choose_basemap(str(folder(tmp_path / "t", tiles)), datum="wgs84")
    from_archive = choose_basemap(str(archive(tmp_path / "a.pmtiles", tiles)))
    one, other = (carry_tiles(each, LAT, LON).carried for each in (from_folder, from_archive))
    assert one == other
    assert one.max_zoom == 12


def test_nothing_to_carry_is_an_error_that_says_what_to_do(tmp_path):
    elsewhere = choose_basemap(str(folder(tmp_path, {(9, 1, 1): png()})), datum="wgs84")
    with pytest.raises(BasemapError, match="lies where the stations are"):
        carry_tiles(elsewhere, LAT, LON)
    with pytest.raises(BasemapError, match="--basemap-budget"):
        carry_tiles(over(Everywhere(50_000)), LAT, LON, 10_000)
    with pytest.raises(BasemapError):
        carry_tiles(over(Everywhere()), [], [])
