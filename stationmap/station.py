"""A station and its parts, frozen; and the columns by which tables hold stations.

Every table of stations in stationmap (what the register's reader makes, what the store keeps,
what the catalogue serves) has the columns of `STATION_COLUMNS`, under these names.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ACCESS",
    "BLANKS",
    "DTYPES",
    "KINDS",
    "SINCE_UNKNOWN",
    "STATION_COLUMNS",
    "Column",
    "Position",
    "Station",
]

KINDS: dict[str, tuple[str, str]] = {
    "fixed": ("固定站点", "fixed place"),
    "mobile": ("流动站点", "mobile, with a timetable of stops"),
    "cabin_24h": ("24小时小屋", "24 h cabin"),
}
ACCESS: dict[str, tuple[str, str]] = {
    "open_door": ("直接进入", "open door"),
    "staff": ("工作人员开门", "staff let you in"),
    "qr": ("扫码", "QR code"),
    "app": ("会员应用", "member app"),
    "face": ("人脸识别", "face scan"),
    "id_card": ("身份证", "ID card"),
}

Type = Literal["text", "number", "integer", "date", "codes"]
DTYPES: dict[Type, str] = {"text": "str", "codes": "str", "date": "str", "number": "float64", "integer": "Int64"}
"""What pandas keeps each type of column as."""
BLANKS: dict[Type, str | float | None] = {"text": "", "codes": "", "date": "", "number": math.nan, "integer": None}
"""What stands in a column of each type where the register is silent; pandas makes None its NA."""
SINCE_UNKNOWN = "0001-01-01"
"""``closed_on`` where only the fact of the closing is known: before every day, so nobody takes it for a date."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of stations.

    Parameters
    ----------
    name : str
        Name in tables, files and answers.
    type : {"text", "number", "integer", "date", "codes"}
        ``codes`` are comma-separated without blanks, ``date`` is an ISO 8601 date as text. `BLANKS` says what stands
        for unknown, `DTYPES` what pandas keeps each as.
    zh, en : str
        What people call it.

    Examples
    --------
    >>> STATION_COLUMNS["lat"].en
    'latitude, degrees, WGS 84'
    """

    name: str
    type: Type
    zh: str
    en: str


STATION_COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("id", "text", "编号", "unique code"),
        Column("id_source", "text", "编号来源", "code: as registered; derived: from name, address and position"),
        Column("name", "text", "名称", "name"),
        Column("brand", "text", "品牌", "brand"),
        Column("address", "text", "地址", "address"),
        Column("entrance_note", "text", "入口说明", "where the entrance is: floor, street side"),
        Column("street", "text", "街道", "street or township"),
        Column("district", "text", "区县代码", "adcode of the district that holds the position"),
        Column("district_named", "text", "登记区县", "district as the register names it"),
        Column("lat", "number", "纬度", "latitude, degrees, WGS 84"),
        Column("lon", "number", "经度", "longitude, degrees, WGS 84"),
        Column("datum_received", "text", "原坐标系", "datum of the position as received"),
        Column("lat_received", "number", "原纬度", "latitude as received, degrees, in datum_received"),
        Column("lon_received", "number", "原经度", "longitude as received, degrees, in datum_received"),
        Column("position_source", "text", "坐标来源", "how the position was found"),
        Column("kind", "codes", "类型", "fixed, mobile or cabin_24h"),
        Column("host", "text", "依托单位", "host type"),
        Column("sponsor", "text", "建设单位", "who pays or manages"),
        Column("area_m2", "number", "面积", "floor area, m²"),
        Column("capacity", "integer", "容纳人数", "people at once"),
        Column("hours", "text", "开放时间", "opening hours as written"),
        Column("opening_hours", "text", "开放时间（OSM）", "the same in OSM's opening_hours syntax, blank if unread"),
        Column("closures", "text", "临时关闭", "temporary closures: first day/last day reason, separated by ;"),
        Column("stops", "text", "停靠时刻", "timetable of a mobile station's stops"),
        Column("access", "codes", "进入方式", "ways to get in"),
        Column("who_may_enter", "text", "服务对象", "who may enter"),
        Column("amenities", "codes", "设施", "amenities that are there"),
        Column("amenities_no", "codes", "没有的设施", "amenities known not to be there"),
        Column("out_of_order", "codes", "故障设施", "amenities out of order, each code@date"),
        Column("phone", "text", "电话", "contact phone"),
        Column("star_rating", "integer", "星级", "stars, 1 to 5"),
        Column("opened_on", "date", "启用日期", "first day of operation"),
        Column("closed_on", "date", "停用日期", "first day no longer in operation"),
        Column("closed_reason", "text", "停用原因", "why it closed"),
        Column("photo", "text", "照片", "address of a photo"),
        Column("qr", "text", "二维码", "content of the QR code"),
        Column("verified_on", "date", "核实日期", "last verified"),
        Column("verified_by", "text", "核实人", "verified by whom"),
        Column("verified_how", "text", "核实方式", "verified how"),
        Column("licence", "text", "许可", "licence of the record"),
        Column("source", "text", "来源", "where the record comes from"),
        Column("warnings", "codes", "提示", "codes of the import's warnings"),
    )
}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a station is, and what was received.

    Parameters
    ----------
    lat, lon : float
        Degrees, WGS 84.
    datum_received : str
        Datum of the position as received: wgs84, gcj02 or bd09.
    lat_received, lon_received : float
        Degrees in `datum_received`.
    source : str
        How the position was found, "" if unknown.

    Examples
    --------
    >>> Position(34.7466, 113.6254, "wgs84", 34.7466, 113.6254, "").lat
    34.7466
    """

    lat: float
    lon: float
    datum_received: str
    lat_received: float
    lon_received: float
    source: str


@dataclass(frozen=True, slots=True)
class Station:
    """One rest station; texts are "" and numbers None where the register is silent.

    Parameters
    ----------
    id : str
        Unique in the register.
    position : Position
        WGS 84, with what was received.
    amenities, amenities_no : tuple of str
        Codes that are there, and known not to be there; all others are unknown.
    out_of_order : tuple of (str, str)
        Amenity code and the ISO date since when.
    district : str
        Adcode of the district that holds the position, "" if none does.

    Notes
    -----
    The other fields are those of `STATION_COLUMNS`, which says what each means.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> demonstration().station(0).amenities[:2]
    ('seating', 'drinking_water')
    """

    id: str
    id_source: str
    name: str
    brand: str
    address: str
    entrance_note: str
    street: str
    district: str
    district_named: str
    position: Position
    kind: str
    host: str
    sponsor: str
    area_m2: float | None
    capacity: int | None
    hours: str
    opening_hours: str
    closures: str
    stops: str
    access: tuple[str, ...]
    who_may_enter: str
    amenities: tuple[str, ...]
    amenities_no: tuple[str, ...]
    out_of_order: tuple[tuple[str, str], ...]
    phone: str
    star_rating: int | None
    opened_on: str
    closed_on: str
    closed_reason: str
    photo: str
    qr: str
    verified_on: str
    verified_by: str
    verified_how: str
    licence: str
    source: str
    warnings: tuple[str, ...]
