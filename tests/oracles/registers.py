"""Small registers for tests: districts of squares, and files written by hand."""

from __future__ import annotations

import geopandas as gpd
import shapely

from stationmap.datum import Datum
from stationmap.districts import Districts
from stationmap.files import RawTable
from stationmap.register.checking import ImportOptions, check_register

# Two squares side by side, and a zone without a polygon, as 高新区 is.
DISTRICTS = Districts(
    gpd.GeoDataFrame(
        {
            "adcode": ["410102", "410103", "410172"],
            "name": ["中原区", "二七区", "郑州高新技术产业开发区"],
            "city": ["郑州市"] * 3,
        },
        geometry=[shapely.box(113.5, 34.7, 113.6, 34.8), shapely.box(113.6, 34.7, 113.7, 34.8), None],
        crs="EPSG:4326",
    )
)
AREA = (113.0, 34.0, 115.0, 35.0)


def raw(header, *rows, irregular=()):
    """A table as a reader returns it, its rows numbered from 2."""
    return RawTable.of(header, [list(row) for row in rows], range(2, len(rows) + 2), irregular)


def options(datum=Datum.WGS84, **others):
    """Options with the squares above."""
    return ImportOptions(**{"datum": datum, "districts": DISTRICTS, "area": AREA} | others)


def check(header, *rows, irregular=(), **others):
    """Check rows under a header given as one text of words."""
    return check_register(raw(header.split(), *rows, irregular=irregular), options(**others))


def told(checked):
    """What was found, as (row, code, field, value)."""
    return [(item.row, item.code, item.field, item.value) for item in checked.findings]
