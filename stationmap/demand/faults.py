"""What may be wrong in a file of demand, and how to say it."""

from __future__ import annotations

from stationmap.findings import Finding, Wording

__all__ = ["FAULTS", "finding"]


_KEPT = "；权重计入“没有位置”，不丢弃", "; its weight is counted among what has no place"
FAULTS: dict[str, Wording] = {
    "weight_unknown": Wording(
        "error",
        "没有权重，未知不是零，该行未用",
        "no weight: unknown is not zero; the row is left out",
        "补上数字；确实没有人请写 0",
        "give the number; write 0 for a true zero",
    ),
    "weight_not_a_number": Wording("error", "权重不是数字", "the weight is not a number", "写数字", "write a number"),
    "weight_not_finite": Wording("error", "权重过大", "the weight is too large", "核对数字", "check the number"),
    "weight_negative": Wording("error", "权重为负", "the weight is negative", "核对数字", "check the number"),
    "duplicate_id": Wording(
        "error",
        "编号与第 {first} 行相同，只保留第 {first} 行",
        "the same id as row {first}; only row {first} is kept",
        "改正编号，或删去一行",
        "correct the id or delete one",
    ),
    "missing_position": Wording(
        "warning", "没有坐标" + _KEPT[0], "no position" + _KEPT[1], "补上坐标", "give the position"
    ),
    "unreadable_position": Wording(
        "warning",
        "坐标不是数字" + _KEPT[0],
        "the position is not a number" + _KEPT[1],
        "写成十进制度数",
        "write decimal degrees",
    ),
    "zero_position": Wording(
        "warning", "坐标为 0,0" + _KEPT[0], "0,0 is no place" + _KEPT[1], "补上坐标", "give the real position"
    ),
    "swapped_position": Wording(
        "warning",
        "经纬度似乎颠倒" + _KEPT[0],
        "latitude and longitude seem exchanged" + _KEPT[1],
        "对调两列",
        "exchange the two",
    ),
    "position_out_of_range": Wording(
        "warning",
        "坐标超出范围" + _KEPT[0],
        "the position is out of range" + _KEPT[1],
        "核对坐标",
        "check the position",
    ),
    "no_polygon": Wording(
        "warning", "不是面，或没有图形" + _KEPT[0], "no polygon" + _KEPT[1], "补上面", "give the polygon"
    ),
    "outside_districts": Wording(
        "note",
        "{count} 处不在任何区县（合计 {weight:g}），另列",
        "{count} places lie in no district ({weight:g} in all), listed apart",
        "核对坐标、基准面和区县范围",
        "check positions, their datum and the districts",
    ),
    "bad_code": Wording(
        "error", "不是六位区划代码", "not a district code of six digits", "写六位代码", "write six digits"
    ),
    "duplicate_code": Wording(
        "error",
        "代码与第 {first} 行相同，只保留第 {first} 行，未相加",
        "the same code as row {first}; only row {first} is kept, nothing is summed",
        "先合计，或删去一行",
        "sum them first, or delete one",
    ),
    "sum_row": Wording(
        "note",
        "省、市合计行，不重复计",
        "a total of a city or province; not counted twice",
        "无需处理",
        "nothing to do",
    ),
    "foreign_code": Wording(
        "note",
        "从这一行起共 {count} 行不在所选城市，未用",
        "from this row on {count} rows are not of the cities asked for; not used",
        "无需处理",
        "nothing to do",
    ),
    "no_boundary": Wording(
        "warning",
        "该区没有边界，{weight:g} 另列为“没有位置”",
        "the district has no polygon; {weight:g} are listed apart, without a place",
        "用 --districts 提供边界",
        "give its polygon by --districts",
    ),
    "no_figure": Wording(
        "warning",
        "文件没有该区的数，未知不是零",
        "the file has no figure of this district: unknown, not zero",
        "补上该区",
        "add the district",
    ),
    "weight_column": Wording(
        "note",
        "权重取自这一列",
        "weights are taken from this column",
        "用 --weight 指定其他列",
        "name another by --weight",
    ),
    "no_weight_column": Wording(
        "note",
        "没有权重列，每处计 1",
        "no column of weights: each place counts as 1",
        "用 --weight 指定",
        "name one by --weight",
    ),
    "too_many_cells": Wording(
        "warning", "这一行的单元格比表头多", "the row has more cells than the header", "核对分隔符", "check separators"
    ),
    "too_few_cells": Wording(
        "warning", "这一行的单元格比表头少", "the row has fewer cells than the header", "核对分隔符", "check separators"
    ),
    "other_layers": Wording(
        "note",
        "其他工作表或图层未读",
        "other sheets or layers were not read",
        "另存要读的",
        "save the one to read on its own",
    ),
    "reprojected": Wording("note", "坐标系已转为 WGS 84", "reprojected to WGS 84", "无需处理", "nothing to do"),
    "no_crs": Wording(
        "warning",
        "文件没有坐标系，按经纬度读",
        "the file names no reference system; read as degrees",
        "补上坐标系",
        "give it",
    ),
}


def finding(code: str, row: int, field: str, value: str, **particulars: object) -> Finding:
    """Word one fault.

    Parameters
    ----------
    code : str
        Key of `FAULTS`.
    row : int
        Row of the file, 0 for the whole file.
    field, value : str
        The column as the file names it, and what it holds.
    **particulars
        What the wording has braces for.

    Examples
    --------
    >>> finding("duplicate_id", 9, "编号", "a", first=4).message
    'the same id as row 4; only row 4 is kept'
    """
    return FAULTS[code].told(code, row, field, value, **particulars)
