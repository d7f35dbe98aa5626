"""What goes into a store beside stations."""

from __future__ import annotations

import geopandas as gpd
import shapely

from stationmap.store import ImportRecord

RECORD = ImportRecord("站点.csv", "0" * 64, "gcj02", rows_read=3, rows_kept=2, rows_left_out=1)


def districts_of(*rows):
    """Districts by hand: (adcode, name, city, residents or None, shape or None)."""
    columns = list(zip(*rows, strict=True)) or [()] * 5
    frame = gpd.GeoDataFrame(
        dict(zip(("adcode", "name", "city", "residents"), columns, strict=False)),
        geometry=gpd.GeoSeries(list(columns[4]), crs="EPSG:4326"),
    )
    return frame.astype({"adcode": "str", "name": "str", "city": "str", "residents": "Int64"})


NO_DISTRICTS = districts_of()
THREE_DISTRICTS = districts_of(
    ("410172", "高新区", "郑州市", 546_226, None),
    ("410102", "中原区", "郑州市", None, shapely.box(113.5, 34.7, 113.63, 34.9)),
    ("410105", "金水区", "郑州市", 1_628_000, shapely.box(113.63, 34.7, 113.8, 34.9)),
)
