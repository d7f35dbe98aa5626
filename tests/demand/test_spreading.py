"""What is spread sums to what it was, zone by zone, and what has no place is kept."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.demand import MOST_POINTS, spread_area, spread_districts, spread_polygons, spread_residents, spreading
from stationmap.districts import Districts, national
from stationmap.errors import InputError

SQUARE = shapely.box(113.0, 34.0, 113.1, 34.1)
SLIVER = shapely.Polygon([(113.2, 34.0), (113.4, 34.00001), (113.2, 34.00002)])


def _districts(*shapes, residents):
    codes = [f"4101{row:02d}" for row in range(len(shapes))]
    data = {"adcode": codes, "name": codes, "residents": pd.array(residents, dtype="Int64")}
    return Districts(gpd.GeoDataFrame(data, geometry=list(shapes), crs=4326))


def _sums(demand):
    return demand.frame.groupby("adcode")["weight"].sum()


def test_zhengzhou_keeps_every_resident():
    zhengzhou = national().of_cities(["4101"])
    demand = spread_residents(zhengzhou, spacing_m=1000)
    assert demand.total == pytest.approx(12_600_574, abs=1e-6)
    assert demand.unplaced.to_dict() == {"410171": 328_812, "410172": 546_226, "410173": 621_382}
    census = zhengzhou.frame.set_index("adcode")["residents"].drop(demand.unplaced.index)
    assert (_sums(demand) - census.astype(float)).abs().max() < 1e-6
    assert (zhengzhou.locate(demand.lat, demand.lon) == demand.adcode).mean() > 0.99


@settings(max_examples=30)
@given(figure=st.integers(0, 10**9), spacing=st.floats(20, 50_000))
def test_weights_sum_exactly_also_in_a_sliver_smaller_than_a_cell(figure, spacing):
    demand = spread_residents(_districts(SQUARE, SLIVER, residents=[figure, 7]), spacing_m=max(spacing, 200))
    assert _sums(demand).tolist() == [pytest.approx(figure, rel=1e-12), pytest.approx(7, rel=1e-12)]
    assert len(demand.frame[demand.adcode == "410101"]) >= 1


def test_points_of_a_sliver_lie_along_it():
    demand = spread_residents(_districts(SLIVER, residents=[100]), spacing_m=1000)
    assert len(demand) > 10
    assert shapely.distance(SLIVER, shapely.points(demand.lon, demand.lat)).max() < 1e-6


def test_area_is_area_and_is_named_where_it_is_unknown():
    districts = _districts(SQUARE, None, residents=[1, 2])
    demand = spread_area(districts, spacing_m=300)
    assert demand.total == pytest.approx(districts.area_km2[0], rel=1e-5)
    assert (demand.what, demand.unplaced.empty) == ("area_km2", True)
    assert "410101" in demand.how


def test_unknown_residents_are_named_and_not_zero():
    demand = spread_residents(_districts(SQUARE, SLIVER, residents=[None, 5]))
    assert demand.total == pytest.approx(5, rel=1e-12)
    assert "410100" in demand.how


def test_a_grid_too_fine_is_widened_and_it_is_said(monkeypatch):
    monkeypatch.setattr(spreading, "MOST_POINTS", 100)
    demand = spread_residents(_districts(SQUARE, residents=[9]), spacing_m=50)
    assert 100 <= len(demand) < 160
    assert "放宽" in demand.how
    assert "放宽" not in spread_residents(_districts(SQUARE, residents=[9]), spacing_m=5000).how
    assert MOST_POINTS == 20_000


def test_polygons_take_their_district_point_by_point():
    districts = _districts(shapely.box(113, 34, 113.05, 34.1), shapely.box(113.05, 34, 113.1, 34.1), residents=[1, 1])
    points, widest = spread_polygons(
        ["a", "b"], np.array([SQUARE, shapely.box(120, 30, 120.01, 30.01)]), [8.0, 3.0], districts
    )
    assert widest == 250
    by_district = points.groupby("adcode")["weight"].sum()
    assert by_district[""] == pytest.approx(3.0, rel=1e-12)
    assert by_district["410100"] == pytest.approx(4.0, rel=0.01)
    assert points["id"].is_unique


def test_no_district_at_all_and_a_spacing_that_makes_no_sense():
    assert len(spread_area(_districts(None, residents=[1]))) == 0
    for spacing in (0, -5, float("nan"), 1e9):
        with pytest.raises(InputError):
            spread_area(_districts(SQUARE, residents=[1]), spacing_m=spacing)


@pytest.mark.parametrize(
    ("residents", "shape", "what"),
    [(9, SQUARE, "residents"), (9, None, "residents"), (None, SQUARE, "area_km2"), (None, None, None)],
)
def test_what_is_known_of_the_districts_is_what_counts(residents, shape, what):
    districts = _districts(shape, residents=[residents])
    if what is None:
        with pytest.raises(InputError, match="no demand"):
            spread_districts(districts)
        return
    demand = spread_districts(districts, spacing_m=2_000)
    assert demand.what == what
    assert demand.total == pytest.approx(residents or districts.area_km2.sum())
