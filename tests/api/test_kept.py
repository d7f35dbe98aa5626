"""Stored analyses over HTTP: seen as soon as they are kept, told when they are old, cached as all else."""

import pytest

from stationmap.documents import kept_document
from stationmap.loading import load_catalogue
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.responses import KeptDocument
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of

DOCUMENT = {"rows": [{"adcode": "410102", "share": 0.5}, {"adcode": "410105", "share": None}], "notes": ["方法"]}


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of([station("a", 34.75, 113.6, district="410102")]), THREE_DISTRICTS, RECORD)
        store.keep_analysis("reach", DOCUMENT, register_version="1", inputs={"a.pbf": "0" * 64})
    return str(path)


@pytest.fixture
def client(db):
    with Client(create_app(Settings(db=db, visits=None))) as opened:
        yield opened


def look(client):
    """Let the service see what happened, as it does every half second."""
    step = client.app.state.served.follower.look()
    if step is not None:
        step()


def test_the_answer_is_the_library_s(client, db):
    found = client.get("/v1/coverage/410102")
    assert found.status_code == 200
    KeptDocument.model_validate_json(found.content)
    with open_store(db) as store:
        assert found.json() == kept_document(load_catalogue(db), store.analyses()[0], "410102")
    [told] = found.json()["analyses"]
    assert told["document"] == {"rows": [{"adcode": "410102", "share": 0.5}], "notes": ["方法"]}
    assert (told["register_version"], told["stale"], told["inputs"]) == ("1", False, {"a.pbf": "0" * 64})


@pytest.mark.parametrize("code", ["4101", "410100"])
def test_a_city_has_the_rows_of_its_districts(client, code):
    found = client.get(f"/v1/coverage/{code}").json()
    assert [row["adcode"] for row in found["analyses"][0]["document"]["rows"]] == ["410102", "410105"]


def test_a_district_that_is_not_there_is_404_and_what_is_no_code_422(client):
    found = client.get("/v1/coverage/110101")
    assert (found.status_code, found.json()["code"]) == (404, "DistrictNotFoundError")
    assert found.json()["errors"][0]["value"] == "110101"
    for path in ("4", "41010", "4101021", "郑州市", "4101%0A", "４１０１"):
        found = client.get(f"/v1/coverage/{path}")
        assert (found.status_code, found.json()["code"]) == (422, "ParameterError"), path


def test_a_result_becomes_stale_when_the_register_moves_on(client, db):
    first = client.get("/v1/coverage/410102")
    with open_store(db) as store:
        store.save(table_of([station("b", 34.76, 113.6)]), NO_DISTRICTS, RECORD)
    look(client)
    after = client.get("/v1/coverage/410102", headers={"if-none-match": first.headers["etag"]})
    assert after.status_code == 200
    assert (after.json()["analyses"][0]["stale"], after.json()["register_version"]) == (True, "2")


def test_a_new_result_is_seen_without_a_new_version_and_has_an_etag_of_its_own(client, db):
    first = client.get("/v1/coverage/410102")
    known = {"if-none-match": first.headers["etag"]}
    again = client.get("/v1/coverage/410102", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    elsewhere = client.get("/v1/stations").headers["etag"]
    with open_store(db) as store:
        store.keep_analysis("reach", {"rows": [{"adcode": "410102", "share": 1}]}, register_version="1")
    look(client)
    after = client.get("/v1/coverage/410102", headers=known)
    assert after.status_code == 200
    assert after.json()["analyses"][0]["document"]["rows"][0]["share"] == 1
    assert client.get("/v1/stations").headers["etag"] == elsewhere  # the register is what it was
    with open_store(db) as store:
        store.drop_analysis("reach")
    look(client)
    assert client.get("/v1/coverage/410102").json()["analyses"] == []


def test_the_demonstration_keeps_none():
    with Client(create_app(Settings(db=None, visits=None))) as client:
        found = client.get("/v1/coverage/410102").json()
    assert (found["analyses"], found["without"]) == ([], [])
    assert found["notice"]
