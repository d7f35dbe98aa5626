"""Pages for people ask no foreign host, and their links lead somewhere."""

import gzip
import json
import re
from html import unescape

import pytest

from stationmap.documents import MADE_UP
from stationmap_api import create_app
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client

PAGES = ["/", "/map", "/docs"]
FOREIGN = re.compile(
    r"""(?:\b(?:src|srcset|action|poster|data)\s*=\s*["']?|url\(\s*["']?|@import\s+["']?|<link\b[^>]*\bhref\s*=\s*["']?)(?:https?:)?//""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_foreign_address_to_load(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert FOREIGN.findall(response.text) == []


def test_the_expression_finds_what_it_should():
    for text in (
        '<script src="https://a/b">',
        "url(//a/b)",
        "url('http://a')",
        "<link rel=x href=https://a>",
        "@import 'https://a'",
    ):
        assert FOREIGN.search(text)
    assert not FOREIGN.search('<a href="https://a/">licence</a> src="/local" url(data:,)')


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_every_local_address_of_a_page_answers(client, path):
    text = re.sub(r"<script nonce.*?</script>", "", client.get(path).text, flags=re.DOTALL)
    found = {unescape(item) for item in re.findall(r"""(?:href|src)=["'](/[^"']*)["']""", text)}
    found |= set(re.findall(r"url: '(/[^']*)'", text))
    assert found
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def _config(text):
    return json.loads(re.search(r'<script type="application/json" id="config"[^>]*>(.*?)</script>', text).group(1))


def test_the_start_page_leads_on_and_knows_the_vocabulary(client, catalogue):
    text = client.get("/").text
    for link in ('href="/map"', 'href="/docs"', 'href="/v1/coverage"', 'href="tel:12351"'):
        assert link in text
    config = _config(text)
    assert config["meta"] == client.get("/v1/meta").json()
    assert (config["meta"]["stations"], config["meta"]["districts"]) == (len(catalogue), 3)
    assert config["middle"] == list(catalogue.middle)
    assert MADE_UP not in text


def test_the_start_page_says_that_the_demonstration_is_made_up():
    with Client(create_app(Settings(db=None))) as client:
        assert _config(client.get("/").text)["meta"]["notice"] == MADE_UP


def test_the_start_page_is_small(client):
    packed = gzip.compress(client.get("/").content, 5)
    assert len(packed) < 30_000  # half a second of a slow line


@pytest.mark.parametrize(
    ("name", "media"),
    [("swagger-ui-bundle.js", "text/javascript"), ("swagger-ui.css", "text/css"), ("favicon-32x32.png", "image/png")],
)
def test_the_documentation_s_files_are_served_here(client, name, media):
    response = client.get(f"/assets/swagger/{name}")
    assert response.headers["content-type"].split(";")[0] == media
    assert len(response.content) > 500
