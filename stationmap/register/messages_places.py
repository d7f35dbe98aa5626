"""Findings about where a station is; the row stays."""

from __future__ import annotations

from stationmap.register.message import Message, note, warning

__all__ = ["OF_PLACES"]

OF_PLACES: dict[str, Message] = {
    "twins": warning(
        "与第 {other} 行相距 {metres} 米，可能是同一站点",
        "{metres} m from row {other}; perhaps the same station",
        "核实是否重复登记",
        "check whether one is registered twice",
    ),
    "known_under_another_id": warning(
        "登记册中已有 {old}（{old_name}），相距 {metres} 米，这里没有写这个编号；像是同一站点，将成为两个",
        "the register has {old} ({old_name}) {metres} m from here, under an id that is not given here; "
        "it looks like the same station, which would then be there twice",
        "若是同一站点，停用旧的：{close}；否则无需处理",
        "if it is the same, retire the old one: {close}; else there is nothing to do",
    ),
    "low_precision": warning(
        "坐标不足三位小数，误差可达一公里",
        "fewer than three decimals: it may be a kilometre off",
        "重新测量坐标",
        "measure it again",
    ),
    "odd_coordinate": note(
        "坐标写法少见，读作纬度 {lat}，经度 {lon}",
        "an unusual spelling; read as latitude {lat}, longitude {lon}",
        "核对读法；最好写十进制度，如 113.6254",
        "check how it was read; degrees such as 113.6254 are best",
    ),
    "outside_districts": warning("不在任何区县内", "lies in no district", "核对坐标", "check the position"),
    "district_mismatch": warning(
        "登记为{named}，位置在{located}，距登记区县边界 {metres} 米",
        "registered in {named}, lies in {located}, {metres} m from the border of the former",
        "核对坐标和区县",
        "check the position and the district",
    ),
    "district_uncertain": note(
        "登记为{named}，位置在{located}，距边界仅 {metres} 米，边界数据本身有此误差",
        "registered in {named}, lies in {located}, but only {metres} m from the border, which is no surer than that",
        "无需处理",
        "nothing to do",
    ),
}
