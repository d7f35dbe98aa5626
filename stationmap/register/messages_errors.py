"""Findings that leave a row out."""

from __future__ import annotations

from stationmap.register.message import Message, error

__all__ = ["ERRORS"]

ERRORS: dict[str, Message] = {
    "no_rows": error("文件只有表头", "the file has a header and no rows", "检查导出是否完整", "check the export"),
    "too_many_cells": error(
        "单元格比表头多，内容可能错列",
        "more cells than the header has; contents may be in the wrong columns",
        "给含分隔符的内容加引号",
        "quote the text that holds the separator",
    ),
    "missing_coordinate": error("没有坐标", "no coordinate", "补上坐标", "give the position"),
    "unreadable_coordinate": error(
        "坐标无法识别", "the coordinate cannot be read", "改为十进制度，如 113.6254", "write degrees such as 113.6254"
    ),
    "not_finite_coordinate": error(
        "坐标不是有限数", "the coordinate is not a finite number", "补上真实坐标", "give the real position"
    ),
    "zero_position": error(
        "坐标为 0,0", "the position is 0,0, which stands for unknown", "补上真实坐标", "give the real position"
    ),
    "swapped_coordinates": error(
        "经纬度写反：应为纬度 {lat}，经度 {lon}",
        "latitude and longitude are swapped: meant are latitude {lat}, longitude {lon}",
        "对调这两个值",
        "exchange the two values",
    ),
    "out_of_range": error(
        "坐标超出范围：纬度 {lat}，经度 {lon}",
        "out of range: latitude {lat}, longitude {lon}",
        "纬度应在 ±90、经度在 ±180 之内",
        "latitude lies within ±90 and longitude within ±180",
    ),
    "outside_area": error(
        "位置不在登记范围内：纬度 {lat}，经度 {lon}",
        "outside the register's area: latitude {lat}, longitude {lon}",
        "核对坐标，或用 --area 改范围",
        "check the position, or widen --area",
    ),
    "invalid_id": error(
        "编号不能用：{why_zh}",
        "the code cannot be used: {why}",
        "改编号，或留空由系统生成",
        "change it, or leave it empty",
    ),
    "duplicate_id": error(
        "编号与第 {others} 行相同而内容不同，都未采用",
        "the same code as row {others} but other contents; none of them is taken",
        "核实哪一行是对的，删去其余的，或给每个站点唯一的编号",
        "find out which row is right and remove the others, or give each station its own code",
    ),
    "duplicate_row": error(
        "名称、地址和坐标与第 {others} 行相同而其他内容不同，都未采用",
        "the same name, address and position as row {others} but other contents; none of them is taken",
        "删去不对的行，或给各行不同的编号",
        "remove what is wrong, or give each a code",
    ),
}
