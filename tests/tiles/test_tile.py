"""Tiles beside a plain recount: every station once, clusters where there are many, and buffers that count nothing."""

import time
from contextlib import contextmanager
from unittest.mock import patch

import mapbox_vector_tile
import numpy as np
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.catalogue import LiveCatalogue
from stationmap.datum import Datum
from stationmap.errors import ParameterError
from stationmap.loading import demonstration
from stationmap.nearest import Selection, Trip, list_stations
from stationmap.tiles import Address, tile
from tests.oracles.catalogues import catalogue_of, positions
from tests.oracles.tables import station, table_of
from tests.oracles.tiles import counted, position_of, read, tile_of, total, within

NOON = int(time.time()) // 86_400 * 86_400 + 14_400  # of this day in China: hours are laid out from about now
EVERY = Selection()


@contextmanager
def most(count):
    with patch("stationmap.tiles.drawn.MOST", count):
        yield


def layers_of(catalogue, zoom, x, y, selection=EVERY):
    return read(tile(catalogue, Address(zoom, x, y), selection, now=NOON))


PLACES = st.lists(positions(), max_size=25)


@settings(max_examples=60)
@given(PLACES, st.integers(0, 22), st.integers(1, 5))
def test_every_station_is_in_one_tile_and_in_one_cell(places, zoom, many):
    catalogue = catalogue_of(table_of([station(f"s{n:02}", *place) for n, place in enumerate(places)]))
    with most(many):
        for (x, y), count in counted(places, zoom).items():
            layers = layers_of(catalogue, zoom, x, y)
            assert total(layers) == count
            assert bool(within(layers.get("clusters", []))) <= (count > many)


@settings(max_examples=40)
@given(PLACES, st.integers(0, 3), st.integers(1, 5))
def test_the_tiles_of_a_zoom_count_the_register(places, zoom, many):
    catalogue = catalogue_of(table_of([station(f"s{n:02}", *place) for n, place in enumerate(places)]))
    with most(many):
        tiles = [layers_of(catalogue, zoom, x, y) for x in range(2**zoom) for y in range(2**zoom)]
    assert sum(map(total, tiles)) == sum(counted(places, zoom).values())


@settings(max_examples=40)
@given(PLACES, st.integers(0, 20), st.integers(1, 5))
def test_a_buffer_repeats_what_the_neighbours_draw(places, zoom, many):
    catalogue = catalogue_of(table_of([station(f"s{n:02}", *place) for n, place in enumerate(places)]))
    side = 2**zoom
    with most(many):
        for x, y in list(counted(places, zoom))[:3]:
            for name, features in layers_of(catalogue, zoom, x, y).items():
                expected = []
                for i, j in ((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if 0 <= y + j < side):
                    neighbour = within(layers_of(catalogue, zoom, (x + i) % side, y + j).get(name, []))
                    moved = [(a + i * 4096, b + j * 4096, told) for a, b, told in neighbour]
                    expected += [(a, b, t) for a, b, t in moved if -256 < a < 4352 and -256 < b < 4352]
                assert sorted(features, key=repr) == sorted(expected, key=repr)


@pytest.fixture(scope="module")
def crowd():
    rng = np.random.default_rng(5)
    lat, lon = 34.7 + rng.normal(scale=0.2, size=3_000), 113.6 + rng.normal(scale=0.3, size=3_000)
    return list(zip(lat.tolist(), lon.tolist(), strict=True))


def test_clusters_of_a_city_are_those_of_a_plain_recount(crowd):
    catalogue = catalogue_of(table_of([station(f"s{n:04}", *place) for n, place in enumerate(crowd)]))
    for zoom in range(12):
        for (x, y), count in counted(crowd, zoom).items():
            layers = layers_of(catalogue, zoom, x, y)
            members = [place for place in crowd if tile_of(*place, zoom) == (x, y)]
            cells = counted(members, zoom + 3)
            told = [properties["count"] for *_, properties in within(layers.get("clusters", []))]
            alone = len(within(layers.get("stations", [])))
            if count > 500:
                assert sorted(told) == sorted(found for found in cells.values() if found > 1)
                assert alone == sum(found == 1 for found in cells.values())
            else:
                assert (told, alone) == ([], count)


def test_a_cluster_stands_in_the_middle_of_its_stations(crowd):
    catalogue = catalogue_of(table_of([station(f"s{n:04}", *place) for n, place in enumerate(crowd)]))
    x, y = tile_of(34.7, 113.6, 6)
    for across, down, properties in within(layers_of(catalogue, 6, x, y)["clusters"]):
        lat, lon = position_of(6, x, y, across, down)
        cell = tile_of(lat, lon, 9)
        members = np.array([place for place in crowd if tile_of(*place, 9) == cell])
        assert len(members) == properties["count"]
        assert (lat, lon) == pytest.approx(members.mean(axis=0), abs=0.01)


def test_a_station_says_what_the_page_draws(crowd):
    told = {"name": "<b>花园路</b>", "kind": "mobile", "amenities": "toilet,wifi", "district": "410102"}
    catalogue = catalogue_of(table_of([station("ZZ-1", 34.75, 113.65, **told, out_of_order="wifi@2026-01-01")]))
    for at in (catalogue, LiveCatalogue(catalogue)):
        [(across, down, properties)] = layers_of(at, 14, *tile_of(34.75, 113.65, 14))["stations"]
        assert properties == {"id": "ZZ-1", **told, "out_of_order": "wifi"}
        assert position_of(14, *tile_of(34.75, 113.65, 14), across, down) == pytest.approx((34.75, 113.65), abs=1e-5)


def test_ids_of_features_are_the_same_for_the_same_station_and_safe_in_javascript():
    rows = [station(f"s{n:03}", 34.75, 113.65) for n in range(300)]

    def ids(catalogue):
        raw = mapbox_vector_tile.decode(tile(catalogue, Address(0, 0, 0), now=NOON))
        return {feature["properties"]["id"]: feature["id"] for feature in raw["stations"]["features"]}

    every, some = ids(catalogue_of(table_of(rows))), ids(catalogue_of(table_of(rows[100:200])))
    assert len(set(every.values())) == 300
    assert max(every.values()) < 2**53
    assert some == {name: every[name] for name in some}


def test_a_change_is_in_the_next_tile():
    live = LiveCatalogue(catalogue_of(table_of([station(f"s{n}", 34.75 + n / 100, 113.65) for n in range(5)])))
    at = 12, *tile_of(34.90, 113.80, 12)
    assert layers_of(live, 0, 0, 0)["stations"][0][2]["name"].startswith("站点")
    assert layers_of(live, *at) == {}
    moved = [station("s0", 34.90, 113.80, name="搬了家"), station("new", 34.90, 113.80, amenities="aed,toilet")]
    live.apply(table_of(moved), version="8")
    found = {properties["id"]: properties for *_, properties in layers_of(live, *at)["stations"]}
    assert found.keys() == {"s0", "new"}
    assert (found["s0"]["name"], found["new"]["amenities"]) == ("搬了家", "aed,toilet")
    assert total(layers_of(live, 0, 0, 0)) == 6
    live.apply(table_of([station("s0", 34.90, 113.80, closed_on="2020-01-01")]), version="9")
    assert [told["id"] for *_, told in layers_of(live, *at)["stations"]] == ["new"]


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 30), positions(), st.booleans()), max_size=20))
def test_a_register_that_was_changed_is_drawn_as_one_that_was_loaded(changes):
    live = LiveCatalogue(catalogue_of(table_of([station(f"s{n:02}", 34.75, 113.6 + n / 50) for n in range(12)])))
    for turn, (number, place, shut) in enumerate(changes):
        row = station(f"s{number:02}", *place, name=f"第{turn}次", closed_on="2020-01-01" if shut else "")
        live.apply(table_of([row]), version=f"turn {turn}")
    with most(3):
        for zoom in (0, 1, 5):
            for x, y in {tile_of(34.75, 113.65, zoom), (0, 0)}:
                one, other = (layers_of(of, zoom, x, y) for of in (live, live.frozen()))
                assert {k: sorted(v, key=repr) for k, v in one.items()} == {
                    k: sorted(v, key=repr) for k, v in other.items()
                }


