"""The datums and what people call them."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from stationmap.errors import DatumError, Fault

__all__ = ["Datum", "parse_datum"]


class Datum(StrEnum):
    """What a latitude and a longitude refer to.

    Examples
    --------
    >>> Datum("gcj02") is Datum.GCJ02, f"{Datum.BD09}"
    (True, 'bd09')
    """

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


_NAMES: dict[Datum, tuple[str, ...]] = {
    # CGCS2000 differs from WGS 84 by centimetres
    Datum.WGS84: ("wgs", "gps", "epsg:4326", "cgcs2000", "epsg:4490", "大地坐标", "国家2000"),
    Datum.GCJ02: ("gcj", "mars", "amap", "火星", "国测局", "高德", "腾讯"),
    Datum.BD09: ("bd", "bd09ll", "baidu", "百度"),
}


def _plain(text: str) -> str:
    word = "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch not in " \t-_")
    return word.removesuffix("系").removesuffix("坐标")


_BY_NAME = {_plain(name): datum for datum, names in _NAMES.items() for name in (datum.value, *names)}


def parse_datum(text: str) -> Datum:
    """Read the name of a datum, whatever its case, hyphens, blanks and width.

    Parameters
    ----------
    text : str
        ``wgs84``, ``GCJ-02``, ``BD-09``, ``火星坐标``, ``百度坐标`` and the like.

    Returns
    -------
    Datum

    Raises
    ------
    DatumError
        If it names none of the three.

    Examples
    --------
    >>> parse_datum("GCJ-02"), parse_datum("百度坐标系").value
    (<Datum.GCJ02: 'gcj02'>, 'bd09')
    """
    datum = _BY_NAME.get(_plain(text))
    if datum is None:
        known = ", ".join(Datum)
        raise DatumError(f"unknown datum: {text!r}", (Fault("datum", text, f"must be one of {known}"),))
    return datum
