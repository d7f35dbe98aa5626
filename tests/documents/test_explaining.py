"""Sentences where nothing fits: what nobody wrote down is not said to be missing."""

from zoneinfo import ZoneInfo

import pytest

from stationmap.documents.explaining import explain
from stationmap.nearest import Query, find_nearest
from tests.oracles.catalogues import by_hand
from tests.oracles.tables import joined

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "不要求热水、如厕时最近的是“甲”（直线 0 米，步行约 0 分钟），那里有没有热水、如厕没有登记。"),
        ({"amenities_no": joined(["toilet"])}, "步行约 0 分钟），那里有没有热水没有登记。"),
        ({"amenities_no": joined(["toilet", "hot_water"])}, "步行约 0 分钟）。"),
    ],
)
def test_what_nobody_wrote_down_is_said_to_be_unknown(facts, told):
    catalogue = by_hand({"id": "a", "name": "甲", "lat": 34.75, "lon": 113.65, **facts})
    answer = find_nearest(catalogue, Query(34.75, 113.65, needs=("hot_water", "toilet")))
    said = explain(answer, CHINA)
    assert said["zh"].endswith(told)
    assert ("is not known" in said["en"]) == ("没有登记" in told)
