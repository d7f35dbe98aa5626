"""Layers of what is within the radius of a station, and of what is not."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.pairs import STRAIGHT
from stationmap.reach import Measure, covered_shape, gap_shape
from stationmap.report.report import Layer
from stationmap.study import Study

__all__ = ["covered_layer", "gaps_layer"]


def covered_layer(study: Study) -> Layer | None:
    """Make the layer of what is covered, once and twice; None where nothing was measured in straight lines.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> covered_layer.__name__
    'covered_layer'
    """
    found = _straight(study)
    if found is None:
        return None
    once, twice = (_shapes(study, found, covered_shape, times) for times in (1, 2))
    frame = pd.concat(
        [once.assign(覆盖次数="一个及以上站点"), twice.assign(覆盖次数="两个及以上站点")], ignore_index=True
    )
    return Layer("覆盖范围", f"覆盖范围 covered: {found.title}", gpd.GeoDataFrame(frame, crs="EPSG:4326"))


def gaps_layer(study: Study) -> Layer | None:
    """Make the layer of what no station covers; None where nothing was measured in straight lines.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> gaps_layer.__name__
    'gaps_layer'
    """
    found = _straight(study)
    if found is None:
        return None
    return Layer("缺口", f"未覆盖范围 not covered: {found.title}", _shapes(study, found, gap_shape, 1))


def _straight(study: Study) -> Measure | None:
    """Choose the first measure that discs can show: a walk is no disc."""
    measures = () if study.survey is None else study.survey.measures
    return next((one for one in measures if one.how == STRAIGHT), None)


def _shapes(
    study: Study, measure: Measure, draw: Callable[..., shapely.Geometry | None], times: int
) -> gpd.GeoDataFrame:
    districts = study.catalogue.districts.frame
    there = districts[districts.geometry.notna()]
    working = study.catalogue.table[study.catalogue.in_operation(study.coverage.on)]
    lat, lon = working["lat"].to_numpy(), working["lon"].to_numpy()
    drawn = np.array([draw(lat, lon, shape, measure.radius_m, times) for shape in there.geometry], dtype=object)
    columns = {"代码": there["adcode"].to_numpy(), "区县": there["name"].to_numpy(), "半径米": measure.radius_m}
    blank = shapely.is_empty(drawn)
    drawn[blank] = None
    return gpd.GeoDataFrame(pd.DataFrame(columns | {"口径": measure.zh}), geometry=_areas(drawn), crs="EPSG:4326")


def _areas(shapes: npt.NDArray[np.object_]) -> list[shapely.Geometry | None]:
    """Keep areas alone: a difference may leave lines where it touches."""
    kept: list[shapely.Geometry | None] = []
    for shape in shapes:
        parts = [] if shape is None else [one for one in shapely.get_parts(shape) if isinstance(one, shapely.Polygon)]
        kept.append(shapely.MultiPolygon(parts) if parts else None)
    return kept
