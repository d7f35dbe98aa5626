"""The worker's page without its server: it opens, answers from what it loaded, and says so."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pyproj import Geod

from tests.oracles.waiting import until
from tests.pages.conftest import serving

pytestmark = pytest.mark.browser

LAT, LON = 34.7579, 113.6654
IDS = "(all) => all.map((card) => card.dataset.id)"
KEPT = "(async () => Boolean(navigator.serviceWorker.controller && await caches.match('/assets/leaflet/leaflet.js')))()"


def asked(address, **more):
    """What the service answers, whether open or not."""
    query = {"lat": LAT, "lon": LON, "limit": 5, **more}
    return httpx.get(f"{address}/v1/stations/nearest", params=query).json()["features"]


def ids(features):
    """Their ids, in order."""
    return [feature["id"] for feature in features]


def find(page, address):
    """Find what is near, and wait until the phone keeps what it needs."""
    page.goto(address)
    page.locator("[data-choice=closed]").check()  # so that the hour of the test does not matter
    page.click("#near")
    page.locator(".card").first.wait_for()
    until(page, "caches.match('/kept/around').then(Boolean)")


@pytest.fixture
def abandoned(phone):
    """A page that was opened once, and whose server is gone; what it had said for some filters."""
    page = phone.new_page()
    with serving() as address:
        find(page, address)
        until(page, KEPT)
        page.told = {needs: ids(asked(address, needs=needs)) for needs in ("toilet", "toilet,hot_water")}
        page.told[""] = ids(asked(address))
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page


def test_it_opens_and_another_filter_is_answered_from_what_was_loaded(abandoned, picture, axe):
    page = abandoned
    page.reload()
    page.get_by_text("离线：").wait_for()
    assert page.locator("#answer .card").evaluate_all(IDS) == page.told[""]
    for need, wanted in (("toilet", "toilet"), ("hot_water", "toilet,hot_water")):
        page.locator("#open-needs[aria-expanded=false]").click()
        page.click(f"[data-need={need}]")
        page.click("#open-needs")
        until(page, "document.querySelectorAll('.card .asked').length")
        assert page.locator("#answer .card").evaluate_all(IDS) == page.told[wanted]
    told = page.inner_text("#answer")
    for text in ("离线：", "没有网络", "直线约 ", "手机约算"):
        assert text in told
    picture(page, "worker-phone-offline")
    axe(page)
    page.click("#open-map")
    page.locator(".spot").first.wait_for()
    assert page.faults == []


def test_names_are_looked_up_in_what_was_loaded(abandoned):
    page = abandoned
    name = page.locator("#answer .card h3").first.inner_text().split(" ", 1)[1]
    page.click("#open-names")
    page.fill("#name", name)
    page.press("#name", "Enter")
    page.locator("#places button", has_text=name).first.click()
    page.get_by_text(f"离“{name}”最近").wait_for()
    assert page.locator("#answer .card").first.locator("h3").inner_text().endswith(name)
    assert page.faults == []


def test_an_unknown_place_gets_the_last_answer_with_its_time(abandoned, phone):
    page = abandoned
    phone.set_geolocation({"latitude": 30.0, "longitude": 104.0, "accuracy": 20})
    page.click("#near")
    page.get_by_text("是上次的答案").wait_for()
    assert page.locator("#answer .card").evaluate_all(IDS) == page.told[""]
    assert page.faults == []


OFFLINE = """async ([wanted, place]) => {
    const told = app.offline.answer(await app.keep.get("around"), place, wanted, Date.now());
    return [...told.features, ...told.unknown_hours].map((feature) => [feature.id, feature.properties.open]);
}"""


def test_what_the_phone_computes_is_what_the_service_says(live_server, phone):
    page = phone.new_page()
    find(page, live_server)
    place = {"lat": LAT, "lon": LON, "datum": "wgs84"}
    for needs in ([], ["toilet"], ["hot_water", "phone_charging"], ["first_aid"], ["meal_heating", "wifi"]):
        wanted = {"needs": needs, "closed": True, "radius": None, "limit": 15}
        expected = asked(live_server, limit=15, **({"needs": ",".join(needs)} if needs else {}))
        assert [station for station, _ in page.evaluate(OFFLINE, [wanted, place])] == ids(expected)


def test_what_is_open_offline_is_open_by_the_service(live_server, phone):
    page = phone.new_page()
    find(page, live_server)
    place = {"lat": LAT, "lon": LON, "datum": "wgs84"}
    truth = {feature["id"]: feature["properties"]["open"] for feature in asked(live_server, limit=100)}
    wanted = {"needs": [], "closed": True, "radius": None, "limit": 100}
    states = dict(page.evaluate(OFFLINE, [wanted, place]))
    assert len(states) == 100
    assert {station: state for station, state in states.items() if state not in {truth[station], "unknown"}} == {}
    assert sum(state == "open" for state in states.values()) >= 5  # some are never closed
    # with the switch off, what is open is listed, and what is not known apart
    told = page.evaluate(OFFLINE, [{**wanted, "closed": False}, place])
    assert told == sorted(told, key=lambda each: each[1] == "unknown")
    certain = {station for station, state in told if state == "open"}
    assert certain <= set(ids(asked(live_server, limit=100, open="now")))
    assert {station for station, state in told if state != "open"} == {k for k in states if states[k] == "unknown"}


@pytest.fixture
def computed(live_server, desktop):
    """Decide about one station by the page's own function."""
    page = desktop.new_page()
    page.goto(live_server)
    now = datetime.now(UTC)

    def state(loaded, walk, **facts):
        """Minutes since it was loaded, minutes to walk, and what was told of it then, in minutes from the loading."""
        at = now - timedelta(minutes=loaded)
        moments = {
            key: value and (at + timedelta(minutes=value)).isoformat() for key, value in facts["moments"].items()
        }
        told = {"opens_at": None, "closes_at": None, "walk_minutes": 1, **moments, "open": facts["open"]}
        script = """([told, at, now, walk]) => app.offline.state({properties: told}, {at}, now, walk)"""
        return page.evaluate(script, [told, at.timestamp() * 1000, now.timestamp() * 1000, walk])

    return state


