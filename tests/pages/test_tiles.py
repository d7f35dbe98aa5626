"""The map of a large register, served: drawn from tiles, down to one station's card, and abreast of changes."""

import numpy as np
import pandas as pd
import pytest

from stationmap.store import open_store
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of

pytestmark = pytest.mark.browser

COUNT = 30_000
SHOWN = "stationmap.crowd.layer.inView().reduce((sum, each) => sum + each.count, 0)"


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    rng = np.random.default_rng(8)
    lat, lon = 34.7 + rng.normal(scale=0.3, size=COUNT), 113.6 + rng.normal(scale=0.4, size=COUNT)
    told = {
        "name": "<b>独站</b>",
        "address": "海边 1 号",
        "amenities": "hot_water,toilet",
        "out_of_order": "toilet@2026-01-02",
    }
    first = table_of([station("only", 36.0, 118.0, access="open_door", hours="24小时", opening_hours="24/7", **told)])
    others = table_of([station("s")]).iloc[np.zeros(COUNT - 1, int)].reset_index(drop=True)
    others = others.assign(id=[f"s{n:05}" for n in range(1, COUNT)], lat=lat[1:], lon=lon[1:])
    path = tmp_path_factory.mktemp("tiles") / "register.db"
    with open_store(path, create=True) as store:
        store.save(pd.concat([first, others], ignore_index=True), THREE_DISTRICTS, RECORD)
    return serve(db=str(path))


def settled(page, zoom=None):
    """Wait until every tile is there."""
    if zoom:
        page.evaluate("([z, lat, lon]) => { stationmap.map.setView([lat, lon], z, { animate: false }); }", list(zoom))
    page.locator("#crowd-count", has_text="图中").wait_for(timeout=60_000)
    while page.evaluate("stationmap.crowd.layer.isLoading()"):
        page.evaluate("new Promise(requestAnimationFrame)")


def press_middle(page):
    box = page.locator(".folium-map").bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*at)
    page.mouse.click(*at)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_large_register_is_drawn_from_tiles(address, new_context, watch, axe, picture, size):
    page = new_context(size).new_page()
    seen = watch(page)
    page.goto(f"{address}/map", timeout=60_000)
    settled(page)
    assert page.evaluate("stationmap.stations.count") == 0
    assert page.evaluate(SHOWN) == COUNT
    picture(page, f"tiles-{size}")
    settled(page, (16, 36.0, 118.0))
    assert page.evaluate(SHOWN) == 1
    press_middle(page)
    card = page.locator(".leaflet-popup-content")
    card.wait_for()
    told = card.inner_text()
    for words in ("<b>独站</b>", "海边 1 号", "热水", "自 2026-01-02", "24小时", "开放"):
        assert words in told
    assert "本页不含站点数据" in page.inner_text("#notes")
    axe(page)
    assert seen.quiet(), seen.told()


def test_the_list_of_what_is_in_view_opens_a_station_by_keyboard(address, new_context, watch):
    page = new_context().new_page()
    seen = watch(page)
    page.goto(f"{address}/map", timeout=60_000)
    settled(page, (16, 36.0, 118.0))
    settled(page, (6, 35.0, 115.0))
    assert page.evaluate(SHOWN) == COUNT
    page.get_by_label("设施").select_option("hot_water")
    page.locator("#crowd-count", has_text="图中 1 个站点").wait_for()
    page.locator("#crowd").get_by_role("button", name="<b>独站</b>").press("Enter")
    page.locator(".leaflet-popup-content", has_text="海边 1 号").wait_for()
    assert page.evaluate("document.activeElement.className") == "card"
    assert seen.quiet(), seen.told()
