"""Columns of the access table, and what people call them."""

from __future__ import annotations

__all__ = ["ACCESS_COLUMNS", "DECIMALS", "LEVELS", "PER"]

PER = 10_000
"""Units of demand that access is given for."""

# name: Chinese title, English title with unit
ACCESS_COLUMNS: dict[str, tuple[str, str]] = {
    "level": ("行类", "kind of row"),
    "adcode": ("代码", "adcode"),
    "name": ("区县", "district"),
    "city": ("城市", "city"),
    "places": ("需求点数", "places of demand"),
    "demand": ("有落点的需求量", "demand with a place"),
    "demand_unplaced": ("无法落点的需求量", "demand without a place"),
    "access_per_10k": ("每万需求可达供给", "access: supply per 10,000 of demand"),
    "access_relative": ("相对全域平均", "access over that of all"),
    "demand_unserved": ("可达性为零的需求量", "demand with access 0"),
    "share_unserved": ("可达性为零的比例", "share of demand with access 0"),
    "gini": ("区内基尼系数", "Gini within"),
    "note": ("备注", "note"),
}
DECIMALS: dict[str, int] = {
    "demand": 1,
    "demand_unplaced": 1,
    "access_per_10k": 3,
    "access_relative": 3,
    "demand_unserved": 1,
    "share_unserved": 4,
    "gini": 4,
}
LEVELS: dict[str, str] = {
    "district": "区县 district",
    "outside": "不在任何区县 outside every district",
    "city": "城市小计 city",
    "total": "合计 total",
}
