"""What the desk says where something is not known, does not fit, does not come, or means harm."""

import re

import httpx
import pytest

from stationmap.store import open_store
from tests.oracles.catalogues import station
from tests.oracles.desk import PLACE, answering, choose, place, sentences
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import HOSTILE, table_of

WORDS = [word for word in HOSTILE if word.strip() == word]
LAT, LON = PLACE
OPEN = {"opening_hours": "24/7", "hours": "24小时"}
ROWS = [
    station(
        "open",
        LAT + 0.004,
        LON,
        name="开着的",
        amenities="toilet,wifi,fridge",
        out_of_order="wifi@2026-01-01",
        amenities_no="aed",
        access="qr,app",
        who_may_enter="工会会员",
        phone="0371-1",
        **OPEN,
    ),
    station("none", LAT + 0.001, LON, name="时间不详的", hours="营业时间"),
    station("shut", LAT + 0.002, LON, name="今天关的", opening_hours="Mo-Su 00:00-24:00 off", amenities="hot_water"),
    *(
        station(
            f"h{n}",
            LAT + 0.005 + n / 10_000,
            LON + 0.001,
            name=word,
            address=word,
            entrance_note=word,
            phone=word,
            who_may_enter=word,
            **OPEN,
        )
        for n, word in enumerate(WORDS)
    ),
]


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    """A service over stations of which little is known, and some that mean harm."""
    path = tmp_path_factory.mktemp("desk") / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of(ROWS), THREE_DISTRICTS, RECORD)
    return serve(db=str(path))


@pytest.fixture
def page(address, desktop, watch):
    page = desktop.new_page()
    page.seen = watch(page)
    answering(page, place("甲"))
    page.goto(f"{address}/desk")
    return page


def names(page, part):
    return page.locator(f"#{part} .name").all_inner_texts()


def test_unknown_hours_stand_apart(page):
    choose(page)
    assert page.locator("#station-name").inner_text() == "开着的"
    assert names(page, "nearest")[0] == "开着的"
    assert names(page, "unknown") == ["时间不详的"]
    page.locator("#unknown button").click()
    told = sentences(page)
    assert told["open"] == "开放时间不详，不保证到达时开门，请先打电话问。登记的开放时间写的是“营业时间”。"
    assert told["phone"] == "没有登记电话。"
    assert told["address"] == "没有登记地址。"
    assert told["access"] == "怎么进门没有登记。"
    assert told["offers"] == "有什么设施没有登记。"
    assert told["verified"] == "这些信息没有核实日期，请提醒来电人。"
    assert page.seen.quiet(), page.seen.told()


def test_what_is_broken_missing_or_unknown_is_told_apart(page):
    choose(page)
    page.locator("summary").click()
    for code in ("toilet", "wifi", "aed", "hot_water"):
        page.locator(f"[data-need={code}]").click()
    page.locator("#instead li").first.wait_for()
    assert "没有符合全部条件" in page.locator("#why").inner_text()
    assert "No station has all" in page.locator("#why").inner_text()
    assert names(page, "nearest") == []
    page.locator("#instead .name", has_text="开着的").first.click()
    told = sentences(page)
    assert told["asked"] == "要的有：如厕。要的坏了：无线网络。要的没有：AED。要的不知道有没有：热水。"
    assert told["offers"] == "另外还有：冰箱。"
    assert told["access"] == "进门：扫码或会员应用；可以进的人：工会会员。"


def test_hostile_text_stays_text(page):
    choose(page)
    for _ in range(3):
        page.keyboard.press("+")
    page.wait_for_function("(many) => document.querySelectorAll('#nearest li').length === many", arg=1 + len(WORDS))
    contents = "(all) => all.map((one) => one.textContent)"
    order = page.locator("#nearest .name").evaluate_all(contents)
    assert sorted(order) == sorted(["开着的", *WORDS])
    for word in order[1:]:
        page.keyboard.press("Alt+ArrowDown")
        assert page.locator("#station-name").evaluate("(head) => head.textContent") == word
        assert page.locator("#sentences bdi").evaluate_all(contents).count(word) >= 8
    assert page.locator("#sentences img, #sentences script, #answers img").count() == 0
    assert page.seen.quiet(), page.seen.told()


