"""Coordinates as people write them: decimal degrees, degrees-minutes-seconds, two in one cell."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

__all__ = ["Axis", "fold_angle", "fold_signs", "latitude_first", "read_angle", "split_pair"]

Axis = Literal["lat", "lon"]
_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?")
_NOT_FINITE = {"nan", "inf", "+inf", "-inf", "infinity", "-infinity", "+infinity", "∞", "-∞"}
_SIGNS = str.maketrans({"′": "'", "’": "'", "‘": "'", "‵": "'", "″": '"', "”": '"', "“": '"', "º": "°", "˚": "°"})
_WORDS = (
    ("东经", "e"),
    ("西经", "w"),
    ("北纬", "n"),
    ("南纬", "s"),
    ("度", "°"),
    ("分", "'"),
    ("秒", '"'),
    ("''", '"'),
)
_ANGLE = re.compile(
    r"(?P<before>[nsew])?(?P<degrees>[+-]?[0-9]{1,3}(?:[.,][0-9]{1,30})?)"
    r"(?:°(?:(?P<minutes>[0-9]{1,2}(?:\.[0-9]{1,30})?)'(?:(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,30})?)\")?)?)?"
    r"(?P<after>[nsew])?"
)
_LETTERS = {"lat": "ns", "lon": "ew"}
_PAIR = re.compile(
    r"(?:point|wgs84|gcj02|bd09)?\s*:?\s*[\[({]?\s*([^\s,;/|]+?)\s*(?:[,;/|]|\s)\s*([^\s,;/|]+?)\s*[\])}]?"
)
_LAT_WORDS = re.compile(r"lat|纬")
_LON_WORDS = re.compile(r"lon|lng|经")


def read_angle(text: str, axis: Axis) -> float | None:
    """Read one coordinate.

    Parameters
    ----------
    text : str
        113.6254, 113.6254°E, 东经113.6254, 113°37′31″, 113°37'31.5"E or, with a decimal comma, 113,6254.
    axis : {"lat", "lon"}
        A letter of the other axis is not accepted.

    Returns
    -------
    float or None
        Degrees, south and west negative, in whatever range; NaN or infinite where the text says so; None if
        it cannot be read.

    Examples
    --------
    >>> read_angle("113°37′30″E", "lon"), read_angle("34.75S", "lat"), read_angle("34.75N", "lon")
    (113.625, -34.75, None)
    """
    if _PLAIN.fullmatch(text):
        return float(text) + 0.0
    folded = fold_angle(text)
    if folded in _NOT_FINITE:
        return float(folded.replace("∞", "inf"))
    if _PLAIN.fullmatch(folded):
        return float(folded) + 0.0
    match = _ANGLE.fullmatch(folded)
    return _angle(match, axis) if match else None


def fold_signs(text: str) -> str:
    """Write the signs of degrees, minutes and seconds in one way.

    Examples
    --------
    >>> fold_signs("113º37’")
    "113°37'"
    """
    return text.translate(_SIGNS)


def fold_angle(text: str) -> str:
    """Write a coordinate without blanks, width, case and words.

    Examples
    --------
    >>> fold_angle("东经１１３．６２５ 度")
    'e113.625°'
    """
    folded = unicodedata.normalize("NFKC", fold_signs(text)).casefold().replace("−", "-")
    folded = "".join(folded.split())
    for word, sign in _WORDS:
        folded = folded.replace(word, sign)
    return folded


def _angle(match: re.Match[str], axis: Axis) -> float | None:
    letters = [letter for letter in (match["before"], match["after"]) if letter]
    signed = match["degrees"][0] in "+-"
    if len(letters) > 1 or not set(letters) <= set(_LETTERS[axis]) or (letters and signed):
        return None
    degrees = float(match["degrees"].replace(",", "."))
    minutes, seconds = float(match["minutes"] or 0), float(match["seconds"] or 0)
    if minutes >= 60 or seconds >= 60 or (match["minutes"] and not degrees.is_integer()):
        return None
    size = abs(degrees) + minutes / 60 + seconds / 3600
    negative = bool({"s", "w"} & set(letters)) or match["degrees"].startswith("-")
    return -size + 0.0 if negative else size


def split_pair(text: str) -> tuple[str, str] | None:
    """Split a cell that holds two coordinates; None if it does not.

    Examples
    --------
    >>> split_pair("113.62，34.75"), split_pair("POINT (113.62 34.75)"), split_pair("113.62")
    (('113.62', '34.75'), ('113.62', '34.75'), None)
    """
    folded = text.strip().casefold().replace("，", ",").replace("；", ";").replace("、", ",")
    match = _PAIR.fullmatch(folded)
    return (match[1], match[2]) if match else None


def latitude_first(header: str, pairs: Sequence[tuple[str, str] | None]) -> bool:
    """Tell in which order a column of pairs has its coordinates.

    The header decides if it names both ("lat,lon", "经纬度"); else numbers and letters that only one of
    the two can be; else longitude comes first, as Chinese map services write it.

    Parameters
    ----------
    header : str
        The column's name.
    pairs : sequence of (str, str) or None
        What `split_pair` made of its cells.

    Examples
    --------
    >>> latitude_first("latlng", []), latitude_first("坐标", [("34.75", "113.62")]), latitude_first("坐标", [])
    (True, True, False)
    """
    lat, lon = _LAT_WORDS.search(header.casefold()), _LON_WORDS.search(header.casefold())
    if lat and lon:
        return lat.start() < lon.start()
    given = [pair for pair in pairs if pair is not None]
    return sum(map(_shows_latitude_first, given)) > sum(_shows_latitude_first((b, a)) for a, b in given)


def _shows_latitude_first(pair: tuple[str, str]) -> bool:
    first, second = read_angle(pair[0], "lat"), read_angle(pair[1], "lon")
    if first is None or second is None:
        return False
    return read_angle(pair[1], "lat") is None or (abs(first) <= 90 and math.isfinite(second) and abs(second) > 90)
