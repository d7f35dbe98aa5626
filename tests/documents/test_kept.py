"""What kept results say of a place: its rows, all of them, and nothing of another place."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.catalogue import Catalogue
from stationmap.coverage import by_district, coverage_document
from stationmap.districts import Districts
from stationmap.documents import kept_document
from stationmap.errors import DistrictNotFoundError
from stationmap.store import Analysis
from tests.oracles.records import THREE_DISTRICTS, districts_of
from tests.oracles.tables import station, table_of

CODES = ["410102", "410105", "410172", "410100", "410000", "419001", "500101", ""]
DISTRICTS = Districts(THREE_DISTRICTS)


def catalogue_at(version="3", districts=DISTRICTS):
    return Catalogue.from_table(table_of([station("a", 34.75, 113.6)]), districts, version)


def kept(document, *, name="reach", scope="", made_of="3"):
    return Analysis(name, scope, document, "2026-01-01T00:00:00+00:00", made_of, {"人次.csv": "0" * 64}, "0.1.0")


rows = st.lists(st.fixed_dictionaries({"adcode": st.sampled_from(CODES), "n": st.integers()}), max_size=8)


@given(rows, rows, st.sampled_from(["410102", "4101", "410100", "410000"]))
def test_rows_are_those_of_the_place_in_their_order(first, second, asked):
    head = asked.rstrip("0") if asked != "4101" else asked
    document = {"rows": first, "measures": [{"sites": second}, {}], "notes": ["method"], "curve": [{"sites": 1}]}
    found = kept_document(catalogue_at(), [kept(document)], asked)
    wanted = [[row for row in part if row["adcode"].startswith(head)] for part in (first, second)]
    if (first or second) and not any(wanted):
        assert (found["analyses"], found["without"]) == ([], [{"name": "reach", "scope": ""}])
        return
    [told] = found["analyses"]
    assert [told["document"]["rows"], told["document"]["measures"][0]["sites"]] == wanted
    assert (told["document"]["notes"], told["document"]["curve"]) == (["method"], [{"sites": 1}])
    assert document["rows"] is first  # what is kept in memory stays whole


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        ("410102", ["410102"]),
        ("410172", ["410172"]),
        ("4101", ["410102", "410105", "410172"]),
        ("410100", ["410102", "410105", "410172"]),
        ("410000", ["410102", "410105", "410172"]),
    ],
)
def test_a_place_names_its_districts(asked, inside):
    assert [one["adcode"] for one in kept_document(catalogue_at(), [], asked)["districts"]] == inside


@pytest.mark.parametrize("asked", ["410103", "4102", "110000"])
def test_a_place_that_the_register_does_not_have_is_not_found(asked):
    with pytest.raises(DistrictNotFoundError) as caught:
        kept_document(catalogue_at(), [], asked)
    assert caught.value.faults[0].value == asked


def test_a_prefecture_that_is_its_own_district_is_found_by_its_code():
    districts = Districts(districts_of(("441900", "东莞市", "东莞市", 1, None)))
    assert kept_document(catalogue_at(districts=districts), [], "441900")["districts"][0]["name"] == "东莞市"


@pytest.mark.parametrize(("version", "made_of", "stale"), [("3", "3", False), ("10", "9", True), ("9", "10", False)])
def test_a_result_is_stale_once_the_register_has_moved_on(version, made_of, stale):
    """A service that is half a second behind does not call a newer result stale."""
    found = kept_document(catalogue_at(version), [kept({}, made_of=made_of)], "4101")
    assert found["analyses"][0]["stale"] is stale
    assert found["register_version"] == version


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("", True),
        ("4101", True),
        ("410102", True),
        ("410105", False),
        ("410000", True),
        ("4102", False),
        ("双15", True),
    ],
)
def test_a_result_of_another_place_is_named_and_left_out(scope, told):
    found = kept_document(catalogue_at(), [kept({"objective": 5}, name="siting", scope=scope)], "410102")
    assert [one["name"] for one in found["analyses"] + found["without"]] == ["siting"]
    assert bool(found["analyses"]) is told


def test_a_coverage_document_is_cut_to_a_city_with_its_foot():
    coverage = by_district(table_of([station("a", 34.75, 113.6)]), DISTRICTS, None, on=date(2026, 1, 1))
    document = json.loads(json.dumps(coverage_document(coverage)))
    found = kept_document(catalogue_at(), [kept(document, name="coverage")], "4101")
    cut = found["analyses"][0]["document"]
    assert [(row["level"], row["adcode"]) for row in cut["rows"]] == [
        ("district", "410102"),
        ("district", "410105"),
        ("district", "410172"),
        ("city", "410100"),
    ]
    assert cut["notes"] == document["notes"]
