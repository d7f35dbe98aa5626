"""What people call a district: with its city or without, short or in full, or by its code."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

__all__ = ["plain_name", "words_of_districts"]

_PROVINCE = re.compile(r"^(?:中国)?[^省]{2,3}省|^(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区")
_PEOPLES = (
    "阿昌|白|保安|布依|布朗|朝鲜|傣|达斡尔|德昂|东乡|侗|独龙|鄂伦春|鄂温克|高山|哈尼|哈萨克|赫哲|回|基诺|京|景颇|"
    "柯尔克孜|拉祜|黎|傈僳|珞巴|满|毛南|门巴|蒙古|苗|仫佬|纳西|怒|普米|羌|撒拉|畲|水|塔吉克|塔塔尔|土|土家|佤|"
    "维吾尔|乌孜别克|锡伯|瑶|彝|仡佬|裕固|藏|壮|各"
)
_PEOPLE = re.compile(rf"(?:(?:{_PEOPLES})族)+(?:自治)?(?=[区县旗]$)")
_ZONES = {
    "高新技术产业开发区": ("高新区", "高新技术开发区", "高新技术产业开发区"),
    "经济技术开发区": ("经开区", "经济开发区", "经济技术开发区"),
    "航空港经济综合实验区": ("航空港区", "航空港", "港区", "航空港经济综合实验区", "航空港实验区"),
}


def plain_name(text: str) -> str:
    """Fold widths, drop blanks and a leading province.

    Examples
    --------
    >>> plain_name(" 河南省郑州市 上街区 ")
    '郑州市上街区'
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return _PROVINCE.sub("", folded)


def _city_stem(city: str) -> str:
    return re.sub(r"(?:市|地区|盟)$", "", city)


def _variants(name: str, stem: str) -> set[str]:
    """Give the full forms of a name: as it is, without a people's name, a zone by its common short name."""
    forms = {name, _PEOPLE.sub("", name)}
    for ending, others in _ZONES.items():
        if name.endswith(ending):
            forms.update(others)
    return forms | {form.removeprefix(stem) for form in forms if stem and len(form) > len(stem) + 2}


def _short(form: str) -> str:
    stem = re.sub(r"(?:区|县|市|旗)$", "", form)
    return stem if len(stem) >= 2 else form


def words_of_districts(rows: Iterable[tuple[str, str, str]]) -> Mapping[str, str]:
    """Map each word that means exactly one district to its adcode.

    Parameters
    ----------
    rows : iterable of (adcode, name, city)
        City may be "".

    Returns
    -------
    mapping of str to str
        Keys as `plain_name` gives them. A full form ("上街区") goes before a short one ("上街"); a word that two
        districts share, or that is also the name of a city, is left out.

    Examples
    --------
    >>> words = words_of_districts([("410106", "上街区", "郑州市"), ("410204", "鼓楼区", "开封市"),
    ...                             ("410172", "郑州高新技术产业开发区", "郑州市")])
    >>> words["郑州市上街区"], words["鼓楼"], words["高新区"], words["郑州高新区"]
    ('410106', '410204', '410172', '410172')
    """
    full: defaultdict[str, set[str]] = defaultdict(set)
    short: defaultdict[str, set[str]] = defaultdict(set)
    cities: set[str] = set()
    for adcode, raw_name, raw_city in rows:
        city = plain_name(raw_city)
        stem = _city_stem(city)
        cities |= {city, stem}
        full[adcode].add(adcode)
        for form in _variants(plain_name(raw_name), stem) - {""}:
            for before in {"", city, stem}:
                full[before + form].add(adcode)
                short[before + _short(form)].add(adcode)
    # "长沙" in a register means the city, not 长沙县; an own name such as 济源市 is both, and then it is the district.
    known = {word: owners for word, owners in short.items() if word not in cities} | full
    return {word: next(iter(owners)) for word, owners in known.items() if len(owners) == 1}
