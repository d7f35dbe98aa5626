"""The documentation is tried as somebody tries it: open an address, ask, read the answer; nothing else is asked."""

import pytest

pytestmark = pytest.mark.browser

NEAREST = "#operations-stations-get_nearest_v1_stations_nearest_get"


@pytest.fixture(params=["phone", "desktop"])
def docs(request, new_context, live_server, watch):
    """The page, and what it did."""
    page = new_context(request.param).new_page()
    seen = watch(page)
    page.goto(f"{live_server}/docs")
    page.locator(NEAREST).wait_for()
    yield page, request.param
    assert seen.quiet(), seen.told()


def _asked(page):
    page.locator(f"{NEAREST} .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.locator(f"{NEAREST} tr[data-param-name=lat] input").fill("34.76")
    page.locator(f"{NEAREST} tr[data-param-name=lon] input").fill("113.77")
    page.locator(f"{NEAREST} tr[data-param-name=datum] select").select_option("gcj02")
    page.get_by_role("button", name="Execute").click()
    page.locator(f"{NEAREST} .live-responses-table .response").wait_for()


def test_an_address_is_tried(docs, live_server, axe, picture):
    page, size = docs
    picture(page, f"docs-{size}")
    _asked(page)
    answer = page.locator(f"{NEAREST} .live-responses-table")
    assert "200" in answer.locator(".response-col_status").last.inner_text()
    assert '"datum": "gcj02"' in answer.inner_text()
    assert page.url.endswith("/docs#/stations/get_nearest_v1_stations_nearest_get")
    page.locator("pre[tabindex='0']").first.wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_says_in_chinese_what_it_is_and_needs_no_mouse(docs):
    page, _ = docs
    assert page.title() == "接口文档 API documentation · stationmap"
    assert page.get_by_role("heading", level=1).first.inner_text() == "接口文档 API documentation"
    assert page.evaluate("[document.documentElement.lang, document.getElementById('swagger-ui').lang]") == [
        "zh-CN",
        "en",
    ]
    page.locator(f"{NEAREST} .opblock-summary-control").focus()
    page.keyboard.press("Enter")
    page.locator(f"{NEAREST} tr[data-param-name=lat]").wait_for()
    names = page.locator(f"{NEAREST} select").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert "datum" in names


def test_a_link_to_an_address_opens_it(new_context, live_server, watch):
    page = new_context().new_page()
    seen = watch(page)
    page.goto(f"{live_server}/docs#/stations/get_nearest_v1_stations_nearest_get")
    page.locator(f"{NEAREST} tr[data-param-name=lat]").wait_for()
    assert seen.told() == [told for told in seen.told() if "escaping deep link" in told]  # Swagger's own opinion


def test_where_swagger_does_not_come_it_says_so(new_context, live_server):
    page = new_context().new_page()
    page.route("**/swagger-ui-bundle.js", lambda route: route.abort())
    page.goto(f"{live_server}/docs")
    page.get_by_role("alert").wait_for()
    assert "文档没有载入" in page.get_by_role("alert").inner_text()
