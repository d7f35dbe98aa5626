"""Places by name over HTTP: documents, refusals, what follows the register, and positions in every datum."""

import asyncio

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from stationmap.errors import StoreUnavailableError
from stationmap.places import PlaceIndex, Places, find_places
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.place_responses import PlacesDocument, PositionsDocument
from stationmap_api.settings import Settings
from tests.oracles.problems import refused
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of

PATIENCE = 60.0


def ids(answer):
    return [feature["id"] for feature in answer.json()["features"]]


def test_the_answer_is_that_of_the_library_in_the_documented_shape(client, catalogue):
    for query, near in [("拆", None), ("cabin", None), ("s0", (34.76, 113.61)), ("没有这样的地方", None)]:
        place = "" if near is None else f"&lat={near[0]}&lon={near[1]}"
        answer = client.get(f"/v1/places?q={query}&limit=5{place}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/geo+json")
        PlacesDocument.model_validate(answer.json())
        found = find_places(Places(PlaceIndex.of(catalogue)), query, 5, near)
        assert [one["properties"]["name"] for one in answer.json()["features"]] == [one.place.name for one in found]
        assert [one["properties"]["matched"] for one in answer.json()["features"]] == [one.matched for one in found]


def test_positions_are_in_the_datum_asked_for_and_closed_stations_are_left_out(client):
    answers = {datum: client.get(f"/v1/places?q=cabin&limit=1&datum={datum.value}").json() for datum in Datum}
    for datum, document in answers.items():
        lon, lat = document["features"][0]["geometry"]["coordinates"]
        assert (lat, lon) == pytest.approx(from_wgs84(34.80, 113.70, datum), abs=1e-7)
        assert document["datum"] == datum.value
    assert "station:closed" not in ids(client.get("/v1/places?q=closed"))


def test_the_answer_names_its_version_and_is_not_sent_twice(client):
    first = client.get("/v1/places?q=cabin")
    again = client.get("/v1/places?q=cabin", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=" + "x" * 51, "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=51", "limit"),
        ("q=a&limit=5.0", "limit"),
        ("q=a&datum=mars", "datum"),
        ("q=a&lat=91&lon=1", "lat"),
        ("q=a&lat=nan&lon=1", "lat"),
        ("q=a&q=b", "q"),
        ("q=a&near=1,2", "near"),
        ("q=a&lat=34", "request"),
    ],
)
def test_refusals_name_the_parameter(client, query, parameter):
    answer = client.get(f"/v1/places?{query}")
    assert parameter in {named for named, _ in refused(answer)}


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=60)
def test_any_text_is_answered_or_refused(client, text):
    sent = httpx.QueryParams({"q": text.encode("utf-8", "replace").decode()})
    answer = client.get(f"/v1/places?{sent}")
    assert answer.status_code in {200, 422}


@pytest.mark.parametrize("datum", list(Datum))
def test_a_position_is_told_in_every_datum(client, datum):
    lat, lon = from_wgs84(34.75, 113.60, datum)
    answer = client.get(f"/v1/positions?lat={lat}&lon={lon}&datum={datum.value}")
    document = answer.json()
    PositionsDocument.model_validate(document)
    for other in Datum:
        assert document[other.value][::-1] == pytest.approx(from_wgs84(34.75, 113.60, other), abs=2e-7)
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("query", ["", "lat=34", "lat=91&lon=1", "lat=1&lon=1&datum=x", "lat=1&lon=1&q=1"])
def test_a_position_that_is_none_is_refused(client, query):
    answer = client.get(f"/v1/positions?{query}")
    assert refused(answer)


def test_a_station_renamed_is_soon_found_by_its_new_name_alone_and_a_new_one_too(tmp_path):
    path = tmp_path / "register.db"

    def save(*rows, districts=NO_DISTRICTS):
        with open_store(path, create=True) as store:
            store.save(table_of(list(rows)), districts, RECORD)

    save(station("a", 34.8, name="河畔驿站"), station("b", 34.81, name="东门驿站"), districts=THREE_DISTRICTS)

    async def talk(client):
        async def found(text):
            return ids(await client.get("/v1/places", params={"q": text}))

        async def until(text, first):
            async with asyncio.timeout(PATIENCE):
                while (await found(text))[:1] != [first]:
                    await asyncio.sleep(0.05)

        assert (await found("河畔"))[0] == "station:a"
        save(station("a", 34.8, name="西山驿站"), station("c", 34.82, name="南湖驿站"))
        await until("西山", "station:a")
        assert "station:a" not in await found("河畔驿")
        assert (await found("xishan"))[0] == "station:a"
        assert (await found("南湖"))[0] == "station:c"
        assert (await found("dmyz"))[0] == "station:b"
        assert len(await found("驿站")) == len(set(await found("驿站")))

    async def run():
        app = create_app(Settings(db=str(path), visits=None))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://stations.test") as client,
        ):
            await talk(client)

    asyncio.run(run())


def test_an_index_that_is_not_there_in_time_is_told(monkeypatch):
    monkeypatch.setattr("stationmap_api.state._PATIENCE", 0.01)
    served = create_app(Settings(db=None, visits=None))

    async def ask():
        async with served.router.lifespan_context(served):
            with pytest.raises(StoreUnavailableError):
                await served.state.served.places_now()

    asyncio.run(ask())


def test_what_was_typed_is_not_logged(client, caplog):
    caplog.set_level(0)
    client.get("/v1/places?q=%E7%A7%98%E5%AF%86&lat=34.123456&lon=113.654321")
    client.get("/v1/positions?lat=34.123456&lon=113.654321")
    own = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not [line for line in own if "秘密" in line or "34.123456" in line]
