"""Layers of the GeoPackage that come from the register and the coverage table."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from stationmap.reach.columns import REACH_COLUMNS
from stationmap.report.report import Layer
from stationmap.report.section import Section
from stationmap.station import KINDS, SINCE_UNKNOWN
from stationmap.study import Study, main_measure

__all__ = ["district_layer", "method_layer", "station_layer", "titled"]

_REACHED: dict[str, tuple[str, str]] = {
    **{name: REACH_COLUMNS[name] for name in ("weight", "covered", "share", "share_low", "share_high")},
    **{name: REACH_COLUMNS[name] for name in ("share_twice", "median_m", "p90_m", "area_share")},
    "gap": ("未覆盖需求", "demand that no station reaches"),
}


def station_layer(study: Study) -> Layer:
    """Make the layer of stations: what the public may know of each, and where it was counted.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> len(station_layer(study).frame)
    667
    """
    table, placed = study.catalogue.table, study.placed
    names = study.catalogue.districts.frame.set_index("adcode")["name"]
    columns = {
        "编号": table["id"],
        "名称": table["name"],
        "类型": table["kind"].map({code: zh for code, (zh, _) in KINDS.items()}).fillna(table["kind"]),
        "地址": table["address"],
        "登记区县": table["district_named"],
        "坐标所在区县代码": placed["place"].to_numpy(),
        "坐标所在区县": placed["place"].map(names).fillna("不在任何区县").to_numpy(),
        "距边界米": placed["border_m"].round(1).to_numpy(),
        "归属不确定": placed["stations_near_border"].to_numpy(),
        "在用": placed["stations_in_operation"].to_numpy(),
        "开放时间": table["hours"],
        "启用日期": table["opened_on"],
        "停用日期": table["closed_on"].replace(SINCE_UNKNOWN, "不详"),
        "坐标来源": table["position_source"],
    }
    points = gpd.points_from_xy(table["lon"], table["lat"])
    frame = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=points, crs="EPSG:4326")
    return Layer("站点", "站点 stations", frame)


def district_layer(study: Study, section: Section) -> Layer:
    """Make the layer of districts with all their figures; one without a polygon has a null geometry and is not lost.

    Parameters
    ----------
    study : Study
    section : Section
        That of the districts.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> from stationmap.report.by_district import district_section
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> int(district_layer(study, district_section(study)).frame.geometry.isna().sum())
    3
    """
    rows = section.frame[section.frame["level"] == "district"].reset_index(drop=True)
    shapes = study.catalogue.districts.frame.set_index("adcode")["geometry"].reindex(rows["adcode"])
    frame = titled(rows, {name: titles for name, titles in section.columns.items() if name != "level"})
    frame = pd.concat([frame, _reached(study, rows["adcode"])], axis=1)
    return Layer("分区", "分区 districts", gpd.GeoDataFrame(frame, geometry=shapes.to_numpy(), crs="EPSG:4326"))


def _reached(study: Study, adcodes: pd.Series[str]) -> pd.DataFrame:
    """Give districts the figures of the measure that gaps go by, so that a GIS can colour by them."""
    if study.survey is None:
        return pd.DataFrame()
    at = main_measure(study.survey)
    rows = study.survey.reaches[at].rows
    own = rows[rows["level"].isin(["district", "zone"])].set_index("adcode").reindex(adcodes)
    own = own.assign(gap=own["placed"] - own["covered"]).reset_index(drop=True)
    return titled(own, _REACHED).assign(口径=study.survey.measures[at].zh)


def method_layer(section: Section) -> Layer:
    """Make the table of the method.

    Parameters
    ----------
    section : Section
        That of the method.

    Examples
    --------
    >>> from stationmap.report.method import method_section
    >>> method_layer(method_section((), (), {"numpy": "2.0"}, ())).frame.columns.tolist()
    ['部分', '说明']
    """
    return Layer("方法", "方法与来源 method and sources", titled(section.frame, section.columns))


def titled(frame: pd.DataFrame, columns: dict[str, tuple[str, str]] | Iterable[str]) -> pd.DataFrame:
    """Give columns the Chinese names by which a GIS shows them.

    Parameters
    ----------
    frame : pandas.DataFrame
    columns : mapping of str to (str, str)
        Which, and their titles; a title that two columns have gets the name of the second beside it.

    Examples
    --------
    >>> titled(pd.DataFrame({"a": [1]}), {"a": ("甲", "A")}).columns.tolist()
    ['甲']
    """
    titles = dict(columns) if isinstance(columns, dict) else {name: (name, name) for name in columns}
    taken: dict[str, str] = {}
    for name, (zh, _) in titles.items():
        taken[name] = zh if zh not in taken.values() else f"{zh} {name}"
    return frame[list(titles)].rename(columns=taken)
