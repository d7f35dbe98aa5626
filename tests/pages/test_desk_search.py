"""The search field: the last question counts, Enter never takes what is not of the text, and faults are sentences."""

import pytest

from tests.oracles.desk import PLACE, answering, choose, place


@pytest.fixture
def page(live_server, desktop):
    page = desktop.new_page()
    page.goto(f"{live_server}/desk")
    return page


@pytest.fixture
def held(page):
    """Questions for places that wait until they are answered, by their text."""
    waiting = {}

    def hold(route):
        waiting[route.request.url.partition("q=")[2].partition("&")[0]] = route

    page.route("**/v1/places?*", hold)

    def answer(text, *places):
        found = {"type": "FeatureCollection", "features": list(places)}
        waiting[text].fulfill(json=found)

    answer.waiting = waiting
    return answer


def until(page, condition):
    """Let the browser work until this holds."""
    for _ in range(3_000):
        if condition():
            return
        page.evaluate("new Promise((done) => setTimeout(done, 10))")
    raise AssertionError("it never came to pass")


def options(page):
    return page.locator("[role=option] .label").all_inner_texts()


def test_the_last_question_counts_and_the_former_is_given_up(page, held):
    given_up, errors = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: given_up.append(request.url))
    page.keyboard.type("a")
    until(page, lambda: "a" in held.waiting)
    page.keyboard.type("b")
    until(page, lambda: "ab" in held.waiting)
    until(page, lambda: any("q=a&" in url for url in given_up))
    held("ab", place("后来的"))
    page.locator("[role=option]").first.wait_for()
    assert options(page) == ["后来的"]
    assert page.locator("#where-told", has_text="1 个结果").is_visible()
    assert errors == []


def test_keys_in_quick_succession_are_one_question(page, held):
    """All in one breath, however slow the machine is."""
    page.evaluate("""() => {
        const field = document.getElementById("where");
        for (const sign of "abcdef") {
            field.value += sign;
            field.dispatchEvent(new InputEvent("input"));
        }
    }""")
    until(page, lambda: held.waiting)
    held("abcdef", place("甲"))
    page.locator("[role=option]").first.wait_for()
    assert list(held.waiting) == ["abcdef"]


def test_enter_before_the_answer_takes_the_first_of_that_answer(page, held):
    page.keyboard.type("a")
    until(page, lambda: "a" in held.waiting)
    held("a", place("先前的"))
    page.locator("[role=option]").first.wait_for()
    page.keyboard.type("b")
    page.keyboard.press("Enter")
    until(page, lambda: "ab" in held.waiting)
    assert not page.locator("#station").is_visible()
    held("ab", place("后来的"))
    page.locator("#station-name").wait_for()
    assert page.input_value("#where") == "后来的"


def test_arrows_go_round_the_list_and_enter_takes_what_they_point_at(page):
    answering(page, place("甲"), place("乙", kind="street", address=""), place("丙", matched="close"))
    page.keyboard.type("x")
    field = page.locator("#where")
    page.locator("[role=option]").first.wait_for()
    pointed = []
    for key in (None, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        if key:
            page.keyboard.press(key)
        pointed.append(page.locator(f"#{field.get_attribute('aria-activedescendant')} .label").inner_text())
        assert page.locator("[role=option][aria-selected=true] .label").all_inner_texts() == pointed[-1:]
    assert pointed == ["甲", "乙", "丙", "甲", "丙", "乙"]
    assert field.get_attribute("aria-expanded") == "true"
    assert "写法相近" in page.locator("[role=option]").nth(2).inner_text()
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()
    assert page.input_value("#where") == "乙"
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None


def test_what_fits_a_part_is_looked_at_before_it_is_taken(page, held):
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    until(page, lambda: "x" in held.waiting)
    held("x", place("甲", matched="part"))
    option = page.locator("[role=option]").first
    option.wait_for()
    assert "对上一部分" in option.inner_text()
    assert "没有全部对上的" in page.inner_text("#where-told")
    assert not page.locator("#station").is_visible()
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()
    assert page.input_value("#where") == "甲"


def test_escape_closes_the_list_and_then_empties_the_field(page):
    answering(page, place("甲"))
    page.keyboard.type("x")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#places").is_visible()
    assert page.input_value("#where") == "x"
    page.keyboard.press("Escape")
    assert page.input_value("#where") == ""


def test_enter_that_ends_a_composition_chooses_nothing(page):
    answering(page, place("甲"))
    page.keyboard.type("x")
    page.locator("[role=option]").first.wait_for()
    press = """(composing) => document.getElementById("where").dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", isComposing: composing, bubbles: true }))"""
    page.evaluate(press, True)
    assert page.locator("#places").is_visible()
    assert not page.locator("#station").is_visible()
    page.evaluate(press, False)
    page.locator("#station-name").wait_for()


def test_a_click_chooses_and_the_field_keeps_the_focus_until_then(page):
    answering(page, place("甲"), place("乙"))
    page.keyboard.type("x")
    page.locator("[role=option]").nth(1).click()
    page.locator("#station-name").wait_for()
    assert page.input_value("#where") == "乙"


def test_nothing_found_and_a_place_without_a_position_are_said(page):
    answering(page)
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.locator("#where-told", has_text="没有找到").wait_for()
    answering(page, place("高新区", kind="district", at=None))
    page.keyboard.type("y")
    page.keyboard.press("Enter")
    page.locator("#where-told", has_text="没有登记位置").wait_for()
    assert not page.locator("#station").is_visible()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"status": 500, "body": "oops"}, "服务出错了（500）"),
        ({"status": 404, "body": "{}"}, "没有所问的内容"),
        ({"status": 200, "body": "<html>"}, "读不懂"),
        (
            {
                "status": 422,
                "json": {"detail": "q: 最长", "errors": [{"parameter": "q", "value": "", "reason": "最长"}]},
            },
            "不接受这个查询：q：最长",
        ),
        (None, "连不上服务"),
    ],
)
def test_faults_are_sentences(page, fault, words):
    page.route("**/v1/places?*", lambda route: route.fulfill(**fault) if fault else route.abort())
    page.keyboard.type("x")
    page.locator("#where-told", has_text=words).wait_for()
    assert page.locator("#where-told [lang=en]").inner_text()
    answering(page, place("甲"))
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()


