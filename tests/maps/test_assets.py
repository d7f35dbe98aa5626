import base64
import hashlib
import re

import pytest

from stationmap.files import package_file, resource_bytes
from stationmap.maps.assets import content_hash, page_markup, page_script, page_style

# Whatever turns text into markup or code, and Leaflet's ways to do so with a string.
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "Function(",
    "bindPopup(",
    "import(",
)


@pytest.fixture(scope="module")
def own_script():
    return page_script().split("const stationmap", 1)[1]


def test_leaflet_is_the_distributions_without_its_source_map():
    leaflet = package_file("XStatic-Leaflet", "xstatic/pkg/leaflet/data/leaflet.js").decode("utf-8")
    shared = leaflet[: leaflet.index("//# sourceMappingURL")].strip()
    assert shared in page_script()
    assert "sourceMappingURL" not in page_script()


@pytest.mark.parametrize("word", FORBIDDEN)
def test_own_script_never_makes_markup_of_text(own_script, word):
    assert word not in own_script


@pytest.mark.parametrize("word", ["http://", "https://", "XMLHttpRequest", "localStorage", "geolocation"])
def test_own_script_asks_nobody_and_keeps_nothing(own_script, word):
    assert word not in own_script


def test_own_script_fetches_nothing_but_vector_tiles(own_script):
    drawing = resource_bytes("stationmap.maps", "web/vector.js").decode()
    assert own_script.count("fetch(") == drawing.count("fetch(url") == 1


def test_what_asks_the_service_is_in_pages_of_the_service_alone():
    asking = page_script(asks=True)
    assert asking.replace("\r", "").count("fetch(") == 2
    assert "stationmap.service =" in asking
    assert "stationmap.service =" not in page_script()
    for word in (*FORBIDDEN, "XMLHttpRequest", "localStorage", "geolocation", "sendBeacon"):
        assert word not in asking.split("const stationmap", 1)[1]


def test_script_and_style_cannot_end_their_element():
    assert not re.search(r"</script|<!--|<script", page_script(), re.IGNORECASE)
    assert "</style" not in page_style().lower()
    assert "\r" not in page_script() + page_style()


def test_images_of_the_style_are_in_it():
    addresses = re.findall(r"url\(([^)]*)\)", page_style())
    assert {address.split(",")[0] for address in addresses} == {"data:image/png;base64", "#default#VML"}
    images = [base64.b64decode(a.split(",")[1]) for a in addresses if a.startswith("data:")]
    assert len(images) == 3
    assert all(image.startswith(b"\x89PNG") for image in images)


def test_style_imports_nothing():
    assert "@import" not in page_style()
    assert "@font-face" not in page_style()


def test_markup_has_a_place_for_each_value_and_no_logic():
    assert re.findall(r"{{ *this\.([\w.]+)", page_markup()) == ["policy", "style", "html.render", "block", "program"]
    assert "{%" not in page_markup()


def test_hash_is_that_of_the_bytes():
    digest = base64.b64encode(hashlib.sha256("甲".encode()).digest()).decode()
    assert content_hash("甲") == f"'sha256-{digest}'"
