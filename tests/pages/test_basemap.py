"""Served pages over a basemap of this machine: drawn, credited, nobody else asked, no policy broken."""

import io

import mercantile
import pytest
from PIL import Image
from pmtiles.tile import TileType

from stationmap.basemaps import basemap_document, choose_basemap, served_basemap
from stationmap.files import package_file
from stationmap.maps.payload import json_block
from stationmap_api.web_page import WebPage, page_policy
from tests.oracles.tilesets import GREEN, archive, folder, mvt, png

pytestmark = pytest.mark.browser
PLACES = [(t.z, t.x, t.y) for t in mercantile.tiles(112, 33.8, 115.5, 35.8, range(5, 12))]
LAKE = mvt({"water": [(3, [[(0, 0), (4096, 0), (4096, 4096), (0, 4096)]], {"kind": "lake"})]})
APPROVAL = "GS(2000)1号"
SCRIPTS = ["common/dom.js", "maps/tile_layers.js", "common/basemap.js", "maps/mvt.js", "maps/vector.js"]
HARNESS = """<!DOCTYPE html><title>a</title><meta http-equiv="Content-Security-Policy" content="{policy}">
<style nonce="n">#map {{ height: 400px }} {style}</style><div id="map"></div><p id="word"></p>
<script type="application/json" id="config">{config}</script><script nonce="n">{script}
const map = L.map("map", {{ attributionControl: false, fadeAnimation: false }}).setView([34.75, 113.62], 10);
const layer = app.basemap.layer(app.config.basemap, (words) => app.dom.place("word").append(words));
if (layer) layer.addTo(map);
</script>"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return str(folder(tmp_path_factory.mktemp("t"), dict.fromkeys(PLACES, png(GREEN))))


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    path = tmp_path_factory.mktemp("t") / "a.pmtiles"
    return str(archive(path, dict.fromkeys(PLACES, LAKE), TileType.MVT, packed=True))


def colours(page, selector):
    picture = Image.open(io.BytesIO(page.locator(selector).screenshot())).convert("RGB")
    return [colour for _, colour in sorted(picture.getcolors(1 << 24), reverse=True)[:3]]


def test_the_map_page_of_a_service_is_drawn_over_its_own_tiles(serve, desktop, watch, vectors, picture):
    address = serve(basemap=vectors, basemap_approval=APPROVAL)
    page = desktop.new_page()
    seen = watch(page)
    page.goto(f"{address}/map", timeout=120_000)  # it is made when it is first asked for
    page.wait_for_selector(".leaflet-tile-loaded")
    page.uncheck("#layer-districts")
    page.wait_for_function("!document.querySelector('.leaflet-tile-pane .leaflet-tile:not(.leaflet-tile-loaded)')")
    assert (0xB9, 0xD3, 0xE0) in colours(page, "#map_stations")
    assert f"审图号：{APPROVAL}" in page.inner_text(".credits")
    picture(page, "map-basemap")
    assert any("/basemap/" in url for url in seen.own)
    assert seen.quiet(), seen.told()


def harness(basemap):
    leaflet = [
        package_file("XStatic-Leaflet", f"xstatic/pkg/leaflet/data/leaflet.{kind}").decode() for kind in ("js", "css")
    ]
    return HARNESS.format(
        policy=page_policy("n", [basemap.origin] if basemap and basemap.origin else []).replace(
            "frame-ancestors 'none'", ""
        ),
        style=leaflet[1],
        config=json_block({"basemap": basemap_document(basemap)}),
        script=leaflet[0].replace("//# sourceMappingURL=leaflet.js.map", "") + WebPage("any", SCRIPTS, []).script,
    )


@pytest.fixture
def opened(new_context):
    """Open a page with the common script, and answer its requests for tiles."""

    def open_page(basemap, answer):
        page = new_context().new_page()
        page.route("**/*", lambda route: answer(route) if "/basemap/" in route.request.url else route.fulfill(
            body=harness(basemap), content_type="text/html; charset=utf-8"
        ))  # fmt: skip
        page.goto("http://stations.test/")
        return page

    return open_page


def test_the_common_script_lays_pictures_and_credits_them(opened, pictures):
    basemap = served_basemap(choose_basemap(pictures, datum="gcj02", attribution="某院", approval=APPROVAL))
    page = opened(basemap, lambda route: route.fulfill(body=png(GREEN), content_type="image/png"))
    page.wait_for_selector("img.leaflet-tile-loaded")
    assert page.evaluate("app.basemap.credit(app.config.basemap)") == f"某院 · 审图号：{APPROVAL}"
    assert page.inner_text("#word") == ""


def test_the_common_script_draws_vector_tiles(opened, vectors):
    basemap = served_basemap(choose_basemap(vectors))
    page = opened(basemap, lambda route: route.fulfill(body=LAKE, content_type="application/octet-stream"))
    page.wait_for_selector("canvas.leaflet-tile-loaded")
    assert colours(page, "#map")[0] == (0xB9, 0xD3, 0xE0)


@pytest.mark.parametrize("kind", ["raster", "vector"])
def test_the_common_script_says_once_that_nothing_comes(opened, pictures, vectors, kind):
    found = choose_basemap(pictures, datum="wgs84") if kind == "raster" else choose_basemap(vectors)
    page = opened(served_basemap(found), lambda route: route.fulfill(status=503))
    page.wait_for_selector("#word:has-text('底图加载失败')")
    page.evaluate("void map.setView([35, 114], 11, {animate: false})")
    page.wait_for_function("!document.querySelector('.leaflet-tile-loading')")
    assert page.inner_text("#word").count("底图加载失败") == 1


def test_without_a_basemap_there_is_no_layer(opened):
    page = opened(None, lambda route: route.abort())
    assert page.evaluate("[layer, app.basemap.credit(app.config.basemap)]") == [None, ""]
