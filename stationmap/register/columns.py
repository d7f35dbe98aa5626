"""Which column of a file is which field of a station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stationmap.amenities import AMENITIES
from stationmap.datum import Datum
from stationmap.errors import ColumnError, Fault
from stationmap.register.headers import FIELDS, amenities_of_header, coordinate_of_header, field_of_header

__all__ = ["Columns", "choose_columns", "shown_header"]

_GEOMETRY = {"lat": "__lat__", "lon": "__lon__"}
_MAPPABLE = {name: name for name in FIELDS} | {"district": "district_named", "opening_hours": "hours"}
_FLAG = "amenity:"


@dataclass(slots=True)
class Columns:
    """Columns of a file by what they hold.

    Parameters
    ----------
    fields : dict of str to str
        Field to column; ``lat`` and ``lon``, or ``position``, are always there.
    flags : dict of str to tuple of str
        Column of yes and no to the amenity codes it tells of.
    unused : list of str
        Columns that nobody claimed.
    """

    fields: dict[str, str] = field(default_factory=dict)
    flags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def header(self, name: str) -> str:
        """Column of a field, or the field's own name where the file has none."""
        return self.fields.get(name, name)

    def of_positions(self) -> list[str]:
        """Columns that hold the coordinates, one or two, as people know them."""
        given = (self.fields[name] for name in ("lat", "lon", "position") if name in self.fields)
        return list(dict.fromkeys(map(shown_header, given)))


def shown_header(header: str) -> str:
    """Name a column as people know it: the reader of geometries calls its coordinates by names of its own.

    Examples
    --------
    >>> shown_header("纬度"), shown_header("__lat__")
    ('纬度', '几何 geometry')
    """
    return "几何 geometry" if header in _GEOMETRY.values() else header


def choose_columns(headers: Sequence[str], mapped: Mapping[str, str], datum: Datum) -> Columns:
    """Find the fields among a file's headers.

    What `mapped` says goes first; then the first header of a field that the alias table knows. Of several
    pairs of coordinates the one whose headers name `datum` is taken, else the geometry, else the one
    without a datum's name; a column of positions only where there is no pair.

    Parameters
    ----------
    headers : sequence of str
        Unique column names of the file.
    mapped : mapping of str to str
        Field (or ``amenity:<code>``) to header.
    datum : Datum
        Datum of the positions wanted.

    Returns
    -------
    Columns

    Raises
    ------
    ColumnError
        If `mapped` names an unknown field or header, or there are no coordinates, or only such whose headers
        name another datum.

    Examples
    --------
    >>> columns = choose_columns(["站名", "gcj_lng", "gcj_lat", "热水", "备注"], {"name": "站名"}, Datum.GCJ02)
    >>> columns.fields, columns.flags, columns.unused
    ({'name': '站名', 'lat': 'gcj_lat', 'lon': 'gcj_lng'}, {'热水': ('hot_water',)}, ['备注'])
    """
    columns = _mapped(headers, mapped)
    claimed = {*columns.fields.values(), *columns.flags}
    free = [header for header in headers if header not in claimed]
    _add_coordinates(columns, free, datum)
    for header in free:
        name = field_of_header(header)
        if name and not (name == "position" and "lat" in columns.fields):
            columns.fields.setdefault(name, header)
    if not ({"lat", "lon"} <= columns.fields.keys() or "position" in columns.fields):
        raise _no_coordinates(headers)
    used = set(columns.fields.values())
    columns.flags |= {header: codes for header in free if header not in used and (codes := amenities_of_header(header))}
    columns.unused = [header for header in free if header not in used and header not in columns.flags]
    return columns


def _mapped(headers: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    columns = Columns()
    faults: list[Fault] = []
    for name, header in mapped.items():
        column = next((item for item in headers if item.strip() == header.strip()), None)
        if column is None:
            reason = f"文件没有这一列 no such header; 文件的列 the file has: {_listed(headers)}"
            faults.append(Fault("--map", f"{name}={header}", reason))
        elif name.startswith(_FLAG) and name.removeprefix(_FLAG) in AMENITIES:
            columns.flags[column] = (*columns.flags.get(column, ()), name.removeprefix(_FLAG))
        elif name in _MAPPABLE:
            columns.fields[_MAPPABLE[name]] = column
        else:
            known = f"{', '.join(sorted(_MAPPABLE))}, {_FLAG}CODE (CODE: {', '.join(AMENITIES)})"
            faults.append(Fault("--map", f"{name}={header}", f"没有这个字段 no such field; 字段 fields: {known}"))
    if faults:
        detail = "; ".join(f"{fault.parameter} {fault.value}: {fault.reason}" for fault in faults)
        raise ColumnError(f"--map 有误 --map does not fit: {detail}", tuple(faults))
    return columns


def _listed(headers: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(map(shown_header, headers)))


def _add_coordinates(columns: Columns, free: Sequence[str], datum: Datum) -> None:
    """Take both coordinates from one pair: never a latitude in one datum with a longitude in another."""
    wanted = {"lat", "lon"} - columns.fields.keys()
    if not wanted or "position" in columns.fields:
        return
    pairs = _pairs(free)
    geometry = {axis: header for axis, header in _GEOMETRY.items() if header in free}
    for pair in (pairs.get(datum, {}), geometry, pairs.get(None, {})):
        if wanted <= pair.keys():
            columns.fields |= {axis: pair[axis] for axis in ("lat", "lon") if axis in wanted}
            return
    others = [other for other, pair in pairs.items() if other is not None and wanted <= pair.keys()]
    if others and not any(field_of_header(header) == "position" for header in free):
        raise ColumnError(
            f"坐标列的名称写明是 {others[0]}，不是 {datum} the headers say that the positions are {others[0]}, "
            f"not {datum}: use --datum {others[0]}, or --map lat=HEADER --map lon=HEADER"
        )


def _pairs(free: Sequence[str]) -> dict[Datum | None, dict[str, str]]:
    pairs: dict[Datum | None, dict[str, str]] = {}
    for header in free:
        found = coordinate_of_header(header) if header not in _GEOMETRY.values() else None
        if found:
            axis, datum = found
            pairs.setdefault(datum, {}).setdefault(axis, header)
    return pairs


def _no_coordinates(headers: Sequence[str]) -> ColumnError:
    return ColumnError(
        "找不到经纬度列 no columns of latitude and longitude; "
        f"文件的列 the file has: {_listed(headers)}; "
        "请指明 name them by --map lat=HEADER --map lon=HEADER (or --map position=HEADER)"
    )
