"""A clerk with a caller on the line: the hands stay on the keys, and nothing about the caller stays behind."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from stationmap.loading import demonstration
from stationmap.nearest import Query, Trip, find_nearest
from stationmap.station import ACCESS
from tests.oracles.desk import PLACE, answering, choose, place, sentences


@pytest.fixture
def desk(live_server, desktop, watch):
    """The desk over the demonstration, watched; one place is found whatever is typed."""
    page = desktop.new_page()
    page.seen = watch(page)
    answering(page, place("东太康路驿站"))
    page.goto(f"{live_server}/desk")
    yield page
    assert page.seen.quiet(), page.seen.told()


def query(trip="now", limit=5, **facts):
    return find_nearest(demonstration(), Query(*PLACE, limit=limit, trip=Trip(open=trip), **facts))


def shown(page, part="nearest"):
    return page.locator(f"#{part} .name").all_inner_texts()


def names(matches):
    return [match.station.name for match in matches]


def test_typing_and_enter_read_out_the_nearest_station_that_is_open(desk):
    assert desk.evaluate("document.activeElement.id") == "where"
    choose(desk)
    answer = query()
    assert shown(desk) == names(answer.matches)
    assert shown(desk, "unknown") == names(answer.unknown_hours)
    nearest = answer.matches[0]
    told = sentences(desk)
    assert desk.locator("#station-name").inner_text() == nearest.station.name
    assert nearest.station.address in told["address"]
    assert nearest.station.entrance_note in told["address"]
    assert f"走过去估计 {nearest.walk_minutes} 分钟" in told["far"]
    assert "直线距离约" in told["far"]
    assert "“东太康路驿站”" in told["far"]
    assert told["open"].startswith("到达时开门")
    assert all(ACCESS[code][0] in told["access"] for code in nearest.station.access)
    assert nearest.station.phone in told["phone"]
    assert desk.evaluate("document.activeElement.id") == "station-name"


@pytest.mark.parametrize("keys", [("5", "3"), ("Alt+5", "Alt+3")])
def test_digits_ask_for_needs(desk, keys):
    choose(desk)
    for key in keys:
        desk.keyboard.press(key)
    expected = names(query(needs=("hot_water", "toilet")).matches)
    desk.wait_for_function(
        "(names) => `${[...document.querySelectorAll('#nearest .name')].map((one) => one.textContent)}` === `${names}`",
        arg=expected,
    )
    assert sentences(desk)["asked"] == "要的都有：热水、如厕。"
    pressed = desk.locator("#needs [aria-pressed=true]")
    assert [text.split()[0] for text in pressed.all_inner_texts()] == ["3", "5"]


def test_digits_are_typed_into_the_field_and_ask_nothing(desk):
    desk.keyboard.type("12号")
    assert desk.input_value("#where") == "12号"
    assert desk.locator("[aria-pressed=true]").count() == 0
    desk.keyboard.press("Alt+1")
    assert desk.locator("#needs [aria-pressed=true]").count() == 1
    assert desk.input_value("#where") == "12号"


def test_single_keys_can_be_turned_off_and_stay_so(desk):
    choose(desk)
    desk.locator("#single").uncheck()
    desk.locator("#station-name").focus()
    desk.keyboard.press("1")
    assert desk.locator("#needs [aria-pressed=true]").count() == 0
    desk.keyboard.press("Alt+1")
    assert desk.locator("#needs [aria-pressed=true]").count() == 1
    desk.reload()
    assert not desk.locator("#single").is_checked()


def test_next_and_previous_go_through_all_lists_and_stop_at_their_ends(desk):
    choose(desk)
    answer = query()
    every = names([*answer.matches, *answer.unknown_hours])
    seen = [desk.locator("#station-name").inner_text()]
    for _ in every:
        desk.keyboard.press("Alt+ArrowDown")
        seen.append(desk.locator("#station-name").inner_text())
    assert seen == [*every, every[-1]]
    assert desk.locator("#answers [aria-current=true] .name").all_inner_texts() == [every[-1]]
    assert sentences(desk)["open"].startswith("开放时间不详" if answer.unknown_hours else "到达时开门")
    desk.keyboard.press("ArrowUp")
    assert desk.locator("#station-name").inner_text() == every[-2]


def test_more_and_fewer_answers_by_key(desk):
    choose(desk)
    for key, many in (("+", 10), ("-", 5), ("-", 3), ("-", 3)):
        desk.keyboard.press(key)
        desk.wait_for_function("(many) => document.querySelectorAll('#nearest li').length === many", arg=many)
    assert desk.locator("#fewer").is_disabled()


def test_another_time_is_by_the_stations_clock(desk):
    choose(desk)
    asked = []
    desk.on("request", lambda request: asked.append(parse_qs(urlsplit(request.url).query)))
    desk.select_option("#open", "at")
    day = desk.input_value("#at")[:10]
    with desk.expect_response(lambda response: "T15%3A30" in response.url):
        desk.fill("#at", f"{day}T23:30")
        desk.locator("#at").blur()
    assert asked[-1]["open"] == [f"{day}T15:30:00Z"]


def pasted(context):
    """What a clerk gets who pastes elsewhere."""
    page = context.new_page()
    page.set_content("<textarea autofocus></textarea>")
    page.locator("textarea").focus()
    page.keyboard.press("Control+V")
    return page.locator("textarea").input_value()


def test_the_message_is_copied_whole_with_a_link_and_says_that_it_is_made_up(desk, desktop):
    choose(desk)
    desk.keyboard.press("c")
    desk.locator("#told", has_text="已复制").wait_for()
    text = pasted(desktop)
    nearest = query().matches[0].station
    assert text == desk.input_value("#message")
    assert text.startswith(f"【户外劳动者服务站点】{nearest.name}\n")
    assert nearest.address in text
    assert re.search(r"^地图：https://uri\.amap\.com/navigation\?to=113\.\d{6},34\.\d{6},", text, flags=re.MULTILINE)
    assert "虚构" in text


def test_without_a_clipboard_the_old_command_copies(desk, desktop):
    desk.evaluate("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    choose(desk)
    desk.keyboard.press("Alt+c")
    desk.locator("#told", has_text="已复制").wait_for()
    assert desk.evaluate("document.activeElement.id") == "station-name"
    assert pasted(desktop) == desk.input_value("#message")


def test_a_new_call_begins_with_nothing(desk):
    choose(desk)
    desk.keyboard.press("5")
    desk.keyboard.press("Alt+0")
    assert desk.evaluate("document.activeElement.id") == "where"
    assert desk.input_value("#where") == desk.input_value("#message") == ""
    assert desk.locator("#answers li").count() == desk.locator("[aria-pressed=true]").count() == 0
    assert not desk.locator("#station").is_visible()
    assert not desk.locator("#around").is_visible()


def test_nothing_of_a_call_is_kept(desk, desktop):
    choose(desk)
    kept = desk.evaluate(
        "[Object.keys(localStorage), Object.keys(sessionStorage), history.length, location.search + location.hash]"
    )
    assert kept == [[], [], 2, ""]
    assert desktop.cookies() == []
    asked = [urlsplit(url).path for url in desk.seen.own]
    assert set(asked) <= {"/desk", "/v1/places", "/v1/stations/nearest", "/v1/districts"} | {
        path for path in asked if path.startswith("/assets/leaflet/")
    }
    assert desk.locator("#where").get_attribute("autocomplete") == "off"
    assert "一概不留" in desk.locator("footer").inner_text()


def test_questions_are_not_kept_on_disk(desk):
    """What the service answers may be kept by its reader; a question that holds a place may not."""
    desk.evaluate(
        """() => {
            const real = window.fetch;
            window.kept = [];
            window.fetch = (url, options) => (window.kept.push([url.split("?")[0], options.cache]), real(url, options));
        }"""
    )
    choose(desk)
    kept = desk.evaluate("window.kept")  # places more than once where typing is slow
    asked = {"/v1/places", "/v1/stations/nearest"}
    assert {(address, cache) for address, cache in kept if address in asked} == {(one, "no-store") for one in asked}


def test_keys_reach_everything_and_axe_finds_no_serious_fault(desk, axe, picture):
    axe(desk)
    desk.keyboard.type("dtk")
    desk.locator("[role=option]").first.wait_for()
    axe(desk)
    picture(desk, "desk-search")
    desk.keyboard.press("Enter")
    desk.locator("#station-name").wait_for()
    desk.locator("#map.leaflet-container").wait_for()
    axe(desk)
    picture(desk, "desk-answer")


def test_the_first_stop_leads_past_the_form(desk):
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Shift+Tab")
    assert desk.locator(":focus").inner_text().startswith("跳到站点")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "answers"


def test_a_phone_and_a_dark_screen_can_read_it_too(live_server, new_context, axe, picture):
    for size in ("phone", "desktop"):
        page = new_context(size, color_scheme="dark").new_page()
        answering(page, place("二七区", kind="district"))
        page.goto(f"{live_server}/desk")
        choose(page, "eqq")
        assert "代表点" in page.locator("#rough").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        axe(page)
        picture(page, f"desk-dark-{size}", full_page=size == "phone")


def test_the_policy_is_strict_and_the_nonce_another_each_time(live_server, desktop):
    policies = [desktop.request.get(f"{live_server}/desk").headers["content-security-policy"] for _ in range(2)]
    assert len(set(policies)) == 2
    assert all("default-src 'none'" in policy and "unsafe" not in policy for policy in policies)
    assert desktop.request.get(f"{live_server}/desk?place=x").status == 422
