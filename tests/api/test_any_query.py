"""Whatever the query string is, the answer is 200 or one problem document; and none of it is logged."""

import logging
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap_api.responses import AnswerDocument, StationsDocument
from tests.oracles.problems import HERE, problem_of
from tests.oracles.tables import HOSTILE

NAMES = ["lat", "lon", "datum", "limit", "radius", "needs", "kind", "access", "bbox", "district", "after", "geometry"]
TEXTS = [
    "34.75",
    "113.6",
    "0",
    "-90",
    "180",
    "gcj02",
    "5",
    "1000",
    "toilet",
    "toilet,wifi",
    "fixed",
    "qr",
    "1,2,3,4",
    "410102",
    "s05",
]
BAD = ["NaN", "true", "39_9", "", ",", "1e400", "%", "%zz", "%00", "%ED%A0%80", "a%2Cb", *HOSTILE]
values = st.sampled_from(TEXTS) | st.sampled_from(sorted(AMENITIES)) | st.sampled_from(BAD) | st.text(max_size=8)
written = st.tuples(st.sampled_from(NAMES) | st.text(max_size=5), st.sampled_from(["=", "", "=="]), values)
likely = st.lists(written, max_size=4).map(
    lambda parts: "&".join(a + b + c for a, b, c in parts).encode("utf-8", "replace")
)
near_good = likely.map(lambda tail: HERE.encode() + (b"&" + tail if tail else b""))
any_query = st.binary(max_size=30) | likely | near_good
PATHS = ["/v1/stations/nearest", "/v1/stations", "/v1/stations/s01", "/v1/districts", "/v1/meta", "/healthz"]


@settings(max_examples=250, deadline=None)
@given(path=st.sampled_from(PATHS), query=any_query)
@example(path="/v1/stations", query=b"bbox=abc")
@example(path="/v1/stations", query=b"after=%ED%A0%80")
@example(path="/v1/stations", query=b"after=%00&limit=1")
@example(path="/v1/stations/nearest", query=b"lat=\xff&lon=%ff")
def test_any_query_is_answered_or_refused(client, path, query):
    response = client.raw(path, query)
    if response.status_code != 200:
        assert problem_of(response, 422, "ParameterError")["errors"]
    elif path.endswith("nearest"):
        AnswerDocument.model_validate_json(response.content)
    elif path == "/v1/stations":
        StationsDocument.model_validate_json(response.content)


@settings(max_examples=60, deadline=None)
@given(tail=any_query)
def test_a_refusal_does_not_depend_on_how_the_text_is_escaped(client, tail):
    plain = client.raw("/v1/stations/nearest", b"needs=" + quote_from_bytes(tail, safe="").encode())
    spelled = client.raw("/v1/stations/nearest", b"needs=" + "".join(f"%{byte:02x}" for byte in tail).encode())
    assert plain.json() == spelled.json()


SECRETS = ["39.123456", "98.765432"]


@pytest.mark.parametrize("path", ["/v1/stations/nearest", "/v1/stations", "/v1/stations/s01", "/nothing", "/v1/meta"])
@pytest.mark.parametrize("more", ["", "&limit=0", "&x=1", "&lat=1", "&needs=sauna", "&limit=%00"])
def test_no_log_record_holds_a_query_string(client, caplog, path, more):
    query = f"lat={SECRETS[0]}&lon={SECRETS[1]}{more}"
    with caplog.at_level(logging.DEBUG):
        response = client.raw(path, query.encode())
    assert response.status_code in {200, 404, 422}
    told = "\n".join(f"{record.getMessage()} {record.args} {vars(record)}" for record in caplog.records)
    assert not any(secret in told for secret in SECRETS)


@pytest.mark.parametrize(
    "broken", ["stationmap_api.routes.nearest.find_nearest", "stationmap.documents.EncodedAnswers.answer"]
)
def test_a_failing_route_logs_no_position(client, caplog, monkeypatch, broken):
    monkeypatch.setattr(broken, _fail)
    with caplog.at_level(logging.DEBUG, logger="stationmap"), caplog.at_level(logging.DEBUG, logger="uvicorn"):
        lat = "l%61t" if broken.endswith("find_nearest") else "lat"  # what is not plain, FastAPI answers
        problem_of(client.get(f"/v1/stations/nearest?{lat}={SECRETS[0]}&lon={SECRETS[1]}"), 500)
    assert not any(secret in caplog.text for secret in SECRETS)


def _fail(*_arguments):
    raise RuntimeError("the index is broken")
