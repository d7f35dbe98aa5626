"""What a clerk looked at does not stay in the browser's cache: every question and every tile passes by it."""

import mercantile
import pytest
from pmtiles.tile import TileType

from tests.oracles.tilesets import GREEN, archive, folder, mvt, png

pytestmark = pytest.mark.browser
TILES = [(t.z, t.x, t.y) for t in mercantile.tiles(113.2, 34.4, 114.5, 35.0, range(8, 13))]
LAKE = mvt({"water": [(3, [[(0, 0), (4096, 0), (4096, 4096), (0, 4096)]], {"kind": "lake"})]})


@pytest.fixture(params=["pictures", "vectors"])
def basemap(request, tmp_path):
    """A basemap of this machine."""
    if request.param == "pictures":
        return {"basemap": str(folder(tmp_path / "t", dict.fromkeys(TILES, png(GREEN)))), "basemap_datum": "wgs84"}
    tiles = archive(tmp_path / "a.pmtiles", dict.fromkeys(TILES, LAKE), TileType.MVT, packed=True)
    return {"basemap": str(tiles)}


def test_no_tile_around_a_caller_is_kept(serve, desktop, watch, basemap):
    page = desktop.new_page()
    seen = watch(page)
    page.goto(f"{serve(**basemap)}/desk")
    page.wait_for_selector("#where")
    page.keyboard.type("34.7579,113.6654")  # no route answers here: with one there is no cache
    page.keyboard.press("Enter")
    page.locator("#datum-choice button[data-datum=wgs84]").click()
    page.wait_for_selector("#map canvas.leaflet-tile-loaded")
    tiles = [url for url in seen.own if "/basemap/" in url]
    assert tiles
    # what the browser kept, and nothing else, answers here; what it did not keep is an error
    kept = """async (all) => {
        const asked = all.map((url) => fetch(url, { cache: "only-if-cached", mode: "same-origin" }));
        return (await Promise.allSettled(asked)).filter((one) => one.status === "fulfilled" && one.value.ok).length;
    }"""
    leaflet = f"{page.url.removesuffix('/desk')}/assets/leaflet/leaflet.js"
    assert page.evaluate(kept, [leaflet]) == 1  # so one would see it
    assert page.evaluate(kept, tiles) == 0
