"""Whatever a register holds stays text on the worker's page: in the list, the details, the map and its bubbles."""

import pytest

from stationmap.store import open_store
from tests.oracles.records import RECORD, districts_of
from tests.oracles.tables import HOSTILE, station, table_of

pytestmark = pytest.mark.browser

TEXTS = ("name", "address", "entrance_note", "host", "who_may_enter", "phone", "hours")
WORDS = [word for word in HOSTILE if word.strip() == word]
MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>${alert(1)}"


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    """Address of a service over stations whose every text is hostile."""
    import shapely

    path = tmp_path_factory.mktemp("hostile") / "register.db"
    rows = [
        station(f"s{n:02}", 34.75 + n / 5000, 113.62, district="410102", **dict.fromkeys(TEXTS, MARKUP + word))
        for n, word in enumerate(WORDS)
    ]
    rows.append(station(MARKUP, 34.749, 113.62, amenities="toilet", out_of_order="toilet@2026-01-01"))
    district = districts_of(("410102", MARKUP, MARKUP, None, shapely.box(113.5, 34.7, 113.7, 34.9)))
    with open_store(path, create=True) as store:
        store.save(table_of(rows), district, RECORD)
    return serve(db=str(path))


def test_every_text_of_a_register_stays_text(address, new_context, watch):
    context = new_context("phone", geolocation={"latitude": 34.75, "longitude": 113.62, "accuracy": 20})
    page = context.new_page()
    seen = watch(page)
    page.goto(address)
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    page.locator(".card").nth(4).wait_for()
    page.get_by_role("button", name="再看 10 处").click()
    page.locator(".card").nth(len(WORDS)).wait_for()
    script = "(all) => all.map((card) => [card.dataset.id, card.querySelector('h3').lastChild.data])"
    names = dict(page.locator(".card").evaluate_all(script))
    assert {names[f"s{n:02}"] for n in range(len(WORDS))} == {MARKUP + word for word in WORDS}
    for card in page.locator(".card").all():
        card.get_by_role("button", name="详情").click()
        card.get_by_role("button", name="走过去").click()
    for card in page.locator(".card[data-id^=s]").all():
        told = card.text_content()
        assert told.count(MARKUP) >= 8
        links = card.locator("a").evaluate_all("(all) => all.map((a) => a.protocol)")
        assert set(links) <= {"https:", "geo:", "tel:"}
    assert page.locator("#answer :is(img, script, iframe, style)").count() == 0
    page.click("#open-map")
    page.locator(".district", has_text=MARKUP).wait_for(state="attached")
    for index in (0, 3):
        page.locator(".spot").nth(index).focus()
        page.keyboard.press("Enter")
        page.locator(".bubble", has_text="<img").wait_for()
    assert page.locator("main :is(img, script, iframe, style)").count() == 0
    assert seen.quiet(), seen.told()
