"""Encoded answers are byte for byte the documents that the library writes."""

import json
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.documents import answer_document
from stationmap.documents.encoded import EncodedAnswers, encode
from stationmap.loading import demonstration
from stationmap.nearest import Query, Trip, find_nearest, this_minute
from stationmap.station import ACCESS, KINDS
from tests.oracles.catalogues import catalogue_of, station
from tests.oracles.tables import HOSTILE, table_of


def _codes(vocabulary):
    return st.lists(st.sampled_from(sorted(vocabulary)), max_size=2, unique=True).map(tuple)


NOW = this_minute()
INSTANT = datetime.fromtimestamp(NOW + 86_400 * 3, UTC)
queries = st.builds(
    Query,
    lat=st.floats(34.2, 35.0) | st.floats(-90, 90),
    lon=st.floats(113.0, 114.5) | st.floats(-180, 180),
    datum=st.sampled_from(list(Datum)),
    limit=st.integers(1, 100),
    radius=st.none() | st.floats(1, 50_000),
    needs=_codes(AMENITIES),
    kind=_codes(KINDS),
    access=_codes(ACCESS),
    trip=st.builds(
        Trip,
        open=st.sampled_from(["any", "now", INSTANT]),
        stay=st.sampled_from([0, 10, 90]),
        pace=st.sampled_from([0.5, 4.5, 30.0]),
        detour=st.sampled_from([1.0, 1.3]),
    ),
    fresh_within=st.none() | st.sampled_from([30, 400]),
)
ENCODED = EncodedAnswers(demonstration())


@settings(max_examples=300, deadline=None)
@given(queries, st.integers(0, 24 * 60).map(lambda minutes: NOW + 60 * minutes))
def test_bytes_are_those_of_the_document(query, now):
    document = answer_document(demonstration(), find_nearest(demonstration(), query, now=now))
    assert ENCODED.answer(query, query.lat, query.lon, now) == encode(document)


def test_texts_that_look_like_marks_stay_texts():
    words = ["@features", "@matched", "@beyond", '"@features"', *HOSTILE]
    catalogue = catalogue_of(
        table_of([station(f"n{i:02}", 34.7, 113.6 + i / 1000, name=word) for i, word in enumerate(words)])
    )
    query = Query(34.7, 113.6, limit=len(words))
    body = EncodedAnswers(catalogue).answer(query, 34.7, 113.6)
    document = json.loads(body)
    assert document == answer_document(catalogue, find_nearest(catalogue, query))
    assert [feature["properties"]["name"] for feature in document["features"]] == words


def test_a_register_without_stations_is_answered():
    catalogue = catalogue_of(table_of([]))
    query = Query(34.7, 113.6, needs=("toilet",))
    assert json.loads(EncodedAnswers(catalogue).answer(query, 34.7, 113.6))["features"] == []


def test_another_day_tells_another_age(monkeypatch):
    catalogue = catalogue_of(table_of([station("a", 34.7, 113.6, verified_on="2026-01-01")]))
    answers, query = EncodedAnswers(catalogue), Query(34.7, 113.6)
    ages = []
    for day in (date(2026, 1, 2), date(2026, 1, 12)):
        monkeypatch.setattr("stationmap.documents.features.today", lambda day=day: day)
        monkeypatch.setattr("stationmap.documents.encoded.today", lambda day=day: day)
        feature = json.loads(answers.answer(query, 34.7, 113.6))["features"][0]
        ages.append(feature["properties"]["verified_days_ago"])
    assert ages == [1, 11]
