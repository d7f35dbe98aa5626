import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from stationmap.errors import InputError
from stationmap.files import NamedLayer, write_geopackage
from tests.oracles.reports import EVIL

WITH_PLACES = ("站点", "分区", "覆盖范围", "缺口", "建议选址")


def test_the_layers_and_their_kinds(written):
    layers = dict(pyogrio.list_layers(written["gpkg"]).tolist())
    assert layers == {
        "分区": "MultiPolygon",
        "站点": "Point",
        "覆盖范围": "MultiPolygon",
        "缺口": "MultiPolygon",
        "建议选址": "Point",
        "方法": None,
    }


def test_every_layer_with_places_declares_its_system(written):
    assert {pyogrio.read_info(written["gpkg"], layer=name)["crs"] for name in WITH_PLACES} == {"EPSG:4326"}


def test_stations_stand_where_the_register_says(written, report):
    read = gpd.read_file(written["gpkg"], layer="站点", engine="pyogrio").set_index("编号")
    assert len(read) == len(next(one for one in report.layers if one.name == "站点").frame)
    assert (read.geometry["a"].x, read.geometry["a"].y) == (113.1, 34.6)
    assert read.loc["a", "名称"] == EVIL
    assert read.loc["out", "坐标所在区县"] == "不在任何区县"
    assert read.loc["d", "停用日期"] == "不详"
    assert read.loc["d", "归属不确定"] == 1


def test_no_private_column_of_the_register_is_in_the_layer(written):
    read = gpd.read_file(written["gpkg"], layer="站点", engine="pyogrio")
    assert not {"phone", "verified_by", "电话", "核实人"} & set(read.columns)


def test_a_zone_without_a_polygon_keeps_its_figures(written):
    read = gpd.read_file(written["gpkg"], layer="分区", engine="pyogrio").set_index("代码")
    assert read.geometry["410172"] is None
    assert read.loc["410172", "常住人口"] == 546_226
    assert pd.isna(read.loc["410172", "站点数"])
    assert pd.isna(read.loc["410102", "常住人口"])
    assert read.loc["410101", "站点数"] == 2
    assert len(read) == 4


def test_a_district_can_be_coloured_by_the_share_that_the_report_gives_it(written, report):
    read = gpd.read_file(written["gpkg"], layer="分区", engine="pyogrio").set_index("代码")
    reach = next(one for one in report.sections if one.key == "reach").frame
    own = reach[reach["measure"] == read.loc["410101", "口径"]].set_index("adcode")
    assert 0 < own.loc["410101", "share"] < 1
    for code in ("410101", "410103"):
        for title, name in (("覆盖率", "share"), ("交叉覆盖率", "share_twice"), ("覆盖需求", "covered")):
            assert read.loc[code, title] == pytest.approx(own.loc[code, name])
        assert read.loc[code, "未覆盖需求"] == pytest.approx(own.loc[code, "placed"] - own.loc[code, "covered"])
    assert pd.isna(read.loc["410172", "覆盖率"])


def test_the_method_is_a_table_in_it(written, report):
    read = pyogrio.read_dataframe(written["gpkg"], layer="方法")
    assert read["说明"].tolist() == report.sections[-1].frame["text"].tolist()


def test_another_system_is_refused(tmp_path):
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([1], [2]), crs=3857)
    with pytest.raises(InputError, match="EPSG:4326"):
        write_geopackage(tmp_path / "a.gpkg", [NamedLayer("a", "a", frame)])
