"""Documents have the documented shape and nothing more, and never the position asked for."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.amenities import AMENITIES
from stationmap.clock import today
from stationmap.datum import Datum, from_wgs84
from stationmap.documents import (
    DISTRICTS_ATTRIBUTION,
    MADE_UP,
    answer_document,
    districts_document,
    meta_document,
    notice,
    station_feature,
    stations_document,
)
from stationmap.nearest import LIMITS, Query, Selection, find_nearest, list_stations
from stationmap.station import ACCESS, KINDS, SINCE_UNKNOWN
from stationmap_api.responses import (
    AnswerDocument,
    DistrictsDocument,
    MetaDocument,
    StationFeature,
    StationsDocument,
)
from tests.oracles.catalogues import DISTRICTS, FEW, TODAY, by_hand, catalogue_of, catalogues, positions, station
from tests.oracles.tables import HOSTILE, tables

datums = st.sampled_from(Datum)
AT = int(datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC).timestamp())  # noon in China


def through_json(document):
    """Strictly: a NaN or a number of NumPy's is no JSON."""
    return json.loads(json.dumps(document, allow_nan=False, ensure_ascii=False))


def assert_partition(properties):
    three = [properties[name] for name in ("amenities", "amenities_no", "amenities_unknown")]
    assert sorted(code for codes in three for code in codes) == sorted(AMENITIES)


@settings(max_examples=25, deadline=None)
@given(table=tables(max_size=3), datum=datums)
def test_a_feature_has_the_documented_shape_whatever_the_register_holds(table, datum):
    table[["lat_received", "lon_received"]] = table[["lat", "lon"]]
    catalogue = catalogue_of(table)
    for row, expected in enumerate(catalogue.table.to_dict("records")):
        feature = through_json(station_feature(catalogue, row, datum, AT))
        StationFeature.model_validate_json(json.dumps(feature), strict=True)
        assert_partition(feature["properties"])
        assert feature["id"] == feature["properties"]["id"] == expected["id"]
        for name in ("name", "address", "hours", "host", "phone", "who_may_enter", "entrance_note", "district", "kind"):
            assert feature["properties"][name] == expected[name]
        for name in ("opened_on", "closed_on", "verified_on"):
            assert feature["properties"][name] == (expected[name] or None)
        verified = expected["verified_on"]
        age = (today() - date.fromisoformat(verified)).days if verified else None
        assert feature["properties"]["verified_days_ago"] == age
        lat, lon = from_wgs84(expected["lat"], expected["lon"], datum)
        assert feature["geometry"]["coordinates"] == pytest.approx([float(lon), float(lat)], abs=6e-8)
        lat, lon = from_wgs84(expected["lat"], expected["lon"], Datum.GCJ02)
        assert feature["properties"]["gcj02"] == pytest.approx([float(lon), float(lat)], abs=6e-8)


@settings(max_examples=40, deadline=None)
@given(
    catalogue=catalogues(),
    place=positions(),
    datum=datums,
    radius=st.none() | st.sampled_from([100.0, 50_000.0]),
    needs=st.lists(st.sampled_from(FEW), max_size=2).map(tuple),
)
def test_an_answer_has_the_documented_shape_and_its_order(catalogue, place, datum, radius, needs):
    answer = find_nearest(catalogue, Query(*place, datum, 4, radius, needs, kind=("fixed",)), on=TODAY)
    document = through_json(answer_document(catalogue, answer))
    AnswerDocument.model_validate_json(json.dumps(document), strict=True)
    found = [(f["properties"]["distance_m"], f["id"]) for f in document["features"]]
    assert found == [(pytest.approx(m.distance_m, abs=1e-3), m.station.id) for m in answer.matches]
    assert all(0 <= feature["properties"]["bearing_deg"] < 360 for feature in document["features"])
    assert document["matched_within_radius"] == (None if radius is None else len(found))
    assert (document["why_none"] is None) == bool(found)
    assert (document["beyond"] or {}).get("id") == (answer.beyond.station.id if answer.beyond else None)
    assert document["datum"] == document["query"]["datum"] == datum.value


@given(lat=st.floats(-89, 89), lon=st.floats(-179, 179), catalogue=catalogues(max_size=3))
@settings(max_examples=40, deadline=None)
def test_the_position_asked_for_is_not_in_the_answer(lat, lon, catalogue):
    assume(len(repr(lat)) > 8 and len(repr(lon)) > 8)
    assume(
        not any(
            abs(lat - a) < 1e-5 or abs(lon - b) < 1e-5 for a, b in zip(*catalogue.positions(Datum.WGS84), strict=True)
        )
    )
    query = Query(lat, lon, needs=("toilet",), radius=1.0)
    text = json.dumps(answer_document(catalogue, find_nearest(catalogue, query, on=TODAY)))
    assert not any(f"{value:.{places}f}" in text for value in (lat, lon) for places in (5, 6, 7))
    assert repr(lat) not in text
    assert repr(lon) not in text


