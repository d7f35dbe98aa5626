"""The map of a large register, served: drawn from tiles, down to one station's card, and abreast of changes."""

from pathlib import Path
from time import monotonic
from urllib.request import urlopen

import numpy as np
import pandas as pd
import pytest

from stationmap.store import open_store
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of
from tests.oracles.tiles import read

pytestmark = pytest.mark.browser

COUNT = 30_000
PATIENCE = 10  # seconds; on a free machine a change takes one
SHOWN = "stationmap.crowd.layer.inView().reduce((sum, each) => sum + each.count, 0)"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("tiles") / "register.db"


@pytest.fixture(scope="module")
def others():
    rng = np.random.default_rng(8)
    lat, lon = 34.7 + rng.normal(scale=0.3, size=COUNT), 113.6 + rng.normal(scale=0.4, size=COUNT)
    table = table_of([station("s")]).iloc[np.zeros(COUNT - 1, int)].reset_index(drop=True)
    return table.assign(id=[f"s{n:05}" for n in range(1, COUNT)], lat=lat[1:], lon=lon[1:])


@pytest.fixture(scope="module")
def address(serve, path, others):
    told = {
        "name": "<b>独站</b>",
        "address": "海边 1 号",
        "amenities": "hot_water,toilet",
        "out_of_order": "toilet@2026-01-02",
    }
    first = table_of([station("only", 36.0, 118.0, access="open_door", hours="24小时", opening_hours="24/7", **told)])
    with open_store(path, create=True) as store:
        store.save(pd.concat([first, others], ignore_index=True), THREE_DISTRICTS, RECORD)
    served = serve(db=str(path))
    with urlopen(f"{served}/map", timeout=300) as page:  # made once, whatever the machine's load
        assert page.read()
    return served


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


def test_search_goes_through_the_service_and_opens_what_was_found(address, new_context, watch):
    page = new_context().new_page()
    seen = watch(page)
    page.goto(f"{address}/map", timeout=60_000)
    settled(page)
    page.locator("#search").fill("duzhan")
    page.locator("#results [role=option]", has_text="<b>独站</b>").wait_for(timeout=60_000)
    page.locator("#search").press("ArrowDown")
    page.locator("#search").press("Enter")
    page.locator(".leaflet-popup-content", has_text="海边 1 号").wait_for()
    assert page.evaluate("stationmap.map.getZoom()") == 17
    page.keyboard.press("Escape")
    page.locator("#search").fill("没有这样的地方")
    page.locator("#found", has_text="没有找到").wait_for()
    assert page.locator("#results").is_hidden()
    assert seen.quiet(), seen.told()


def test_the_table_under_the_map_lists_what_is_in_view_page_by_page(address, new_context, watch):
    page = new_context().new_page()
    seen = watch(page)
    page.goto(f"{address}/map", timeout=60_000)
    settled(page)
    assert not [url for url in seen.own if "bbox" in url]  # it is asked for when it is looked at
    page.locator("#stations-table").scroll_into_view_if_needed()
    page.locator("#table-said", has_text=f"第 1–50 个，图中共 {COUNT:,} 个站点；多于").wait_for()
    assert page.locator("#table-csv").is_disabled()
    first = page.locator("#stations-rows tbody td:nth-child(9)").all_inner_texts()
    page.locator("#table-on").click()
    page.locator("#table-said", has_text="第 51–100 个").wait_for()
    assert len(set(first) | set(page.locator("#stations-rows tbody td:nth-child(9)").all_inner_texts())) == 100
    page.locator("#table-back").click()
    page.locator("#table-said", has_text="第 1–50 个").wait_for()
    settled(page, (15, 36.0, 118.0))
    page.locator("#table-said", has_text="第 1–1 个，图中共 1 个站点").wait_for()
    told = page.locator("#stations-rows tbody").inner_text()
    assert all(word in told for word in ("海边 1 号", "24小时", "（自 2026-01-02）", "开放"))
    with page.expect_download() as saved:
        page.locator("#table-csv").click()
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "海边 1 号" in lines[1]
    page.get_by_role("button", name="<b>独站</b>").last.press("Enter")
    page.locator(".leaflet-popup-content", has_text="海边 1 号").wait_for()
    assert seen.quiet(), seen.told()


def test_a_change_of_the_register_is_soon_in_the_tiles(address, path, others):
    def found():
        with urlopen(f"{address}/tiles/0/0/0.mvt?needs=meal_heating") as answer:
            return read(answer.read())

    assert found() == read(b"")
    with open_store(path) as store:
        store.save(others.head(1).assign(amenities="meal_heating"), THREE_DISTRICTS, RECORD)
    end = monotonic() + PATIENCE
    while found() == read(b""):
        assert monotonic() < end, "the change did not come"
    assert "s00001" in str(found())
