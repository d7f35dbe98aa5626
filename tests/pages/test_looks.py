"""How the pages look to those who see little, or no colour, who hold a phone in the sun, and on paper."""

import pytest

from stationmap.loading import demonstration, load_coverage
from stationmap.maps import map_page
from stationmap.report.page import report_page
from tests.oracles.desk import answering, choose, place
from tests.oracles.reports import report_of
from tests.oracles.waiting import until

pytestmark = pytest.mark.browser

READABLE = 7  # contrast of text, WCAG's AAA
LEAST = 12  # pixels of a letter
THUMB = 48  # pixels of what is tapped

# Texts of the page that are paler than `READABLE`, or smaller than `LEAST`; what cannot be pressed may be pale.
FAINT = """([readable, least]) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  const own = (element) => numbers(getComputedStyle(element).backgroundColor);
  const ground = (element) => (element ? over(own(element), ground(element.parentElement)) : [255, 255, 255]);
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim();
    const element = texts.currentNode.parentElement;
    const apart = element.closest("script, style, noscript, svg, :disabled, #swagger-ui");
    if (!words || apart || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    const [dark, bright] = [light(over(numbers(style.color), under)), light(under)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast < readable) found.push(`${words.slice(0, 20)}: ${contrast.toFixed(2)}, ${style.color} on ${under}`);
    if (parseFloat(style.fontSize) < least) found.push(`${words.slice(0, 20)}: ${style.fontSize}`);
  }
  return found;
}"""
# What is tapped and is smaller than a thumb; a box's label is tapped with it.
SMALL = """(thumb) => [...document.querySelectorAll("a[href], button, input, select, summary, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest("#swagger-ui"))
  .map((one) => [one, (["checkbox", "radio"].includes(one.type) ? one.labels[0] : one).getBoundingClientRect()])
  .filter(([, box]) => box.right > 0 && box.width > 1 && (box.width < thumb - 0.5 || box.height < thumb - 0.5))
  .map(([one, box]) => `${one.id || one.className || one.textContent}: ${box.width} x ${box.height}`)"""


def _near(page):
    page.click("#near")
    page.locator("#answer .card").first.wait_for()


def _chosen(page):
    answering(page, place("二七区", at=(34.7579, 113.6654), address="大学路"))
    choose(page)


def _card(page):
    page.evaluate("stationmap.open.station(0)")
    page.locator(".leaflet-popup-content").wait_for()


