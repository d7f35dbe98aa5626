"""Numbers, stars and dates as people write them."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata

__all__ = ["is_blank", "read_date", "read_integer", "read_number", "read_stars"]

_BLANK = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "未知", "不详", "?", "null", "none", "n/a", "na", "nan"}
_UNIT = r"(?:平方米|平米|平方|㎡|m2|m²|sqm|人次|人|位|个|座|名)?"
_NUMBER = re.compile(
    r"(?P<about>大约|约|近|超过|不足)?(?P<digits>[+-]?[0-9]{1,15}(?:\.[0-9]{0,15})?)"
    rf"(?P<more>余|多)?{_UNIT}(?P<or>左右|余|多|以上|以下)?"
)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_DATE = re.compile(
    r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?(?:[t ]?[0-9]{1,2}:[0-9]{2}.{0,20})?"
)
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_STARS = re.compile(r"(?:([1-5])(?:\.0+)?|([一二两三四五]))(?:颗)?(?:星级?|stars?)?|([★☆⭐]{1,5})")
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_YEARS = range(1900, 2101)


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing.

    Examples
    --------
    >>> is_blank(" － "), is_blank("0")
    (True, False)
    """
    return unicodedata.normalize("NFKC", text).strip().casefold() in _BLANK


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_number(text: str) -> tuple[float, bool]:
    """Read a number that is 0 or more.

    Parameters
    ----------
    text : str
        Full-width digits, thousands separators and a unit of area or people are fine.

    Returns
    -------
    (float, bool)
        The number, NaN if there is none to be read; and whether the text is clean: False for "约15" too.

    Examples
    --------
    >>> read_number("１，２００㎡"), read_number("约15平方米"), read_number("10-15"), read_number("")
    ((1200.0, True), (15.0, False), (nan, False), (nan, True))
    """
    if is_blank(text):
        return math.nan, True
    folded = _GROUPED.sub(lambda found: found[0].replace(",", ""), _folded(text))
    match = _NUMBER.fullmatch(folded)
    number = float(match["digits"]) if match else math.nan
    if match is None or number < 0:
        return math.nan, False
    return number + 0.0, not (match["about"] or match["more"] or match["or"])


def read_integer(text: str) -> tuple[int | None, bool]:
    """Read a whole number from 0 to 10⁹; see `read_number`.

    Examples
    --------
    >>> read_integer("12人"), read_integer("2.5")
    ((12, True), (None, False))
    """
    number, clean = read_number(text)
    if math.isnan(number):
        return None, clean
    return (int(number), clean) if number.is_integer() and number <= 1e9 else (None, False)


def read_stars(text: str) -> tuple[int | None, bool]:
    """Read one to five stars.

    Examples
    --------
    >>> read_stars("三星级"), read_stars("★★★★"), read_stars("5"), read_stars("6")
    ((3, True), (4, True), (5, True), (None, False))
    """
    if is_blank(text):
        return None, True
    match = _STARS.fullmatch(_folded(text).replace("\ufe0f", ""))
    if match is None:
        return None, False
    digit, word, stars = match.groups()
    if stars:
        return (stars.count("★") + stars.count("⭐") or None), "☆" not in stars or "★" in stars
    return (int(digit) if digit else _CHINESE[word]), True


def read_date(text: str) -> tuple[str, bool]:
    """Read a day between 1900 and 2100, year first.

    Parameters
    ----------
    text : str
        2024-05-01, 2024/5/1, 2024.5.1, 2024年5月1日 or 20240501; a time of day after it is dropped.

    Returns
    -------
    (str, bool)
        ISO 8601, "" if there is no day to be read; and whether the text is clean.

    Examples
    --------
    >>> read_date("2024年5月1日"), read_date("2024-05-01T08:30:00"), read_date("01/05/2024")
    (('2024-05-01', True), ('2024-05-01', True), ('', False))
    """
    if is_blank(text):
        return "", True
    folded = re.sub(r"\s*([年月日/.\-])\s*", r"\1", unicodedata.normalize("NFKC", text).strip().casefold())
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
    if year not in _YEARS:
        return "", False
    try:
        return dt.date(year, month, day).isoformat(), True
    except ValueError:
        return "", False
