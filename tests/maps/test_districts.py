import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.datum import Datum
from stationmap.errors import ColumnError
from stationmap.files import national_districts
from stationmap.maps.districts import (
    FIGURES,
    MOST_POINTS,
    ROW_COLUMNS,
    TOLERANCE,
    district_layer,
    packed_districts,
)
from stationmap.usage import HIDDEN
from tests.oracles.polylines import decode

GEOD = Geod(ellps="WGS84")


def by_code(layer):
    return {item["adcode"]: item for item in layer["items"]}


def rebuilt(item):
    """Polygons as shapely has them, from rings of [lat, lon]."""
    rings = [[[point[::-1] for point in ring] for ring in rings] for rings in item["polygons"]]
    return shapely.MultiPolygon([(outer, holes) for outer, *holes in rings])


def test_shapes_and_figures_meet_and_neither_is_lost(districts, rows):
    extra = rows.iloc[[0]].assign(adcode="410199", name="新设区")
    layer = district_layer(districts.iloc[1:], pd.concat([rows.iloc[:3], extra]), Datum.WGS84)
    items = by_code(layer)
    assert list(items) == ["410101", "410102", "410103", "410104", "410172", "410199"]
    assert items["410101"]["polygons"] == []
    assert items["410104"]["figures"]["stations"] is None
    assert (items["410172"]["polygons"], items["410172"]["label"]) == ([], None)
    assert items["410199"]["name"] == "新设区"


def test_what_is_not_known_is_none_and_never_zero(districts, rows):
    items = by_code(district_layer(districts, rows, Datum.WGS84))
    assert items["410103"]["figures"]["visits_per_station_day"] is None
    assert items["410103"]["figures"]["residents"] is None
    assert items["410104"]["figures"]["stations"] == 0.0


def test_what_is_hidden_is_told_apart_from_what_is_unknown(districts, rows):
    noted = rows.assign(note=["", "", f"{HIDDEN}；甲", "", ""])
    items = by_code(district_layer(districts, noted, Datum.WGS84))
    assert items["410103"]["hidden"] == ["visits", "visits_per_station_day"]
    assert [items[code]["hidden"] for code in ("410101", "410104", "410172")] == [[], [], []]


def test_neighbours_keep_their_common_border():
    rng = np.random.default_rng(3)
    border = np.column_stack([113.5 + rng.normal(0, 0.0004, 400).cumsum(), np.linspace(34, 35, 400)])
    west = shapely.Polygon([*border, (113, 35), (113, 34)])
    east = shapely.Polygon([*border[::-1], (114.5, 34), (114.5, 35)])
    frame = gpd.GeoDataFrame({"adcode": ["a", "b"], "name": ["", ""]}, geometry=[west, east], crs=4326)
    drawn = [rebuilt(item) for item in district_layer(frame, None, Datum.WGS84)["items"]]
    assert sum(shapely.get_num_coordinates(drawn)) < 600
    assert shapely.coverage_is_valid(drawn)
    assert shapely.union_all(drawn).area == pytest.approx(sum(shapely.area(drawn)))
    assert len(shapely.get_parts(shapely.union_all(drawn))) == 1


@settings(max_examples=50)
@given(st.lists(st.none() | st.floats(0, 1e6), max_size=12))
def test_every_figure_arrives(values):
    frame = pd.DataFrame(
        [dict.fromkeys(ROW_COLUMNS, value) for value in values], columns=list(ROW_COLUMNS), dtype=object
    )
    frame["adcode"] = frame["name"] = [f"{n:06d}" for n in range(len(values))]
    items = district_layer(None, frame, Datum.WGS84)["items"]
    for column, *_ in FIGURES:
        assert [item["figures"][column] for item in items] == values


@pytest.mark.parametrize(("given_rows", "given_shapes"), [(False, False), (True, False), (False, True)])
def test_either_table_may_be_missing(districts, rows, given_rows, given_shapes):
    layer = district_layer(districts if given_shapes else None, rows if given_rows else None, Datum.WGS84)
    assert len(layer["items"]) == (5 if given_rows or given_shapes else 0)


@pytest.mark.parametrize("column", ROW_COLUMNS)
def test_a_missing_column_is_named(rows, column):
    with pytest.raises(ColumnError, match=column):
        district_layer(None, rows.drop(columns=column), Datum.WGS84)


