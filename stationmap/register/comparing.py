"""A checked file against the register that it is to go into."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from stationmap.findings import Finding, Findings
from stationmap.register.checking import CheckedRegister
from stationmap.register.messages import finding
from stationmap.register.moved import Moved, find_moved

__all__ = ["compare_with_register"]


def compare_with_register(checked: CheckedRegister, known: pd.DataFrame, same_place_m: float) -> CheckedRegister:
    """Warn of stations that the register seems to have already, under an id that the file does not name.

    Parameters
    ----------
    checked : CheckedRegister
        The file.
    known : pandas.DataFrame
        The register; columns of `STATION_COLUMNS`.
    same_place_m : float
        Geodesic metres; 0 switches the comparison off.

    Returns
    -------
    CheckedRegister
        With the warnings added, to its findings and to its table.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.files import RawTable
    >>> from stationmap.register import ImportOptions, check_register
    >>> raw = RawTable.of(["名称", "lat", "lon"], [["驿站", "34.7512", "113.6254"]], [2])
    >>> checked = check_register(raw, ImportOptions(Datum.WGS84, national()))
    >>> [item.code for item in compare_with_register(checked, checked.table.assign(id="old"), 15.0).findings]
    ['known_under_another_id']
    """
    named = {*checked.table["id"], *checked.refused_ids}
    found = find_moved(checked.table, known[~known["id"].isin(named)], same_place_m)
    if not found:
        return checked
    warnings = checked.table["warnings"].tolist()
    for moved in found:
        marks = {*filter(None, warnings[moved.row].split(",")), "known_under_another_id"}
        warnings[moved.row] = ",".join(sorted(marks))
    told = Findings([*checked.findings, *(_finding(checked, moved) for moved in found)])
    return replace(checked, table=checked.table.assign(warnings=pd.Series(warnings, dtype="str")), findings=told)


def _finding(checked: CheckedRegister, moved: Moved) -> Finding:
    row, name = checked.rows[moved.row], str(checked.table["name"].iloc[moved.row])
    parts = {"old": moved.old_id, "old_name": moved.old_name, "metres": f"{moved.metres:.0f}", "close": moved.close}
    return finding("known_under_another_id", row, checked.columns.header("name"), name, **parts)
