import pytest

from tests.oracles.demo_data import rows_of


@pytest.fixture(scope="module")
def residents():
    return rows_of("residents.csv")


@pytest.mark.parametrize(("city", "total", "rows"), [("郑州市", 12_600_574, 15), ("开封市", 4_824_016, 9)])
def test_districts_sum_to_the_census_of_the_city(residents, city, total, rows):
    own = [int(row["residents"]) for row in residents if row["city"] == city]
    assert (sum(own), len(own)) == (total, rows)


def test_zones_hold_what_the_census_says(residents):
    zones = {row["adcode"]: int(row["residents"]) for row in residents if row["adcode"].startswith("41017")}
    assert sorted(zones) == ["410171", "410172", "410173"]
    assert sum(zones.values()) == 1_496_420


def test_no_row_for_a_whole_city_and_codes_ascend(residents):
    codes = [row["adcode"] for row in residents]
    assert codes == sorted(set(codes))
    assert not [code for code in codes if code.endswith("00")]
    assert {(row["city"], row["adcode"][:4]) for row in residents} == {("郑州市", "4101"), ("开封市", "4102")}


def test_every_row_names_its_source(residents):
    assert all("人口普查" in row["source"] and "2020-11-01" in row["source"] for row in residents)
