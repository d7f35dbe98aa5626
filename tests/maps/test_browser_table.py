"""Filters, table and file hold the same stations and facts as the register: counted again in plain Python."""

import csv
import io
from datetime import date

import pytest

from stationmap.amenities import AMENITIES
from stationmap.loading import demonstration
from stationmap.maps import station_map
from stationmap.station import ACCESS, KINDS
from tests.oracles.map_page import HOSTILE, station_rows

pytestmark = pytest.mark.browser

ON = date(2026, 11, 30)
CELLS = """n => {
    const cells = document.querySelectorAll(`#stations-rows tbody tr > :nth-child(${n})`);
    return [...cells].map((cell) => cell.textContent);
}"""
IN_ORDER = """([values, way]) => {
    const { compare } = new Intl.Collator("zh-CN", { numeric: true });
    return values.every((value, i) => !i || way * compare(values[i - 1], value) <= 0);
}"""


@pytest.fixture(scope="module")
def table():
    return demonstration().table


@pytest.fixture(scope="module")
def html(table):
    return station_map(table, demonstration().districts.frame, None, title="试图", notes=[], on=ON)


def fitting(table, **wanted):
    """Count again, station by station."""
    found, doubtful = [], 0
    for row, each in enumerate(table.to_dict("records")):
        shut = each["opened_on"] > ON.isoformat() or (each["closed_on"] and each["closed_on"] <= ON.isoformat())
        broken = {part.split("@")[0] for part in each["out_of_order"].split(",")}
        has, lacks = set(each["amenities"].split(",")) - broken, set(each["amenities_no"].split(",")) | broken
        needs = set(wanted.get("needs", ()))
        if shut or each["kind"] not in wanted.get("kind", {each["kind"]}):
            continue
        if not set(each["access"].split(",")) & set(wanted.get("access", each["access"].split(","))):
            continue
        if each["district"] != wanted.get("district", each["district"]) or needs & lacks:
            continue
        if needs <= has:
            found.append(row)
        else:
            doubtful += 1
    return found, doubtful


def rows_of(page):
    return page.evaluate("stationmap.filters.now().rows")


def amenity(page, code):
    details = page.locator("#filter-amenities")
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    page.locator("#filter-amenity").get_by_label(f"{AMENITIES[code].zh} {AMENITIES[code].en}").check()


def test_kind_access_and_district_count_as_a_recount_does(opened, html, table):
    with opened(html) as page:
        assert rows_of(page) == fitting(table)[0]
        page.get_by_label(KINDS["cabin_24h"][0]).check()
        assert rows_of(page) == fitting(table, kind={"cabin_24h"})[0]
        page.click("#filters-clear")
        page.locator("#filter-ways summary").click()
        page.get_by_label(ACCESS["qr"][0]).check()
        page.get_by_label(ACCESS["face"][0]).check()
        assert rows_of(page) == fitting(table, access={"qr", "face"})[0]
        page.select_option("#filter-district", "410105")
        both = fitting(table, access={"qr", "face"}, district="410105")[0]
        assert rows_of(page) == both
        assert f"显示 {len(both)} / 667" in page.inner_text("#filters-said")


def test_an_amenity_must_be_there_and_work_and_unknown_is_counted_apart(opened, html, table):
    with opened(html) as page:
        needs = ["phone_charging", "toilet"]
        for code in needs:
            amenity(page, code)
        found, doubtful = fitting(table, needs=needs)
        assert rows_of(page) == found
        assert f"有且可用 {len(found)}，未知 {doubtful}，" in page.inner_text("#amenities-said")
        page.get_by_label("未知的也显示").check()
        assert len(rows_of(page)) == len(found) + doubtful


def test_states_that_are_not_wanted_are_left_out(opened, html, table):
    with opened(html) as page:
        everything = set(rows_of(page))
        page.get_by_label("关闭").uncheck()
        page.get_by_label("未知", exact=False).first.uncheck()
        left = rows_of(page)
        assert all(
            state == 1 for state in page.evaluate("rows => rows.map((r) => stationmap.opening.states()[r])", left)
        )
        page.locator("#state-1").uncheck()
        page.locator("#state-3").check()
        assert set(rows_of(page)) == set(range(len(table))) - everything
        left = len(table) - len(everything)
        page.locator("#table-said", has_text=f"共 {left} 个").wait_for()  # the table follows a frame later
        assert page.locator("#stations-rows tbody tr").count() == left


