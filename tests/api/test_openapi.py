"""The documentation is true: the parameters that are read, their defaults and limits, and the problem document."""

import pytest

from stationmap.datum import Datum
from stationmap.nearest import LIMITS, TRIP_LIMITS
from stationmap_api.parameters import (
    DatumParameters,
    DistrictParameters,
    NearestParameters,
    NoParameters,
    StationsParameters,
    TileParameters,
)
from stationmap_api.place_parameters import PlacesParameters, PositionsParameters

PARAMETERS = {
    "/v1/stations/nearest": NearestParameters,
    "/v1/stations": StationsParameters,
    "/v1/stations/{station_id}": DatumParameters,
    "/tiles/stations.json": TileParameters,
    "/tiles/{z}/{x}/{y}.mvt": TileParameters,
    "/v1/districts": DistrictParameters,
    "/v1/coverage": NoParameters,
    "/v1/coverage/{adcode}": NoParameters,
    "/v1/places": PlacesParameters,
    "/v1/positions": PositionsParameters,
    "/v1/meta": NoParameters,
    "/healthz": NoParameters,
    "/readyz": NoParameters,
}
GEOJSON = {"/v1/stations/nearest", "/v1/stations", "/v1/stations/{station_id}", "/v1/places", "/v1/districts"}


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def in_query(document, path):
    found = document["paths"][path]["get"]["parameters"] if document["paths"][path]["get"].get("parameters") else []
    return {item["name"]: item for item in found if item["in"] == "query"}


def flat(schema):
    """A schema without the null of what may be left out."""
    return next((part for part in schema.get("anyOf", []) if part.get("type") != "null"), {}) | schema


def test_every_route_for_programs_is_documented_and_no_page(document):
    assert set(document["paths"]) == set(PARAMETERS)
    methods = {path: set(item) for path, item in document["paths"].items()}
    assert methods.pop("/v1/stations/nearest") == {"get", "post"}
    assert all(found == {"get"} for found in methods.values())
    assert all(operation["description"] for item in document["paths"].values() for operation in item.values())


@pytest.mark.parametrize(("path", "model"), PARAMETERS.items())
def test_the_parameters_are_those_that_are_read(document, path, model):
    found = in_query(document, path)
    assert set(found) == set(model.model_fields)
    for name, field in model.model_fields.items():
        assert found[name]["required"] == field.is_required()
        assert found[name]["description"]
        if not field.is_required() and field.default is not None:
            assert found[name]["schema"]["default"] == field.default


def test_the_contract_of_the_nearest_endpoint(document):
    found = {name: flat(item["schema"]) for name, item in in_query(document, "/v1/stations/nearest").items()}
    wanted = ["lat", "lon", "datum", "limit", "radius", "needs", "kind", "access"]
    assert list(found) == [*wanted, "open", "fresh_within", "stay", "pace", "detour"]
    for name, (low, high) in TRIP_LIMITS.items():
        assert (found[name]["minimum"], found[name]["maximum"]) == (low, high)
    assert [found[name]["default"] for name in ("open", "stay", "pace", "detour")] == ["any", 10, 4.5, 1.3]
    assert (found["lat"]["minimum"], found["lat"]["maximum"]) == (-90, 90)
    assert (found["lon"]["minimum"], found["lon"]["maximum"]) == (-180, 180)
    assert (found["limit"]["type"], found["limit"]["minimum"], found["limit"]["maximum"]) == (
        "integer",
        1,
        LIMITS["limit"],
    )
    assert (found["radius"]["exclusiveMinimum"], found["radius"]["maximum"]) == (0, LIMITS["radius"])
    assert (found["limit"]["default"], found["datum"]["default"]) == (5, "wgs84")
    assert document["components"]["schemas"]["Datum"]["enum"] == [datum.value for datum in Datum]


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_error_is_documented_as_a_problem_document(document, path):
    responses = document["paths"][path]["get"]["responses"]
    assert set(responses) >= {"200", "422", "default"}
    for status in set(responses) - {"200"}:
        assert list(responses[status]["content"]) == ["application/problem+json"]
        schema = responses[status]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}
    assert document["components"]["schemas"]["Problem"]["additionalProperties"] is False
    assert "HTTPValidationError" not in document["components"]["schemas"]


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_answer_is_documented_with_its_media_type(document, client, path):
    media = list(document["paths"][path]["get"]["responses"]["200"]["content"])
    written = {"/tiles/{z}/{x}/{y}.mvt": "application/vnd.mapbox-vector-tile"} | dict.fromkeys(
        GEOJSON, "application/geo+json"
    )
    assert media == [written.get(path, "application/json")]
    query = "?lat=34.75&lon=113.6" if path.endswith(("nearest", "positions")) else ""
    query = "?q=s0" if path.endswith("places") else query
    response = client.get(path.format(station_id="s01", adcode="410102", z=0, x=0, y=0) + query)
    assert (response.status_code, response.headers["content-type"]) == (200, media[0])


def test_every_reference_leads_somewhere(document):
    def references(node):
        if isinstance(node, dict):
            yield from [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                yield from references(item)

    for reference in set(references(document)):
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_examples_in_the_documentation_work(document, client):
    for path in ("/v1/stations/nearest", "/v1/stations"):
        examples = {name: item["schema"] for name, item in in_query(document, path).items()}
        sent = {name: str(schema["examples"][0]) for name, schema in examples.items() if schema.get("examples")}
        sent.pop("district", None)  # of another register
        assert client.get(path, params=sent).status_code == 200
