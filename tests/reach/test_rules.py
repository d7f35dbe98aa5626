"""The norms and what is measured for each."""

import pytest

from stationmap.errors import InputError, ParameterError
from stationmap.pairs import STRAIGHT, STREETS
from stationmap.reach import PRESETS, Rule, measures_of, rule_of


@pytest.mark.parametrize("streets", [False, True])
@pytest.mark.parametrize("name", list(PRESETS))
def test_a_straight_line_is_never_called_a_walk(name, streets):
    for measure in measures_of(PRESETS[name], streets=streets):
        if measure.how == STRAIGHT:
            assert "直线" in measure.zh
            assert "straight line" in measure.en
            assert measure.code == "radius" or "estimate" in measure.en
        else:
            assert "along streets" in measure.en
            assert streets


@pytest.mark.parametrize(
    ("name", "streets", "metres"),
    [
        ("acftu-1km-15min", False, [1000, 1125 / 1.3]),
        ("acftu-1km-15min", True, [1000, 1125]),
        ("life-circle-15", True, [1125]),
        ("life-circle-10", True, [750]),
        ("life-circle-5", False, [375 / 1.3]),
        ("sdg-500m", False, [500]),
        ("sdg-500m", True, [500]),
        ("dense-500m", True, [500]),
    ],
)
def test_metres_of_the_norms(name, streets, metres):
    assert [m.radius_m for m in measures_of(PRESETS[name], streets=streets)] == pytest.approx(metres)


def test_a_norm_along_streets_says_that_a_straight_line_overstates():
    straight, along = (measures_of(PRESETS["sdg-500m"], streets=streets)[0] for streets in (False, True))
    assert "63 → 40 %" in straight.caution
    assert (straight.how, along.how, along.caution) == (STRAIGHT, STREETS, "")
    assert measures_of(PRESETS["dense-500m"], streets=True)[0].how == STRAIGHT


def test_a_rule_of_ones_own():
    rule = rule_of(minutes=10, pace_kmh=6, radius_m=700, streets=True)
    assert [(m.how, m.radius_m) for m in measures_of(rule, streets=True)] == [(STREETS, 700), (STREETS, 1000)]
    assert rule_of("life-circle-5", pace_kmh=3).walk_m == 250
    assert rule_of().times == 2


def test_rules_that_are_none_are_refused():
    with pytest.raises(InputError, match="no such preset") as caught:
        rule_of("nonsense")
    assert "sdg-500m" in caught.value.faults[0].reason
    with pytest.raises(InputError):
        rule_of("sdg-500m", radius_m=3)
    for wrong in ({"radius_m": 0.0}, {"radius_m": float("nan")}, {"minutes": 1e9}, {"minutes": 5, "pace_kmh": 0}, {}):
        with pytest.raises(ParameterError):
            Rule("x", "", **wrong)
