"""Two districts with five stations and three weeks of visits, made up, for the examples of this room."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

from stationmap.districts import Districts
from stationmap.visits import VisitCounts

__all__ = ["example_districts", "example_stations", "example_visits"]

_WEEK = [9, 12, 10, 11, 14, 6, 5]
_TIMES = {"a": 1, "b": 2, "c": 3, "d": 0, "e": 1}


@cache
def example_districts() -> Districts:
    """Return two districts of one city, side by side (WGS 84).

    Examples
    --------
    >>> example_districts().frame["name"].tolist()
    ['中原区', '二七区']
    """
    columns = {
        "adcode": ["410102", "410103"],
        "name": ["中原区", "二七区"],
        "city": "郑州市",
        "residents": [20_000, 30_000],
    }
    squares = [shapely.box(113, 34, 114, 35), shapely.box(114, 34, 115, 35)]
    return Districts(gpd.GeoDataFrame(columns, geometry=squares, crs="EPSG:4326"))


@cache
def example_stations() -> pd.DataFrame:
    """Return three stations in the first district and two in the second.

    Examples
    --------
    >>> example_stations()["id"].tolist()
    ['a', 'b', 'c', 'd', 'e']
    """
    texts = {"district_named": "", "opened_on": "", "closed_on": ""}
    return pd.DataFrame(
        [{"id": key, "name": f"站{key}", "lat": 34.5, "lon": 113.5 if key < "d" else 114.5} | texts for key in _TIMES]
    )


@cache
def example_visits() -> VisitCounts:
    """Return three weeks of visits: station d has seven in all, station e a part day and a day without a number.

    Examples
    --------
    >>> int(example_visits().frame["visits"].sum())
    1408
    """
    days = pd.date_range("2025-03-03", periods=21)
    rows = [
        {
            "station_id": key,
            "date": day,
            "visits": times * _WEEK[number % 7] + (key == "d" and number < 7),
            "state": "counted",
        }
        for key, times in _TIMES.items()
        for number, day in enumerate(days)
    ]
    rows[-3] |= {"state": "part_day"}
    return VisitCounts(pd.DataFrame(rows[:-2] + rows[-1:]), method="虚构 made up")
