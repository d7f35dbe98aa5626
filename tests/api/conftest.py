"""The application over a small register in a SQLite file, driven in-process."""

from __future__ import annotations

import time
from functools import partial
from types import SimpleNamespace

import pytest

from stationmap.loading import load_catalogue
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.catalogues import station
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import HOSTILE, table_of

TOILET = {"amenities": "toilet,hot_water", "amenities_no": "wifi", "access": "open_door,qr"}
HOURS = ["", "24/7", "Mo-Fr 09:00-17:00; PH off", "22:00-05:00", "10:00-18:00"]
ROWS = [
    *(
        station(f"s{n:02}", 34.75 + n / 500, 113.60 + n / 300, district="410102", opening_hours=HOURS[n % 5], **TOILET)
        for n in range(12)
    ),
    station("broken", 34.751, 113.601, amenities="toilet", out_of_order="toilet@2026-01-01"),
    station("closed", 34.75, 113.60, closed_on="2020-01-01", closed_reason="拆除"),
    station("cabin", 34.80, 113.70, kind="cabin_24h", district="410105", hours="24小时"),
    *(station(word, 34.9, 113.9, name=word, address=word) for word in HOSTILE if word.strip() == word),
]


@pytest.fixture(scope="session", autouse=True)
def _one_minute():
    """Let the clock of answers stand: two that are compared may not fall into two minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stationmap.nearest.trip.time", SimpleNamespace(time=partial(float, time.time())))
        yield


@pytest.fixture(scope="session")
def db(tmp_path_factory):
    """Path of the register."""
    path = tmp_path_factory.mktemp("api") / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of(ROWS), THREE_DISTRICTS, RECORD)
    return str(path)


@pytest.fixture(scope="session")
def catalogue(db):
    """What the application serves, as the library loads it."""
    return load_catalogue(db)


@pytest.fixture(scope="session")
def app(db):
    """The application."""
    return create_app(Settings(db=db, visits=None))


@pytest.fixture(scope="session")
def client(app):
    """A client that gets a problem document, not an exception, when a route fails."""
    with Client(app) as opened:
        yield opened


@pytest.fixture
def nearest(client):
    """Ask the nearest endpoint with a query string as it stands."""

    def ask(query):
        return client.get(f"/v1/stations/nearest?{query}")

    return ask
