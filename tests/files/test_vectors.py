import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import FileFormatError
from stationmap.files import read_table

POINTS = [shapely.Point(113.6254, 34.7466), shapely.Point(113.3, 34.8)]
FORMATS = ["a.geojson", "a.gpkg", "a.parquet"]


def frame(geometry=POINTS, crs=4326, **columns):
    return gpd.GeoDataFrame(columns or {"名称": ["甲", "乙"], "area": [12.0, 0.5]}, geometry=geometry, crs=crs)


def write(data, path):
    if path.suffix == ".parquet":
        data.to_parquet(path)
    else:
        data.to_file(path)
    return path


def geojson(path, *features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.mark.parametrize("name", FORMATS)
def test_points_become_two_columns(tmp_path, name):
    table = read_table(write(frame(), tmp_path / name))
    assert table.frame["名称"].tolist() == ["甲", "乙"]
    assert table.frame["area"].tolist() == ["12", "0.5"]
    assert table.frame["__lat__"].tolist() == ["34.7466", "34.8"]
    assert table.frame["__lon__"].tolist() == ["113.6254", "113.3"]
    assert table.rows.tolist() == [1, 2]
    assert table.crs in {"EPSG:4326", "OGC:CRS84"}
    assert table.irregular == ()


@pytest.mark.parametrize("name", ["a.gpkg", "a.parquet"])
def test_other_systems_are_reprojected_and_said_so(tmp_path, name):
    table = read_table(write(frame().to_crs(4547), tmp_path / name))
    assert [float(text) for text in table.frame["__lon__"]] == pytest.approx([113.6254, 113.3], abs=1e-9)
    assert [(item.row, item.kind, item.value) for item in table.irregular] == [(0, "reprojected", "EPSG:4547")]
    assert table.crs == "EPSG:4326"


@pytest.mark.parametrize("name", ["a.gpkg", "a.parquet"])
def test_cgcs2000_stays_as_it_is(tmp_path, name):
    table = read_table(write(frame(crs=4490), tmp_path / name))
    assert table.crs == "EPSG:4490"
    assert table.frame["__lat__"].tolist() == ["34.7466", "34.8"]


def test_a_file_without_a_system_is_read_as_degrees(tmp_path):
    table = read_table(write(frame(crs=None), tmp_path / "a.parquet"))
    assert [item.kind for item in table.irregular] == ["no_crs"]
    assert table.frame["__lat__"].tolist() == ["34.7466", "34.8"]


@pytest.mark.parametrize("name", FORMATS)
def test_only_a_single_point_is_a_position(tmp_path, name):
    shapes = [
        POINTS[0],
        shapely.MultiPoint([POINTS[1]]),
        shapely.MultiPoint(POINTS),
        shapely.box(113, 34, 114, 35),
        shapely.Point(),
        None,
    ]
    if name == "a.gpkg":  # its layers hold one kind of geometry
        shapes = [POINTS[0], None, None, None, None, None]
    table = read_table(write(frame(geometry=shapes, n=range(6)), tmp_path / name))
    given = [text != "" for text in table.frame["__lat__"]]
    assert given == [True, name != "a.gpkg", False, False, False, False]


def test_properties_stay_as_written(tmp_path):
    nested = {"设施": ["热水", {"n": 1}], "day": "2024/05/01", "x": None, "yes": True, "code": "007"}
    path = geojson(tmp_path / "a.geojson", feature({"type": "Point", "coordinates": [113.6, 34.7, 99.0]}, **nested))
    row = read_table(path).frame.iloc[0]
    assert json.loads(row["设施"]) == ["热水", {"n": 1}]
    assert (row["day"], row["x"], row["yes"], row["code"]) == ("2024/05/01", "", "true", "007")


@settings(max_examples=30)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=10), min_size=1, max_size=4)
)
def test_any_text_comes_back_from_geojson(tmp_path_factory, names):
    point = {"type": "Point", "coordinates": [113.6, 34.7]}
    path = geojson(tmp_path_factory.mktemp("g") / "a.geojson", *(feature(point, t=f"x{name}") for name in names))
    assert read_table(path).frame["t"].tolist() == [f"x{name}" for name in names]


def test_the_first_layer_of_points_is_taken(tmp_path):
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"n": ["1"]}, geometry=[shapely.box(113, 34, 114, 35)], crs=4326).to_file(path, layer="districts")
    frame().to_file(path, layer="stations")
    table = read_table(path)
    assert table.frame["名称"].tolist() == ["甲", "乙"]
    assert [(item.kind, item.value) for item in table.irregular] == [("other_layers", "districts")]
    assert read_table(path, sheet="districts").frame["n"].tolist() == ["1"]
    with pytest.raises(FileFormatError, match="stations, districts"):
        read_table(path, sheet="nowhere")


def test_plain_parquet_is_a_table_without_positions(tmp_path):
    days = pd.to_datetime(["2024-05-01", None])
    data = pd.DataFrame({"id": ["a", None], "n": pd.array([1, None], dtype="Int64"), "d": days, "l": [["x"], None]})
    data.to_parquet(tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet")
    assert table.frame.to_numpy().tolist() == [["a", "1", "2024-05-01", '["x"]'], ["", "", "", ""]]
    assert table.crs is None


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.gpkg", "a.parquet"])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"{}", b"[1]", b"<OGRVRTDataSource/>", b"SQLite format 3\0 cut", b"PAR1 cut PAR1"]
)
def test_damaged_files_name_themselves(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileFormatError, match=name):
        read_table(tmp_path / name)


def test_a_table_without_features_is_empty_not_an_error(tmp_path):
    table = read_table(write(frame(geometry=[], 名称=[]), tmp_path / "a.gpkg"))
    assert len(table.frame) == 0
    assert {"__lat__", "__lon__", "名称"} <= set(table.frame.columns)
