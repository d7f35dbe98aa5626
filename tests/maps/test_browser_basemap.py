"""A basemap in a real browser: tiles are drawn where they belong, credited, and asked of nobody else."""

import io

import eviltransform
import mercantile
import pytest
from PIL import Image
from pmtiles.tile import TileType

from stationmap.basemaps import beside_page, carry_tiles, choose_basemap, parse_basemap
from stationmap.maps import station_map
from tests.oracles.map_page import station_rows
from tests.oracles.tilesets import BLUE, GREEN, RED, archive, folder, mvt, png

pytestmark = pytest.mark.browser
STATIONS = [{"name": "甲站", "lat": 34.75, "lon": 113.62}, {"name": "乙站", "lat": 34.76, "lon": 113.70}]
LAT, LON = ([station[name] for station in STATIONS] for name in ("lat", "lon"))
APPROVAL = "GS(2000)1号"
TILES = [(t.z, t.x, t.y) for t in mercantile.tiles(113.2, 34.4, 114.1, 35.1, range(8, 14))]
# The left half of a tile is a lake, a motorway crosses it, and a town is named in its middle.
SCENE = mvt({
    "water": [(3, [[(0, 0), (2048, 0), (2048, 4096), (0, 4096)]], {"kind": "lake"})],
    "roads": [(2, [[(0, 2048), (4096, 2048)]], {"kind": "highway"})],
    # A place that is nowhere comes first: it is passed over, and the other is named.
    "places": [
        (1, [], {"kind": "country", "name": "无处"}),
        (1, [[(3000, 1000)]], {"kind": "locality", "name": "<b>试镇</b>"}),
    ],
})  # fmt: skip


def page_of(basemap, stations=STATIONS, **more):
    return station_map(station_rows(stations), None, None, title="试图", notes=[], basemap=basemap, **more)


def shown(page, selector):
    """The four most frequent colours of what is shown, the first first."""
    picture = Image.open(io.BytesIO(page.locator(selector).screenshot())).convert("RGB")
    return dict(
        sorted(((colour, count) for count, colour in picture.getcolors(1 << 24)), key=lambda each: -each[1])[:4]
    )


def most(page):
    return next(iter(shown(page, "#map_stations")))


def drawn(page, selector="#map_stations .leaflet-tile-loaded"):
    page.wait_for_selector(selector, state="attached")
    page.wait_for_function("!document.querySelector('.leaflet-tile-pane .leaflet-tile:not(.leaflet-tile-loaded)')")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_tiles_inside_the_page_are_drawn_and_nobody_is_asked(opened, tmp_path, kind, size):
    tiles = dict.fromkeys(TILES, png(GREEN))
    path = folder(tmp_path / "t", tiles) if kind == "folder" else archive(tmp_path / "a.pmtiles", tiles)
    basemap = choose_basemap(str(path), datum="wgs84", attribution="某院 <b>", approval=APPROVAL)
    with opened(page_of(carry_tiles(basemap, LAT, LON)), *size) as page:
        drawn(page)
        assert most(page) == GREEN
        assert f"某院 <b> · 审图号：{APPROVAL}" in page.inner_text(".credits")
        assert "tiles of the basemap are inside this page" in page.inner_text("#notes")
        assert page.inner_text("#basemap-word") == ""
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_beyond_its_zooms_a_carried_tile_is_enlarged_and_its_part_is_the_right_one(opened, tmp_path):
    tiles = {(z, x, y): png(RED if x % 2 else BLUE) for z, x, y in TILES if z < 11}
    basemap = carry_tiles(choose_basemap(str(folder(tmp_path, tiles)), datum="wgs84"), LAT, LON)
    with opened(page_of(basemap)) as page:
        for lat, lon, zoom in [(34.75, 113.62, 15), (34.75, 113.80, 14)]:
            page.evaluate(
                "([lat, lon, zoom]) => stationmap.map.setView([lat, lon], zoom, {animate: false})", [lat, lon, zoom]
            )
            drawn(page)
            assert most(page) == (RED if mercantile.tile(lon, lat, 10).x % 2 else BLUE)
        assert page.watch.quiet(), page.watch.faults


