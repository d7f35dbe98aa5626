"""Polygons are read from what can hold them, mended, and never invented."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files import read_areas

BOW = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])


def test_a_bow_tie_is_mended_and_a_line_is_no_area(tmp_path):
    shapes = [BOW, shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1)]
    gpd.GeoDataFrame({"n": [1, 2, 3]}, geometry=shapes, crs=4490).to_file(tmp_path / "a.gpkg")
    table, areas = read_areas(tmp_path / "a.gpkg")
    assert (table.frame["n"].tolist(), table.crs) == (["1", "2", "3"], "EPSG:4490")
    assert [None if shape is None else shape.area for shape in areas] == [2.0, None, 1.0]
    assert areas[0].is_valid


def test_points_and_plain_tables_are_no_areas(tmp_path):
    gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 2)], crs=4326).to_file(tmp_path / "a.geojson")
    pd.DataFrame({"n": [1]}).to_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("n\n1\n", encoding="utf-8")
    for name in ("a.geojson", "a.parquet", "a.csv"):
        assert read_areas(tmp_path / name) is None


def test_the_layer_with_areas_is_taken_and_others_are_named(tmp_path):
    path = tmp_path / "a.gpkg"
    lines = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.LineString([(0, 0), (1, 1)])], crs=4326)
    lines.to_file(path, layer="lines")
    gpd.GeoDataFrame({"n": [2]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326).to_file(path, layer="areas")
    table, _ = read_areas(path)
    assert (table.frame["n"].tolist(), [odd.value for odd in table.irregular]) == (["2"], ["lines"])
    assert read_areas(path, "lines") is None
    with pytest.raises(FileFormatError):
        read_areas(path, "none")
    with pytest.raises(MissingFileError):
        read_areas(tmp_path / "b.gpkg")


def test_damaged_files_are_told(tmp_path):
    for name in ("a.gpkg", "a.geojson", "a.parquet"):
        (tmp_path / name).write_bytes(b"nonsense")
        with pytest.raises(FileFormatError):
            read_areas(tmp_path / name)
