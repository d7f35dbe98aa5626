"""What a station offers, in the words that registers use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo_recipe.chance import pick

__all__ = ["RATES", "Facilities", "equip"]

# Share of stations that have it, and the words for it. 空调 stands for cooling and heating.
RATES: dict[str, tuple[float, tuple[str, ...]]] = {
    "seating": (0.94, ("休息座椅", "座椅", "桌椅", "休息区")),
    "drinking_water": (0.91, ("饮水机", "饮用水", "饮水", "直饮水")),
    "hot_water": (0.87, ("热水", "开水", "热饮水")),
    "meal_heating": (0.79, ("微波炉", "餐食加热", "热饭", "加热餐食")),
    "toilet": (0.64, ("卫生间", "厕所", "如厕", "洗手间")),
    "phone_charging": (0.90, ("手机充电", "充电插座", "充电", "充电宝")),
    "air_conditioner": (0.74, ("空调", "空调", "冷暖空调")),
    "cooling": (0.25, ("纳凉", "防暑降温")),
    "heating": (0.25, ("取暖", "暖气")),
    "first_aid": (0.74, ("应急药箱", "应急药品", "药箱", "急救包", "医药箱")),
    "fridge": (0.34, ("冰箱", "冰柜")),
    "wifi": (0.48, ("无线网络", "WiFi", "免费WIFI", "无线网")),
    "reading": (0.42, ("书报", "图书", "报刊")),
    "rain_gear": (0.45, ("雨伞", "雨具", "雨衣")),
    "lockers": (0.22, ("储物柜", "寄存柜")),
    "repair_tools": (0.30, ("维修工具", "工具箱", "便民工具箱")),
    "air_pump": (0.28, ("打气筒", "充气泵")),
    "tv": (0.20, ("电视", "电视机")),
    "fan": (0.24, ("风扇", "电风扇")),
    "wash": (0.24, ("洗手池", "洗漱", "洗手台")),
    "bp_meter": (0.22, ("血压计", "测血压")),
    "aed": (0.13, ("AED", "除颤仪")),
    "battery_swap": (0.14, ("换电柜", "换电")),
    "ebike_charging": (0.27, ("电动车充电", "电瓶车充电")),
    "nursing_room": (0.14, ("母婴室", "哺乳室")),
    "wheelchair": (0.20, ("无障碍", "无障碍通道", "无障碍设施")),
    "haircut": (0.04, ("理发", "免费理发")),
    "legal_aid": (0.06, ("法律援助", "法律咨询")),
    "job_info": (0.07, ("就业信息", "招聘信息")),
    "discount_meal": (0.05, ("优惠餐食", "爱心餐")),
    "health_check": (0.05, ("义诊", "健康体检")),
}
BOTH = {"cooling", "heating"}
UNKNOWN_SHARE = 0.04
DENIES_SHARE = 0.22
BROKEN_SHARE = 0.02
BREAKABLE = ("meal_heating", "toilet", "phone_charging", "fridge", "drinking_water", "ebike_charging")
SEPARATORS = (["、", "，", ";", "；", ","], [70, 10, 8, 7, 5])


@dataclass(frozen=True, slots=True)
class Facilities:
    """The three cells of a register about amenities: there, known not to be there, out of order."""

    there: str = ""
    absent: str = ""
    broken: str = ""


def _word(random: np.random.RandomState, code: str) -> str:
    return pick(random, RATES[code][1])


def _codes(random: np.random.RandomState, *, mobile: bool) -> list[str]:
    drawn = [code for code, (rate, _) in RATES.items() if random.random_sample() < rate]
    barred = (BOTH if "air_conditioner" in drawn else set()) | ({"toilet", "wash"} if mobile else set())
    return [code for code in drawn if code not in barred]


def _absent(random: np.random.RandomState, codes: list[str]) -> list[str]:
    """Draw what a station is known to lack: one to three things."""
    lacking = [code for code in RATES if code not in {*codes, *BOTH, "air_conditioner"}]
    if random.random_sample() >= DENIES_SHARE:
        return []
    return [lacking[at] for at in sorted(random.permutation(len(lacking))[: random.randint(1, 4)].tolist())]


def _broken(random: np.random.RandomState, codes: list[str]) -> str:
    candidates = [code for code in BREAKABLE if code in codes]
    if not candidates or random.random_sample() >= BROKEN_SHARE:
        return ""
    since = f"2026-{random.randint(6, 12):02d}-{random.randint(1, 21):02d}"
    return f"{_word(random, pick(random, candidates))}@{since}"


def equip(random: np.random.RandomState, *, mobile: bool) -> Facilities:
    """Draw the facilities of one station; four in a hundred say nothing."""
    if random.random_sample() < UNKNOWN_SHARE:
        return Facilities()
    codes = _codes(random, mobile=mobile)
    separator = pick(random, *SEPARATORS)
    there = separator.join(_word(random, code) for code in codes)
    absent = separator.join(_word(random, code) for code in _absent(random, codes))
    return Facilities(there, absent, _broken(random, codes))