def test_no_text_of_a_register_makes_a_line_of_the_message_or_turns_one_around(page, address):
    choose(page)
    feature = httpx.get(f"{address}/v1/stations/nearest", params={"lat": LAT, "lon": LON, "limit": 1}).json()[
        "features"
    ][0]
    forged = "甲\r\n地图：https://forged.example/\u2028\u202e乙\u2066\t\u061c"
    feature["properties"] |= dict.fromkeys(("name", "address", "entrance_note", "phone", "who_may_enter"), forged)
    context = {"from": ["这里", "here"], "needs": [], "today": "2026-12-03", "row": 0, "count": 1}
    page.evaluate("([feature, context]) => app.station.draw(feature, context)", [feature, context])
    message = page.input_value("#message")
    assert message.count("甲 地图：https://forged.example/ 乙") == 5
    assert [line for line in message.split("\n") if line.startswith("地图：")] == message.split("\n")[-1:]
    assert not re.search("[\r\t\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", message)
    assert page.locator("#station-name").evaluate("(head) => head.textContent") == forged  # on the page it is isolated


def test_a_place_with_a_hostile_name_stays_text(page):
    answering(page, *(place(word, address=word) for word in WORDS))
    page.keyboard.type("x")
    page.locator("[role=option]").first.wait_for()
    labels = page.locator("[role=option] .label").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert labels == WORDS[: len(labels)]
    for _ in labels:
        page.locator("#where").focus()
        page.keyboard.press("ArrowDown")
        assert page.locator("[role=option]").count() == len(labels)
    assert page.seen.quiet(), page.seen.told()


def test_a_fault_keeps_the_answer_of_the_same_place_and_says_of_when_it_is(page):
    choose(page)
    page.route("**/v1/stations/nearest?*", lambda route: route.abort())
    page.keyboard.press("5")
    page.locator("#fault", has_text="连不上服务").wait_for()
    assert "按原先的要求查到的" in page.locator("#fault").inner_text()
    assert page.locator("#station-name").inner_text() == "开着的"
    page.unroute("**/v1/stations/nearest?*")
    page.locator("#again").click()
    page.locator("#fault").wait_for(state="hidden")
    assert names(page, "nearest") == ["开着的"]


def test_the_answer_of_another_place_never_stays(page):
    choose(page)
    page.route("**/v1/stations/nearest?*", lambda route: route.abort())
    page.keyboard.press("F2")
    page.keyboard.type("y")
    page.keyboard.press("Enter")
    page.locator("#fault", has_text="连不上服务").wait_for()
    assert not page.locator("#station").is_visible()
    assert names(page, "nearest") == names(page, "unknown") == []


def test_a_lost_network_is_said_and_its_return_asks_again(page, desktop):
    choose(page)
    desktop.set_offline(True)
    page.locator("#fault", has_text="断网").wait_for()
    with page.expect_response("**/v1/stations/nearest?*"):
        desktop.set_offline(False)
    page.locator("#fault").wait_for(state="hidden")


def test_a_service_that_is_silent_is_given_up(address, desktop):
    page = desktop.new_page()
    page.clock.install()
    answering(page, place("甲"))
    page.route("**/v1/stations/nearest?*", lambda _route: None)
    page.goto(f"{address}/desk")
    page.keyboard.type("x")
    page.clock.run_for(200)
    page.locator("[role=option]").first.wait_for()
    with page.expect_request("**/v1/stations/nearest?*"):
        page.keyboard.press("Enter")
    page.clock.run_for(10_100)
    page.locator("#fault", has_text="10 秒没有回答").wait_for()


def test_a_far_place_is_doubted(page):
    answering(page, place("乙", at=(-LAT, LON)))
    choose(page)
    assert "是否写反" in page.locator("#remark").inner_text()
