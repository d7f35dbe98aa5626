"""Stations as columns for the page: what a popup tells, where each is drawn, and which are out of operation."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum, from_wgs84
from stationmap.errors import ColumnError, CoordinateError
from stationmap.maps.payload import deflated, pack
from stationmap.station import ACCESS, KINDS, SINCE_UNKNOWN

__all__ = ["FACTS", "KIND_COLOURS", "shortened", "station_layer"]

# Facts of a popup under name, address and amenities, in order: column, Chinese, English.
FACTS = (
    ("hours", "开放时间", "Hours"),
    ("closures", "临时关闭", "Closed for some days"),
    ("stops", "停靠时刻", "Stops"),
    ("access", "进入方式", "Access"),
    ("who_may_enter", "服务对象", "For whom"),
    ("phone", "电话", "Phone"),
    ("kind", "类型", "Kind"),
    ("brand", "品牌", "Brand"),
    ("host", "依托单位", "Host"),
    ("sponsor", "建设单位", "Sponsor"),
    ("district", "区县", "District"),
    ("district_named", "登记区县", "District as registered"),
    ("street", "街道", "Street"),
    ("id", "编号", "Code"),
    ("verified_on", "核实日期", "Verified on"),
    ("opened_on", "启用日期", "Opened on"),
    ("closed_on", "停用日期", "Closed on"),
    ("closed_reason", "停用原因", "Why closed"),
    ("source", "来源", "Source"),
    ("licence", "许可", "Licence"),
    ("warnings", "导入提示", "Import warnings"),
)
_TEXTS = ("name", "address", "entrance_note", *(column for column, _, _ in FACTS))
_UNKNOWN_DAY = "不详 unknown"
_AMENITY_COLUMNS = ("amenities", "amenities_no", "out_of_order")
# Dark blue, vermilion and yellow differ in lightness as well as hue; grey is for a kind that is not known.
KIND_COLOURS = {"fixed": "#1d4f91", "mobile": "#d1490c", "cabin_24h": "#f2c12e", "": "#767676"}
_MOST_PLAIN = 3_000  # rows whose texts are written as they are, for browsers of any age: under a megabyte
_KIND_NAMES = {**KINDS, "": ("类型未知", "kind unknown")}


def station_layer(stations: pd.DataFrame, datum: Datum, on: date) -> dict[str, Any]:
    """Turn a table of stations into columns of plain values.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    datum : Datum
        What to draw positions in.
    on : datetime.date
        A station is out of operation if `closed_on` is this day or earlier, or `opened_on` later.

    Returns
    -------
    dict
        ``lat`` and ``lon`` (degrees in `datum`, five decimals: about a metre), ``columns`` (texts as `pack` writes
        them; amenities as numbers of ``words``), ``shut`` (rows out of operation), and the names of all codes.

    Raises
    ------
    ColumnError
        If a column is missing.
    CoordinateError
        If a position is not finite.

    Examples
    --------
    >>> from stationmap.station import STATION_COLUMNS
    >>> row = dict.fromkeys(STATION_COLUMNS, "") | {"name": "示例", "lat": 34.75, "lon": 113.65}
    >>> layer = station_layer(pd.DataFrame([row]), Datum.WGS84, date(2026, 11, 1))
    >>> layer["columns"]["name"], layer["lat"]
    (['示例'], [34.75])
    """
    _check_columns(stations)
    lat, lon = _positions(stations, datum)
    words = _Words()
    shown = stations.assign(closed_on=stations["closed_on"].replace(SINCE_UNKNOWN, _UNKNOWN_DAY))
    columns = {name: pack(shown[name].tolist()) for name in _TEXTS}
    columns |= {name: pack([words.shorten(text) for text in stations[name].tolist()]) for name in _AMENITY_COLUMNS}
    return {
        "lat": lat,
        "lon": lon,
        "columns": columns,
        "words": words.named(),
        "shut": _shut_rows(stations, on),
        "facts": FACTS,
        "kinds": _kinds(stations["kind"]),
        "access": ACCESS,
    }


def shortened(layer: dict[str, Any]) -> dict[str, Any]:
    """Compress the texts of many stations; those of a few stay as they are.

    Parameters
    ----------
    layer : dict
        What `station_layer` gave.

    Returns
    -------
    dict
        The same, but ``columns`` as `deflated` writes them where there are more than 3,000 rows.

    Examples
    --------
    >>> shortened({"lat": [34.75], "columns": {"name": ["甲站"]}})["columns"]
    {'name': ['甲站']}
    """
    return layer if len(layer["lat"]) <= _MOST_PLAIN else {**layer, "columns": deflated(layer["columns"])}


class _Words:
    """Numbers for amenity codes, given out as codes are met; any text is taken, known or not."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def shorten(self, codes: str) -> str:
        """Replace the codes of ``code,code`` or ``code@date,code@date`` by numbers."""
        return ",".join(self._short(part) for part in codes.split(",")) if codes else ""

    def _short(self, part: str) -> str:
        code, at, since = part.partition("@")
        return f"{self._numbers.setdefault(code, len(self._numbers))}{at}{since}"

    def named(self) -> list[tuple[str, str]]:
        """Chinese and English name by number; an unknown code names itself."""
        return [(AMENITIES[c].zh, AMENITIES[c].en) if c in AMENITIES else (c, "") for c in self._numbers]


def _check_columns(stations: pd.DataFrame) -> None:
    missing = [name for name in (*_TEXTS, *_AMENITY_COLUMNS, "lat", "lon") if name not in stations.columns]
    if missing:
        raise ColumnError(f"the table of stations lacks {', '.join(missing)}")


def _positions(stations: pd.DataFrame, datum: Datum) -> tuple[list[float], list[float]]:
    lat, lon = (stations[name].to_numpy(dtype=np.float64) for name in ("lat", "lon"))
    lost = ~(np.isfinite(lat) & np.isfinite(lon))
    if lost.any():
        named = ", ".join(stations["id"][lost].tolist()[:5])
        raise CoordinateError(f"{lost.sum()} stations have no position to draw: {named}")
    lat, lon = from_wgs84(lat, lon, datum)
    return np.round(lat, 5).tolist(), np.round(lon, 5).tolist()


def _shut_rows(stations: pd.DataFrame, on: date) -> list[int]:
    day = on.isoformat()  # ISO dates sort as text
    dates = zip(stations["opened_on"].tolist(), stations["closed_on"].tolist(), strict=True)
    return [row for row, (opened, closed) in enumerate(dates) if opened > day or (closed and closed <= day)]


def _kinds(kinds: pd.Series) -> list[dict[str, Any]]:
    """Describe the kinds that occur for the legend; a code out of the vocabulary names itself and is grey."""
    met = dict.fromkeys(kinds.tolist())
    return [
        {"code": code, "names": _KIND_NAMES.get(code, (code, "")), "colour": KIND_COLOURS.get(code, KIND_COLOURS[""])}
        for code in (
            *(known for known in KIND_COLOURS if known in met),
            *(code for code in met if code not in KIND_COLOURS),
        )
    ]
