"""Findings about a whole file."""

from __future__ import annotations

from stationmap.register.message import Message, note, warning

__all__ = ["OF_FILE"]

OF_FILE: dict[str, Message] = {
    "looks_shifted": warning(
        "坐标像是 {other}：{count} 行写明区县，按 {datum} 有 {now} 行落在其中，按 {other} 有 {then} 行",
        "the positions look like {other}: of {count} rows that name a district {now} lie in it as {datum}, "
        "{then} as {other}",
        "核实坐标系后用 --datum {other} 重新导入",
        "find out the datum, and import again with --datum {other}",
    ),
    "header_names_other_datum": warning(
        "列名写明 {other}，却按 {datum} 读取",
        "the header names {other}, but the positions are read as {datum}",
        "核实坐标系；列名若对，用 --datum {other} 重新导入",
        "find out the datum; if the header is right, import again with --datum {other}",
    ),
    "unused_columns": note(
        "没有用到的列",
        "columns that were not used",
        "需要时用 --map 字段=列名 指定",
        "name one by --map field=header if needed",
    ),
    "reprojected": note(
        "坐标由 {value} 转为 WGS 84",
        "positions were reprojected from {value} to WGS 84",
        "--datum 应为 wgs84",
        "--datum should be wgs84",
    ),
    "no_crs": note(
        "文件没有说明坐标参考系，按经纬度读取",
        "the file names no reference system; read as longitude and latitude",
        "核对坐标",
        "check the positions",
    ),
    "other_layers": note(
        "还有没读的工作表或图层", "other sheets or layers were not read", "需要时用 --sheet 指定", "name one by --sheet"
    ),
    "no_districts_here": note(
        "没有一个站点落在已知区县内，未核对区县",
        "no station lies in any known district; districts were not checked",
        "需要时用 --districts 给出区县面",
        "give polygons by --districts if needed",
    ),
    "no_register_yet": note(
        "还没有登记册，未与登记册核对",
        "there is no register yet to compare with",
        "无需处理",
        "nothing to do",
    ),
    "district_without_polygon": note(
        "该区没有边界数据，{count} 行未核对",
        "this district has no polygon; {count} rows were not checked",
        "无需处理；或用 --districts 给出边界",
        "nothing to do; or give its polygon by --districts",
    ),
    "unknown_district_name": note(
        "不认识这个区县名，{count} 行未核对",
        "no known district has this name, or several have; {count} rows were not checked",
        "写全称，如 郑州市上街区",
        "write its full name with the city's",
    ),
}
