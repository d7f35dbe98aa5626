"""Every page of the service, and each file that opens without it: quiet under its policy, and nobody is kept out.

A page that comes later is found by its route; what there is to open on it is told in `OPENED`.
"""

import re

import pytest
import shapely

from stationmap.loading import demonstration, load_coverage
from stationmap.maps import map_page
from stationmap.report.page import report_page
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.settings import Settings
from tests.oracles.desk import answering, choose, place
from tests.oracles.records import RECORD, districts_of
from tests.oracles.reports import report_of
from tests.oracles.tables import HOSTILE, station, table_of

pytestmark = pytest.mark.browser

PAGES = ["/", "/desk", "/docs", "/map"]
MARKUP = "<img src=x onerror=alert(1)></script><script>alert(1)</script>${alert(1)}{{7*7}}`"
TEXTS = ("name", "address", "entrance_note", "host", "sponsor", "who_may_enter", "phone", "hours", "stops", "source")
TEXTS += ("brand", "street", "district_named", "licence", "verified_by", "photo", "qr", "closed_reason")


def _near(page):
    page.click("#near")
    page.locator("#answer .card").first.wait_for()


def _typed(page):
    answering(page, place(MARKUP, at=(34.7579, 113.6654), address=MARKUP))
    choose(page)


def _opened(page):
    page.locator(".opblock-summary-control").first.click()
    page.locator(".opblock-body").first.wait_for()


def _popup(page):
    page.evaluate("stationmap.open.station(0)")
    page.locator(".leaflet-popup-content").wait_for()


OPENED = {"/": _near, "/desk": _typed, "/docs": _opened, "/map": _popup}
STANDS = {"/": "#near", "/desk": "#where", "/docs": ".opblock", "/map": "#title"}


def test_the_table_names_every_page():
    def html(routes):
        for route in routes:
            if hasattr(route, "original_router"):
                yield from html(route.original_router.routes)
            elif "HTMLResponse" in str(getattr(route.endpoint, "__annotations__", {}).get("return")):
                yield route.path

    assert sorted(html(create_app(Settings(db=None)).routes)) == PAGES


@pytest.fixture(scope="module")
def hostile(serve, tmp_path_factory):
    """Address of a service over a register whose every text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "register.db"
    rows = [
        station(f"s{n:02}", 34.75 + n / 5000, 113.62, district="410102", **dict.fromkeys(TEXTS, MARKUP + word))
        for n, word in enumerate(HOSTILE)
    ]
    districts = districts_of(("410102", MARKUP, MARKUP, None, shapely.box(113.5, 34.7, 113.7, 34.9)))
    with open_store(path, create=True) as store:
        store.save(table_of(rows), districts, RECORD)
    return serve(db=str(path))


@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_register_stays_text_on_every_page_and_in_what_opens(hostile, desktop, watch, path):
    page = desktop.new_page()
    seen = watch(page)
    page.goto(f"{hostile}{path}", timeout=120_000)  # the map is made in a process of its own
    page.locator(STANDS[path]).first.wait_for()
    OPENED[path](page)
    if path != "/docs":
        assert MARKUP in page.evaluate("document.body.textContent")
    assert page.locator("img[src=x], [onerror], [onclick], [onmouseover]").count() == 0
    assert page.evaluate("[...document.scripts].every((one) => one.type || one.nonce)")
    assert seen.quiet(), seen.told()


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_kept_out_and_nothing_is_asked_of_others(live_server, new_context, watch, axe, picture, path, size):
    page = new_context(size).new_page()
    seen = watch(page)
    page.goto(f"{live_server}{path}", timeout=60_000)  # the map is made in a process of its own
    page.locator(STANDS[path]).first.wait_for()
    axe(page)
    OPENED[path](page)
    axe(page)
    picture(page, f"{path.strip('/') or 'worker'}-{size}")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert re.search("[一-鿿]", page.title())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.quiet(), seen.told()


@pytest.mark.parametrize("path", PAGES)
def test_nor_in_the_dark(live_server, new_context, axe, path):
    page = new_context("phone", color_scheme="dark").new_page()
    page.goto(f"{live_server}{path}", timeout=60_000)  # the map is made in a process of its own
    page.locator(STANDS[path]).first.wait_for()
    OPENED[path](page)
    axe(page)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The map and the report, as files."""
    folder = tmp_path_factory.mktemp("files")
    catalogue = demonstration()
    pages = {"map": map_page(catalogue, load_coverage(catalogue, None)), "report": report_page(report_of())}
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("name", ["map", "report"])
def test_a_file_is_quiet_too_and_keeps_nobody_out(files, new_context, watch, axe, picture, name, size):
    page = new_context(size).new_page()
    seen = watch(page)
    page.goto((files / f"{name}.html").as_uri())
    page.get_by_role("heading", level=1).wait_for()
    axe(page)
    picture(page, f"file-{name}-{size}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.quiet(), seen.told()
    assert len(seen.own) == 1