@pytest.mark.parametrize("radius", [None, 50_000.0])
@pytest.mark.parametrize(("lat", "far"), [(34.75, False), (33.85, False), (33.8, True), (-34.75, True)])
def test_a_nearest_station_that_is_far_is_remarked_on(lat, far, radius):
    catalogue = by_hand(station("a", lat=34.75, lon=113.62), station("b", lat=34.76, lon=113.62))
    remark = answer_document(catalogue, find_nearest(catalogue, Query(lat, 113.62, radius=radius), on=TODAY))["remark"]
    metres = Geod(ellps="WGS84").inv(113.62, lat, 113.62, 34.75)[2]
    assert (remark or "").count(f" {metres / 1000:,.0f} km") == (2 if far else 0)
    assert (remark is not None) == far


def test_where_there_is_no_station_there_is_no_remark():
    document = answer_document(by_hand(), find_nearest(by_hand(), Query(0, 0), on=TODAY))
    assert (document["features"], document["remark"]) == ([], None)


@pytest.mark.parametrize("district", ["", "999999", "410102"])
def test_a_station_outside_every_district_has_a_feature_too(district):
    properties = station_feature(by_hand(station("a", district=district)), 0, Datum.WGS84, AT)["properties"]
    assert (properties["district"], properties["district_name"]) == (district, "中原区" if district == "410102" else "")


@pytest.mark.parametrize(
    ("closed_on", "told", "is_open"),
    [("", None, "unknown"), ("2020-01-01", "2020-01-01", "closed"), (SINCE_UNKNOWN, None, "closed")],
)
def test_a_closing_of_an_unknown_day_is_no_date_and_no_secret(closed_on, told, is_open):
    feature = station_feature(by_hand(station("a", closed_on=closed_on)), 0, Datum.WGS84, AT)
    assert (feature["properties"]["closed_on"], feature["properties"]["open"]) == (told, is_open)
    assert SINCE_UNKNOWN not in json.dumps(feature)


def test_out_of_order_tells_since_when_or_that_it_is_not_known():
    catalogue = by_hand(station("a", amenities="toilet,wifi", out_of_order="toilet@2026-01-02,wifi"))
    properties = station_feature(catalogue, 0, Datum.WGS84)["properties"]
    assert properties["amenities"] == ["toilet", "wifi"]
    assert properties["out_of_order"] == [
        {"amenity": "toilet", "since": "2026-01-02"},
        {"amenity": "wifi", "since": None},
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_what_it_is(hostile):
    feature = through_json(station_feature(by_hand(station(hostile, name=hostile)), 0, Datum.WGS84))
    assert feature["id"] == feature["properties"]["name"] == hostile


@settings(max_examples=20, deadline=None)
@given(catalogue=catalogues(), datum=datums, limit=st.integers(1, 3))
def test_a_page_has_the_documented_shape(catalogue, datum, limit):
    page = list_stations(catalogue, Selection(), limit=limit, on=TODAY)
    document = through_json(stations_document(catalogue, page.rows, page.matched, datum, AT))
    StationsDocument.model_validate_json(json.dumps({**document, "links": []}), strict=True)
    assert document["numberReturned"] == len(document["features"]) == min(limit, page.matched)
    assert document["numberMatched"] == page.matched


@pytest.mark.parametrize("polygons", [False, True])
def test_districts_have_the_documented_shape(polygons):
    document = through_json(districts_document(by_hand(), polygons=polygons))
    DistrictsDocument.model_validate_json(json.dumps(document), strict=True)
    by_code = {feature["id"]: feature for feature in document["features"]}
    assert list(by_code) == ["410102", "410105", "410172"]
    assert [bool(feature["geometry"]) for feature in by_code.values()] == [polygons, polygons, False]
    assert [feature["properties"]["has_polygon"] for feature in by_code.values()] == [True, True, False]
    assert [feature["properties"]["residents"] for feature in by_code.values()] == [None, 1_628_000, 546_226]
    assert by_code["410172"]["properties"]["area_km2"] is None
    assert by_code["410102"]["properties"]["area_km2"] == pytest.approx(DISTRICTS.area_km2[0], abs=1e-3)


def test_meta_tells_vocabulary_limits_and_licences_once():
    catalogue = by_hand(station("a", licence="CC BY 4.0"), station("b", licence="CC BY 4.0"), station("c"))
    document = through_json(meta_document(catalogue))
    MetaDocument.model_validate_json(json.dumps(document), strict=True)
    assert [item["code"] for item in document["amenities"]] == list(AMENITIES)
    assert [item["code"] for item in document["kinds"]] == list(KINDS)
    assert [item["code"] for item in document["access"]] == list(ACCESS)
    assert (document["stations"], document["districts"]) == (3, 3)
    assert document["limits"] == LIMITS
    assert document["licences"] == ["CC BY 4.0"]
    assert (
        document["attribution"] == districts_document(catalogue, polygons=False)["attribution"] == DISTRICTS_ATTRIBUTION
    )


def test_made_up_data_say_so_in_every_document():
    real = by_hand(station("a"))
    made_up = replace(real, made_up=True)
    for catalogue, expected in ((real, None), (made_up, MADE_UP)):
        documents = (
            answer_document(catalogue, find_nearest(catalogue, Query(0, 0), on=TODAY)),
            stations_document(catalogue, [0], 1, Datum.WGS84),
            districts_document(catalogue, polygons=False),
            meta_document(catalogue),
        )
        assert {document["notice"] for document in documents} == {expected} == {notice(catalogue)}
