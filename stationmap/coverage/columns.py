"""Columns of the coverage table, and what people call them."""

from __future__ import annotations

__all__ = ["COVERAGE_COLUMNS", "DECIMALS", "LEVELS"]

# name: Chinese title, English title with unit
COVERAGE_COLUMNS: dict[str, tuple[str, str]] = {
    "level": ("行类", "kind of row"),
    "adcode": ("代码", "adcode"),
    "name": ("区县", "district"),
    "city": ("城市", "city"),
    "stations": ("站点数", "stations"),
    "stations_in_operation": ("在用站点", "stations in operation"),
    "stations_near_border": ("距边界150米内站点", "stations within 150 m of the border"),
    "stations_naming_it": ("登记为本区的站点", "stations that name the district"),
    "visits": ("人次", "visits"),
    "expected_station_days": ("应报站日", "station-days expected"),
    "reported_station_days": ("上报站日", "station-days reported"),
    "part_station_days": ("部分时段站日", "station-days reported in part"),
    "missing_station_days": ("缺报站日", "station-days missing"),
    "closed_station_days": ("未开放站日", "station-days not open"),
    "unexpected_station_days": ("停用期间上报站日", "station-days reported while not in operation"),
    "completeness": ("上报率", "share of station-days reported"),
    "visits_per_station_day": ("每站日人次", "visits per station-day"),
    "rate_note": ("上报率提示", "completeness flag"),
    "residents": ("常住人口", "residents"),
    "stations_per_10k_residents": ("每万人站点", "stations per 10,000 residents"),
    "area_km2": ("面积 km²", "area, km²"),
    "stations_per_100km2": ("每百 km² 站点", "stations per 100 km²"),
    "note": ("备注", "note"),
}
DECIMALS: dict[str, int] = {
    "completeness": 4,
    "visits_per_station_day": 3,
    "stations_per_10k_residents": 4,
    "area_km2": 2,
    "stations_per_100km2": 3,
}
LEVELS: dict[str, str] = {
    "district": "区县 district",
    "outside": "不在任何区县 outside every district",
    "unknown": "登记册没有的编号 ids that the register lacks",
    "city": "城市小计 city",
    "total": "合计 total",
}
