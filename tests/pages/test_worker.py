"""The worker's page, as a courier uses it: from a tap to the way there, by hand, by name, by the map and by keys."""

import json
import logging
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from stationmap.datum import Datum, from_wgs84
from stationmap.documents import MADE_UP
from tests.oracles.waiting import until

pytestmark = pytest.mark.browser

LAT, LON = 34.7579, 113.6654  # where the phone of these tests is
PARTS = {"features": 0, "type": "FeatureCollection", "datum": "wgs84", "register_version": "1", "notice": None}


@pytest.fixture
def opened(live_server, watch):
    """Open the page in a context, and watch it."""

    def open_page(context):
        page = context.new_page()
        page.seen = watch(page)
        page.goto(live_server)
        page.locator("[data-need=hot_water]").wait_for()
        return page

    return open_page


def cards(page):
    """The list of what is open, by id."""
    page.locator("#answer .card").first.wait_for()
    return page.locator("#answer .card").evaluate_all("(all) => all.map((card) => card.dataset.id)")


def found(live_server, **asked):
    """What the service says itself."""
    asked = {"lat": f"{LAT:.6f}", "lon": f"{LON:.6f}", "limit": 5, "open": "now", **asked}
    document = httpx.get(f"{live_server}/v1/stations/nearest", params=asked).json()
    return [feature["id"] for feature in [*document["features"], *document["unknown_hours"]]]


def test_find_filter_detail_and_the_way_there(live_server, phone, opened, axe, picture):
    page = opened(phone)
    picture(page, "worker-phone-start")
    axe(page)
    page.get_by_role("button", name="附近").click()
    assert cards(page) == found(live_server)
    with page.expect_response(lambda answer: "needs=meal_heating" in answer.url):
        page.click("#open-needs")
        page.click("[data-need=meal_heating]")
    page.locator(".has .asked").first.wait_for()
    assert cards(page) == found(live_server, needs="meal_heating")
    page.click("#open-needs")
    card = page.locator("#answer .card").first
    card.get_by_role("button", name="详情").click()
    card.get_by_role("button", name="走过去").click()
    picture(page, "worker-phone-answer")
    axe(page)
    facts = httpx.get(f"{live_server}/v1/stations/{card.get_attribute('data-id')}").json()
    told = card.inner_text()
    properties = facts["properties"]
    for text in (
        properties["name"],
        properties["address"],
        properties["hours"],
        properties["hours_zh"],
        "直线",
        "步行大约",
    ):
        assert text in told
    lon, lat = facts["geometry"]["coordinates"]
    lat_gcj02, lon_gcj02 = from_wgs84(lat, lon, Datum.GCJ02)
    amap = parse_qs(urlsplit(card.get_by_role("link", name="高德").get_attribute("href")).query)
    assert [float(part) for part in amap["to"][0].split(",")[:2]] == pytest.approx([lon_gcj02, lat_gcj02], abs=1e-6)
    assert card.get_by_role("link", name="手机自带").get_attribute("href").startswith(f"geo:{lat:.6f},{lon:.6f}")
    assert page.seen.quiet(), page.seen.told()


def test_a_card_says_what_is_not_known_and_whom_to_call(live_server, phone, opened):
    page = opened(phone)
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    count = len(cards(page))
    page.get_by_role("button", name="再看 10 处").click()
    until(page, f"document.querySelectorAll('#answer .card').length > {count}")
    assert page.evaluate("document.activeElement.querySelector('h3').textContent").startswith(f"{count + 1} ")
    assert cards(page)[:15] == found(live_server, open="any", limit=15)
    states = set()
    for card in page.locator("#answer .card").all():
        card.get_by_role("button", name="详情").click()
        facts = httpx.get(f"{live_server}/v1/stations/{card.get_attribute('data-id')}").json()["properties"]
        terms = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
        told = {name.split()[0]: text for name, text in terms.items()}
        states.add(re.search("开门|关门|不知道", card.locator(".state").inner_text()).group())
        assert (facts["phone"] or "不知道") in told["电话"]
        assert "12351" in told["电话"]
        assert (facts["verified_on"] or "没有核实") in told["核实"]
        assert bool(facts["amenities_unknown"]) == ("不知道有没有" in told)
        assert bool(facts["out_of_order"]) == ("坏了" in told)
        calls = card.locator("a[href^='tel:']").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
        assert "tel:12351" in calls
        assert all(re.fullmatch(r"tel:[0-9+*#,;]+", call) for call in calls)
    assert len(states) > 1


