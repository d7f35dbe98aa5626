"""Which column of a file of demand holds what."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from stationmap.errors import ColumnError, Fault

__all__ = ["ALIASES", "name_columns"]

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "编号", "点位编号", "网格编号", "序号", "point_id", "grid_id", "cell_id", "fid", "osm_id"),
    "lat": ("__lat__", "lat", "latitude", "纬度", "北纬", "y"),
    "lon": ("__lon__", "lon", "lng", "long", "longitude", "经度", "东经", "x"),
    "adcode": ("adcode", "区划代码", "行政区划代码", "区县代码", "代码", "code", "gb", "ad_code", "adm_code"),
    "weight": (
        "weight",
        "权重",
        "人数",
        "劳动者人数",
        "workers",
        "residents",
        "常住人口",
        "人口",
        "人口数",
        "人口数_合计",
        "population",
        "pop",
        "count",
    ),
}
"""Field to what files call it, the word that is taken first in front."""


def _plain(header: str) -> str:
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(ch for ch in folded if ch.isalnum())


def name_columns(
    header: Sequence[str], weight: str | None = None, mapping: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Find the column of each field.

    Parameters
    ----------
    header : sequence of str
        Columns of the file; case, width, blanks and punctuation do not matter.
    weight : str, optional
        The column that holds the weight, by its own name.
    mapping : mapping of str to str, optional
        Field (id, lat, lon, adcode, weight) to column, where the usual names do not fit.

    Returns
    -------
    dict of str to str
        Field to column; a field that the file lacks is absent.

    Raises
    ------
    ColumnError
        If `weight` or `mapping` names a column or a field that does not exist.

    Examples
    --------
    >>> name_columns(["区划代码", "人口数_合计", "快递员"], "快递员")
    {'adcode': '区划代码', 'weight': '快递员'}
    """
    given = dict(mapping or {}) | ({"weight": weight} if weight is not None else {})
    found = _checked(header, given)
    taken = set(found.values())
    for field, names in ALIASES.items():
        by_word = {_plain(column): column for column in reversed(header) if column not in taken}
        column = next((by_word[word] for word in map(_plain, names) if word in by_word), None)
        if field not in found and column is not None:
            found[field] = column
    return {field: found[field] for field in ALIASES if field in found}


def _checked(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    by_word = {_plain(column): column for column in reversed(header)}
    found = {field: column if column in header else by_word.get(_plain(column), "") for field, column in given.items()}
    faults = [
        Fault("columns", field, f"没有这个字段 no such field; known: {', '.join(ALIASES)}")
        for field in given
        if field not in ALIASES
    ]
    faults += [
        Fault(field, given[field], f"文件没有这一列 the file has no such column; it has: {', '.join(header)}")
        for field, column in found.items()
        if not column
    ]
    if faults:
        raise ColumnError(f"列名有误 a column is not there: {faults[0].value!r}；{faults[0].reason}", tuple(faults))
    return found
