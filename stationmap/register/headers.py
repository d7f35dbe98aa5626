"""What registers call their columns, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata

from stationmap.amenities import read_amenities
from stationmap.datum import Datum
from stationmap.station import STATION_COLUMNS

__all__ = [
    "FIELDS",
    "amenities_of_header",
    "coordinate_of_header",
    "datum_of_header",
    "field_of_header",
    "plain_header",
]

# What the program finds out itself; opening_hours follows the hours as written, and a column of that name holds these.
_NOT_IN_FILES = {"opening_hours", "id_source", "district", "datum_received", "lat_received", "lon_received", "warnings"}
FIELDS: tuple[str, ...] = (*(name for name in STATION_COLUMNS if name not in _NOT_IN_FILES), "position", "status")
"""What a register's column may hold: names of `STATION_COLUMNS`, ``position`` for both coordinates in one cell, and
``status`` for whether the station is in operation."""

_ALIASES = {
    "id": "站点编号 站点编码 编码 代码 站点代码 唯一编码 序列号 code ref stationid station_id uid osm_id",
    "name": "站点名称 驿站名称 站名 驿站 站点 title station station_name station_name_zh 服务站点名称 点位名称",
    "brand": "品牌名称 站点品牌 brand_name",
    "address": "详细地址 站点地址 地点 所在地址 位置 具体位置 具体地址 驿站地址 addr full_address street_address",
    "entrance_note": "入口 入口备注 位置说明 楼层 entrance directions",
    "street": "所属街道 街道办 街道乡镇 乡镇街道 乡镇 township subdistrict",
    "district_named": "区县 所属区县 所属区 所在区 所在区县 区 县区 县市区 行政区 行政区划 辖区 区域 district "
    "borough county",
    "position_source": "坐标来源说明 定位方式 坐标质量 coord_quality coordinate_source geocoder",
    "kind": "站点类型 驿站类型 类别 站点类别 type station_type",
    "host": "依托单位类型 依托场所 依托 所在单位 合作单位 host_type",
    "sponsor": "主办单位 管理单位 建设主体 责任单位 主管单位 所属单位 运营单位 建站单位 manager operator owner",
    "area_m2": "面积m2 面积平方米 建筑面积 使用面积 站点面积 area area_sqm floor_area",
    "capacity": "容量 可容纳人数 座位数 接待人数 people seats",
    "hours": "营业时间 服务时间 开放时段 运营时间 开门时间 时间 open_hours opening_hours openinghours business_hours",
    "closures": "临时关闭时间 临时关闭时段 临时停用 临时闭站 暂停开放 暂停开放时间 暂停时段 停用时段 关闭时段 "
    "closure temporary_closure temporary_closures",
    "stops": "停靠点 停靠站点 停靠时间 停靠时间表 流动时刻 timetable schedule",
    "access": "准入方式 进入条件 入站方式 开门方式 进站方式 access_mode entry",
    "who_may_enter": "服务人群 适用人群 面向人群 开放对象 audience users",
    "amenities": "服务设施 设施设备 配套设施 设备设施 设施清单 设备 服务项目 服务内容 服务功能 功能 配置 facilities "
    "services equipment",
    "amenities_no": "缺少设施 无设施 缺少的设施 missing_amenities",
    "out_of_order": "故障 损坏设施 停用设施 维修中 broken outoforder",
    "phone": "联系电话 咨询电话 电话号码 联系方式 手机 手机号 服务电话 tel telephone mobile_phone contact",
    "star_rating": "星级评定 星 等级 stars rating star",
    "opened_on": "启用时间 开放日期 投用日期 投入使用时间 建成时间 建成日期 挂牌日期 建站时间 opened open_date "
    "opening_date installation_date",
    "closed_on": "停用时间 关闭日期 撤销日期 closed close_date closing_date",
    "closed_reason": "关闭原因 撤销原因 close_reason",
    "photo": "图片 照片地址 照片链接 图片链接 image picture photo_url image_url",
    "qr": "二维码内容 二维码链接 qrcode qr_code",
    "verified_on": "核实时间 核查日期 更新日期 更新时间 最后核实 last_verified verified updated check_date survey_date",
    "verified_by": "核查人 核实人员 verifier",
    "verified_how": "核查方式 核实途径 verification",
    "licence": "许可协议 数据许可 license",
    "source": "数据来源 来源说明 data_source",
    "position": "坐标 经纬度 位置坐标 地理坐标 location coordinates coordinate lnglat lonlat latlng latlon "
    "latlong geo gps",
    "status": "状态 运营状态 营运状态 使用状态 运行状态 营业状态 开放状态 启用状态 站点状态 驿站状态 当前状态 是否启用 "
    "是否在用 是否运营 是否开放 是否营业 station_status operational_status operating_status operation_status",
}
_LAT = ("lat", "latitude", "纬度", "维度", "北纬", "y", "纬度坐标", "坐标y", "y坐标")
_LON = ("lon", "lng", "long", "longitude", "经度", "东经", "x", "经度坐标", "坐标x", "x坐标")
_DATUMS = {
    Datum.WGS84: ("wgs84", "wgs", "gps"),
    Datum.GCJ02: ("gcj02", "gcj", "高德", "火星", "腾讯", "amap"),
    Datum.BD09: ("bd09", "bd", "百度", "baidu"),
}
_NAMED_DATUM = {
    Datum.WGS84: re.compile(r"wgs|gps"),
    Datum.GCJ02: re.compile(r"gcj|高德|火星|腾讯|amap"),
    Datum.BD09: re.compile(r"(?<![a-z])bd(?![a-z])|百度|baidu"),
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_MARKS = re.compile(r"[\s_\-*()\[\]【】{}/]+")
_ASKING = re.compile(r"^(?:是否提供|是否有|是否|有无|提供|有|has)|(?:有无|情况)$")


def plain_header(text: str) -> str:
    """Fold a header to what aliases are compared by: no case, width, blanks, hyphens nor brackets.

    Examples
    --------
    >>> plain_header(" Opening_Hours ："), plain_header("面积（㎡）")
    ('openinghours', '面积m2')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", folded).strip(":;,.。")