def column(page, number):
    return page.locator(f"#stations-rows tbody tr > :nth-child({number})").all_inner_texts()


def test_the_table_has_fifty_a_page_and_sorts_by_any_column(opened, html, table):
    with opened(html) as page:
        expected = [table["name"][row] for row in fitting(table)[0]]
        assert column(page, 1) == expected[:50]
        page.click("#table-on")
        assert column(page, 1) == expected[50:100]
        assert "第 51–100 个，共 665 个站点" in page.inner_text("#table-said")
        heads = page.locator("#stations-rows thead th")
        assert heads.count() > 10
        for number in range(0, heads.count(), 3):
            shown = {}
            for way in ("ascending", "descending"):
                heads.nth(number).locator("button").click()
                assert heads.nth(number).get_attribute("aria-sort") == way
                shown[way] = page.evaluate(CELLS, number + 1)
                filled = [value for value in shown[way] if value]
                assert page.evaluate(IN_ORDER, [filled, 1 if way == "ascending" else -1])
                assert "" not in shown[way][: len(filled)]
        assert page.locator("#stations-rows th[scope=col]").count() == heads.count()
        assert page.locator("#stations-rows tbody th[scope=row]").count() == 50
        assert page.locator("#stations-rows caption").count() == 1


def test_only_those_in_view_are_listed_if_wanted(opened, html, table):
    with opened(html) as page:
        page.check("#table-view")
        page.evaluate("stationmap.map.setView([34.7972, 114.3071], 13, { animate: false })")
        box = page.evaluate(
            "(({ _southWest: a, _northEast: b }) => [a.lat, a.lng, b.lat, b.lng])(stationmap.map.getBounds())"
        )
        places = table.loc[fitting(table)[0], ["lat", "lon"]].round(5)
        seen = places["lat"].between(box[0], box[2]) & places["lon"].between(box[1], box[3])
        page.wait_for_selector(f"text=共 {seen.sum()} 个站点")


def test_a_row_goes_to_its_station_by_keyboard_alone(opened, html):
    with opened(html) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "under"
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('#stations-rows tbody button')"):
                break
        name = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_selector(".leaflet-popup-content")
        assert page.inner_text(".leaflet-popup-content h3") == name
        assert page.evaluate("document.activeElement.className") == "card"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == name
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def downloaded(page):
    with page.expect_download() as told:
        page.click("#table-csv")
    raw = told.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return told.value.suggested_filename, list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_file_holds_the_facts_of_the_register(opened, html, table):
    with opened(html) as page:
        page.check("#state-3")
        name, (head, *lines) = downloaded(page)
        assert page.watch.faults == []
    assert name == "stations-2026-11-30.csv"
    assert len(lines) == len(table)
    column_of = {title.split(" ")[0]: number for number, title in enumerate(head)}
    facts = {
        "名称": "name",
        "地址": "address",
        "编号": "id",
        "开放时间": "hours",
        "电话": "phone",
        "核实日期": "verified_on",
    }
    for zh, field in facts.items():
        assert [line[column_of[zh]] for line in lines] == table[field].tolist()
    named = [[AMENITIES[code].zh for code in codes.split(",") if code] for codes in table["amenities"]]
    assert [line[column_of["设施"]] for line in lines] == ["、".join(names) for names in named]
    for axis, zh in (("lat", "纬度"), ("lon", "经度")):
        assert [float(line[column_of[zh]]) for line in lines] == pytest.approx(table[axis].tolist(), abs=1e-5)
    assert "WGS-84" in head[column_of["纬度"]]
    assert {line[column_of["届时"]] for line in lines} == {"开放", "未知", "关闭", "停用或未启用"}


