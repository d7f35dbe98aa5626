"""Encoded answers are byte for byte the documents that the library writes."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.documents import answer_document
from stationmap.documents.encoded import EncodedAnswers, encode
from stationmap.loading import demonstration
from stationmap.nearest import Query, find_nearest
from stationmap.station import ACCESS, KINDS
from tests.oracles.catalogues import catalogue_of, station
from tests.oracles.tables import HOSTILE, table_of


def _codes(vocabulary):
    return st.lists(st.sampled_from(sorted(vocabulary)), max_size=2, unique=True).map(tuple)


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
)
ENCODED = EncodedAnswers(demonstration())


@settings(max_examples=300, deadline=None)
@given(queries)
def test_bytes_are_those_of_the_document(query):
    document = answer_document(demonstration(), find_nearest(demonstration(), query))
    assert ENCODED.answer(query, query.lat, query.lon) == encode(document)


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
