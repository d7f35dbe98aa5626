"""Changing a station that is there: checked as an import checks it, and written if nobody else was faster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from stationmap.datum import Datum
from stationmap.districts import Districts
from stationmap.findings import Finding
from stationmap.register.amenities_merging import Known, merge_amenities
from stationmap.register.by_hand import AMENITY_FIELDS, check_by_hand, fields_of, settle, settled
from stationmap.register.headers import amenities_of_header, field_of_header
from stationmap.register.options import ImportOptions
from stationmap.register.scope import scope_of
from stationmap.station import SINCE_UNKNOWN
from stationmap.store import Store

__all__ = ["FIXED", "Edited", "change_station", "new_districts"]

FIXED = {
    "status": "改用停用日期 closed_on set the day of closing instead, closed_on; blank it to reopen",
    "id": "编号不能改 an id stays as it is",
}
"""Fields that a change cannot set, and why."""
_COMPANIONS = ("name", "opened_on", "closed_on", "district_named")


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """What came of an edit.

    Parameters
    ----------
    before, after : pandas.DataFrame
        The station as it was, no row if it is new, and as it is; columns of `stationmap.station.STATION_COLUMNS`.
    doubts : list of Finding
        What a person should look at again; warnings among them are kept with the station.
    sequence : int
        Number of the register's last change.

    Examples
    --------
    >>> Edited(pd.DataFrame(), pd.DataFrame({"id": ["A-001"]}), [], 2).sequence
    2
    """

    before: pd.DataFrame
    after: pd.DataFrame
    doubts: list[Finding]
    sequence: int


def change_station(
    store: Store,
    kind: Literal["edit", "close"],
    before: pd.DataFrame,
    values: Mapping[str, str],
    options: ImportOptions | None = None,
) -> Edited:
    """Set fields of a station; its other fields stay as they are.

    Parameters
    ----------
    store : Store
    kind : {"edit", "close"}
        What the register's list of changes calls it.
    before : pandas.DataFrame
        The station as it was when the values were thought of; columns of `STATION_COLUMNS`.
    values : mapping of str to str
        Field to text; fields are named as columns of a register are.
    options : ImportOptions, optional
        Datum, area and districts of a new position.

    Raises
    ------
    InputError
        If a field is unknown or fixed, or a value cannot be used.
    StoreError
        If the station is not as it was any more.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.districts import national
    >>> from stationmap.register.editing import add_station
    >>> from stationmap.store import open_store
    >>> options = ImportOptions(Datum.GCJ02, national())
    >>> values = {"name": "驿站", "lat": "34.803352", "lon": "113.305132", "id": "A-001"}
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     before = add_station(store, values, options).after
    ...     change_station(store, "edit", before, {"开放时间": "24小时"}).after["opening_hours"].tolist()
    ['24/7']
    """
    fields, own = fields_of(values, FIXED), Districts(store.districts())
    as_it_is = ImportOptions(Datum.WGS84, own)
    checked, districts = check_by_hand({**values, **_companions(before, fields)}, options or as_it_is, own)
    doubts = settle(checked.findings, fields)
    after = _revised(before, checked.table, values, fields)
    after["warnings"] = settled(str(before["warnings"].iat[0]), fields, doubts)
    sequence = store.put(kind, before, after, new_districts(after, districts, own))
    return Edited(before, after, doubts, sequence)


def _companions(before: pd.DataFrame, fields: frozenset[str]) -> dict[str, str]:
    """Give what the check holds new values against, as texts that read as what the register has."""
    row = before.iloc[0]
    texts = {name: str(row[name]) for name in _COMPANIONS if name not in fields}
    if texts.get("closed_on") == SINCE_UNKNOWN:  # no day that anybody could have written
        texts["closed_on"] = ""
    if "lat" not in fields:  # three decimals, since fewer would be taken for a rough position
        texts |= {axis: np.format_float_positional(row[axis], min_digits=3) for axis in ("lat", "lon")}
    return texts


def _revised(
    before: pd.DataFrame, checked: pd.DataFrame, values: Mapping[str, str], fields: frozenset[str]
) -> pd.DataFrame:
    after = before.copy()
    names = sorted(fields)
    after[names] = checked[names]
    if not after["closed_on"].iat[0] and before["closed_on"].iat[0] and "closed_reason" not in fields:
        after["closed_reason"] = ""  # opened again: the reason went with the closing
    if fields.issuperset(AMENITY_FIELDS):
        lists = {name for header in values if (name := field_of_header(header))}
        asked = {code for header in values if not field_of_header(header) for code in amenities_of_header(header)}
        old, new = (Known(*frame.iloc[0][list(AMENITY_FIELDS)]) for frame in (before, checked))
        for name, codes in merge_amenities(old, new, lists, asked)._asdict().items():
            after[name] = codes
    return after


def new_districts(after: pd.DataFrame, districts: Districts, own: Districts) -> gpd.GeoDataFrame:
    """Give the districts that the register gets with a station; those that it has stay as they are.

    Parameters
    ----------
    after : pandas.DataFrame
        The station.
    districts : Districts
        Those that hold it.
    own : Districts
        The register's.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> after = pd.DataFrame({"district": ["410103"]})
    >>> len(new_districts(after, national(), national()))
    0
    """
    frame = scope_of(after, districts).frame
    return frame[~frame["adcode"].isin(own.frame["adcode"])]