def test_shapes_without_a_code_are_refused(districts):
    with pytest.raises(ColumnError, match="adcode"):
        district_layer(districts.drop(columns="adcode"), None, Datum.WGS84)


def test_holes_and_islands_stay_and_lines_go():
    holed = shapely.box(113, 34, 114, 35) - shapely.box(113.4, 34.4, 113.6, 34.6)
    mixed = shapely.GeometryCollection([holed, shapely.box(115, 34, 115.1, 34.1), shapely.LineString([(0, 0), (1, 1)])])
    frame = gpd.GeoDataFrame({"adcode": ["410101"], "name": ["甲"]}, geometry=[mixed], crs=4326)
    (item,) = district_layer(frame, None, Datum.WGS84)["items"]
    assert [len(rings) for rings in item["polygons"]] == [2, 1]
    assert rebuilt(item).area == pytest.approx(0.96 + 0.01)


def test_another_crs_is_converted(districts):
    plain = district_layer(districts, None, Datum.WGS84)
    projected = district_layer(districts.to_crs(32649), None, Datum.WGS84)
    for item, other in zip(plain["items"][:4], projected["items"][:4], strict=True):
        assert rebuilt(item).hausdorff_distance(rebuilt(other)) < 1e-4


def test_a_frame_without_a_crs_is_taken_as_it_is(districts):
    bare = gpd.GeoDataFrame(districts.assign(geometry=np.asarray(districts.geometry)), geometry="geometry", crs=None)
    assert district_layer(bare, None, Datum.WGS84) == district_layer(districts, None, Datum.WGS84)


def test_real_districts_stay_within_some_25_metres_and_hold_their_label():
    frame = national_districts()
    frame = frame[frame["adcode"].str.startswith(("4101", "4102"))]
    items = by_code(district_layer(frame, None, Datum.WGS84))
    for adcode, shape in zip(frame["adcode"], frame.geometry, strict=True):
        drawn = rebuilt(items[adcode])
        assert drawn.hausdorff_distance(shape) < 0.00025
        assert drawn.contains(shapely.Point(items[adcode]["label"][::-1]))


def test_a_finely_drawn_border_gets_lighter():
    angle = np.linspace(0, 2 * np.pi, 5000)
    circle = shapely.Polygon(np.column_stack([113 + 0.2 * np.cos(angle), 34 + 0.2 * np.sin(angle)]))
    frame = gpd.GeoDataFrame({"adcode": ["410101"], "name": ["圆"]}, geometry=[circle], crs=4326)
    (item,) = district_layer(frame, None, Datum.WGS84)["items"]
    assert len(item["polygons"][0][0]) < 200
    assert rebuilt(item).hausdorff_distance(circle) < 0.00025


def test_gcj02_shifts_every_corner_by_about_569_metres(districts):
    plain, shifted = (by_code(district_layer(districts, None, datum)) for datum in (Datum.WGS84, Datum.GCJ02))
    before, after = (layer["410104"]["polygons"][0][0] for layer in (plain, shifted))
    for (lat, lon), (lat2, lon2) in zip(before, after, strict=True):
        assert GEOD.inv(lon, lat, lon2, lat2)[2] == pytest.approx(569, abs=30)


def test_a_country_is_drawn_coarser_until_it_fits_and_keeps_its_borders():
    layer = district_layer(national_districts(), None, Datum.WGS84)
    drawn = [rebuilt(item) for item in layer["items"] if item["polygons"]]
    assert shapely.get_num_coordinates(drawn).sum() <= MOST_POINTS + sum(len(shapely.get_rings(s)) for s in drawn)
    assert layer["tolerance"] > TOLERANCE
    assert np.log2(layer["tolerance"] / TOLERANCE).is_integer()
    whole = sum(shapely.area(national_districts().geometry.to_numpy()))
    assert sum(shapely.area(drawn)) == pytest.approx(whole, rel=0.001)


def test_what_is_packed_is_what_was_there(districts, rows):
    layer = district_layer(districts, rows, Datum.WGS84)
    packed = packed_districts(layer)
    assert packed["tolerance"] == TOLERANCE
    for item, short in zip(layer["items"], packed["items"], strict=True):
        assert [[decode(ring) for ring in rings] for rings in short["polygons"]] == [
            [[tuple(point) for point in ring] for ring in rings] for rings in item["polygons"]
        ]
        assert dict(zip((column for column, *_ in FIGURES), short["figures"], strict=True)) == item["figures"]
        assert short["label"] == item["label"]