def test_a_pasted_position_asks_nobody_for_its_place_and_for_its_datum_once(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.insert_text("[位置] 113.6717, 34.7568")
    page.keyboard.press("Enter")
    page.locator("#datums").wait_for()
    assert "读作纬度 34.7568、经度 113.6717" in page.locator("#datums-how").inner_text()
    assert page.evaluate("document.activeElement.dataset.datum") == "gcj02"
    assert not any("/v1/" in url for url in asked)
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()
    assert not any("/v1/places" in url for url in asked)
    assert page.locator("#datum-choice [aria-pressed=true]").get_attribute("data-datum") == "gcj02"
    page.keyboard.press("Alt+0")
    page.keyboard.insert_text("34.7568 113.6717")
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()
    assert page.evaluate("Object.entries({...localStorage})") == [["stationmap.desk.datum", "gcj02"]]


def test_the_datum_decides_how_far_it_is(page):
    """The same figures are hundreds of metres apart in another datum."""
    page.evaluate("localStorage.setItem('stationmap.desk.datum', 'wgs84')")
    page.keyboard.insert_text("{}, {}".format(*PLACE))
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()
    far = {"wgs84": page.locator("#sentences [data-key=far]").inner_text()}
    for datum in ("gcj02", "bd09"):
        page.locator(f"[data-datum={datum}]").click()
        page.locator("#station-name").wait_for()
        far[datum] = page.locator("#sentences [data-key=far]").inner_text()
    assert len(set(far.values())) == 3


def test_a_pasted_position_is_converted_for_the_map_and_its_district_is_told(page):
    lat, lon = PLACE
    told = {"wgs84": [lon, lat], "gcj02": [lon, lat], "bd09": [lon, lat], "district_name": "二七区"}
    page.route("**/v1/positions?*", lambda route: route.fulfill(json=told))
    page.keyboard.insert_text("https://uri.amap.com/marker?position=113.6717,34.7568")
    with page.expect_request("**/v1/stations/nearest?*") as asked, page.expect_request("**/v1/positions?*") as read:
        page.keyboard.press("Enter")
    assert read.value.url.endswith("?lat=34.7568&lon=113.6717&datum=gcj02")
    assert f"lat={lat}&lon={lon}&datum=wgs84" in asked.value.url
    page.locator("#map.leaflet-container").wait_for()
    assert "读作纬度 34.7568、经度 113.6717，在二七区。" in page.locator("#datums-how").inner_text()


def test_what_cannot_be_converted_is_asked_for_as_it_is_without_a_map(page):
    page.route("**/v1/positions?*", lambda route: route.fulfill(status=404, body="{}"))
    page.keyboard.insert_text("https://uri.amap.com/marker?position=113.6717,34.7568")
    with page.expect_request("**/v1/stations/nearest?*") as asked:
        page.keyboard.press("Enter")
    assert "lat=34.7568&lon=113.6717&datum=gcj02" in asked.value.url
    page.locator("#station-name").wait_for()
    assert not page.locator("#around").is_visible()


def test_a_storage_that_is_forbidden_is_done_without(live_server, desktop, watch):
    desktop.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = desktop.new_page()
    seen = watch(page)
    answering(page, place("甲"))
    page.goto(f"{live_server}/desk")
    choose(page)
    assert seen.quiet(), seen.told()
