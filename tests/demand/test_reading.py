"""Files of demand: every format gives the same; what cannot be used is named, counted and never taken for zero."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.datum import from_wgs84
from stationmap.demand import read_demand
from stationmap.demand.cells import read_code, read_weight
from stationmap.districts import Districts, national
from stationmap.errors import ColumnError, FileFormatError, InputError, MissingFileError
from stationmap.files import write_frame

EAST, WEST = shapely.box(113.5, 34.5, 114.0, 35.0), shapely.box(113.0, 34.5, 113.5, 35.0)
DISTRICTS = Districts(
    gpd.GeoDataFrame(
        {"adcode": ["410101", "410102", "410103"], "name": ["西", "东", "区"]}, geometry=[WEST, EAST, None], crs=4326
    )
)
ROWS = [["a", 34.7, 113.2, 3.0], ["b", 34.7, 113.7, 2.5], ["c", 36.0, 113.7, 1.0]]
TABLE = pd.DataFrame(ROWS, columns=["编号", "纬度", "经度", "快递员"])


def _csv(folder, text):
    path = folder / "demand.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _found(findings, severity=None):
    return [(item.row, item.code) for item in findings if severity in {None, item.severity}]


def _written(folder, kind):
    path = folder / f"demand.{kind}"
    points = gpd.GeoDataFrame(
        TABLE[["编号", "快递员"]], geometry=gpd.points_from_xy(TABLE["经度"], TABLE["纬度"]), crs=4326
    )
    if kind in {"csv", "xlsx"}:
        write_frame(TABLE, path)
    elif kind == "parquet":
        TABLE.to_parquet(path)
    elif kind == "geoparquet":
        points.to_parquet(path)
    else:
        points.to_file(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson", "gpkg", "parquet", "geoparquet"])
def test_every_format_of_points_gives_the_same(tmp_path, kind):
    demand, findings = read_demand(_written(tmp_path, kind), DISTRICTS, weight="快递员")
    assert demand.frame[["id", "weight", "adcode"]].to_numpy().tolist() == [
        ["a", 3.0, "410101"],
        ["b", 2.5, "410102"],
        ["c", 1.0, ""],
    ]
    assert (demand.what, demand.total, demand.source) == ("快递员", 6.5, f"demand.{kind}")
    assert np.abs(demand.lat - TABLE["纬度"].to_numpy()).max() < 1e-12
    assert [item.code for item in findings] == ["outside_districts"]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_positions_are_brought_to_wgs84(tmp_path, datum):
    lat, lon = from_wgs84(TABLE["纬度"], TABLE["经度"], datum)
    write_frame(TABLE.assign(纬度=lat, 经度=lon), tmp_path / "a.csv")
    demand, _ = read_demand(tmp_path / "a.csv", DISTRICTS, weight="快递员", datum=datum)
    assert np.abs(demand.lat - TABLE["纬度"].to_numpy()).max() < 1e-6
    assert datum in demand.how


def test_bad_weights_are_named_left_out_and_counted(tmp_path):
    cells = ["", "-1", "nan", "1e400", "inf", "很多", "0", "1，200"]
    lines = [f"p{number};34.7;113.2;{cell}" for number, cell in enumerate(cells)]
    demand, findings = read_demand(_csv(tmp_path, "\n".join(["id;lat;lon;weight", *lines])), DISTRICTS)
    assert sorted(_found(findings, "error")) == [
        (2, "weight_unknown"),
        (3, "weight_negative"),
        (4, "weight_not_a_number"),
        (5, "weight_not_finite"),
        (6, "weight_not_a_number"),
        (7, "weight_not_a_number"),
    ]
    assert demand.weight.tolist() == [0.0, 1200.0]
    assert "6 行未用" in demand.how
    assert next(item for item in findings if item.row == 7).value == "很多"


def test_weights_without_a_usable_place_stay_in_the_total(tmp_path):
    places = [",", "0,0", "113.2,34.7", "91,181", "x,113.2", "34.7,113.2"]
    lines = [f"{number},{place},{2**number}" for number, place in enumerate(places)]
    demand, findings = read_demand(_csv(tmp_path, "\n".join(["id,lat,lon,weight", *lines])), DISTRICTS)
    assert sorted(_found(findings, "warning")) == [
        (2, "missing_position"),
        (3, "zero_position"),
        (4, "swapped_position"),
        (5, "position_out_of_range"),
        (6, "unreadable_position"),
    ]
    assert demand.unplaced.to_dict() == {"": 31.0}
    assert (demand.weight.tolist(), demand.total) == ([32.0], 63.0)


def test_an_id_stands_once_and_a_row_without_one_is_named_by_its_number(tmp_path):
    text = "id,lat,lon,weight\na,34.7,113.2,1\na,34.7,113.3,5\n,34.7,113.4,7\n"
    demand, findings = read_demand(_csv(tmp_path, text), DISTRICTS)
    assert demand.frame["id"].tolist() == ["a", "第4行"]
    assert _found(findings, "error") == [(3, "duplicate_id")]


def test_points_without_weights_count_one_each_and_it_is_said(tmp_path):
    demand, findings = read_demand(_csv(tmp_path, "lat,lon\n34.7,113.2\n34.7,113.6\n"), DISTRICTS)
    assert demand.weight.tolist() == [1.0, 1.0]
    assert [item.code for item in findings] == ["no_weight_column"]


def test_figures_by_code_are_spread_and_no_total_is_counted_twice(tmp_path):
    text = (
        "代码,快递员\n410000,99\n410100,60\n410101,10\n156410102,20\n410103,5\n410199,7\n410202,8\n广州,1\n410101,4\n"
    )
    demand, findings = read_demand(_csv(tmp_path, text), DISTRICTS, weight="快递员", spacing_m=2000)
    sums = demand.frame.groupby("adcode")["weight"].sum()
    assert sums.to_dict() == {"410101": pytest.approx(10, rel=1e-12), "410102": pytest.approx(20, rel=1e-12)}
    assert demand.unplaced.to_dict() == {"410103": 5.0, "410199": 7.0}
    assert demand.total == pytest.approx(42)
    assert sorted(_found(findings)) == [
        (2, "sum_row"),
        (3, "sum_row"),
        (6, "no_boundary"),
        (7, "no_boundary"),
        (8, "foreign_code"),
        (9, "bad_code"),
        (10, "duplicate_code"),
    ]


def test_a_district_without_a_figure_is_told_and_blank_is_unknown(tmp_path):
    demand, findings = read_demand(_csv(tmp_path, "adcode,n\n410101,\n410102,3\n410202,\n"), DISTRICTS, weight="n")
    assert demand.total == pytest.approx(3)
    assert _found(findings) == [(4, "foreign_code"), (2, "weight_unknown"), (0, "no_figure"), (0, "no_figure")]


def test_rows_of_elsewhere_are_one_finding_that_counts_them(tmp_path):
    rows = "".join(f"4102{number:02d},{number}\n" for number in range(1, 60))
    demand, findings = read_demand(
        _csv(tmp_path, f"adcode,n\n410101,1\n410102,3\n410103,4\n{rows}"), DISTRICTS, weight="n"
    )
    assert demand.total == pytest.approx(8)
    (told,) = [one for one in findings if one.code == "foreign_code"]
    assert (told.row, told.value) == (5, "410201")
    assert "共 59 行" in told.message_zh
    assert "59 rows" in told.message


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "geoparquet"])
def test_polygons_are_spread_by_area_and_split_at_borders(tmp_path, kind):
    shapes = [shapely.box(113.4, 34.6, 113.6, 34.7), shapely.box(113.1, 34.9, 113.1005, 34.9005), None]
    frame = gpd.GeoDataFrame({"id": ["甲", "乙", "丙"], "workers": [100, 7, 2]}, geometry=shapes, crs=4326)
    path = tmp_path / f"areas.{kind}"
    frame.to_parquet(path) if kind == "geoparquet" else frame.to_file(path)
    demand, findings = read_demand(path, DISTRICTS)
    sums = demand.frame.groupby("adcode")["weight"].sum()
    assert sums["410101"] == pytest.approx(57, rel=5e-3)
    assert sums["410102"] == pytest.approx(50, rel=5e-3)
    assert demand.frame["weight"].sum() == pytest.approx(107, abs=1e-9)
    assert demand.unplaced.to_dict() == {"": 2.0}
    assert [item.code for item in findings] == ["no_polygon", "weight_column"]


def test_polygons_in_another_datum_and_another_projection(tmp_path):
    shape = shapely.box(113.2, 34.6, 113.21, 34.61)

    def moved(points):
        lat, lon = from_wgs84(points[:, 1], points[:, 0], "gcj02")
        return np.column_stack([lon, lat])

    gpd.GeoDataFrame({"n": [8]}, geometry=[shapely.transform(shape, moved)], crs=4326).to_file(tmp_path / "g.gpkg")
    gpd.GeoDataFrame({"n": [8]}, geometry=[shape], crs=4326).to_crs(32649).to_file(tmp_path / "u.gpkg")
    shifted, _ = read_demand(tmp_path / "g.gpkg", DISTRICTS, weight="n", datum="gcj02")
    projected, findings = read_demand(tmp_path / "u.gpkg", DISTRICTS, weight="n")
    for demand in (shifted, projected):
        middle = (demand.lat * demand.weight).sum() / 8, (demand.lon * demand.weight).sum() / 8
        assert middle == (pytest.approx(34.605, abs=1e-5), pytest.approx(113.205, abs=1e-5))
    assert "reprojected" in [item.code for item in findings]


def test_columns_that_are_not_there_are_told_with_those_that_are(tmp_path):
    path = _csv(tmp_path, "lat,lon,n\n34.7,113.2,1\n")
    for more in ({"weight": "骑手"}, {"columns": {"lat": "北"}}, {"columns": {"height": "n"}}):
        with pytest.raises(ColumnError) as told:
            read_demand(path, DISTRICTS, **more)
        assert told.value.faults
    for text in ("n\n1\n", "adcode,x1\n410101,1\n"):
        with pytest.raises(ColumnError):
            read_demand(_csv(tmp_path, text), DISTRICTS)


def test_columns_can_be_named(tmp_path):
    path = _csv(tmp_path, "wgs_lat,wgs_lng,lat,lon,n\n34.7,113.2,0,0,4\n")
    demand, _ = read_demand(path, DISTRICTS, columns={"lat": "wgs_lat", "lon": "wgs_lng", "weight": "n"})
    assert (demand.lat[0], demand.lon[0], demand.weight[0]) == (34.7, 113.2, 4.0)


def test_files_of_which_nothing_can_be_used(tmp_path):
    with pytest.raises(InputError) as told:
        read_demand(_csv(tmp_path, "lat,lon,weight\n34.7,113.2,x\n"), DISTRICTS)
    assert told.value.faults[0].value == "x"
    with pytest.raises(MissingFileError):
        read_demand(tmp_path / "no.csv", DISTRICTS)
    with pytest.raises(FileFormatError):
        read_demand(_csv(tmp_path, "").rename(tmp_path / "a.gpkg"), DISTRICTS)
    with pytest.raises(FileFormatError):
        read_demand(_written(tmp_path, "gpkg"), DISTRICTS, sheet="no such layer")


@settings(max_examples=200)
@given(text=st.text(max_size=12))
def test_any_text_is_a_weight_or_a_fault(text):
    read = read_weight(text)
    assert isinstance(read, str) or (np.isfinite(read) and read >= 0)
    code = read_code(text)
    assert code == "" or (len(code) == 6 and code.isdigit())


@pytest.mark.parametrize("text", ["1e308", "1.1e14", "9" * 400])
def test_a_weight_that_would_swallow_the_others_is_no_weight(text):
    """The sum of two was infinite, and every share with it."""
    assert read_weight(text) == "weight_not_finite"
    assert read_weight("1e14") == 1e14


def test_a_polygon_that_is_no_place_is_named_and_its_weight_kept(tmp_path):
    """Exchanged coordinates of one row refused the whole file, in a sentence about the middle of a plane."""
    shapes = [shapely.box(113.6, 34.7, 113.61, 34.71), shapely.box(34.7, 113.6, 34.71, 113.61)]
    gpd.GeoDataFrame({"w": [5.0, 7.0]}, geometry=shapes, crs=4326).to_file(tmp_path / "a.gpkg")
    demand, findings = read_demand(tmp_path / "a.gpkg", national().only(["410102"]), weight="w")
    assert (round(demand.weight.sum(), 6), demand.unplaced.sum()) == (5, 7)
    assert [(one.code, one.row) for one in findings if one.severity == "warning"] == [("position_out_of_range", 2)]
