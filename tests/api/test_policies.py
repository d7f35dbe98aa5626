"""Policies are on every answer, whatever made it; a nonce is of one answer; no answer names a host without a reason."""

import re
from urllib.parse import urlsplit

import pytest

from stationmap_api import create_app
from stationmap_api.front.body_limit import LONGEST_BODY
from stationmap_api.front.policy import policies_of
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.problems import HERE

NEAREST = "/v1/stations/nearest"
PARTS = {"station_id": "s01", "adcode": "410102", "name:path": "leaflet/leaflet.js", "z": "0", "x": "0", "y": "0"}
QUERIES = {NEAREST: HERE, "/v1/positions": HERE, "/v1/places": "q=站"}
# Hosts that stand in an answer, and why: none of them is ever asked.
HOSTS = {
    "www.w3.org": "the name of SVG, which is no address to load",
    "leafletjs.com": "Leaflet's comment and credit",
    "bugzilla.mozilla.org": "in a comment of Leaflet's style",
    "maps.apple.com": "a link to a map application",
    "uri.amap.com": "a link to a map application",
    "api.map.baidu.com": "a link to a map application",
    "apis.map.qq.com": "a link to a map application",
    "stations.test": "we ourselves, as these tests call us",
}


@pytest.fixture(scope="module")
def slow(db):
    """The same application, in which FastAPI answers everything."""
    with Client(create_app(Settings(db=db, visits=None), quick=False)) as opened:
        yield opened


def _routes(app):
    """All routes, also those that FastAPI keeps in the routers that they came in."""
    for route in app.routes:
        yield from _routes(route.original_router) if hasattr(route, "original_router") else [route]


def _address(path):
    filled = re.sub(r"{([\w:]+)}", lambda part: PARTS.get(part[1], "1"), path)
    return f"{filled}?{QUERIES[path]}" if path in QUERIES else filled


def lacking(response, path, *, closed=False):
    """Policies that an answer lacks; one that may set its own has them all by name, `closed` ones word for word."""
    wanted = {name.decode(): value.decode() for name, value in policies_of(path, response.status_code)}
    own = {"content-security-policy"} if not closed else set()
    got = response.headers
    return {name for name, value in wanted.items() if name not in got or (name not in own and got[name] != value)}


def test_every_address_answers_under_the_policies(app, client):
    paths = {route.path for route in _routes(app) if "GET" in route.methods}
    assert len(paths) > 10
    for path in paths:
        assert lacking(client.get(_address(path)), path) == set(), path


REFUSED = [
    ("GET", "/nothing", 404, {}),
    ("DELETE", NEAREST, 405, {}),
    ("GET", f"{NEAREST}?lat=91&lon=0", 422, {}),
    ("GET", "/v1/stations/no-such", 404, {}),
    ("POST", NEAREST, 413, {"content": b" " * (LONGEST_BODY + 1), "headers": {"content-type": "application/json"}}),
    ("POST", NEAREST, 400, {"content": b"\xff", "headers": {"content-type": "application/json"}}),
    ("POST", NEAREST, 200, {"json": {"positions": [{"lat": 34.75, "lon": 113.6}]}}),
    ("HEAD", "/v1/meta", 200, {}),
    ("GET", f"{NEAREST}?{HERE}", 200, {"headers": {"accept-encoding": "gzip", "origin": "https://a.example"}}),
    ("GET", f"{NEAREST}?{HERE}", 304, {"headers": {"if-none-match": "*"}}),
    ("GET", "/v1/meta", 304, {"headers": {"if-none-match": "*"}}),
    ("OPTIONS", NEAREST, 200, {"headers": {"origin": "https://a.example", "access-control-request-method": "POST"}}),
    ("GET", "/openapi.json", 200, {}),
]


@pytest.mark.parametrize(("method", "address", "status", "more"), REFUSED)
def test_so_does_what_is_refused_and_what_never_reaches_a_route(client, slow, method, address, status, more):
    for one in (client, slow):
        response = one.request(method, address, **more)
        assert response.status_code == status
        assert lacking(response, urlsplit(address).path, closed=True) == set()


def test_so_does_what_fails(db):
    app = create_app(Settings(db=db, visits=None))

    @app.get("/broken")
    async def broken():
        raise RuntimeError("nobody foresaw it")

    with Client(app) as client:
        assert lacking(client.get("/broken"), "/broken", closed=True) == set()
        assert client.get("/broken").status_code == 500


def test_an_answer_names_no_policy_twice(client):
    for address in ("/", "/docs", "/map", "/v1/meta", f"{NEAREST}?{HERE}"):
        names = [name for name, _ in client.get(address).headers.raw]
        for name in (b"content-security-policy", b"permissions-policy", b"x-content-type-options"):
            assert names.count(name) == 1


def test_304_leaves_the_policy_of_the_page_that_the_browser_keeps():
    assert "content-security-policy" not in {name.decode() for name, _ in policies_of("/v1/meta", 304)}


def test_any_page_may_read_the_api_and_none_embeds_our_pages(client):
    for path, resource in (("/v1/meta", "cross-origin"), ("/map", "same-origin"), ("/docs", "same-origin")):
        response = client.get(path)
        assert response.headers["cross-origin-resource-policy"] == resource
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/docs", "/map"])
def test_a_nonce_is_of_one_answer_and_stands_on_all_that_runs(client, path):
    seen = set()
    for _ in range(3):
        response = client.get(path)
        policy, text = response.headers["content-security-policy"], response.text
        (nonce,) = set(re.findall(r"'nonce-([\w-]+)'", policy))
        seen.add(nonce)
        assert "'unsafe" not in policy
        assert "*" not in policy
        bare = re.sub(r"(<(script|style)\b[^>]*>).*?</\2>", r"\1", text, flags=re.DOTALL)
        tags = re.findall(r"<(?:script|style|link\b[^>]*stylesheet)\b[^>]*>", bare)
        running = [tag for tag in tags if "application/json" not in tag]
        assert running
        assert all(f'nonce="{nonce}"' in tag for tag in running)
        assert "no-cache" in response.headers["cache-control"]  # no shared cache keeps a nonce
        assert "etag" not in response.headers
    assert len(seen) == 3


def test_no_answer_names_a_foreign_host_without_a_reason(app, client):
    found = {}
    for route in _routes(app):
        if "GET" not in route.methods or route.path.startswith("/assets/"):  # others' files, as they are
            continue
        text = client.get(_address(route.path)).content.decode("utf-8", "replace")
        for host in re.findall(r"\bhttps?://([^\s/\"'`<>\\)?#:]+)", text):
            found.setdefault(host, route.path)
    assert {host: path for host, path in found.items() if host not in HOSTS} == {}
