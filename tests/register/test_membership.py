import geopandas as gpd
import numpy as np
import pytest
import shapely

from stationmap.districts import Districts, national
from stationmap.register.membership import named_districts
from tests.oracles.registers import DISTRICTS, check, told

HEADER = "名称 区县 lat lon"
IN_EAST, IN_WEST = ("34.7512", "113.6512"), ("34.7512", "113.5512")


def run(*rows, **others):
    return check(HEADER, *((f"站{i}", *row) for i, row in enumerate(rows)), **({"twin_distance_m": 0} | others))


def test_stations_lie_where_they_lie():
    checked = run(("二七区", *IN_EAST), ("", *IN_WEST))
    assert checked.table["district"].tolist() == ["410103", "410102"]
    assert checked.table["district_named"].tolist() == ["二七区", ""]
    assert told(checked) == []


def test_a_station_in_another_district_is_a_warning_far_from_the_border_and_a_note_near_it():
    checked = run(
        ("二七区", *IN_WEST), ("二七", "34.7512", "113.5995"), ("410103", "34.7512", "113.5982"), ("", *IN_EAST)
    )
    assert [item[:2] for item in told(checked)] == [
        (3, "district_uncertain"),
        (2, "district_mismatch"),
        (4, "district_mismatch"),
    ]
    assert checked.table["warnings"].tolist() == ["district_mismatch", "", "district_mismatch", ""]
    near = next(item for item in checked.findings if item.code == "district_uncertain")
    assert (
        near.message
        == "registered in 二七区, lies in 中原区, but only 46 m from the border, which is no surer than that"
    )


def test_zones_without_a_polygon_and_unknown_names_are_one_note_each():
    rows = [("高新区", *IN_EAST), ("郑州高新区", *IN_EAST), ("高新区", *IN_WEST), ("蓬莱区", *IN_EAST), ("-", *IN_EAST)]
    checked = run(*rows)
    notes = [(item.row, item.code, item.value) for item in checked.findings]
    assert notes == [
        (0, "district_without_polygon", "高新区"),
        (0, "district_without_polygon", "郑州高新区"),
        (0, "unknown_district_name", "蓬莱区"),
    ]
    assert "2 rows" in next(iter(checked.findings)).message


def test_a_station_in_no_district_is_a_warning_unless_all_are():
    lost = ("二七区", "34.9512", "113.9512")
    assert [item[:2] for item in told(run(lost, ("", *IN_EAST)))] == [(2, "outside_districts")]
    assert [item[:2] for item in told(run(lost))] == [(0, "no_districts_here")]


def test_a_file_without_districts_is_not_checked_against_any():
    empty = Districts(gpd.GeoDataFrame({"adcode": [], "name": []}, geometry=[], crs=4326))
    assert [item[1] for item in told(run(("二七区", *IN_EAST), districts=empty))] == ["no_districts_here"]


def test_a_name_of_several_cities_means_the_one_at_hand():
    located = np.array(["410202", "320102", ""], dtype=object)
    assert named_districts(["鼓楼区"] * 3, located, national()).tolist() == ["410204", "320106", ""]
    assert named_districts(["鼓楼区", ""], np.array(["", "410202"], dtype=object), national()).tolist() == [
        "410204",
        "",
    ]


@pytest.mark.parametrize("text", ["中原区", "中原", "郑州市中原区", "河南省郑州市中原区", "410102"])
def test_ways_to_name_a_district(text):
    assert named_districts([text], np.array([""], dtype=object), DISTRICTS).tolist() == ["410102"]


def test_holes_are_outside():
    ring = shapely.box(113, 34, 114, 35).difference(shapely.box(113.4, 34.4, 113.6, 34.6))
    frame = gpd.GeoDataFrame({"adcode": ["410102"], "name": ["中原区"]}, geometry=[ring], crs=4326)
    checked = run(("", "34.5123", "113.5123"), ("", "34.2123", "113.2123"), districts=Districts(frame))
    assert checked.table["district"].tolist() == ["", "410102"]
