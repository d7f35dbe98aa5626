"""Columns of the tables of visits, and what people call them."""

from __future__ import annotations

__all__ = ["DECIMALS", "LEVELS", "USAGE_COLUMNS"]

# name: Chinese title, English title with unit
USAGE_COLUMNS: dict[str, tuple[str, str]] = {
    "level": ("行类", "kind of row"),
    "id": ("编号或代码", "station id or adcode"),
    "name": ("名称", "name"),
    "adcode": ("所在区县代码", "adcode of its district"),
    "city": ("城市", "city"),
    "stations": ("站点数", "stations"),
    "stations_reporting": ("有全天计数的站点", "stations with days counted whole"),
    "visits": ("人次", "visits"),
    "expected_days": ("应报站日", "station-days expected"),
    "reported_days": ("上报站日", "station-days reported"),
    "part_days": ("部分时段站日", "station-days reported in part"),
    "missing_days": ("缺报站日", "station-days missing"),
    "closed_days": ("未开放站日", "station-days not open"),
    "completeness": ("上报率", "share of station-days reported"),
    "visits_per_station_day": ("每站日人次", "visits per station-day"),
    "rate_low": ("每站日人次95%区间下限", "visits per station-day, lower end of the 95 % interval"),
    "rate_high": ("每站日人次95%区间上限", "visits per station-day, upper end of the 95 % interval"),
    "rank": ("名次", "rank by visits per station-day"),
    "rate_note": ("上报率提示", "completeness flag"),
    "residents": ("常住人口", "residents"),
    "visits_per_10k_residents": ("时段内每万人人次", "visits per 10,000 residents in the period"),
    "limit_low_95": ("漏斗图95%下限", "lower funnel limit of 95 %, visits per station-day"),
    "limit_high_95": ("漏斗图95%上限", "upper funnel limit of 95 %, visits per station-day"),
    "limit_low_998": ("漏斗图99.8%下限", "lower funnel limit of 99.8 %, visits per station-day"),
    "limit_high_998": ("漏斗图99.8%上限", "upper funnel limit of 99.8 %, visits per station-day"),
    "verdict": ("与全体相比（站点：与同城）", "beside the rate of all, a station: of its city"),
    "note": ("备注", "note"),
}
DECIMALS: dict[str, int] = {
    "completeness": 4,
    "visits_per_station_day": 3,
    "rate_low": 3,
    "rate_high": 3,
    "visits_per_10k_residents": 2,
    "limit_low_95": 3,
    "limit_high_95": 3,
    "limit_low_998": 3,
    "limit_high_998": 3,
}
LEVELS: dict[str, str] = {
    "station": "站点 station",
    "district": "区县 district",
    "outside": "不在任何区县 outside every district",
    "unknown": "登记册没有的编号 ids that the register lacks",
    "city": "城市小计 city",
    "total": "合计 total",
}