FILTERS = [
    EVERY,
    Selection(needs=("toilet", "hot_water")),
    Selection(kind=("mobile",)),
    Selection(access=("open_door",)),
    Selection(trip=Trip("now")),
    Selection(datum=Datum.GCJ02),
    Selection(datum=Datum.BD09, needs=("aed",)),
]


@pytest.mark.parametrize("selection", FILTERS, ids=str)
def test_filters_are_those_of_the_listing(selection):
    catalogue = demonstration()
    rows = list_stations(catalogue, selection, limit=10_000, now=NOON).rows
    lat, lon = catalogue.positions(selection.datum)
    expected = counted([(lat[row], lon[row]) for row in rows], 9)
    assert sum(expected.values()) == len(rows) > 0
    for (x, y), count in expected.items():
        assert total(layers_of(catalogue, 9, x, y, selection)) == count


@pytest.mark.parametrize("at", [(-1, 0, 0), (23, 0, 0), (0, 1, 0), (3, 8, 0), (3, 0, -1)])
def test_there_is_no_such_tile(at):
    with pytest.raises(ParameterError, match="no tile"):
        Address(*at)


def test_a_tile_has_no_box_and_no_district():
    for wrong in (Selection(box=(1, 1, 2, 2)), Selection(district="410102")):
        with pytest.raises(ParameterError, match="neither"):
            tile(demonstration(), Address(0, 0, 0), wrong)


def test_gdal_reads_a_tile(tmp_path):
    x, y = tile_of(34.75, 113.65, 12)
    catalogue = demonstration()
    path = tmp_path / "12" / str(x) / f"{y}.mvt"
    path.parent.mkdir(parents=True)
    path.write_bytes(tile(catalogue, Address(12, x, y), now=NOON))
    frame = pyogrio.read_dataframe(path, layer="stations")
    features = within(layers_of(catalogue, 12, x, y)["stations"])  # GDAL cuts the buffer off
    assert sorted(frame["id"]) == sorted(told["id"] for *_, told in features)
    here = frame.set_index("id").to_crs(4326).geometry  # GDAL knows by the folders which tile it is
    row = catalogue.row_of(frame["id"][0])
    lat, lon = catalogue.position(row, Datum.WGS84)
    assert (here.iloc[0].y, here.iloc[0].x) == pytest.approx((lat, lon), abs=1e-4)
