"""The worker's page on a small phone: what a tap unfolds is seen, and nothing is said that is not so."""

import json

import pytest

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 640}


@pytest.fixture
def page(live_server, phone, watch):
    page = phone.new_page()
    page.set_viewport_size(SMALL)
    page.seen = watch(page)
    page.goto(live_server)
    page.locator("[data-need=toilet]").click()
    page.click("#near")
    page.locator("#answer .card").first.wait_for()
    return page


def test_the_ways_that_a_tap_unfolds_are_not_behind_the_bar(page):
    opener = page.locator("#answer .card .go").first
    # as low as it can stand and still be tapped
    opener.evaluate("""(button) => {
        const bar = document.getElementById("asking").getBoundingClientRect().top;
        scrollBy(0, button.getBoundingClientRect().bottom - bar);
    }""")
    opener.click()
    last = page.locator("#answer .card .ways").first.locator("a").last.bounding_box()
    assert last["y"] + last["height"] <= page.locator("#asking").bounding_box()["y"]


def test_what_a_station_has_is_said_in_both_languages(page):
    item = page.locator("#answer .has .asked").first
    assert item.inner_text().split() == ["如厕", "toilet"]
    assert item.locator("[lang=en]").inner_text() == "toilet"


def test_who_hears_the_page_is_told_whose_each_control_is(page):
    for card in page.locator("#answer .card").all():
        name = card.locator("h3").inner_text()
        whose = card.locator(".actions > *").evaluate_all(
            "(all) => all.map((one) => document.getElementById(one.getAttribute('aria-describedby')).innerText)"
        )
        assert set(whose) == {name}


@pytest.mark.parametrize(
    ("known", "unknown", "told"),
    [
        ([100], [50, 60, 300], "不知道开不开门的 3 处，2 处比第 1 处近"),
        ([100, 900], [300], "不知道开不开门的 1 处"),
        ([], [50], "不知道开不开门的 1 处"),
    ],
)
def test_stations_of_unknown_hours_are_called_nearer_only_where_they_are(page, known, unknown, told):
    answer = page.evaluate(
        "(answer) => app.result.unsure({ ...app.state.answer, ...answer })[0].textContent",
        {
            "features": [{"properties": {"distance_m": metres}} for metres in known],
            "unknown_hours": [{**FEATURE, "properties": {**FACTS, "distance_m": metres}} for metres in unknown],
        },
    )
    assert answer.partition(" 0")[0].startswith(f"{told} {len(unknown)} of which")


FACTS = {"id": "a", "name": "甲", "amenities": [], "out_of_order": [], "phone": "", "walk_minutes": 1, "bearing_deg": 0,
         "open": "unknown", "open_comment": None}  # fmt: skip
FEATURE = {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [113.6, 34.7]}}


def test_nobody_is_told_to_call_a_station_that_has_no_phone(page):
    said = [
        page.evaluate(f"app.words.state({json.dumps({**FACTS, 'phone': phone})}).join(' ')") for phone in ("", "123")
    ]
    assert ["call" in words and "打电话" in words for words in said] == [False, True]
    assert all("不知道" in words for words in said)


def test_a_map_that_is_on_its_way_says_so(page):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/*leaflet*.js*", hold)
    with page.expect_request(lambda asked: asked.url.endswith("leaflet.js")):
        page.click("#open-map")
    page.get_by_text("正在载入地图").wait_for()
    with page.expect_response(lambda answer: "leaflet" in answer.url and ".js" in answer.url):
        held[0].continue_()
    page.locator(".spot").first.wait_for()
    assert page.get_by_text("正在载入地图").count() == 0
