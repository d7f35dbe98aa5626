"""The register of stations: one row a station, as a city's union would keep it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo_recipe.allocation import TOTALS, ZONES
from demo_recipe.chance import pick, stream
from demo_recipe.facilities import equip
from demo_recipe.gcj02 import to_gcj02
from demo_recipe.hours import hours_cells, stops_cell
from demo_recipe.lives import lives
from demo_recipe.naming import BRANDS, Host, address, host_of, station_name
from demo_recipe.particulars import area, capacity, entry, phone, stars, verified
from demo_recipe.places import Place, make_places
from demo_recipe.sources import Census, read_census

__all__ = ["HEADER", "PREFIXES", "make_register"]

PREFIXES = {"郑州市": "豫A-ZZ", "开封市": "豫B-KF"}
KINDS = {"固定": 655, "流动": 4, "24小时小屋": 8}
SOURCE = "演示数据（虚构）"
HEADER = [
    *("编号", "名称", "品牌", "地址", "入口说明", "街道", "区县", "经度", "纬度", "坐标来源"),
    *("类型", "依托单位", "建设单位", "面积", "容纳人数", "开放时间", "停靠时刻", "进入方式", "服务对象"),
    *("设施", "没有的设施", "故障设施", "电话", "星级", "启用日期", "停用日期", "停用原因"),
    *("核实日期", "核实人", "核实方式", "来源"),
]

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Draft:
    code: str
    city: str
    place: Place
    kind: str
    hours: str


def _drafts(census: list[Census]) -> list[_Draft]:
    places = [(city, place) for city in TOTALS for place in make_places(city, census)]
    kinds = np.repeat(list(KINDS), list(KINDS.values()))[stream("kinds").permutation(len(places))].tolist()
    numbers = [number for total in TOTALS.values() for number in range(1, total + 1)]
    drafts = zip(places, kinds, hours_cells(kinds), numbers, strict=True)
    return [_Draft(f"{PREFIXES[c]}-{n:04d}", c, place, kind, hours) for (c, place), kind, hours, n in drafts]


def _identity(random: np.random.RandomState, draft: _Draft, district: str, host: Host, taken: set[str]) -> Row:
    brand = pick(random, list(BRANDS), list(BRANDS.values()))
    name = station_name(random, draft.place, brand, host, taken)
    taken.add(name)
    return {
        "编号": draft.code,
        "名称": name,
        "品牌": brand,
        "地址": address(random, draft.city, district, draft.place, host),
        "入口说明": pick(random, ["", "一楼临街", "院内", "大厅东侧", "北门旁", "二楼"], [45, 22, 12, 9, 8, 4]),
        "街道": pick(random, [draft.place.street.name, ""], [97, 3]),
        "区县": pick(random, [district, draft.city + district], [94, 6]),
        "依托单位": host.type,
        "建设单位": pick(random, ["市总工会", "区县总工会", "街道工会联合会", "街道办事处", "企业自建", ""]),
    }


def _position(random: np.random.RandomState, place: Place) -> Row:
    lat, lon = to_gcj02(place.lat, place.lon)
    how = pick(random, ["地图拾取", "现场定位", "地址解析", ""], [50, 30, 15, 5])
    return {"经度": f"{lon:.6f}", "纬度": f"{lat:.6f}", "坐标来源": how}


def _service(random: np.random.RandomState, draft: _Draft) -> Row:
    mobile = draft.kind == "流动"
    facilities = equip(random, mobile=mobile)
    metres = area(random, draft.kind)
    return {
        "类型": draft.kind,
        "面积": metres,
        "容纳人数": capacity(random, metres),
        "开放时间": draft.hours,
        "停靠时刻": stops_cell(random, draft.place.street.communities) if mobile else "",
        "进入方式": entry(random, draft.kind),
        "设施": facilities.there,
        "没有的设施": facilities.absent,
        "故障设施": facilities.broken,
    }


def _upkeep(random: np.random.RandomState) -> Row:
    who = ["户外劳动者", "环卫工人、快递员、外卖骑手等户外劳动者", "工会会员", "全体市民", ""]
    return {
        "服务对象": pick(random, who, [50, 25, 3, 10, 12]),
        "电话": phone(random),
        "星级": stars(random),
        "来源": SOURCE,
        **verified(random),
    }


def _districts(census: list[Census]) -> dict[str, str]:
    return {row.adcode: ZONES.get(row.adcode, row.name) for row in census}


def make_register() -> list[Row]:
    """Make the 667 rows, in the order of their codes.

    Returns
    -------
    list of dict of str to str
        One dict a station, with the keys of `HEADER`.
    """
    census = read_census()
    drafts = _drafts(census)
    taken: dict[str, set[str]] = {city: set() for city in TOTALS}
    districts, random = _districts(census), stream("register")
    rows = []
    for draft, life in zip(drafts, lives([draft.code for draft in drafts]), strict=True):
        host = host_of(random, draft.kind)
        row = _identity(random, draft, districts[draft.place.adcode], host, taken[draft.city])
        row |= _position(random, draft.place) | _service(random, draft) | _upkeep(random) | life
        rows.append({name: row[name] for name in HEADER})
    return rows
