"""Columns of the tables of reach, and what people call them."""

from __future__ import annotations

__all__ = [
    "AMENITY_COLUMNS",
    "AT_HOUR_COLUMNS",
    "DECIMALS",
    "HOUR_COLUMNS",
    "LEVELS",
    "PAIR_COLUMNS",
    "REACH_COLUMNS",
    "STATION_COLUMNS",
]

# name: Chinese title, English title with unit
REACH_COLUMNS: dict[str, tuple[str, str]] = {
    "level": ("行类", "kind of row"),
    "adcode": ("代码", "adcode"),
    "name": ("区县", "district"),
    "city": ("城市", "city"),
    "weight": ("需求合计", "demand in all"),
    "placed": ("已定位需求", "demand with a place"),
    "unplaced": ("无法定位需求", "demand without a place"),
    "places": ("需求点数", "places of demand"),
    "covered": ("覆盖需求", "demand covered"),
    "share": ("覆盖率", "share covered, of demand with a place"),
    "share_low": ("覆盖率下限", "share covered, of all, if none without a place is"),
    "share_high": ("覆盖率上限", "share covered, of all, if all without a place are"),
    "covered_twice": ("交叉覆盖需求", "demand that two stations or more cover"),
    "share_twice": ("交叉覆盖率", "share covered twice, of demand with a place"),
    "median_m": ("到最近站点距离中位数 m", "median distance to the nearest station, m"),
    "p90_m": ("到最近站点距离九成位数 m", "90th percentile distance to the nearest station, m"),
    "unreachable": ("到不了任何站点的需求", "demand from which no station can be reached"),
    "near_border": ("距边界150米内需求", "demand within 150 m of the border"),
    "uncertain_share": ("归属不确定比例", "share whose district is uncertain"),
    "stations_inside": ("区内站点", "stations inside"),
    "stations_beyond": ("服务本区的区外站点", "stations beyond the border that serve it"),
    "area_km2": ("面积 km²", "area, km²"),
    "area_covered_km2": ("覆盖面积 km²", "area covered, km²"),
    "area_share": ("面积覆盖率", "share of the area covered"),
    "area_twice_km2": ("交叉覆盖面积 km²", "area covered twice, km²"),
    "area_share_twice": ("面积交叉覆盖率", "share of the area covered twice"),
    "note": ("备注", "note"),
}
HOUR_COLUMNS: dict[str, tuple[str, str]] = {
    "day_type": ("日类型", "kind of day"),
    "date": ("所取日期", "date taken"),
    "day_name": ("节日", "holiday"),
    "hour": ("钟点", "hour of the day"),
    "covered": ("覆盖需求", "demand covered by stations known to be open"),
    "share": ("覆盖率", "share covered by stations known to be open"),
    "share_high": ("覆盖率上限", "share covered if stations of unknown hours are open"),
    "covered_twice": ("交叉覆盖需求", "demand covered twice by stations known to be open"),
    "share_twice": ("交叉覆盖率", "share covered twice by stations known to be open"),
    "stations_open": ("开放站点", "stations known to be open"),
    "stations_unknown": ("时间未知站点", "stations of unknown hours"),
    "stations_closed": ("关闭站点", "stations known to be closed"),
    "estimated": ("节假日为推定", "days off are assumed"),
}
AT_HOUR_COLUMNS: dict[str, tuple[str, str]] = {
    "day_type": ("日类型", "kind of day"),
    "date": ("所取日期", "date taken"),
    "hour": ("钟点", "hour of the day"),
    "level": ("行类", "kind of row"),
    "adcode": ("代码", "adcode"),
    "name": ("区县", "district"),
    "placed": ("已定位需求", "demand with a place"),
    "covered": ("覆盖需求", "demand covered by stations known to be open"),
    "share": ("覆盖率", "share covered by stations known to be open"),
    "share_high": ("覆盖率上限", "share covered if stations of unknown hours are open"),
}
AMENITY_COLUMNS: dict[str, tuple[str, str]] = {
    "amenity": ("设施代码", "code"),
    "name": ("设施", "amenity"),
    "stations_with": ("有且可用的站点", "stations known to have it, working"),
    "stations_unknown": ("有无未知的站点", "stations of which it is unknown"),
    "stations_without": ("没有或故障的站点", "stations without it, or out of order"),
    "covered": ("覆盖需求", "demand covered by stations known to have it"),
    "share": ("覆盖率", "share covered by stations known to have it"),
    "share_high": ("覆盖率上限", "share covered if the unknown have it"),
    "covered_twice": ("交叉覆盖需求", "demand covered twice"),
    "share_twice": ("交叉覆盖率", "share covered twice"),
}
STATION_COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("编号", "station"),
    "name": ("名称", "name"),
    "adcode": ("区县代码", "adcode"),
    "border_uncertain": ("距区县边界不足150米", "within 150 m of a district's border: which holds it is uncertain"),
    "lat": ("纬度", "latitude, degrees, WGS 84"),
    "lon": ("经度", "longitude, degrees, WGS 84"),
    "covered": ("覆盖需求", "demand covered"),
    "lost": ("关闭后失去覆盖的需求", "demand lost if it closes"),
    "lost_share": ("占全部需求", "share of all demand with a place"),
    "alone_share": ("其中仅由它覆盖", "share of what it covers that it alone covers"),
    "lost_twice": ("关闭后失去交叉覆盖的需求", "demand that loses its second station"),
    "nearest_id": ("最近的另一站点", "nearest other station"),
    "nearest_m": ("到最近的另一站点 m", "distance to it, straight line, m"),
    "spare": ("关闭几乎不失覆盖", "closing it loses almost nobody"),
}
PAIR_COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("编号", "station"),
    "name": ("名称", "name"),
    "other_id": ("另一站点编号", "other station"),
    "other_name": ("另一站点名称", "its name"),
    "distance_m": ("直线距离 m", "straight line, m"),
    "lost": ("关闭前者失去的需求", "demand lost if the first closes"),
    "other_lost": ("关闭后者失去的需求", "demand lost if the other closes"),
    "both_lost": ("两站都关失去的需求", "demand lost if both close"),
}
_SHARES = ("share", "share_low", "share_high", "share_twice", "uncertain_share", "area_share", "area_share_twice")
_SUMS = ("weight", "placed", "unplaced", "covered", "covered_twice", "unreachable", "near_border", "lost", "lost_twice")
DECIMALS: dict[str, int] = {
    **dict.fromkeys((*_SHARES, "lost_share", "alone_share"), 4),
    **dict.fromkeys((*_SUMS, "other_lost", "both_lost"), 1),
    **dict.fromkeys(("median_m", "p90_m", "nearest_m", "distance_m"), 0),
    **dict.fromkeys(("area_km2", "area_covered_km2", "area_twice_km2"), 2),
    **dict.fromkeys(("lat", "lon"), 6),
}
LEVELS: dict[str, str] = {
    "district": "区县 district",
    "zone": "没有边界的区 zone without a polygon",
    "outside": "不在任何区县 outside every district",
    "unplaced": "没有位置 without a place",
    "city": "城市小计 city",
    "total": "合计 total",
}