def _forms(text: str) -> tuple[str, str]:
    """With what stands in brackets, and without."""
    return plain_header(text), plain_header(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))


def _words() -> dict[str, str]:
    known: dict[str, str] = {}
    for name in FIELDS:
        column = STATION_COLUMNS.get(name)
        own = (name, column.zh) if column else (name,)
        known |= {plain_header(word): name for word in (*_ALIASES.get(name, "").split(), *own)}
    return known


_FIELD_WORDS = {word: name for word, name in _words().items() if name not in {"lat", "lon"}}


def _coordinate_words() -> dict[str, tuple[str, Datum | None]]:
    known: dict[str, tuple[str, Datum | None]] = {}
    for axis, names in (("lat", _LAT), ("lon", _LON)):
        known |= dict.fromkeys(names, (axis, None))
        for datum, prefixes in _DATUMS.items():
            for prefix in prefixes:
                known |= {form: (axis, datum) for name in names for form in (prefix + name, name + prefix)}
    return known


_COORDINATE_WORDS = _coordinate_words()


def field_of_header(text: str) -> str:
    """Name the field that a header means, "" if the table does not know it; coordinates apart.

    Examples
    --------
    >>> field_of_header("服务设施"), field_of_header("面积(㎡)"), field_of_header("toilets:wheelchair")
    ('amenities', 'area_m2', '')
    """
    return next((_FIELD_WORDS[form] for form in _forms(text) if form in _FIELD_WORDS), "")


def coordinate_of_header(text: str) -> tuple[str, Datum | None] | None:
    """Name the coordinate that a header means, ``lat`` or ``lon``, and its datum if the header tells.

    Examples
    --------
    >>> coordinate_of_header("gcj_lng"), coordinate_of_header("纬度(°)"), coordinate_of_header("地址")
    (('lon', <Datum.GCJ02: 'gcj02'>), ('lat', None), None)
    """
    return next((_COORDINATE_WORDS[form] for form in _forms(text) if form in _COORDINATE_WORDS), None)


def datum_of_header(text: str) -> Datum | None:
    """Name the datum that a header of coordinates mentions, None if it mentions none or several.

    Examples
    --------
    >>> datum_of_header("lng_bd09"), datum_of_header("坐标（高德）"), datum_of_header("纬度")
    (<Datum.BD09: 'bd09'>, <Datum.GCJ02: 'gcj02'>, None)
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    named = [datum for datum, pattern in _NAMED_DATUM.items() if pattern.search(folded)]
    if not named and (found := coordinate_of_header(text)):
        return found[1]
    return named[0] if len(named) == 1 else None


def amenities_of_header(text: str) -> tuple[str, ...]:
    """Name the amenities of which a column says yes or no.

    Examples
    --------
    >>> amenities_of_header("是否有热水"), amenities_of_header("空调"), amenities_of_header("负责人")
    (('hot_water',), ('cooling', 'heating'), ())
    """
    for form in _forms(text):
        codes = read_amenities(form) or read_amenities(_ASKING.sub("", form))
        if codes:
            return codes
    return ()
