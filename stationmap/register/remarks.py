"""Remarks in brackets behind an amenity: whether they say that it does not work, or is not there."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from stationmap.register.values import read_date

__all__ = ["Remark", "read_remark", "without_remarks"]

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|\{([^{}]*)\}")
_DATE = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?")
_AGAIN = re.compile(r"修好|修复|恢复|排除|已修|正常|完好|[无未没不](?:有)?(?:故障|坏|损|停)|not broken|repaired|works")
_NOT_YET = re.compile(r"预计|将|待|[未没](?:修|恢复|排除)|[月日号](?:修|恢复)|not yet|will be|until")
_BROKEN = re.compile(
    r"坏|故障|损毁|失灵|报废|不通|漏水|堵塞|不可用|不能用|不好用|用不了|无法使用|不能使用|"
    r"[待未送报]修|(?:维修|检修|抢修|修理|整修|改造|升级|施工)(?:中|期间|期|时)|(?:正在|在|待|需)(?:维修|检修|抢修|修理)|"
    r"broken|out ?of ?(?:order|service|use)|not ?(?:working|available|usable)|under ?repair|faulty|defective|unusable"
)
_REPAIRS = re.compile("维修|检修|抢修|整修")
_SHUT = re.compile(
    r"停[用止水电机运业]|暂停|^停$|关闭|关停|封闭|拆除|撤除|[未不](?:再|对外)?(?:启用|开放|开|提供|供应|使用)|"
    r"\b(?:closed|shut|suspended|disabled)\b|^(?:off|turned off|switched off)$"
)
_AT_TIMES = re.compile(r"[夜晚早午周节假冬夏季点时遇雨日休末]|[0-9]:[0-9]|night|week|sunday|holiday|winter|summer")
_NOT_TIMES = re.compile(r"暂时|临时|目前|即日|今日|近日|[0-9]+日")
_ABSENT = re.compile(r"无|[不未]提供|不具备|未安装|未设|没有|暂无|未配备|未配|没|缺|none|no")


class Remark(NamedTuple):
    """What a word's remarks say.

    Parameters
    ----------
    says : {"", "broken", "absent", "other"}
        Nothing, as there is none; that it does not work; that it is not there; anything else.
    since : str
        ISO 8601 date since when it does not work, "" if unknown.

    Examples
    --------
    >>> Remark("broken", "2026-08-01").since
    '2026-08-01'
    """

    says: Literal["", "broken", "absent", "other"]
    since: str = ""


def without_remarks(word: str) -> str:
    """Take the remarks in brackets out of a word, and fold its width.

    Parameters
    ----------
    word : str

    Examples
    --------
    >>> without_remarks("厕所（故障）"), without_remarks("【停用】热水")
    ('厕所', '热水')
    """
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", word)).strip()


def read_remark(word: str) -> Remark:
    """Read the remarks in brackets of a word.

    What holds at times only, such as 夜间关闭, is no fault; nor is a fault that is said to be mended.

    Parameters
    ----------
    word : str
        With its remarks.

    Examples
    --------
    >>> read_remark("厕所（维修中）").says, read_remark("热水(24小时)").says, read_remark("厕所(夜间关闭)").says
    ('broken', 'other', 'other')
    >>> read_remark("热水(无)").says, read_remark("热水(故障2026年8月1日)").since, read_remark("热水").says
    ('absent', '2026-08-01', '')
    """
    found = _BRACKETS.findall(unicodedata.normalize("NFKC", word))
    text = " ".join("".join(parts) for parts in found).strip().casefold()
    if not text:
        return Remark("")
    if _ABSENT.fullmatch(text):
        return Remark("absent")
    if not _is_broken(text):
        return Remark("other")
    day = _DATE.search(text)
    return Remark("broken", read_date(day[0])[0] if day else "")


def _is_broken(text: str) -> bool:
    plain = _DATE.sub("", text)
    if _AGAIN.search(plain):
        return bool(_NOT_YET.search(plain))
    if _BROKEN.search(plain) or _REPAIRS.fullmatch(plain.strip()):
        return True
    return bool(_SHUT.search(plain)) and not _AT_TIMES.search(_NOT_TIMES.sub("", plain))
