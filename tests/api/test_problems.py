"""Every error has one shape: no such address, no such station, no such method, and what nobody foresaw."""

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stationmap import errors
from stationmap.errors import Fault, StationmapError, StoreError, StoreUnavailableError
from stationmap_api import create_app
from stationmap_api.errors import STATUS
from stationmap_api.responses import Problem
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.problems import HERE, problem_of

ERRORS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StationmapError)]
IDS = ["%00", "..%2F", "%2E%2E", "..%2F..%2Fetc%2Fpasswd", "%ED%A0%80", "%FF%FE", "x" * 5000,
       quote("不存在的站点"), "%F0%9F%8F%A0",
       "%3Cscript%3E", "%60%24%7B1%2B1%7D", "%27%20OR%201%3D1--", "%0D%0ASet-Cookie%3Aa",
       "%E2%80%AE", "%25s", "nearest%20", "S00"]  # fmt: skip
NOWHERE = ["/nothing", "/v1", "/v1/", "/v1/stations/", "/v2/stations", "//", "/v1/stations/nearest/", "/favicon.ico",
           "/docs/", "/redoc", "/v1/stations/a/b", "/assets/swagger/..%2Fmeta"]  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
def test_an_address_that_is_none_is_404(client, path):
    problem_of(client.get(f"http://stations.test{path}"), 404)
    problem_of(client.get(f"http://stations.test{path}?x=1"), 404)


@pytest.mark.parametrize("station_id", IDS)
def test_an_unknown_station_is_404_whatever_its_name(client, station_id):
    problem_of(client.get(f"/v1/stations/{station_id}"), 404)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
@example("\0")
@example("\ud800")
@example("\udcff/..")
def test_no_path_is_an_error_of_ours(client, text):
    response = client.raw(f"/v1/stations/{text}")
    assert response.status_code == 200 or problem_of(response, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path", ["/v1/stations/nearest", "/v1/stations", "/v1/stations/s01", "/v1/meta", "/healthz", "/"]
)
def test_a_method_that_is_none_is_405(client, method, path):
    if (method, path) == ("POST", "/v1/stations/nearest"):
        return
    response = client.request(method, f"{path}?{HERE}")
    problem_of(response, 405)
    assert response.headers["allow"]


def failing_app(db, error):
    app = create_app(Settings(db=db))

    @app.get("/fail")
    async def fail():
        raise error

    return app


@pytest.mark.parametrize(
    "error",
    [RuntimeError("secret"), ZeroDivisionError(), RecursionError("secret"), ExceptionGroup("secret", [OSError()])],
)
def test_what_nobody_foresaw_is_500_and_tells_nothing(db, error):
    with Client(failing_app(db, error)) as client:
        response = client.get("/fail")
    problem_of(response, 500, "InternalServerError")
    assert "secret" not in response.text


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_of_the_library_has_a_status_and_its_own_code(db, kind):
    with Client(failing_app(db, kind("because of s3cr3t", (Fault("lat", "91", "too large"),)))) as client:
        response = client.get("/fail")
    status, title = next(STATUS[base] for base in kind.__mro__ if base in STATUS)
    body = problem_of(response, status, kind.__name__)
    assert body["title"] == title
    told = status < 500
    assert (body["detail"] == "because of s3cr3t") == told
    assert body["errors"] == ([{"parameter": "lat", "value": "91", "reason": "too large"}] if told else [])
    assert ("s3cr3t" in response.text) == told
    if issubclass(kind, StoreError):
        assert status == (503 if issubclass(kind, StoreUnavailableError) else 500)


def test_before_the_register_is_loaded_it_is_not_ready(db):
    app = create_app(Settings(db=db))
    closed = Client(app)
    assert closed.get("/healthz").status_code == 200
    for path in ("/readyz", f"/v1/stations/nearest?{HERE}", "/v1/meta", "/"):
        problem_of(closed.get(path), 503, "StoreUnavailableError")
    with closed:
        assert closed.get("/readyz").status_code == 200


@settings(max_examples=40, deadline=None)
@given(host=st.binary(max_size=12))
@example(b"[")
@example(b"a:b:c")
@example(b"\xff")
def test_no_host_header_is_an_error_of_ours(client, host):
    response = client.raw("/v1/stations", b"limit=1", headers=[(b"host", host)])
    assert response.status_code == 200
    assert response.json()["links"][0]["href"]


def test_a_problem_is_refused_by_its_model_if_anything_is_added():
    assert Problem.model_config["extra"] == "forbid"
