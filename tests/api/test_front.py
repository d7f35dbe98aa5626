"""What stands before FastAPI answers as FastAPI does, byte for byte, and refuses nothing and accepts nothing else."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.errors import ParameterError
from stationmap.station import ACCESS, KINDS
from stationmap_api import create_app
from stationmap_api.front import plain_query
from stationmap_api.front.body_limit import LONGEST_BODY
from stationmap_api.front.plain_query import read_plain
from stationmap_api.parameters import MOST_POSITIONS, NearestParameters
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.problems import HERE, problem_of, refused

PATH = "/v1/stations/nearest"


@pytest.fixture(scope="module")
def slow(db):
    """The same application, in which FastAPI answers everything."""
    with Client(create_app(Settings(db=db, visits=None), quick=False)) as opened:
        yield opened


def _listed(codes):
    return st.lists(st.sampled_from(sorted(codes)), min_size=1, max_size=3).map(",".join)


numbers = st.floats(-200, 200).map(repr) | st.sampled_from(
    [
        "34.75",
        "113.6",
        "-0",
        "090",
        "90.0000001",
        "1e1",
        "1.",
        "+1",
        " 1",
        "NaN",
        "39_9",
        "",
        "３４",
        "1e400",
        "0x1",
        "180",
    ]
)
INSTANTS = st.builds(
    lambda hours, sign: (datetime.now(UTC) + timedelta(hours=hours)).strftime(f"%Y-%m-%dT%H:%M{sign}08:00"),
    st.integers(0, 8_000),
    st.sampled_from(["%2B", "+", "-", " "]),
)
good = {
    "datum": st.sampled_from([datum.value for datum in Datum]),
    "limit": st.integers(1, 100).map(str),
    "radius": st.floats(1, 50_000).map(repr),
    "needs": _listed(AMENITIES),
    "kind": _listed(KINDS),
    "access": _listed(ACCESS),
    "open": st.sampled_from(["any", "now", "2026-13-01T00:00Z", "0001-01-01T00:00%2B14:00"]) | INSTANTS,
    "stay": st.integers(0, 720).map(str),
    "pace": st.floats(0.5, 30).map(repr),
    "detour": st.floats(1, 5).map(repr),
    "fresh_within": st.integers(1, 4_000).map("P{}D".format),
}
bad = st.sampled_from(
    ["", "0", "101", "true", "mars", "toilet,", "sauna", "50001", "1e3", "%00", "%zz", "a%2Cb", "toilet%2Cwifi", "+"]
)
names = st.sampled_from([*good, "Lat", "lat", "lon", "open", "n%65eds", "x"])


@st.composite
def query_strings(draw):
    """Mostly good query strings, in any order, some with a fault."""
    parts = [
        f"lat={draw(st.floats(34.5, 35).map(repr) | numbers)}",
        f"lon={draw(st.floats(113, 114).map(repr) | numbers)}",
    ]
    parts += [
        f"{name}={draw(good[name])}" for name in draw(st.lists(st.sampled_from(sorted(good)), max_size=4, unique=True))
    ]
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"{draw(names)}={draw(bad)}")
    if draw(st.integers(0, 9)) == 0:
        parts.pop(draw(st.integers(0, len(parts) - 1)))
    return "&".join(draw(st.permutations(parts))).encode()


@settings(max_examples=1_500, deadline=None)
@given(query_strings() | st.binary(max_size=40))
@example(b"")
@example(b"lat=34.75&lon=113.6&&")
@example(b"lat=34.75&lat=34.75&lon=113.6")
@example(b"l%61t=34.75&lon=113.6")
@example(b"lat=34.75&lon=113.6&lat=91")
@example(b"lat=34.75&lon=113.6&needs=toilet;limit=2")
def test_both_give_the_same_answer(client, slow, query):
    quick, full = client.raw(PATH, query), slow.raw(PATH, query)
    assert (quick.status_code, quick.content) == (full.status_code, full.content)
    shared = ("content-type", "etag", "cache-control", "vary", "content-encoding")
    assert [quick.headers.get(name) for name in shared if name != "vary"] == [
        full.headers.get(name) for name in shared if name != "vary"
    ]


@settings(max_examples=500, deadline=None)
@given(query_strings())
def test_what_is_read_as_plain_is_what_the_model_reads(query):
    plain = read_plain(query)
    pairs = dict(part.split("=", 1) for part in query.decode().split("&") if "=" in part)
    if plain is not None:
        asked, lat, lon = plain
        values = {name: value.replace("%2C", ",") for name, value in pairs.items()}
        whole = NearestParameters.model_validate(values).to_query()
        assert (lat, lon) == (whole.lat, whole.lon)
        assert (asked.datum, asked.limit, asked.radius) == (whole.datum, whole.limit, whole.radius)
        assert (asked.needs, asked.kind, asked.access) == (whole.needs, whole.kind, whole.access)


def test_most_good_queries_are_plain():
    assert read_plain(b"lat=34.75&lon=113.6") is not None
    assert read_plain(b"lon=113.6&needs=toilet%2Cwifi&lat=-34&limit=100&datum=gcj02&radius=5e3") is not None
    for almost in (b"lat=34.75", b"lat=34.75&lon=113.6&x=1", b"lat=34.75&lon=181", b"lat=34.75&lon=113.6&needs=sauna"):
        assert read_plain(almost) is None


@pytest.mark.parametrize(
    "query", [HERE, f"{HERE}&needs=toilet%2Chot_water", "l%61t=34.75&lon=113.6", f"{HERE}&limit=0"]
)
def test_head_is_get_without_the_body(client, query):
    got, headed = client.get(f"{PATH}?{query}"), client.request("HEAD", f"{PATH}?{query}")
    assert headed.status_code == got.status_code
    assert headed.content == b""
    assert headed.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("path", ["/healthz", "/v1/meta", "/v1/stations/s01", "/nothing", "/map"])
def test_every_route_has_a_head(client, path):
    headed = client.request("HEAD", path)
    assert (headed.status_code, headed.content) == (client.get(path).status_code, b"")


@pytest.mark.parametrize("path", [f"{PATH}?{HERE}", f"{PATH}?l%61t=34.75&lon=113.6", "/v1/stations", "/v1/meta"])
def test_a_known_version_is_not_sent_again(client, path):
    etag = client.get(path).headers["etag"]
    for header in (etag, f'"other", {etag}', "*"):
        again = client.request("GET", path, headers={"if-none-match": header})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    assert client.request("GET", path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_refusal_has_no_version(client):
    response = client.request("GET", f"{PATH}?lat=91&lon=0", headers={"if-none-match": "*"})
    assert "etag" not in problem_headers(response)


def problem_headers(response):
    problem_of(response, 422)
    return response.headers


def test_no_shared_cache_may_keep_where_somebody_stands(client):
    assert client.get(f"{PATH}?{HERE}").headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("query", [HERE, "l%61t=34.75&lon=113.6"])
def test_gzip_for_who_takes_it(client, query):
    plain = client.raw(PATH, query.encode())
    zipped = client.raw(PATH, query.encode(), headers=((b"accept-encoding", b"br, gzip"),))
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == plain.content  # the client unpacks it
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2


def test_any_page_may_ask(client):
    for path in (f"{PATH}?{HERE}", "/v1/meta"):
        asked = client.request("GET", path, headers={"origin": "https://example.org"})
        assert asked.headers["access-control-allow-origin"] == "*"
    asking = {"origin": "https://example.org", "access-control-request-method": "POST"}
    assert client.request("OPTIONS", PATH, headers=asking).status_code == 200


def _records(response):
    assert response.headers["content-type"] == "application/geo+json-seq"
    assert response.content.endswith(b"\n")
    return [json.loads(record) for record in response.content.split(b"\x1e")[1:]]


def test_many_positions_are_answered_as_one_by_one(client):
    places = [{"lat": 34.7 + n / 1000, "lon": 113.6} for n in range(120)]
    body = {"positions": places, "datum": "gcj02", "limit": 2, "radius": 3000.0, "needs": ["toilet"]}
    records = _records(client.post(PATH, json=body))
    assert len(records) == 120
    for place, record in zip(places, records, strict=True):
        one = client.get(f"{PATH}?lat={place['lat']!r}&lon=113.6&datum=gcj02&limit=2&radius=3000.0&needs=toilet")
        assert record == one.json()


@pytest.mark.parametrize(("change", "named"), [
    ({"positions": []}, "positions"),
    ({"positions": [{"lat": 1, "lon": 2}] * (MOST_POSITIONS + 1)}, "positions"),
    ({"positions": [{"lat": 91.0, "lon": 2}]}, "positions.0.lat"),
    ({"positions": [{"lat": True, "lon": 2}]}, "positions.0.lat"),
    ({"positions": [{"lat": "1", "lon": 2}]}, "positions.0.lat"),
    ({"positions": [{"lat": 1}]}, "positions.0.lon"),
    ({"positions": [[1, 2]]}, "positions.0"),
    ({"limit": 101}, "limit"), ({"limit": True}, "limit"), ({"radius": 0}, "radius"), ({"datum": "mars"}, "datum"),
    ({"needs": "toilet"}, "needs"), ({"needs": ["sauna"]}, "needs"), ({"open": "later"}, "open"),
    ({"open": "2020-01-01T00:00Z"}, "open"), ({"open": "2026-13-01T00:00Z"}, "open"), ({"sauna": 1}, "sauna"),
    ({"open": "0001-01-01T00:00:00+14:00"}, "open"), ({"open": "9999-12-31T23:59-14:00"}, "open"),
    ({"fresh_within": 90}, "fresh_within"), ({"fresh_within": "P3661D"}, "fresh_within"), ({"stay": "10"}, "stay"),
    ({"stay": 721}, "stay"), ({"pace": 0.4}, "pace"), ({"detour": 5.1}, "detour"),
])  # fmt: skip
def test_a_bad_batch_is_refused_by_name(client, change, named):
    body = {"positions": [{"lat": 34.75, "lon": 113.6}]} | change
    assert [parameter for parameter, _ in refused(client.post(PATH, json=body))] == [named]


NO_BATCHES = [
    b"",
    b"{",
    b"[]",
    b'{"positions":[{"lat":NaN,"lon":1}]}',
    b'"\\ud800"',
    b'{"positions":[{"lat":1e999,"lon":1}]}',
]


@pytest.mark.parametrize("body", NO_BATCHES)
def test_what_is_no_batch_is_refused(client, body):
    problem_of(client.post(PATH, content=body, headers={"content-type": "application/json"}), 422, "ParameterError")


@pytest.mark.parametrize("body", [b"\xff", b"[" * 5_000], ids=["no UTF-8", "too deep"])
def test_what_cannot_be_read_at_all_is_a_bad_request(client, body):
    problem_of(client.post(PATH, content=body, headers={"content-type": "application/json"}), 400, "BadRequest")


def test_ten_thousand_faults_are_told_in_short(client):
    body = {"positions": [{"lat": 91, "lon": 181}] * MOST_POSITIONS}
    problem = problem_of(client.post(PATH, json=body), 422)
    assert len(problem["errors"]) == 100
    assert "19,900" in problem["detail"]


def test_a_body_that_is_too_long_is_not_read(client):
    problem_of(client.post(PATH, content=b" " * (LONGEST_BODY + 1), headers={"content-type": "application/json"}), 413)


def test_the_quick_answers_follow_the_catalogue(db):
    with Client(create_app(Settings(db=db, visits=None))) as client:
        before, live = client.get(f"{PATH}?{HERE}&limit=1").json(), client.app.state.served.live
        nearest = before["features"][0]["id"]
        table = live.frozen().table
        live.apply(table[table["id"] == nearest].assign(name="改名"), "next")
        after = client.get(f"{PATH}?{HERE}&limit=1").json()
    assert (after["register_version"], after["features"][0]["properties"]["name"]) == ("next", "改名")
    assert before["register_version"] != "next"


def test_texts_of_reasons_are_in_chinese_and_english(client):
    for query in ("lat=91&lon=1", "lat=1", f"{HERE}&x=1", f"{HERE}&limit=0", f"{HERE}&needs=,", f"{HERE}&datum=mars"):
        for fault in problem_of(client.get(f"{PATH}?{query}"), 422)["errors"]:
            assert any("一" <= letter <= "鿿" for letter in fault["reason"]), fault
            assert any(letter.isascii() and letter.isalpha() for letter in fault["reason"]), fault


def test_the_error_is_the_library_s_own():
    with pytest.raises(ParameterError, match="sauna"):
        NearestParameters.model_validate({"lat": "1", "lon": "2", "needs": "sauna"}).to_query()


@pytest.mark.parametrize(
    "headers",
    [
        [("origin", "https://app.example")],
        [("if-none-match", '"x"'), ("if-none-match", "{etag}")],
        [("if-none-match", "{etag}"), ("if-none-match", '"x"')],
        [("origin", "https://app.example"), ("if-none-match", "{etag}")],
        [("accept-encoding", "identity"), ("accept-encoding", "gzip")],
    ],
)
def test_both_hear_the_same_in_headers(client, slow, headers):
    path = f"{PATH}?lat=34.76&lon=113.77&limit=20"
    etag = client.get(path).headers["etag"]
    sent = [(name, value.format(etag=etag)) for name, value in headers]
    one, other = client.get(path, headers=sent), slow.get(path, headers=sent)
    assert (one.status_code, one.content) == (other.status_code, other.content)
    for name in ("etag", "content-encoding", "access-control-allow-origin"):
        assert one.headers.get(name) == other.headers.get(name)


def test_what_is_refused_is_not_kept():
    before = plain_query._accepted.cache_info().currsize
    assert read_plain(b"lat=34.76&lon=113.77&Lat=34.123456") is None
    assert plain_query._accepted.cache_info().currsize == before
