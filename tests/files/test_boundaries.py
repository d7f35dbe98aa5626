import geopandas as gpd
import pandas as pd
import pytest
import shapely

from stationmap.errors import ColumnError, FileFormatError, MissingFileError
from stationmap.files import read_districts_file

SQUARES = [shapely.box(113, 34, 114, 35), shapely.box(114, 34, 115, 35)]


def frame(geometry=SQUARES, crs=4326, **columns):
    columns = columns or {"gb": ["156410106", "156410102"], "区县": ["上街区", "中原区"], "常住人口": ["197,399", None]}
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=crs)


def write(data, path):
    if path.suffix == ".parquet":
        data.to_parquet(path)
    else:
        data.to_file(path, encoding="utf-8") if path.suffix == ".shp" else data.to_file(path)
    return path


@pytest.mark.parametrize("name", ["d.geojson", "d.gpkg", "d.parquet"])
def test_headers_in_chinese(tmp_path, name):
    table = read_districts_file(write(frame(), tmp_path / name))
    assert list(table.columns) == ["adcode", "name", "city", "residents", "geometry"]
    assert table[["adcode", "name", "city"]].to_numpy().tolist() == [["410102", "中原区", ""], ["410106", "上街区", ""]]
    assert table["residents"].isna().tolist() == [True, False]
    assert table["residents"][1] == 197_399
    assert str(table["residents"].dtype) == "Int64"
    assert table.crs.to_epsg() == 4326


def test_a_shapefile_with_english_headers(tmp_path):
    data = frame(ADCODE=[410106, 410102], Name=["a", "b"], city=["c", "c"], population=[5, 7])
    table = read_districts_file(write(data, tmp_path / "d.shp"))
    assert table[["adcode", "name", "city", "residents"]].to_numpy().tolist() == [
        ["410102", "b", "c", 7],
        ["410106", "a", "c", 5],
    ]


def test_other_systems_are_reprojected(tmp_path):
    table = read_districts_file(write(frame().to_crs(4547), tmp_path / "d.gpkg"))
    assert table.geometry.iloc[0].bounds == pytest.approx(SQUARES[1].bounds, abs=0.01)


def test_parts_of_one_district_are_joined(tmp_path):
    data = frame(code=["410102", "410102"], name=["中原区", "中原区"], pop=[7, 9])
    table = read_districts_file(write(data, tmp_path / "d.geojson"))
    assert len(table) == 1
    assert table["residents"].tolist() == [9]
    assert table.geometry.iloc[0].area == pytest.approx(2)


def test_invalid_polygons_are_made_valid_and_missing_ones_stay_none(tmp_path):
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    table = read_districts_file(
        write(frame(geometry=[bow, None], code=["1", "2"], name=["a", "b"]), tmp_path / "d.gpkg")
    )
    assert table.geometry.iloc[0].is_valid
    assert table.geometry.iloc[1] is None


def test_without_codes_the_headers_are_listed(tmp_path):
    with pytest.raises(ColumnError, match=r"no column of district codes.*名称"):
        read_districts_file(write(frame(名称=["a", "b"]), tmp_path / "d.geojson"))
    with pytest.raises(ColumnError, match="1 districts have no code"):
        read_districts_file(write(frame(code=["1", None]), tmp_path / "d.geojson"))


@pytest.mark.parametrize("number", ["many", "-5", "1.5"])
def test_residents_are_whole_numbers(tmp_path, number):
    with pytest.raises(ColumnError, match="whole numbers"):
        read_districts_file(write(frame(code=["1", "2"], 人口=[number, "3"]), tmp_path / "d.geojson"))


def test_files_without_polygons_are_refused(tmp_path):
    points = frame(geometry=[shapely.Point(1, 1), shapely.Point(2, 2)], code=["1", "2"])
    with pytest.raises(FileFormatError, match="holds no polygon"):
        read_districts_file(write(points, tmp_path / "d.geojson"))
    pd.DataFrame({"code": ["1"]}).to_parquet(tmp_path / "d.parquet")
    with pytest.raises(FileFormatError, match=r"d\.parquet: cannot be read"):
        read_districts_file(tmp_path / "d.parquet")
    (tmp_path / "d.csv").write_text("code\n1\n")
    with pytest.raises(FileFormatError, match="districts are read from"):
        read_districts_file(tmp_path / "d.csv")
    with pytest.raises(MissingFileError):
        read_districts_file(tmp_path / "no.geojson")