def test_texts_that_a_spreadsheet_would_run_are_neutralised(opened):
    texts = [
        "=1+1",
        "+86 371",
        "-2",
        "@sum",
        "＝1",
        "\t=1",
        'a"b,c',
        "两\n行",
        *(t for t in HOSTILE if "\ud800" not in t),
    ]
    table = station_rows(
        [{"id": f"I{n:02d}", "name": text, "phone": text, "lat": -34.0} for n, text in enumerate(texts)]
    )
    with opened(station_map(table, None, None, title="", notes=[], on=ON)) as page:
        head, *lines = downloaded(page)[1]
        shown = page.evaluate(
            "[...document.querySelectorAll('#stations-rows tbody th')].map((cell) => cell.textContent)"
        )
        assert shown == texts
        assert page.watch.faults == []
    neutral = [f"'{text}" if text[0] in "=+-@＝＋－＠\t\r\n" else text for text in texts]
    assert [line[0] for line in lines] == neutral
    assert float(lines[0][head.index("纬度 WGS-84 Latitude")]) == -34.0


def test_many_stations_come_compressed_and_say_the_same(opened, table):
    many = table.loc[[row % len(table) for row in range(3_001)]].reset_index(drop=True)
    many = many.assign(id=[f"N{n:04d}" for n in range(len(many))])
    html = station_map(many, None, None, title="", notes=[], on=ON)
    assert len(html) < 1_000_000
    with opened(html) as page:
        page.wait_for_selector("#stations-rows tbody tr")
        names = "Array.from({ length: stationmap.stations.count }, (_, row) => stationmap.stations.text('name', row))"
        assert page.evaluate(names) == many["name"].tolist()
        assert rows_of(page) == fitting(many)[0]
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_a_browser_that_cannot_unpack_says_so(opened, table):
    many = table.loc[[row % len(table) for row in range(3_001)]].reset_index(drop=True)
    html = station_map(many, None, None, title="", notes=[], on=ON)
    with opened(html) as page:
        assert page.locator("#too-old").is_hidden()
        page.add_init_script("delete window.DecompressionStream")
        page.reload()
        assert "浏览器太旧" in page.inner_text("#too-old")


def test_on_paper_are_map_legend_time_and_table_but_no_controls(opened, html):
    with opened(html) as page:
        page.emulate_media(media="print")
        for selector in (".search", ".leaflet-control-zoom", "#clock-slider", "#table-csv", ".skip"):
            assert page.locator(selector).first.is_hidden(), selector
        for selector in ("#title", ".folium-map", "#legend", "#clock-said", "#notes", "#stations-rows", ".north"):
            assert page.locator(selector).first.is_visible(), selector
        assert page.evaluate("getComputedStyle(document.querySelector('.panel')).overflow") == "visible"
        assert page.pdf(prefer_css_page_size=True)[:4] == b"%PDF"


def test_what_is_filtered_is_said_and_hidden_on_paper_too(opened, html):
    with opened(html) as page:
        page.select_option("#filter-district", "410105")
        page.get_by_label(KINDS["fixed"][0]).check()
        page.uncheck("#state-2")
        page.emulate_media(media="print")
        said = page.inner_text("#filters-said")
        assert said.startswith("金水区、固定站点：显示 ")
        assert page.locator("#filters-said").is_visible()
        assert page.locator("#filter-kinds").is_hidden()
        assert page.locator("label[for=state-2]").is_hidden()
        assert page.locator("label[for=state-1]").is_visible()


def test_the_map_is_laid_out_for_paper_and_comes_back(opened, html):
    view = "(({ map }) => [map.getCenter().lat, map.getCenter().lng, map.getZoom(), map.getSize().x])(stationmap)"
    corners_of = "(({ _southWest: a, _northEast: b }) => [[a.lat, a.lng], [b.lat, b.lng]])(stationmap.map.getBounds())"
    inside = "before => stationmap.map.getBounds().contains(before)"
    with opened(html) as page:
        page.evaluate("stationmap.map.setView([34.7, 113.7], 11, { animate: false })")
        before = page.evaluate(view)
        corners = page.evaluate(corners_of)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(inside, corners)
        assert page.evaluate(view)[3] == round(200 / 25.4 * 96)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(view) == pytest.approx(before, abs=0.002)
