"""Everything that does not fit is 422, one shape, with parameter and value named."""

import pytest

from tests.oracles.problems import HERE, problem_of, refused, with_parameter

NO_NUMBERS = [
    "", " ", "NaN", "nan", "inf", "-inf", "Infinity", "true", "null", "39_9", " 39.9", "39.9 ", "39.9\n", "39,9", "+39",
    "0x10", "３９", "39．9", "٣٩", "−39", "1e", "e5", ".5", "--1", "1.2.3", "39°", "1e9999", "9" * 400, "`", "${1+1}",
    "</script>", "\0", "39;1",
]  # fmt: skip
NO_LIMITS = ["", "0", "101", "-1", "2.5", "1e1", "5.0", "true", "５", "+5", " 5", "1_0", "nan", "9" * 40]
NO_RADII = ["", "0", "-1", "50001", "50000.0001", "nan", "inf", "1_000", "0.0", "1e99"]
NO_CODES = ["", ",", "toilet,", ",toilet", "toilet,,wifi", "toilet wifi", "Toilet", "厕所", "toilet;wifi", "a" * 501]
NO_BOXES = [
    "",
    "abc",
    "1,2,3",
    "1,2,3,4,5",
    "1,2,3,",
    "nan,0,1,1",
    "0,0,inf,1",
    " 0,0,1,1",
    "1e1,0,2,2",
    "１,２,３,４",
    "0,0,1,1\n",
]


@pytest.mark.parametrize("value", NO_NUMBERS)
@pytest.mark.parametrize("name", ["lat", "lon"])
def test_what_is_no_number_is_no_coordinate(nearest, name, value):
    assert refused(nearest(with_parameter(name, value))) == [(name, value[:200])]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("lat", value) for value in ("90.0000001", "-91", "1e2")),
        *(("lon", value) for value in ("180.0000001", "-181", "1e3")),
        *(("limit", value) for value in NO_LIMITS),
        *(("radius", value) for value in NO_RADII),
        *((name, value) for name in ("needs", "kind", "access") for value in NO_CODES),
        *(("datum", value) for value in ("", "WGS84", "wgs-84", "gcj02,wgs84", "mars")),
    ],
)
def test_a_value_that_does_not_fit_is_named(nearest, name, value):
    assert refused(nearest(with_parameter(name, value))) == [(name, value[:200])]


@pytest.mark.parametrize(("name", "value", "named"), [
    ("needs", "toilet,sauna,spa", ["sauna", "spa"]),
    ("kind", "tent", ["tent"]),
    ("access", "open_door,key", ["key"]),
])  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/stations/nearest", "/v1/stations"])
def test_unknown_codes_are_named_one_by_one(client, path, name, value, named):
    here = HERE if path.endswith("nearest") else "limit=5"
    assert refused(client.get(f"{path}?{here}&{name}={value}")) == [(name, code) for code in named]


@pytest.mark.parametrize(("query", "named"), [
    ("", ["lat", "lon"]), ("lat=1", ["lon"]), ("lon=1", ["lat"]), ("lat&lon", ["lat", "lon"]),
    ("lat=91&lon=181&limit=0&radius=-1&needs=,", ["lat", "lon", "limit", "radius", "needs"]),
])  # fmt: skip
def test_all_that_is_missing_or_wrong_comes_at_once(nearest, query, named):
    assert [name for name, _ in refused(nearest(query))] == named


@pytest.mark.parametrize("path", ["/v1/stations/nearest", "/v1/stations", "/v1/stations/s01", "/v1/districts",
                                  "/v1/coverage", "/v1/coverage/4101",
                                  "/v1/meta", "/healthz", "/readyz", "/", "/map", "/docs"])  # fmt: skip
def test_no_route_ignores_a_parameter(client, path):
    here = f"{HERE}&" if path.endswith("nearest") else ""
    assert ("Lat", "1") in refused(client.get(f"{path}?{here}Lat=1"))
    assert ("x", "1") in refused(client.get(f"{path}?{here}x=1&x=1"))
    assert [name for name, _ in refused(client.get(f"{path}?{here}datun=wgs84"))] == ["datun"]


@pytest.mark.parametrize(
    "doubled", ["lat=1&lat=2", "lat=34.75&lat=34.75", "limit=5&limit=", "needs=toilet&needs=wifi", "x=1&x=2"]
)
def test_a_doubled_parameter_is_refused_by_name(nearest, doubled):
    query = doubled if doubled.startswith("lat") else f"{HERE}&{doubled}"
    name, last = doubled.split("&")[1].split("=")
    assert refused(nearest(query)) == [(name, last)]


@pytest.mark.parametrize("value", NO_BOXES)
def test_what_is_no_box_is_refused(client, value):
    assert refused(client.get("/v1/stations", params={"bbox": value})) == [("bbox", value)]


@pytest.mark.parametrize("value", ["0.0,1.0,1.0,0.5", "-181.0,0.0,1.0,1.0", "0.0,0.0,1.0,91.0", "999.0,0.0,0.0,0.0"])
def test_a_box_out_of_range_is_refused(client, value):
    assert refused(client.get("/v1/stations", params={"bbox": value})) == [("bbox", value)]


@pytest.mark.parametrize(("name", "value"), [
    ("district", "999999"), ("district", "41010"), ("district", "４１０１０２"), ("district", ""),
    ("limit", "0"), ("limit", "1001"), ("after", ""), ("after", "x" * 101), ("datum", "mars"),
])  # fmt: skip
def test_the_listing_refuses_what_does_not_fit(client, name, value):
    assert refused(client.get("/v1/stations", params={name: value})) == [(name, value)]


@pytest.mark.parametrize(("path", "query"), [("/v1/districts", "geometry=half"), ("/v1/stations/s01", "datum=mars"),
                                             ("/v1/stations/s01", "lat=1")])  # fmt: skip
def test_other_routes_refuse_too(client, path, query):
    name, value = query.split("=")
    assert refused(client.get(f"{path}?{query}")) == [(name, value)]


def test_a_hostile_name_of_a_parameter_is_only_text(nearest):
    for name in ("%00", "%ED%A0%80", "%FF", "<script>", "lat[]", "__class__", "parameters", "model_config", "站"):
        assert problem_of(nearest(f"{HERE}&{name}=1"), 422)["errors"]
