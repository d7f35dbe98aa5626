"""Forgetting is final: what was on its way when the button was pressed is not kept after all."""

import pytest

from tests.oracles.waiting import until

pytestmark = pytest.mark.browser

KEPT = "caches.open('stationmap-kept').then((cache) => cache.keys()).then((all) => all.map((one) => one.url))"
TURNS = "(async () => { for (let n = 0; n < 20; n += 1) await new Promise((done) => setTimeout(done, 10)); })()"
# Deleting takes until the test says so: what comes meanwhile comes in between.
SLOWLY = """
    const remove = caches.delete.bind(caches);
    const free = new Promise((done) => { window.goOn = done; });
    caches.delete = async (name) => { const done = await remove(name); await free; return done; };
"""


@pytest.mark.parametrize("limit", ["limit=5&", "limit=100&"])  # the answer, and the stations around it
def test_what_comes_while_one_forgets_is_not_kept(phone, live_server, limit):
    page = phone.new_page()
    page.add_init_script(SLOWLY)
    faults, waiting, ended = [], [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda request: ended.append(request.url))

    def hold(route):
        waiting.append(route)

    page.route(lambda url: "/v1/stations/nearest?" in url and limit in url, hold)
    page.goto(live_server)
    page.locator("[data-choice=closed]").check()
    with page.expect_request(lambda request: limit in request.url):
        page.click("#near")
    page.click("#forget")
    for route in waiting:
        route.continue_()
    while not any(limit in url for url in ended):
        page.evaluate(TURNS)
    page.evaluate(TURNS)
    page.evaluate("goOn()")
    page.get_by_text("都已清除").wait_for()
    page.evaluate(TURNS)
    assert len(waiting) == 1
    assert page.evaluate(KEPT) == []
    assert page.locator(".card").count() == 0
    assert faults == []


def test_after_forgetting_one_may_ask_again(phone, live_server):
    page = phone.new_page()
    page.goto(live_server)
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    page.locator(".card").first.wait_for()
    page.click("#forget")
    page.get_by_text("都已清除").wait_for()
    page.click("#open-needs")
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    page.locator(".card").first.wait_for()
    until(page, "caches.match('/kept/around').then(Boolean)")
    assert len(page.evaluate(KEPT)) == 2


def test_a_page_that_was_about_to_ask_again_by_itself_does_not(phone, live_server):
    page = phone.new_page()
    page.goto(live_server)
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    page.locator(".card").first.wait_for()
    until(page, "caches.match('/kept/around').then(Boolean)")
    page.add_init_script("""
        const query = navigator.permissions.query.bind(navigator.permissions);
        const free = new Promise((done) => { window.goOn = done; });
        navigator.permissions.query = async (what) => { window.asked = true; await free; return query(what); };
    """)
    page.reload()
    until(page, "window.asked")
    page.click("#forget")
    page.get_by_text("都已清除").wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("goOn()")
    page.evaluate(TURNS)
    assert not [url for url in asked if "/v1/" in url]
    assert page.evaluate(KEPT) == []
    assert page.locator(".card").count() == 0
