"""Words for kinds of stations and for ways in."""

from __future__ import annotations

import re
import unicodedata

from stationmap.register.values import is_blank
from stationmap.station import ACCESS, KINDS

__all__ = ["read_access", "read_kind", "split_list"]

_ITEM = re.compile(r"(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】|[^、,，;；/|+＋｜\n])+")
_AND = re.compile(r"[、,，;；/|+＋｜\n]+|或者?|以及|和|及")
Words = tuple[tuple[str, tuple[str, ...]], ...]
# The first that occurs decides: 流动24小时 is mobile, 24小时固定 never closes.
_KIND_WORDS: Words = (
    ("mobile", ("流动", "移动", "巡回", "服务车", "mobile")),
    ("cabin_24h", ("24", "小屋", "无人值守", "全天", "cabin")),
    ("fixed", ("固定", "室内", "常设", "实体", "fixed", "indoor")),
)
# 无需工作人员 is an open door, but 会员免费 needs the membership.
_ACCESS_WORDS: Words = (
    ("open_door", ("直接", "无需", "敞开", "opendoor")),
    ("app", ("会员", "app", "小程序", "豫工惠", "应用")),
    ("face", ("人脸", "刷脸", "面部", "face")),
    ("id_card", ("身份证", "idcard", "证件")),
    ("qr", ("扫码", "二维码", "扫一扫", "qr")),
    ("staff", ("工作人员", "人员开门", "值班", "店员", "门卫", "登记", "按铃", "敲门", "人工", "staff")),
    ("open_door", ("免费", "开放", "自由", "随时", "public", "permissive", "yes")),
)


def split_list(text: str) -> list[str]:
    """Split a cell that lists things; what stands in brackets stays whole.

    Examples
    --------
    >>> split_list("热水、微波炉，wifi/ 厕所;")
    ['热水', '微波炉', 'wifi', '厕所']
    >>> split_list("厕所（故障，报修中）、热水")
    ['厕所（故障，报修中）', '热水']
    """
    return [word for part in _ITEM.findall(text) if (word := part.strip())]


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", text).casefold())


def _find(word: str, words: Words, codes: dict[str, tuple[str, str]]) -> str:
    plain = _plain(word)
    exact = next((code for code, (zh, _) in codes.items() if plain in {_plain(code), _plain(zh)}), "")
    return exact or next((code for code, parts in words if any(part in plain for part in parts)), "")


def read_kind(text: str) -> tuple[str, bool]:
    """Read the kind of a station.

    Returns
    -------
    (str, bool)
        A code of `stationmap.station.KINDS` or ""; False if there is a word that is not known.

    Examples
    --------
    >>> read_kind("固定站点"), read_kind("24小时智能小屋"), read_kind("pub"), read_kind("")
    (('fixed', True), ('cabin_24h', True), ('', False), ('', True))
    """
    if is_blank(text):
        return "", True
    code = _find(text, _KIND_WORDS, KINDS)
    return code, bool(code)


def read_access(text: str) -> tuple[str, tuple[str, ...]]:
    """Read the ways into a station.

    Returns
    -------
    (str, tuple of str)
        Codes of `stationmap.station.ACCESS` in its order, comma-joined; and the words that are not known.

    Examples
    --------
    >>> read_access("扫码或刷脸"), read_access("customers"), read_access("无")
    (('qr,face', ()), ('', ('customers',)), ('', ()))
    """
    found: set[str] = set()
    unknown: list[str] = []
    for part in _AND.split(text):
        if not is_blank(part):
            code = _find(part, _ACCESS_WORDS, ACCESS)
            found.add(code)
            unknown += [] if code else [part.strip()]
    return ",".join(code for code in ACCESS if code in found), tuple(unknown)