def test_nothing_fits_and_a_button_gives_up_a_need(phone, opened, picture, axe):
    page = opened(phone)
    page.locator(".more summary").click()
    for need in ("hot_water", "aed", "battery_swap", "haircut"):
        page.click(f"[data-need={need}]")
    page.locator("[data-choice=near]").check()
    page.click("#near")
    page.locator(".why").wait_for()
    picture(page, "worker-phone-none")
    axe(page)
    assert page.locator(".why p").count() == 2
    button = page.locator(".drop button", has_text="不要").last
    gone = re.search("without ([^:]+):", button.inner_text()).group(1).count(",") + 1
    with page.expect_response(lambda answer: "/nearest" in answer.url) as asked:
        button.click()
    needs = parse_qs(urlsplit(asked.value.url).query).get("needs", [""])[0]
    assert len([need for need in needs.split(",") if need]) == 4 - gone
    assert page.locator("[data-need][aria-pressed=true]").count() == 4 - gone
    until(page, "document.activeElement.id === 'result'")


def test_without_permission_there_are_other_ways(new_context, opened, axe):
    page = opened(new_context("phone", permissions=[], color_scheme="dark"))
    page.click("#near")
    page.get_by_text("没有定位权限").wait_for()
    axe(page)
    page.get_by_role("button", name="按地名找").click()
    assert page.evaluate("document.activeElement.id") == "name"
    assert not [url for url in page.seen.own if "/v1/" in url]
    assert page.seen.quiet(), page.seen.told()


def test_by_name(live_server, new_context, opened):
    context = new_context("phone", permissions=[])
    place = {"type": "Feature", "id": "street:1", "geometry": {"type": "Point", "coordinates": [113.70, 34.80]}}
    none = {"type": "Feature", "id": "district:410172", "geometry": None}
    facts = {"kind": "street", "name": "<b>某街</b>", "address": "", "district": "", "district_name": "中原区"}
    features = [{**place, "properties": facts}, {**none, "properties": {**facts, "kind": "district", "name": "高新区"}}]
    asked = []

    def answer(route):
        asked.append(parse_qs(urlsplit(route.request.url).query))
        route.fulfill(content_type="application/geo+json", body=json.dumps({**PARTS, "features": features}))

    context.route("**/v1/places?*", answer)
    page = opened(context)
    page.get_by_role("button", name="地名").click()
    page.keyboard.type("某 街")
    page.keyboard.press("Enter")
    assert page.locator("#places button").nth(1).is_disabled()
    page.locator("#places button", has_text="<b>某街</b>").click()
    assert cards(page) == found(live_server, lat="34.800000", lon="113.700000")
    assert "“<b>某街</b>”" in page.inner_text("#status")
    assert asked[-1] == {"q": ["某 街"], "limit": ["8"], "datum": ["wgs84"]}
    assert page.seen.quiet(), page.seen.told()


def test_by_tapping_the_map_and_back_to_the_card(live_server, new_context, opened, picture, axe):
    page = opened(new_context("phone", permissions=[]))
    page.get_by_role("button", name="地图").click()
    page.locator(".district span").first.wait_for()
    box = page.locator("#map").bounding_box()
    with page.expect_response(lambda answer: "/nearest" in answer.url and "limit=5" in answer.url) as asked:
        page.touchscreen.tap(box["x"] + 150, box["y"] + 120)
    page.locator(".spot").nth(4).wait_for()
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked.value.url).query).items()}
    picture(page, "worker-phone-map")
    axe(page)
    page.locator(".spot").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="看这一处").click()
    assert page.evaluate("document.activeElement.dataset.id") == cards(page)[0]
    assert cards(page) == found(live_server, lat=query["lat"], lon=query["lon"])
    assert page.seen.quiet(), page.seen.told()


