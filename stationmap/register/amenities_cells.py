"""Cells that tell what a station offers: lists of words, columns of yes and no, lists of what is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from stationmap.amenities import amenity_bits, read_amenities
from stationmap.register.codes import split_list
from stationmap.register.remarks import Remark, read_remark, without_remarks
from stationmap.register.values import is_blank, read_date, read_integer

__all__ = ["AmenityWords", "read_broken", "read_flag", "read_words"]

_YES = {"有", "是", "√", "✓", "✔", "yes", "y", "true", "t", "具备", "提供", "可", "可用", "支持", "designated", "●"}
_NO = {"无", "否", "×", "✗", "✘", "no", "n", "false", "f", "没有", "不提供", "未配备", "不支持", "○"}
_UNKNOWN = {"", "-", "--", "—", "/", "?", "未知", "不详", "null", "none", "n/a", "na", "nan", "unknown"}
_NOT = re.compile(r"^(?:没有|不提供|未配备|暂无|无)")
_AROUND = re.compile(
    r"^(?:免费提供|提供|配备|备有|设有|有|免费)|(?:[0-9一二两三四五六七八九十]+[台个把张套件组处间部只]?|等|设施|服务|功能)$"
)
_DENIES = re.compile(r"[不未无没坏停缺修]|故障|^(?:no|not|none|without|broken|out|closed)$")
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class AmenityWords:
    """What a list of words says.

    Parameters
    ----------
    yes, no : int
        Bits of amenities that are there, and that are said not to be there.
    unknown : tuple of str
        Words that the vocabulary lacks.
    broken : tuple of str
        ``code@date`` or ``code`` of what is there but said to be out of order, and nowhere said without that.
    faulty, remarked : tuple of str
        Words whose remark in brackets was read as out of order, and those whose remark was not used.
    """

    yes: int = 0
    no: int = 0
    unknown: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    remarked: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """What the words so far say: codes there, not there, and out of order since a day or ""."""

    there: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    remarked: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.there or self.absent or self.broken)

    def add(self, other: _Said) -> None:
        """Take what another says too."""
        self.there |= other.there
        self.absent |= other.absent
        self.broken |= other.broken
        self.unknown += other.unknown
        self.faulty += other.faulty
        self.remarked += other.remarked


def read_words(text: str) -> AmenityWords:
    """Read a list of amenities.

    Words are separated by 、 ， , ; ； / | + and line ends, and by blanks where a part is a known word and none of
    the others may deny it. "饮水机2台" and "热水(24小时)" are read without the count and the remark, "无空调" says no,
    "厕所(故障)" says that there is one out of order.

    Examples
    --------
    >>> read_words("热水、微波炉2台，水晶球").unknown
    ('水晶球',)
    >>> read_words("无空调") == AmenityWords(no=amenity_bits(["cooling", "heating"]))
    True
    >>> read_words("热水、厕所（维修中）").broken
    ('toilet',)
    """
    said = _Said()
    for word in split_list(text):
        said.add(_read(word))
    broken = {code: day for code, day in said.broken.items() if code not in said.there}
    return AmenityWords(
        amenity_bits(said.there | broken.keys()),
        amenity_bits(said.absent),
        tuple(part for part in said.unknown if not is_blank(part)),
        tuple(f"{code}@{day}".removesuffix("@") for code, day in broken.items()),
        tuple(said.faulty),
        tuple(said.remarked),
    )


def _read(word: str) -> _Said:
    """Read a word, or the words between its blanks, and what of it is unknown."""
    said = _read_one(word)
    if said:
        return said
    parts = word.split()
    while parts:
        length, part = _longest(parts)
        said.add(part if part else _Said(unknown=[parts[0]]))
        del parts[:length]
    # "热水 没有" and "厕所 维修中" must not be read as hot water and a toilet.
    doubtful = not said or any(_DENIES.search(part.casefold()) for part in said.unknown)
    return _Said(unknown=[word]) if doubtful else said


def _longest(parts: Sequence[str]) -> tuple[int, _Said]:
    """Read the longest known name at the beginning: "hot water" before "water"."""
    for length in range(min(_MOST_PARTS, len(parts)), 0, -1):
        if said := _read_one(" ".join(parts[:length])):
            return length, said
    return 1, _Said()


def _read_one(word: str) -> _Said:
    codes = _codes(word)
    if not codes:
        return _Said(absent=set(_codes(_NOT.sub("", word)))) if _NOT.match(word) else _Said()
    remark = Remark("") if read_amenities(word) else read_remark(word)
    match remark.says:
        case "broken":
            return _Said(broken=dict.fromkeys(codes, remark.since), faulty=[word])
        case "absent":
            return _Said(absent=set(codes))
        case "other":
            return _Said(there=set(codes), remarked=[word])
    return _Said(there=set(codes))


def _codes(word: str) -> tuple[str, ...]:
    bare = without_remarks(word)
    if codes := read_amenities(word) or read_amenities(bare):
        return codes
    return () if _NOT.match(bare) else read_amenities(_AROUND.sub("", bare))


def read_flag(text: str) -> bool | None:
    """Read a cell of yes or no; a count above 0 is a yes. None is unknown, blank or not.

    Examples
    --------
    >>> read_flag("√"), read_flag("0"), read_flag("2台"), read_flag("")
    (True, False, True, None)
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _YES or plain in _NO:
        return plain in _YES
    number, _ = read_integer(re.sub(r"[台把张套件组处间部只]$", "", plain)) if plain else (None, True)
    return None if number is None else number > 0


def is_unknown_flag(text: str) -> bool:
    """Tell whether a cell of yes or no says nothing, as against something that cannot be read."""
    return unicodedata.normalize("NFKC", text).strip().casefold() in _UNKNOWN


def read_broken(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a list of what is out of order, each ``word@date`` or a word alone.

    Returns
    -------
    (tuple of str, tuple of str)
        ``code@date`` or ``code``, and the words that cannot be read.

    Examples
    --------
    >>> read_broken("手机充电@2026-08-01、电梯")
    (('phone_charging@2026-08-01',), ('电梯',))
    """
    # A date may be written with the slash that else separates.
    items = split_list(re.sub(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})", r"\1-\2-\3", text))
    since: dict[str, str] = {}
    unknown: list[str] = []
    for item in items:
        word, _, day = item.partition("@")
        date, clean = read_date(day)
        codes = _codes(word.strip())
        since |= dict.fromkeys(codes, date)
        if not (clean and codes) and not is_blank(item):
            unknown.append(item)
    return tuple(f"{code}@{date}".removesuffix("@") for code, date in since.items()), tuple(unknown)
