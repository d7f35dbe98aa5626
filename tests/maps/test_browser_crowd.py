"""A file of more than 20,000 stations: drawn in heaps that count every one, down to a single station's card."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from stationmap.maps import station_map, tiles_part
from tests.oracles.map_page import data_of, station_rows
from tests.oracles.tiles import counted
from tests.oracles.waiting import until

pytestmark = pytest.mark.browser

COUNT = 21_000
TILES = """tiles => tiles.map(([z, x, y]) => {
    const heap = stationmap.heaps.make(stationmap.stations.count, stationmap.stations.position);
    return heap.tile({ z, x, y }).map(({ count }) => count);
})"""
SHOWN = "stationmap.crowd.layer.inView().reduce((sum, each) => sum + each.count, 0)"


def made_up():
    """Stations about Zhengzhou; the first stands alone in the east, and the second is closed for good."""
    rng = np.random.default_rng(8)
    table = station_rows([{"name": "独站", "id": "only", "address": "海边 1 号"}, {"closed_on": "2020-01-01"}])
    table = pd.concat([table, station_rows([{"kind": "fixed"}]).iloc[np.zeros(COUNT - 2, int)]], ignore_index=True)
    ids = ["only", *(f"s{row:05}" for row in range(1, COUNT))]
    lat, lon = 34.7 + rng.normal(scale=0.3, size=COUNT), 113.6 + rng.normal(scale=0.4, size=COUNT)
    lat[0], lon[0] = 36.0, 118.0
    return table.assign(id=ids, lat=lat.round(5), lon=lon.round(5))


@pytest.fixture(scope="module")
def stations():
    return made_up()


@pytest.fixture(scope="module")
def html(stations):
    return station_map(stations, None, None, title="试", notes=["虚构 made up"], on=date(2026, 11, 24))


def settled(page, zoom=None):
    """Wait until every tile is there."""
    if zoom:
        page.evaluate("([z, lat, lon]) => { stationmap.map.setView([lat, lon], z, { animate: false }); }", list(zoom))
    page.wait_for_selector("#crowd-count :text('图中')")
    while page.evaluate("stationmap.crowd.layer.isLoading()"):
        page.evaluate("new Promise(requestAnimationFrame)")


def press(page, lat, lon):
    at = page.evaluate(
        """([lat, lon]) => {
        const box = stationmap.map.getContainer().getBoundingClientRect();
        const at = stationmap.map.latLngToContainerPoint([lat, lon]);
        return [box.left + at.x, box.top + at.y];
    }""",
        [lat, lon],
    )
    page.mouse.move(*at)
    page.mouse.click(*at)


def test_heaps_are_those_of_a_plain_recount(opened, html, stations):
    places = list(zip(stations["lat"], stations["lon"], strict=True))
    with opened(html) as page:
        for zoom in (0, 4, 7, 10, 13):
            tiles = counted(places, zoom)
            some = sorted(tiles, key=tiles.get)[:: max(1, len(tiles) // 12)]
            for (x, y), found in zip(some, page.evaluate(TILES, [[zoom, *tile] for tile in some]), strict=True):
                assert sum(found) == tiles[x, y]
                assert (max(found) == 1) or tiles[x, y] > 500
        assert page.watch.quiet(), page.watch.faults


def test_the_page_counts_all_in_operation_and_leads_to_one(opened, html):
    with opened(html) as page:
        settled(page)
        assert page.evaluate(SHOWN) == COUNT - 1  # one is closed for good
        settled(page, (16, 36.0, 118.0))
        assert page.evaluate(SHOWN) == 1
        press(page, 36.0, 118.0)
        assert "海边 1 号" in page.inner_text(".leaflet-popup-content")
        page.keyboard.press("Escape")
        page.locator("#crowd").get_by_role("button", name="独站").press("Enter")
        assert "海边 1 号" in page.inner_text(".leaflet-popup-content")
        page.locator("#layer-stations").uncheck()
        assert page.evaluate(SHOWN) == 0
        assert page.watch.quiet(), page.watch.faults


def test_a_circle_leads_closer(opened, html):
    with opened(html, 390, 844) as page:
        settled(page, (8, 34.7, 113.6))
        before = page.evaluate("stationmap.map.getZoom()")
        page.locator("#crowd button").first.click()
        until(page, f"stationmap.map.getZoom() === {before + 2}")


def test_circles_do_not_cover_each_other(opened, html):
    with opened(html) as page:
        settled(page, (9, 34.7, 113.6))
        found = page.evaluate("""stationmap.crowd.layer._shown().flatMap(({ left, top, found }) =>
            found.filter((each) => each.count > 1).map((each) =>
                [left + each.x, top + each.y, stationmap.crowd.layer.around(each.count)]))""")
        x, y, room = np.array(found).T
        far = np.hypot(x[:, None] - x, y[:, None] - y) - room[:, None] - room
        assert len(found) > 20
        assert far[~np.eye(len(found), dtype=bool)].min() >= 0


def test_a_page_that_draws_from_tiles_holds_no_station(stations):
    page = station_map(stations, None, None, title="试", notes=[], parts={"vector_tiles": tiles_part()})
    data = data_of(page)
    assert data["stations"]["lat"] == []
    assert "s00007" not in page
    assert "connect-src 'self'" in page
    assert data["bounds"][1] == [36.0, 118.0]