READY = {"/": _near, "/desk": _chosen, "/map": _card, "/docs": lambda page: page.locator(".opblock").first.wait_for()}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_page(report_of()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The map as a file."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    catalogue = demonstration()
    path.write_text(map_page(catalogue, load_coverage(catalogue, None)), encoding="utf-8")
    return path.as_uri()


def _open(context, address, path):
    page = context.new_page()
    page.goto(f"{address}{path}", timeout=60_000)  # the map is made in a process of its own
    if path == "/map":
        page.wait_for_function("stationmap.open")
    READY[path](page)
    return page


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", READY)
def test_words_can_be_read_in_the_sun_and_buttons_met_with_a_thumb(live_server, new_context, path, look):
    page = _open(new_context("phone", color_scheme=look), live_server, path)
    assert page.evaluate(FAINT, [READABLE, LEAST]) == []
    assert page.evaluate(SMALL, THUMB) == []


def test_so_can_the_report(report, phone):
    page = phone.new_page()
    page.goto(report)
    assert page.evaluate(FAINT, [READABLE, LEAST]) == []
    assert page.evaluate(SMALL, THUMB) == []


@pytest.mark.parametrize("path", ["/", "/desk", "/map"])
def test_letters_grow_with_the_reader_s_own(live_server, desktop, path):
    page = _open(desktop, live_server, path)
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(size) == 2 * before


def test_letters_twice_as_large_break_no_word_of_a_button(live_server, new_context):
    page = new_context("phone", viewport={"width": 195, "height": 422}).new_page()
    page.goto(live_server)
    dock = page.locator("#asking").bounding_box()
    assert dock["y"] > 422 / 5
    widths = page.evaluate(
        "[...document.querySelectorAll('.bar button, .needs button')].map((one) => [one.scrollWidth, one.clientWidth])"
    )
    assert all(needed <= there for needed, there in widths)
    _near(page)
    assert page.locator("#asking").bounding_box()["y"] > 422 / 2


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_nearer_station_lies_over_the_farther_and_districts_are_named_where_they_are_seen(
    live_server, new_context, size
):
    page = _open(new_context(size), live_server, "/")
    if page.locator("#chart").is_hidden():
        page.click("#open-map")
    page.locator("#map .spot").first.wait_for()
    page.wait_for_function("document.querySelectorAll('#map .district').length > 10")
    order = page.evaluate(
        "[...document.querySelectorAll('#map .spot')].map((pin) => [Number(pin.textContent), Number(pin.style.zIndex)])"
    )
    heights = [height for _, height in sorted(order)]
    assert len(heights) > 5
    assert heights == sorted(heights, reverse=True)
    names = page.evaluate("""() => {
      const map = document.getElementById("map").getBoundingClientRect();
      const inside = (at) => at.x >= map.left && at.x <= map.right && at.y >= map.top && at.y <= map.bottom;
      const shown = [...document.querySelectorAll("#map .district")].filter((name) => name.style.opacity !== "0");
      return shown.map((name) => [name.textContent, inside(name.getBoundingClientRect())]);
    }""")
    assert {"金水区", "二七区"} <= {name for name, _ in names}
    assert all(seen for _, seen in names)


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768), (1366, 768)])
def test_a_clerk_sees_the_question_and_the_answer_at_once(live_server, new_context, width, height):
    page = _open(new_context(viewport={"width": width, "height": height}), live_server, "/desk")
    floor = page.locator(".keys").bounding_box()["y"]
    for part in ("#where", "#nearest li button", "#station-name", "#copy"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= floor, part
    field, told = (page.locator(part).bounding_box() for part in ("#where", "#where-told"))
    assert told["y"] >= field["y"] + field["height"] + 5, "the ring of the focus lies over the words"


def test_a_card_on_a_phone_leaves_the_buttons_of_the_map_free(live_server, phone):
    page = _open(phone, live_server, "/map")
    left = "document.querySelector('.leaflet-popup-content-wrapper').getBoundingClientRect().x"
    until(page, f"{left} >= document.querySelector('.leaflet-control-zoom').getBoundingClientRect().right")  # it glides
    card = page.locator(".leaflet-popup-content-wrapper").bounding_box()
    zoom = page.locator(".leaflet-control-zoom").bounding_box()
    assert card["x"] >= zoom["x"] + zoom["width"]
    assert card["x"] + card["width"] <= 390
    assert page.locator(".north").is_hidden()


def test_what_stands_for_a_colour_keeps_it_where_colours_are_forced(drawn, new_context):
    page = new_context(forced_colors="active").new_page()
    page.goto(drawn)
    page.locator("#legend .swatch.area").first.wait_for()
    colours = page.evaluate(
        "[...document.querySelectorAll('#legend .swatch.area')].map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(colours)) >= 5


def test_a_need_that_is_asked_for_is_seen_where_colours_are_forced(live_server, new_context):
    page = new_context("phone", forced_colors="active").new_page()
    page.goto(live_server)
    need = page.locator(".needs button").first
    ground = "(button) => getComputedStyle(button).backgroundColor"
    before = need.evaluate(ground)
    need.click()
    assert need.evaluate(ground) != before


@pytest.mark.parametrize(("path", "kept", "gone"), [("/", ".card", "#asking"), ("/desk", "#sentences", ".keys")])
def test_paper_shows_the_answer_alone(live_server, desktop, path, kept, gone):
    page = _open(desktop, live_server, path)
    page.emulate_media(media="print")
    assert page.locator(kept).first.is_visible()
    assert page.locator(gone).is_hidden()
