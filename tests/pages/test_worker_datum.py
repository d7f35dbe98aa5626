"""The worker's page over tiles of another datum: everything is asked for and drawn in theirs, and links stay right."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from stationmap.datum import Datum, from_wgs84
from tests.oracles.waiting import until

pytestmark = pytest.mark.browser

LAT, LON = 34.7579, 113.6654
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TILES = "https://tiles.example/{z}/{x}/{y}.png"
SPOTS = """async () => {
    const found = [];
    (await app.view.drawing).map.eachLayer((layer) => layer.options.title && found.push(layer.getLatLng()));
    return found.map(({lat, lng}) => [lat, lng]);
}"""


@pytest.fixture(params=["gcj02", "bd09"])
def datum(request):
    """Datum of the tiles."""
    return request.param


@pytest.fixture
def page(serve, phone, watch, datum):
    """The page over such tiles, with its server's answers about positions."""

    def position(route):
        asked = {name: float(values[0]) for name, values in parse_qs(urlsplit(route.request.url).query).items()
                 if name != "datum"}  # fmt: skip
        told = {str(other.value): from_wgs84(asked["lat"], asked["lon"], other)[::-1] for other in Datum}
        route.fulfill(content_type="application/json", body=json.dumps({**told, "district": "", "district_name": ""}))

    phone.route("https://tiles.example/**", lambda route: route.fulfill(content_type="image/png", body=PNG))
    phone.route("**/v1/positions?*", position)
    page = phone.new_page()
    page.seen = watch(page)
    page.goto(serve(basemap=TILES, basemap_datum=datum, basemap_attribution="某图", basemap_approval="GS(2000)1号"))
    return page


def test_positions_are_asked_for_and_drawn_in_the_tiles_datum(page, datum):
    page.locator("[data-choice=closed]").check()
    with page.expect_response(lambda answer: "/nearest" in answer.url) as found:
        page.click("#near")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(found.value.url).query).items()}
    lat, lon = from_wgs84(LAT, LON, Datum(datum))
    assert asked["datum"] == datum
    assert (float(asked["lat"]), float(asked["lon"])) == pytest.approx((lat, lon), abs=1e-6)
    first = found.value.json()["features"][0]
    page.locator(".card").first.wait_for()
    page.click("#open-map")
    page.locator("img.leaflet-tile-loaded").first.wait_for()
    page.locator(".spot").first.wait_for()
    assert first["geometry"]["coordinates"][::-1] in page.evaluate(SPOTS)
    told = page.inner_text("#credits")
    assert "某图" in told
    assert "GS(2000)1号" in told
    page.click("#open-map")
    card = page.locator(".card").first
    card.get_by_role("button", name="走过去").click()
    amap = parse_qs(urlsplit(card.get_by_role("link", name="高德").get_attribute("href")).query)["to"][0]
    assert [float(part) for part in amap.split(",")[:2]] == pytest.approx(first["properties"]["gcj02"], abs=1e-6)
    assert page.seen.faults == []
    assert {urlsplit(url).netloc for url in page.seen.foreign} == {"tiles.example"}


def test_without_a_network_the_last_shift_serves(page, phone, datum):
    page.locator("[data-choice=closed]").check()
    page.click("#near")
    page.locator(".card").first.wait_for()
    until(page, "caches.match('/kept/around').then(Boolean)")
    phone.route("**/v1/**", lambda route: route.abort())
    phone.set_geolocation({"latitude": LAT + 0.004, "longitude": LON - 0.004, "accuracy": 20})
    page.click("#near")
    page.get_by_text("离线：").wait_for()
    lat, lon = from_wgs84(LAT + 0.004, LON - 0.004, Datum(datum))
    place = page.evaluate("app.state.place")
    assert place["datum"] == datum
    assert (place["lat"], place["lon"]) == pytest.approx((lat, lon), abs=1e-4)  # ten metres
