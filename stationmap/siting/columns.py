"""Columns of the tables of sites, of districts and of closings, and what people call them."""

from __future__ import annotations

__all__ = ["CLOSED_COLUMNS", "DECIMALS", "DISTRICT_COLUMNS", "MODEL_TITLES", "SITE_COLUMNS"]

# name: Chinese title, English title with unit
SITE_COLUMNS: dict[str, tuple[str, str]] = {
    "order": ("次序", "order"),
    "id": ("候选点", "candidate"),
    "lat": ("纬度 WGS-84", "latitude, degrees"),
    "lon": ("经度 WGS-84", "longitude, degrees"),
    "adcode": ("区划代码", "adcode"),
    "name": ("区县", "district"),
    "cost": ("成本", "cost"),
    "gain": ("目标改善", "what it adds to the objective"),
    "covered_more": ("新增覆盖", "weight newly in reach"),
    "covered": ("累计覆盖", "weight in reach so far"),
    "covered_share": ("累计覆盖率", "share in reach so far"),
    "covered_twice": ("累计交叉覆盖", "weight in reach of two or more so far"),
    "nearest_station_m": ("距最近现有站点 m", "to the nearest existing station, m"),
}
DISTRICT_COLUMNS: dict[str, tuple[str, str]] = {
    "adcode": ("区划代码", "adcode"),
    "name": ("区县", "district"),
    "new_sites": ("新增站点", "new sites"),
    "weight": ("需求", "weight"),
    "covered_before": ("原覆盖", "in reach before"),
    "covered_after": ("新覆盖", "in reach after"),
    "share_before": ("原覆盖率", "share before"),
    "share_after": ("新覆盖率", "share after"),
    "twice_before": ("原交叉覆盖", "in reach of two or more before"),
    "twice_after": ("新交叉覆盖", "in reach of two or more after"),
}
CLOSED_COLUMNS: dict[str, tuple[str, str]] = {
    "order": ("次序", "order"),
    "id": ("站点", "station"),
    "name": ("名称", "name"),
    "lat": ("纬度 WGS-84", "latitude, degrees"),
    "lon": ("经度 WGS-84", "longitude, degrees"),
    "adcode": ("区划代码", "adcode"),
    "loses": ("关闭损失", "what its closing loses of the objective"),
    "lost_in_all": ("累计损失", "lost so far"),
    "covered": ("关闭后覆盖", "weight in reach so far"),
    "covered_share": ("关闭后覆盖率", "share in reach so far"),
    "covered_twice": ("关闭后交叉覆盖", "weight in reach of two or more so far"),
}
DECIMALS: dict[str, int] = {
    "lat": 6,
    "lon": 6,
    "gain": 1,
    "covered_more": 1,
    "covered": 1,
    "covered_share": 4,
    "covered_twice": 1,
    "nearest_station_m": 0,
    "weight": 1,
    "covered_before": 1,
    "covered_after": 1,
    "share_before": 4,
    "share_after": 4,
    "twice_before": 1,
    "twice_after": 1,
    "loses": 1,
    "lost_in_all": 1,
}
# name: Chinese, English, unit of the objective where the weight is called w
MODEL_TITLES: dict[str, tuple[str, str, str]] = {
    "mclp": ("最大覆盖", "most in reach (MCLP, Church & ReVelle 1974)", "w"),
    "backup": ("最大覆盖与交叉覆盖", "most in reach, once and twice (after BACOP2, Hogan & ReVelle 1986)", "w"),
    "lscp": ("最少站点", "fewest sites (LSCP, Toregas et al. 1971)", "站点 sites"),
    "p-median": ("总距离最短", "least w × metres (p-median, Hakimi 1964)", "w·m"),
    "p-center": ("最远距离最短", "least distance of the farthest (p-center)", "m"),
}