@pytest.mark.parametrize(
    ("loaded", "walk", "open_", "moments", "expected"),
    [
        (5, 3, "open", {"closes_at": 60.5}, ["open", 52]),
        (5, 3, "open", {"closes_at": 17.5}, ["open", 9]),  # less than the stay: the list leaves it out
        (5, 3, "open", {"closes_at": 7}, ["unknown", None]),  # it may have opened again
        (5, 3, "open", {"closes_at": None}, ["open", None]),
        (1000, 3, "open", {"closes_at": None}, ["unknown", None]),
        (5, 3, "closed", {"opens_at": 60}, ["closed", None]),
        (70, 3, "closed", {"opens_at": 60}, ["unknown", None]),  # nobody told until when
        (5, 3, "unknown", {}, ["unknown", None]),
        (-5, 3, "open", {"closes_at": 60}, ["unknown", None]),  # the phone's clock was set back
    ],
)
def test_offline_nothing_is_said_beyond_what_was_told(computed, loaded, walk, open_, moments, expected):
    assert computed(loaded, walk, open=open_, moments=moments) == expected


def test_broken_things_and_other_datums_meet_no_need(live_server, desktop):
    page = desktop.new_page()
    page.goto(live_server)
    facts = {"amenities": ["toilet", "wifi"], "out_of_order": [{"amenity": "toilet", "since": None}]}
    has = f"(needs) => app.offline.has({json.dumps({'properties': facts})}, needs)"
    assert [page.evaluate(has, needs) for needs in ([], ["wifi"], ["toilet"], ["aed"])] == [True, True, False, False]
    around = {"place": {"lat": 0, "lon": 0, "datum": "gcj02"}, "features": [], "at": 0}
    place = {"lat": 0, "lon": 0, "datum": "wgs84"}
    assert page.evaluate("([a, p]) => app.offline.answer(a, p, {needs: []}, 0)", [around, place]) is None


@pytest.mark.parametrize(("to", "within"), [((34.76, 113.68), 1e-6), ((34.70, 113.40), 1e-5), ((35.5, 114.5), 1e-4)])
def test_about_how_far_is_close_to_the_geodesic(live_server, desktop, to, within):
    page = desktop.new_page()
    page.goto(live_server)
    places = [{"lat": LAT, "lon": LON}, {"lat": to[0], "lon": to[1]}]
    bearing, _, metres = Geod(ellps="WGS84").inv(LON, LAT, to[1], to[0])
    assert page.evaluate("([a, b]) => app.place.metres(a, b)", places) == pytest.approx(metres, rel=within)
    assert page.evaluate("([a, b]) => app.place.bearing(a, b)", places) == pytest.approx(bearing % 360, abs=0.5)
    across = [{"lat": 10, "lon": 179.9}, {"lat": 10, "lon": -179.9}]
    assert page.evaluate("([a, b]) => app.place.metres(a, b)", across) < 25_000