def test_a_vector_archive_is_drawn_plainly_and_its_names_are_text(opened, tmp_path):
    path = archive(tmp_path / "a.pmtiles", dict.fromkeys(TILES, SCENE), TileType.MVT, packed=True)
    basemap = carry_tiles(choose_basemap(str(path), attribution="© OpenStreetMap"), LAT, LON)
    with opened(page_of(basemap)) as page:
        drawn(page)
        colours = shown(page, "#map_stations")
        assert (0xB9, 0xD3, 0xE0) in colours
        assert page.locator(".leaflet-tile-pane span").first.inner_text() == "<b>试镇</b>"
        assert page.watch.quiet(), page.watch.faults + page.watch.requests
        page.uncheck("#layer-tiles")
        assert (0xB9, 0xD3, 0xE0) not in shown(page, "#map_stations")


def test_a_folder_of_rows_from_the_south_lies_beside_its_page(opened, tmp_path):
    tiles = {(z, x, 2**z - 1 - y): png(RED if y % 2 else BLUE) for z, x, y in TILES}
    basemap = choose_basemap(str(folder(tmp_path / "瓦 片", tiles, metadata={"scheme": "tms"})), datum="wgs84")
    with opened(page_of(beside_page(basemap, tmp_path / "map.html"))) as page:
        page.evaluate("stationmap.map.setView([34.75, 113.62], 13, {animate: false})")
        drawn(page)
        at = page.evaluate("""() => { const tile = [...document.querySelectorAll('img.leaflet-tile-loaded')][0];
            return decodeURI(tile.src).split('/').slice(-3).join('/') }""")
        z, x, y = (int(part.split(".")[0]) for part in at.split("/"))
        assert tiles[z, x, y]
        assert page.watch.faults == []
        assert all(url.startswith("file:") for url in page.watch.requests)


def test_over_amap_a_station_is_drawn_where_amap_would_draw_it(opened):
    amap = choose_basemap("amap", approval=APPROVAL)
    route = ("https://webrd01.is.autonavi.com/**", lambda answer: answer.fulfill(body=png(), content_type="image/png"))
    with opened(page_of(amap, STATIONS[:1]), route=route) as page:
        drawn(page)
        lat, lon = page.evaluate(
            "(() => { const {lat, lng} = L.latLng(stationmap.stations.position(0)); return [lat, lng] })()"
        )
        there = eviltransform.wgs2gcj(34.75, 113.62)
        assert eviltransform.distance(lat, lon, *there) < 1.5  # five decimals
        assert eviltransform.distance(lat, lon, 34.75, 113.62) > 500
        assert f"审图号：{APPROVAL}" in page.inner_text(".credits")
        assert {url.split("/")[2] for url in page.watch.requests} == {"webrd01.is.autonavi.com"}
        assert page.watch.faults == []


def test_tianditu_is_two_layers_of_one_host(opened):
    tianditu = choose_basemap("tianditu", key="abc", approval=APPROVAL)
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=png(), content_type="image/png")

    with opened(page_of(tianditu), route=("https://t0.tianditu.gov.cn/**", answer)) as page:
        drawn(page)
        assert {url.split("LAYER=")[1][:3] for url in asked} == {"vec", "cva"}
        assert all(url.endswith("tk=abc") for url in asked)
        assert page.locator("#layers input#layer-tiles").count() == 1
        assert page.watch.faults == []


def test_only_openstreetmap_is_asked_with_a_referrer_policy_that_names_the_site(opened):
    route = ("https://tile.openstreetmap.org/**", lambda answer: answer.fulfill(body=png(), content_type="image/png"))
    with opened(page_of(choose_basemap("osm")), route=route) as page:
        drawn(page)
        policies = page.evaluate(
            "[...new Set([...document.querySelectorAll('img.leaflet-tile')].map((i) => i.referrerPolicy))]"
        )
        assert policies == ["strict-origin-when-cross-origin"]
        assert "© OpenStreetMap contributors" in page.inner_text(".credits")


def test_that_no_tile_comes_is_said_once_and_in_words(opened):
    basemap = parse_basemap("https://tiles.example/{z}/{x}/{y}.png", "wgs84", "某图")
    with opened(page_of(basemap), route=("https://tiles.example/**", lambda answer: answer.abort())) as page:
        page.wait_for_selector("#basemap-word:has-text('底图加载失败')")
        page.evaluate("stationmap.map.setView([34.9, 113.9], 9, {animate: false})")
        page.wait_for_function("!document.querySelector('.leaflet-tile-pane .leaflet-tile-loading')")
        assert page.locator("#basemap-word").inner_text().count("底图加载失败") == 1
        assert page.locator("#layers").inner_text().count("底图加载失败") == 1


def test_a_page_without_a_basemap_has_no_switch_for_one(opened):
    with opened(page_of(None)) as page:
        assert page.locator("#layer-tiles").count() == 0
        assert page.watch.quiet()