def test_by_keys_alone_on_a_wide_screen(desktop, opened, axe, picture):
    page = opened(desktop)

    def tab_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(selector)

    tab_to(".skip")
    tab_to("[data-need=toilet]")
    page.keyboard.press("Space")
    tab_to("#near")
    page.keyboard.press("Enter")
    cards(page)
    page.locator(".spot").first.wait_for()
    picture(page, "worker-desktop")
    axe(page)
    tab_to(".card .go")
    page.keyboard.press("Enter")
    tab_to(".ways a")
    assert page.evaluate("document.activeElement.href").startswith("https://uri.amap.com/navigation?")
    assert page.get_by_role("heading", level=3).count() == len(cards(page))
    assert page.seen.quiet(), page.seen.told()


@pytest.mark.parametrize(
    ("answer", "told"),
    [(500, "服务出错了（500）"), (422, "服务不接受这个查询"), (None, "没有网络"), ("late", "等了太久")],
)
def test_every_fault_is_a_sentence_with_a_way_on(new_context, opened, answer, told):
    context = new_context("phone", service_workers="block")

    def fail(route):
        if answer == "late":
            return  # nobody ever answers
        if answer is None:
            route.abort()
        else:
            route.fulfill(
                status=answer, content_type="application/problem+json", body=json.dumps({"detail": "lat: <b>"})
            )

    context.route("**/v1/stations/nearest?*", fail)
    page = opened(context)
    if answer == "late":
        page.evaluate("app.ask.patience = 50")
    page.click("#near")
    page.get_by_text(told).wait_for()
    assert page.get_by_role("button", name="再试一次").is_visible()
    assert page.locator("a[href='tel:12351']").first.is_visible()
    assert page.locator("#answer b").count() == 0


def test_controls_are_big_and_within_a_thumb_s_reach(phone, opened):
    page = opened(phone)
    page.click("#near")
    cards(page)
    for control in page.locator("button:visible, .card a:visible, label:visible, summary:visible").all():
        box = control.bounding_box()
        assert min(box["height"], box["width"]) >= 48, control.inner_text()
    for control in page.locator(".bar button").all():
        assert control.bounding_box()["y"] > 844 / 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_position_stays_here(live_server, phone, opened, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        page = opened(phone)
        requests = []
        page.on("request", lambda request: requests.append((request.url, request.headers)))
        page.click("#near")
        cards(page)
        until(page, "caches.match('/kept/around').then(Boolean)")
    told = caplog.text + "".join(capfd.readouterr())
    assert "34.757" not in told
    assert "113.665" not in told
    assert [url for url, headers in requests if headers.get("referer") or not url.startswith(f"{live_server}/")] == []
    assert {urlsplit(url).path for url, _ in requests if "113.66" in url} == {"/v1/stations/nearest"}
    assert requests[0][0].startswith(f"{live_server}/v1/stations/nearest?lat=34.757900&lon=113.665400&")
    assert "?" not in page.url


def test_demonstration_data_say_so_and_choices_are_kept_and_forgotten(phone, opened):
    page = opened(phone)
    assert page.inner_text("#notice") == MADE_UP
    page.click("[data-need=toilet]")
    page.click("#near")
    first = cards(page)
    until(page, "caches.match('/kept/last').then(Boolean)")
    page.reload()
    page.locator("[data-need=toilet][aria-pressed=true]").wait_for(state="attached")
    assert cards(page) == first
    page.click("#forget")
    page.get_by_text("都已清除").wait_for()
    assert page.locator(".card").count() == 0
    assert page.evaluate("caches.match('/kept/last').then(Boolean)") is False
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    page.locator("[data-need=toilet][aria-pressed=false]").wait_for()
    assert page.locator(".card").count() == 0
