"""Names, hosts and addresses as a register has them; no company is named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo_recipe.chance import pick
from demo_recipe.places import Place

__all__ = ["BRANDS", "HOSTS", "Host", "address", "host_of", "station_name"]

BRANDS = {
    "户外劳动者驿站": 22,
    "爱心驿站": 18,
    "工会驿站": 15,
    "户外劳动者服务站点": 12,
    "暖心驿站": 6,
    "户外职工爱心接力站": 6,
    "职工驿站": 5,
    "环卫驿站": 5,
    "小哥驿站": 4,
    "骑手驿站": 3,
    "暖蜂驿站": 2,
    "司机之家": 1,
    "零工驿站": 1,
}


@dataclass(frozen=True, slots=True)
class Host:
    """Who lends the room: type in the register, word in the name, where in the address, how often."""

    type: str
    word: str
    spots: tuple[str, ...]
    weight: float


HOSTS = (
    Host("银行网点", "银行网点", ("营业厅一楼", "营业厅内", "临街营业厅"), 17),
    Host("通信营业厅", "通信营业厅", ("营业厅内", "营业厅一楼"), 9),
    Host("邮政网点", "邮政支局", ("营业厅内", "支局一楼"), 9),
    Host("加油站", "加油站", ("加油站便利店", "加油站内"), 6),
    Host("药店", "药店", ("沿街门店", "门店内"), 8),
    Host("政务服务大厅", "便民服务大厅", ("便民服务大厅", "办事大厅一楼"), 8),
    Host("社区党群服务中心", "党群服务中心", ("党群服务中心一楼", "党群服务中心院内"), 22),
    Host("环卫设施", "环卫作息点", ("环卫作息点", "公厕管理间旁"), 7),
    Host("快递网点", "快递网点", ("快递网点内", "快递分拨点旁"), 4),
    Host("商超便利店", "便利店", ("便利店内", "超市入口旁"), 5),
    Host("公园广场", "公园", ("游园东门", "广场西侧"), 3),
    Host("卫生服务中心", "卫生服务站", ("卫生服务站一楼",), 2),
)
OWN_ROOF = {
    "流动": Host("流动服务车", "流动服务车", ("停靠点",), 1),
    "24小时小屋": Host("独立小屋", "24小时小屋", ("路口绿地旁", "公交站旁", "农贸市场门口"), 1),
}


def host_of(random: np.random.RandomState, kind: str) -> Host:
    """Draw the host of a fixed station; vehicles and cabins are their own."""
    drawn = pick(random, HOSTS, [host.weight for host in HOSTS])
    return OWN_ROOF.get(kind, drawn)


def _short(community: str) -> str:
    return community.removesuffix("社区") if len(community) > 3 else community


def station_name(random: np.random.RandomState, place: Place, brand: str, host: Host, taken: set[str]) -> str:
    """Write a name that no station of the city has yet."""
    forms = [
        f"{place.community}{brand}",
        f"{place.street.name}{brand}({_short(place.community)}{host.word})",
        f"{brand}({place.community}{host.word})",
        f"{_short(place.community)}{host.word}{brand}",
    ]
    first = pick(random, forms, [4, 2, 2, 2])
    later = [*forms, *(f"{place.street.name}{form}" for form in forms), *(f"{first}{n}号点" for n in range(2, 9))]
    return next(name for name in [first, *later] if name not in taken)


def address(random: np.random.RandomState, city: str, district: str, place: Place, host: Host) -> str:
    """Write an address of real street and community names; some leave out the city."""
    start = pick(random, [city + district, district, "河南省" + city + district], [75, 18, 7])
    return f"{start}{place.street.name}{place.community}{pick(random, host.spots)}"
