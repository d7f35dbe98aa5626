"""What any process commits is answered within two seconds; a database that fails stops nothing."""

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import httpx
import pytest

from stationmap.errors import StoreUnavailableError
from stationmap.store import open_store
from stationmap_api import create_app, following
from stationmap_api.settings import Settings
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS, districts_of
from tests.oracles.tables import station, table_of

ROOT = Path(__file__).parents[2]
NEAREST = "/v1/stations/nearest?lat=34.75&lon=113.62&limit=1"
PATIENCE = 60.0  # seconds; that it is under two is measured in benchmarks/, not here


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of([station("a", 34.8)]), THREE_DISTRICTS, RECORD)
    return path


def commit(db, rows, districts=NO_DISTRICTS):
    with open_store(db) as store:
        store.save(table_of(rows), districts, RECORD)
        return store.version()


def serving(db, talk):
    """Run the application, and a conversation with it."""

    async def run():
        app = create_app(Settings(db=str(db), visits=None))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://stations.test") as client,
        ):
            return await talk(client, app.state.served)

    return asyncio.run(run())


async def until(holds):
    """Ask again and again, for as long as a change may take."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():
            await asyncio.sleep(0.05)


def nearest_is(client, station_id):
    async def holds():
        return (await client.get(NEAREST)).json()["features"][0]["id"] == station_id

    return holds


def test_every_kind_of_change_is_answered_soon(db):
    async def talk(client, served):
        for rows, expected in (
            ([station("b", 34.76)], "b"),  # a new one
            ([station("a", 34.7501)], "a"),  # one that moves
            ([station("a", 34.7501, closed_on="2020-01-01")], "b"),  # one that closes
            ([station(f"n{n:03}", 34.75, 113.63 + n / 1000) for n in range(200)], "n000"),  # many at once
        ):
            version = commit(db, rows)
            await until(nearest_is(client, expected))
            assert (await client.get("/readyz")).json()["register_version"] == version == served.live.version

        page = (await client.get("/v1/stations?limit=1")).json()
        assert (page["numberMatched"], page["register_version"]) == (201, version)

    serving(db, talk)


def test_pages_follow_once_they_were_asked_for_and_name_their_version(db):
    async def talk(client, served):
        assert served.pages is None
        first = await client.get("/v1/coverage")
        version = commit(db, [station("b", 34.76, district="410102")])

        async def caught_up():
            return served.pages.version == version and not served.behind

        await until(caught_up)
        after = await client.get("/v1/coverage", headers={"if-none-match": first.headers["etag"]})
        assert after.status_code == 200
        assert after.headers["etag"] == (await client.get("/v1/stations")).headers["etag"] != first.headers["etag"]
        known = await client.get("/v1/coverage", headers={"if-none-match": after.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert [one["stations"] for one in (first.json()["rows"][-1], after.json()["rows"][-1])] == [1, 2]

    serving(db, talk)


def test_a_database_that_fails_is_told_once_and_answers_go_on(db, monkeypatch, caplog):
    monkeypatch.setattr(following, "_PAUSE", 0.01)
    asked = []

    async def talk(client, served):
        look = served.follower.look

        def fail():
            asked.append(None)
            if len(asked) < 5:
                raise StoreUnavailableError("not there")
            return look()

        served.follower.look = fail
        commit(db, [station("b", 34.76)])
        assert await nearest_is(client, "a")()
        await until(nearest_is(client, "b"))

    with caplog.at_level(logging.WARNING, "uvicorn.error"):
        serving(db, talk)
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert told[0].endswith("not there")
    assert not any("34." in text or "113." in text for text in told)


def test_a_change_that_cannot_be_taken_stops_nothing(db, monkeypatch, caplog):
    monkeypatch.setattr(following, "_PAUSE", 0.01)

    async def talk(client, served):
        commit(db, [station("b", 34.76, amenities="sauna")])  # a code of a later version
        while not caplog.records:
            await asyncio.sleep(0.01)
        assert await nearest_is(client, "a")()
        commit(db, [station("b", 34.76)])
        await until(nearest_is(client, "b"))
        assert (await client.get("/readyz")).status_code == 200

    with caplog.at_level(logging.WARNING, "uvicorn.error"):
        serving(db, talk)


def test_who_follows_no_more_is_not_ready(db, monkeypatch, caplog):
    monkeypatch.setattr(following, "_PAUSE", 0.01)

    async def talk(client, served):
        def fail():
            raise ZeroDivisionError

        served.follower.look = fail

        async def unready():
            return (await client.get("/readyz")).status_code == 503

        await until(unready)
        assert await nearest_is(client, "a")()

    with caplog.at_level(logging.WARNING, "uvicorn.error"):
        serving(db, talk)
    assert any("followed no more" in record.getMessage() for record in caplog.records)


def test_another_register_of_the_same_version_has_another_etag(db, tmp_path):
    async def talk(client, served):
        before = (await client.get(NEAREST)).headers["etag"]
        with open_store(tmp_path / "other.db", create=True) as store:
            store.save(table_of([station("z", 34.8)]), THREE_DISTRICTS, RECORD)
        (tmp_path / "other.db").replace(db)
        await until(nearest_is(client, "z"))
        after = await client.get(NEAREST, headers={"if-none-match": before})
        assert (after.status_code, served.live.version) == (200, "1")

    serving(db, talk)


def _answer(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return json.load(answer)


async def _ready(port, server):
    while server.poll() is None:
        try:
            return await asyncio.to_thread(_answer, port, "/readyz")
        except OSError:
            await asyncio.sleep(0.1)
    raise AssertionError(server.stdout.read())


@pytest.fixture
def workers(db):
    """Serve with two workers; give the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["stationmap", "serve", "--db", str(db), "--port", str(port), "--workers", "2"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "api"), str(ROOT / "data")])}
    server = subprocess.Popen(
        [sys.executable, "-c", f"import sys; from stationmap.cli import main; sys.argv = {words!r}; main()"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env,
    )  # fmt: skip
    try:
        asyncio.run(asyncio.wait_for(_ready(port, server), 60))
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def test_all_workers_follow_and_map_what_one_builds(db, workers):
    async def talk():
        version = commit(db, [station("b", 34.76, district="410103")], districts_of(("410103", "二七区", "", 1, None)))

        async def all_know():
            asked = [asyncio.to_thread(_answer, workers, "/readyz") for _ in range(8)]
            return {one["register_version"] for one in await asyncio.gather(*asked)} == {version}

        await until(all_know)

    asyncio.run(talk())
