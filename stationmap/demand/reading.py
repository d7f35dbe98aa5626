"""From a file to demand: points, polygons with weights, or figures by district code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.datum import Datum, parse_datum, to_wgs84
from stationmap.demand.codes import codes_demand
from stationmap.demand.columns import ALIASES, name_columns
from stationmap.demand.demand import Demand
from stationmap.demand.faults import finding
from stationmap.demand.points import points_demand
from stationmap.demand.rows import Rows
from stationmap.demand.spreading import grid_words, spread_polygons
from stationmap.districts import Districts
from stationmap.errors import ColumnError, Fault, InputError
from stationmap.files import RawTable, read_areas, read_table
from stationmap.findings import Findings

__all__ = ["read_demand"]

_EAST, _POLE = 180.0, 90.0
_TOLD_FAULTS = 20
Shapes = npt.NDArray[np.object_]


def read_demand(
    path: Path,
    districts: Districts,
    *,
    weight: str | None = None,
    datum: Datum | str = Datum.WGS84,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    spacing_m: float = 250.0,
) -> tuple[Demand, Findings]:
    r"""Read who is where: residents, workers, or any number that a file holds.

    A file of points has them as geometry or in columns of latitude and longitude. Weights of polygons are spread evenly
    over them, and figures by district code over the districts, on a grid. A row whose weight is blank, no number or
    negative is left out and told: unknown is not zero. A weight whose position cannot be used stays in the total, in
    `unplaced` under "".

    Parameters
    ----------
    path : Path
        CSV, Excel, GeoJSON, GeoPackage or (Geo)Parquet.
    districts : Districts
        Which district holds what; and whose polygons figures by code are spread over.
    weight : str, optional
        Column of the weight, such as ``快递员``; one of the usual names by default, and 1 for each point without any.
    datum : Datum or str
        Of the positions.
    columns : mapping of str to str, optional
        Field (id, lat, lon, adcode, weight) to column, where the header has unusual names.
    sheet : str, optional
        Sheet of a workbook or layer of a GeoPackage.
    spacing_m : float
        Width of a cell of the grid, metres.

    Returns
    -------
    Demand
    Findings
        By row, field and value; rows of points and polygons in vector files are numbered from 1.

    Raises
    ------
    MissingFileError
        If there is no file.
    FileFormatError
        If it cannot be read.
    ColumnError
        If a column that is named or needed is not there.
    InputError
        If no row can be used; the first faults are named.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> from stationmap.files import temporary_folder, write_text
    >>> with temporary_folder() as folder:
    ...     write_text(folder / "a.csv", "\n".join(["区划代码,快递员", "410100,9", "410106,7", "410171,2"]))
    ...     demand, findings = read_demand(folder / "a.csv", national().only(["410106"]), weight="快递员")
    >>> round(demand.total, 6), demand.unplaced.to_dict(), [item.code for item in findings]
    (9.0, {'410171': 2.0}, ['sum_row', 'no_boundary'])
    """
    kind = parse_datum(datum)
    areas = read_areas(path, sheet)
    raw = read_table(path, sheet=sheet) if areas is None else areas[0]
    found = name_columns(list(raw.frame.columns), weight, columns)
    findings = Findings()
    rows = Rows(raw, found, findings)
    what = found.get("weight", "点数 places")
    if areas is not None:
        _needed(raw, found, "weight")
        shapes = _in_wgs84(areas[1], kind)
        demand = _areas_demand(rows, shapes, districts, spacing_m, what=what, source=path.name)
    elif {"lat", "lon"} <= found.keys():
        demand = points_demand(rows, districts, kind, what=what, source=path.name)
    else:
        _needed(raw, found, *(("weight",) if "adcode" in found else ("lat", "lon", "adcode")))
        demand = codes_demand(rows, districts, spacing_m, what=what, source=path.name)
    _tell_weight(findings, found, named=weight is not None or "weight" in (columns or {}))
    if not len(demand) and demand.unplaced.empty:
        _refuse(findings, path.name)
    return demand, findings


def _needed(raw: RawTable, found: Mapping[str, str], *fields: str) -> None:
    faults = tuple(
        Fault(
            field,
            "、".join(raw.frame.columns),
            f"没有这样的列 no column of that name; known: {', '.join(ALIASES[field])}",
        )
        for field in fields
        if field not in found
    )
    if faults:
        names = "经纬度或区划代码 lat and lon, or adcode" if len(fields) > 1 else fields[0]
        raise ColumnError(f"需求文件缺列 the file of demand lacks columns: {names}", faults)


def _areas_demand(
    rows: Rows, shapes: Shapes, districts: Districts, spacing_m: float, *, what: str, source: str
) -> Demand:
    rows.weigh()
    ids = rows.ids()
    own = shapes[rows.places]
    there = ~shapely.is_missing(own)
    beyond = there & _beyond_the_globe(own)
    for at in np.flatnonzero(beyond):
        rows.findings.add(finding("position_out_of_range", int(rows.numbers[at]), "geometry", str(ids[at])))
    for at in np.flatnonzero(~there):
        rows.findings.add(finding("no_polygon", int(rows.numbers[at]), "geometry", str(ids[at])))
    there &= ~beyond
    frame, widest = spread_polygons(ids[there].tolist(), own[there], rows.weight[there], districts, spacing_m=spacing_m)
    rows.tell_outside(frame)
    lost = pd.Series({"": float(rows.weight[~there].sum())} if (~there).any() else {}, dtype=float)
    how = grid_words(spacing_m, widest) + rows.left_out_words
    return Demand(frame, what=what, how=how, source=source, unplaced=lost)


def _beyond_the_globe(shapes: Shapes) -> npt.NDArray[np.bool_]:
    """Tell polygons that are no place in degrees, as where the two are exchanged."""
    edges = np.abs(shapely.bounds(shapes))
    outside: npt.NDArray[np.bool_] = ((edges[:, [0, 2]] > _EAST) | (edges[:, [1, 3]] > _POLE)).any(axis=1)
    return outside


def _in_wgs84(shapes: Shapes, datum: Datum) -> Shapes:
    if datum is Datum.WGS84:
        return shapes

    def moved(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        lat, lon = to_wgs84(points[:, 1], points[:, 0], datum)
        return np.column_stack([lon, lat])

    return np.asarray(shapely.make_valid(shapely.transform(shapes, moved)), dtype=object)


def _tell_weight(findings: Findings, found: Mapping[str, str], *, named: bool) -> None:
    if "weight" not in found:
        findings.add(finding("no_weight_column", 0, "", ""))
    elif not named:
        findings.add(finding("weight_column", 0, found["weight"], ""))


def _refuse(findings: Findings, name: str) -> None:
    told = [item for item in findings if item.severity != "note"]
    faults = tuple(
        Fault(item.field, item.value, f"第 {item.row} 行：{item.message_zh} row {item.row}: {item.message}")
        for item in told[:_TOLD_FAULTS]
    )
    raise InputError(f"{name}: 没有一行可用 no row of the demand can be used", faults)
