"""The map of the service shows what is kept, made anew when that changes, and no small counts."""

from datetime import date

import pandas as pd
import pytest

from stationmap.demand import Demand
from stationmap.loading import load_catalogue
from stationmap.reach import Asked, reach_document, rule_of, survey_reach
from stationmap.store import open_store
from stationmap_api import create_app
from stationmap_api.pages import make_pages
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
from tests.oracles.map_page import data_of
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import station, table_of


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "register.db"
    with open_store(path, create=True) as store:
        store.save(table_of([station("a", 34.75, 113.6, district="410102")]), THREE_DISTRICTS, RECORD)
    return str(path)


def keep(db):
    catalogue = load_catalogue(db)
    place = {"id": ["x", "y"], "lat": [34.75, 34.8], "lon": [113.6, 113.7], "weight": [5.0, 7.0], "adcode": "410102"}
    demand = Demand(pd.DataFrame(place), "workers", "点 points", "册 roll")
    survey = survey_reach(catalogue, demand, rule_of(), Asked(date(2026, 11, 25), hours=True, gaps=True))
    with open_store(db) as store:
        store.keep_analysis("reach", reach_document(survey), register_version=catalogue.version)


def test_the_page_holds_what_is_kept_and_follows_it(db):
    settings = Settings(db=db, visits=None)
    first = make_pages(settings, drawn=True)
    assert data_of(first.map_page)["planning"]["gaps"] is None
    with Client(create_app(settings)) as client:
        assert client.get("/map").status_code == 200
        served = client.app.state.served
        assert not served.behind
        keep(db)
        step = served.follower.look()
        if step is not None:
            step()
        assert served.behind  # so it is made anew
    again = make_pages(settings, drawn=True)
    data = data_of(again.map_page)
    assert again.kept != first.kept
    assert "reach-radius-share" in {one["key"] for one in data["measures"]}
    assert data["planning"]["gaps"]["weight"] == []  # seven people are not pointed at
    assert data["planning"]["gaps"]["left_out"] == {"squares": 1, "weight": 7.0, "fewer_than": 10.0}
