"""The amenity vocabulary: codes, names, the words that registers use, and their bits.

A station's amenity is yes, no or unknown. Bit numbers are an implementation detail of
this version and never stored: databases and files hold codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from stationmap.errors import VocabularyError
from stationmap.vocabulary import check_codes

__all__ = ["AMENITIES", "Amenity", "amenity_bits", "codes_of_bits", "in_order", "read_amenities"]

Tier = Literal["core", "common", "service"]


@dataclass(frozen=True, slots=True)
class Amenity:
    """One thing a station may offer.

    Parameters
    ----------
    code : str
        Stable English code.
    zh, en : str
        Names to show.
    tier : {"core", "common", "service"}
        ``core`` is in nearly every local standard, ``service`` is offered at set times.
    aliases : tuple of str
        Other words seen in registers, compared without case, blanks and hyphens.

    Examples
    --------
    >>> Amenity("toilet", "如厕", "toilet", "core", ("卫生间", "厕所")).words
    ('toilet', '如厕', 'toilet', '卫生间', '厕所')
    """

    code: str
    zh: str
    en: str
    tier: Tier
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All that stands for it."""
        return (self.code, self.zh, self.en, *self.aliases)


_CORE = (
    Amenity("seating", "休息座椅", "seating", "core", ("座椅", "休息", "桌椅", "休息区")),
    Amenity("drinking_water", "饮水", "drinking water", "core", ("饮用水", "饮水机", "喝水", "直饮水")),
    Amenity("hot_water", "热水", "hot water", "core", ("开水", "热饮水", "温热水")),
    Amenity("meal_heating", "餐食加热", "meal heating", "core", ("热饭", "微波炉", "microwave", "加热餐食")),
    Amenity("toilet", "如厕", "toilet", "core", ("卫生间", "厕所", "洗手间", "公厕", "toilets", "wc")),
    Amenity("phone_charging", "手机充电", "phone charging", "core", ("充电插座", "充电", "手机充电站", "充电宝")),
    Amenity("cooling", "纳凉", "cooling", "core", ("冷气", "避暑", "防暑降温")),
    Amenity("heating", "取暖", "heating", "core", ("暖气", "御寒")),
    Amenity("first_aid", "应急药品", "first aid", "core", ("应急药箱", "急救包", "药箱", "急救箱", "医药箱")),
)
_COMMON = (
    Amenity("fridge", "冰箱", "fridge", "common", ("冰柜", "refrigerator")),
    Amenity("wifi", "无线网络", "Wi-Fi", "common", ("无线网", "免费wifi", "wlan")),
    Amenity("reading", "书报", "reading", "common", ("图书", "报刊", "书籍", "阅读")),
    Amenity("rain_gear", "雨具", "rain gear", "common", ("雨伞", "雨衣", "umbrella")),
    Amenity("lockers", "储物柜", "lockers", "common", ("寄存柜", "存包柜")),
    Amenity("repair_tools", "维修工具", "repair tools", "common", ("工具箱", "修理工具", "便民工具箱")),
    Amenity("air_pump", "打气筒", "air pump", "common", ("充气泵", "充气")),
    Amenity("tv", "电视", "TV", "common", ("电视机", "television")),
    Amenity("fan", "风扇", "fan", "common", ("电风扇", "电扇")),
    Amenity("wash", "洗漱", "washing", "common", ("洗手池", "洗手台")),
    Amenity("bp_meter", "血压计", "blood-pressure meter", "common", ("血压仪", "测血压")),
    Amenity("aed", "AED", "AED", "common", ("自动体外除颤器", "除颤仪")),
    Amenity("battery_swap", "换电柜", "battery swap", "common", ("换电", "换电站")),
    Amenity("ebike_charging", "电动车充电", "e-bike charging", "common", ("电瓶车充电", "电动自行车充电")),
    Amenity("nursing_room", "母婴室", "nursing room", "common", ("哺乳室", "母婴间")),
    Amenity("wheelchair", "无障碍", "wheelchair access", "common", ("无障碍设施", "无障碍通道", "轮椅")),
)
_SERVICES = (
    Amenity("haircut", "理发", "haircut", "service", ("免费理发", "义剪")),
    Amenity("legal_aid", "法律援助", "legal aid", "service", ("法律咨询",)),
    Amenity("job_info", "就业信息", "job information", "service", ("招聘信息", "求职")),
    Amenity("discount_meal", "优惠餐食", "discount meal", "service", ("爱心餐", "优惠餐")),
    Amenity("health_check", "义诊", "health check", "service", ("健康体检", "体检")),
)
AMENITIES: dict[str, Amenity] = {item.code: item for item in _CORE + _COMMON + _SERVICES}

# One word may stand for several amenities: an air conditioner both cools and heats.
_COMBINED = {
    "空调": ("cooling", "heating"),
    "airconditioning": ("cooling", "heating"),
    "冷暖空调": ("cooling", "heating"),
}
_BITS = {code: number for number, code in enumerate(AMENITIES)}


def _plain(word: str) -> str:
    return "".join(ch for ch in word.casefold() if ch not in " \t\u3000-_")


def _by_word(amenities: Iterable[Amenity], combined: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    words = {_plain(word): codes for word, codes in combined.items()}
    for item in amenities:
        for word in item.words:
            meant = words.setdefault(_plain(word), (item.code,))
            if meant != (item.code,):
                raise VocabularyError(f"一词两义 {word!r} means both {', '.join(meant)} and {item.code}")
    return words


_WORDS = _by_word(AMENITIES.values(), _COMBINED)


def in_order(codes: Iterable[str], parameter: str = "amenities") -> tuple[str, ...]:
    """Sort codes as the vocabulary does, each once.

    Parameters
    ----------
    codes : iterable of str
    parameter : str
        What they were given for, should one be unknown.

    Raises
    ------
    VocabularyError
        If a code is not in the vocabulary.

    Examples
    --------
    >>> in_order(["toilet", "hot_water", "toilet"])
    ('hot_water', 'toilet')
    """
    wanted = check_codes(parameter, tuple(sorted(set(codes))), AMENITIES)
    return tuple(code for code in AMENITIES if code in wanted)


def amenity_bits(codes: Iterable[str], parameter: str = "amenities") -> int:
    """Pack codes into an integer, one bit a code.

    Parameters
    ----------
    codes : iterable of str
    parameter : str
        What they were given for, should one be unknown.

    Raises
    ------
    VocabularyError
        If a code is not in the vocabulary.

    Examples
    --------
    >>> codes_of_bits(amenity_bits(["hot_water", "toilet"]))
    ('hot_water', 'toilet')
    """
    return sum(1 << _BITS[code] for code in in_order(codes, parameter))


def codes_of_bits(bits: int) -> tuple[str, ...]:
    """Unpack what `amenity_bits` packed, in the order of the vocabulary.

    Parameters
    ----------
    bits : int

    Examples
    --------
    >>> codes_of_bits(0)
    ()
    """
    return tuple(code for code, number in _BITS.items() if bits >> number & 1)


def read_amenities(word: str) -> tuple[str, ...]:
    """Read one word of a register; an empty tuple means that the vocabulary lacks it.

    Parameters
    ----------
    word : str
        As written; case, blanks and hyphens do not matter.

    Examples
    --------
    >>> read_amenities("微波炉")
    ('meal_heating',)
    >>> read_amenities("空调")
    ('cooling', 'heating')
    >>> read_amenities("水晶球")
    ()
    """
    return _WORDS.get(_plain(word), ())
