"""The API's answers are the library's, and nothing is added but the way to the next page."""

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.coverage import coverage_document
from stationmap.datum import Datum
from stationmap.documents import (
    answer_document,
    districts_document,
    meta_document,
    station_feature,
    stations_document,
)
from stationmap.loading import load_coverage
from stationmap.nearest import Query, Selection, Trip, find_nearest, list_stations, this_minute
from stationmap.usage import publish_coverage
from stationmap_api.responses import AnswerDocument, CoverageDocument, StationsDocument
from tests.oracles.tables import HOSTILE

QUERIES = [
    ({}, {}),
    ({"limit": "2", "datum": "gcj02"}, {"limit": 2, "datum": Datum.GCJ02}),
    ({"needs": "toilet,hot_water", "radius": "1000.5"}, {"needs": ("toilet", "hot_water"), "radius": 1000.5}),
    ({"kind": "cabin_24h,mobile", "access": "qr"}, {"kind": ("cabin_24h", "mobile"), "access": ("qr",)}),
    ({"needs": "aed", "radius": "1"}, {"needs": ("aed",), "radius": 1.0}),
    ({"open": "now", "stay": "30", "pace": "3.5", "detour": "1"}, {"trip": Trip("now", 30, 3.5, 1.0)}),
    ({"open": "now", "needs": "aed"}, {"trip": Trip("now"), "needs": ("aed",)}),
    ({"fresh_within": "P90D"}, {"fresh_within": 90}),
    (
        {"access": "open_door", "datum": "bd09", "limit": "100"},
        {"access": ("open_door",), "datum": Datum.BD09, "limit": 100},
    ),
]


@pytest.mark.parametrize(("sent", "asked"), QUERIES)
def test_nearest_is_the_library_s_answer(client, catalogue, sent, asked):
    response = client.get("/v1/stations/nearest", params={"lat": "34.75", "lon": "113.6", **sent})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/geo+json"
    expected = answer_document(catalogue, find_nearest(catalogue, Query(34.75, 113.6, **asked)))
    assert response.json() == _as_json(expected)
    AnswerDocument.model_validate_json(response.content)


def _as_json(value):
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    return [_as_json(item) for item in value] if isinstance(value, list | tuple) else value


@settings(max_examples=60, deadline=None)
@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), datum=st.sampled_from(Datum))
def test_any_place_on_earth_has_the_library_s_answer(client, catalogue, lat, lon, datum):
    lat, lon = round(lat, 9), round(lon, 9)
    response = client.get(f"/v1/stations/nearest?lat={lat:.9f}&lon={lon:.9f}&datum={datum}")
    expected = answer_document(catalogue, find_nearest(catalogue, Query(lat, lon, datum)))
    assert response.json() == _as_json(expected)


@pytest.mark.parametrize("written", ["-0", "1e1", "1E-3", "5.", "34.75000000000000000000", "0.0"])
def test_decimal_numbers_are_read_as_python_reads_them(nearest, client, written):
    response = nearest(f"lat={written}&lon={written}")
    assert response.status_code == 200
    assert (
        response.json()
        == client.get("/v1/stations/nearest", params={"lat": float(written), "lon": float(written)}).json()
    )


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({}, {}),
        (
            {"bbox": "113.6,34.7,113.63,34.77", "datum": "gcj02"},
            {"box": (113.6, 34.7, 113.63, 34.77), "datum": Datum.GCJ02},
        ),
        ({"bbox": "170,-90,-170,90"}, {"box": (170.0, -90.0, -170.0, 90.0)}),
        ({"district": "410105"}, {"district": "410105"}),
        (
            {"needs": "toilet", "kind": "fixed", "access": "qr"},
            {"needs": ("toilet",), "kind": ("fixed",), "access": ("qr",)},
        ),
    ],
)
def test_the_listing_is_the_library_s(client, catalogue, sent, asked):
    selection = Selection(**asked)
    page = list_stations(catalogue, selection)
    expected = {**stations_document(catalogue, page.rows, page.matched, selection.datum, this_minute()), "links": []}
    assert client.get("/v1/stations", params=sent).json() == _as_json(expected)


@pytest.mark.parametrize("sent", [{}, {"needs": "toilet"}, {"bbox": "113,34,114,35", "datum": "gcj02"}])
def test_links_lead_through_every_page_once(client, sent):
    whole = [feature["id"] for feature in client.get("/v1/stations", params=sent).json()["features"]]
    found, address, pages = [], httpx.URL("/v1/stations", params={**sent, "limit": 5}), 0
    while address is not None:
        document = client.get(address).json()
        StationsDocument.model_validate(document)
        found += [feature["id"] for feature in document["features"]]
        address = document["links"][0]["href"] if document["links"] else None
        pages += 1
    assert (found, pages) == (whole, -(-len(whole) // 5))


@pytest.mark.parametrize(
    "station_id", ["s03", "closed", *(word for word in HOSTILE if word.strip() == word and "/" not in word)]
)
def test_a_station_is_found_by_its_id_in_operation_or_not(client, catalogue, station_id):
    response = client.get(f"/v1/stations/{_quoted(station_id)}?datum=gcj02")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/geo+json"
    assert response.json() == station_feature(catalogue, catalogue.row_of(station_id), Datum.GCJ02, this_minute())


def _quoted(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


def test_the_other_documents_are_the_library_s(client, catalogue):
    assert client.get("/v1/meta").json() == meta_document(catalogue)
    for sent, polygons in (({}, False), ({"geometry": "none"}, False), ({"geometry": "full"}, True)):
        found = client.get("/v1/districts", params=sent).json()
        assert found == _as_json(districts_document(catalogue, polygons=polygons))
    found = client.get("/v1/coverage")
    CoverageDocument.model_validate_json(found.content)
    assert found.json()["rows"] == _as_json(coverage_document(publish_coverage(load_coverage(catalogue, None))))["rows"]


def test_health_and_readiness(client, catalogue):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = {"status": "ready", "register_version": catalogue.version, "stations": len(catalogue)}
    assert client.get("/readyz").json() == ready
