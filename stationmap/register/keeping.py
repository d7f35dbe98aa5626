"""A file's stations that the register has already: what the file says nothing of stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.clock import today
from stationmap.closures import closures_in, write_closures
from stationmap.files import RawTable
from stationmap.findings import Finding, Findings
from stationmap.register.amenities_merging import Known, merge_amenities
from stationmap.register.checking import CheckedRegister
from stationmap.register.columns import Columns
from stationmap.register.messages import finding
from stationmap.register.options import ImportOptions
from stationmap.register.status import UNDATED
from stationmap.station import SINCE_UNKNOWN, STATION_COLUMNS

__all__ = ["keep_unsaid"]

# What the program makes of each file anew, whatever columns it has.
_MADE = {
    *("id", "id_source", "warnings", "district"),
    *("lat", "lon", "datum_received", "lat_received", "lon_received"),
}
_CLOSING = {"closed_on", "closed_reason"}
_AMENITIES = Known._fields
Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class _Met:
    """Stations of the file that the register has.

    Parameters
    ----------
    at : int64 array of shape (n,)
        Positions in the file's table.
    new, old : pandas.DataFrame
        As the file has them, and as the register does; RangeIndex, in the same order.
    """

    at: NDArray[np.int64]
    new: pd.DataFrame
    old: pd.DataFrame

    def pair(self, name: str) -> tuple[Texts, Texts]:
        """Give a column of texts, as the file has it and as the register does."""
        return self.new[name].to_numpy(dtype=object), self.old[name].to_numpy(dtype=object)


def keep_unsaid(
    checked: CheckedRegister, known: pd.DataFrame, raw: RawTable, options: ImportOptions
) -> CheckedRegister:
    """Keep what the register has of the file's stations in fields for which the file has no column.

    A column that is missing says nothing; a cell that is blank says unknown. A status column tells of both fields of
    closing, except that a known day stays where it only says closed. A column of one amenity, or a list of amenities,
    tells of these only; what is out of order stays so while it is there, unless the file has a column of it.

    Parameters
    ----------
    checked : CheckedRegister
        The file.
    known : pandas.DataFrame
        The register; columns of `STATION_COLUMNS`.
    raw : RawTable
        The file's table, whose cells the findings show.
    options : ImportOptions
        Whose licence and source are said where they are given.

    Returns
    -------
    CheckedRegister
        Its table as the register shall have it; with a warning for each station that the file opens again, or takes a
        temporary closure away from. They are not kept with the station, because the next import of the same file has
        nothing to warn of.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.register import check_register
    >>> raw = RawTable.of(["编号", "lat", "lon"], [["a", "34.7512", "113.6254"]], [2])
    >>> options = ImportOptions(Datum.WGS84, national())
    >>> checked = check_register(raw, options)
    >>> keep_unsaid(checked, checked.table.assign(phone="110"), raw, options).table["phone"].tolist()
    ['110']
    """
    place = pd.Index(known["id"]).get_indexer(pd.Index(checked.table["id"]))
    at = np.flatnonzero(place >= 0)
    if len(at) == 0:
        return checked
    old = known.iloc[place[at]].reset_index(drop=True)
    met = _Met(at, checked.table.iloc[at].reset_index(drop=True), old)
    unsaid = _unsaid(checked.columns, options)
    met.new[unsaid] = old[unsaid]
    _keep_closings(met, checked.columns)
    told = [*_keep_amenities(met, checked), *_opened_again(met, checked, raw), *_taken_away(met, checked, raw)]
    return replace(checked, table=_put(checked.table, met), findings=Findings([*checked.findings, *told]))


def _unsaid(columns: Columns, options: ImportOptions) -> list[str]:
    given = {name for name, text in (("licence", options.licence), ("source", options.source)) if text}
    apart = {*_MADE, *_CLOSING, *_AMENITIES}
    read = {"opening_hours"} if "hours" in columns.fields else set()  # it is what the hours are read as
    return [name for name in STATION_COLUMNS if name not in {*apart, *given, *read, *columns.fields}]


def _put(table: pd.DataFrame, met: _Met) -> pd.DataFrame:
    done = {}
    for name in table.columns:
        column = table[name].copy()
        column.iloc[met.at] = met.new[name].array
        done[name] = column
    return pd.DataFrame(done)


def _keep_closings(met: _Met, columns: Columns) -> None:
    (day, old_day), (reason, old_reason) = met.pair("closed_on"), met.pair("closed_reason")
    day, reason, has_reason = day.copy(), reason.copy(), "closed_reason" in columns.fields
    if "closed_on" in columns.fields:
        # Who opens a station again leaves no reason of its closing behind; a status has words of its own.
        stays = (day != "") | (old_day == "")
        stays &= "status" not in columns.fields
    else:
        stays = _day_stays(met) if "status" in columns.fields else np.ones(len(day), dtype=bool)
        day[stays] = old_day[stays]
        undated = stays & has_reason
        reason[undated] = [text.removesuffix(UNDATED) for text in reason[undated]]
    if not has_reason:
        reason[stays] = old_reason[stays]
    for name, values in (("closed_on", day), ("closed_reason", reason)):
        met.new[name] = pd.Series(values, dtype="str")


def _day_stays(met: _Met) -> NDArray[np.bool_]:
    """Tell where a status agrees with what the register has of the closing, which is more than a status can say."""
    (day, old_day), old_reason = met.pair("closed_on"), met.old["closed_reason"]
    was = _closed(old_day)
    made = (old_day == SINCE_UNKNOWN) & old_reason.str.endswith(UNDATED).to_numpy(dtype=bool)
    return np.where(day == "", ~was, was & ~made)


def _closed(days: Texts) -> NDArray[np.bool_]:
    return np.asarray((days != "") & (days <= today().isoformat()), dtype=bool)


def _keep_amenities(met: _Met, checked: CheckedRegister) -> list[Finding]:
    columns = checked.columns
    lists = [name for name in _AMENITIES if name in columns.fields]
    asked = {code for codes in columns.flags.values() for code in codes}
    pairs = [
        (Known(*old), Known(*new))
        for old, new in zip(*(frame[list(_AMENITIES)].values.tolist() for frame in (met.old, met.new)), strict=True)
    ]
    merged = {pair: merge_amenities(*pair, lists, asked) for pair in set(pairs)}
    for number, name in enumerate(_AMENITIES):
        met.new[name] = pd.Series([merged[pair][number] for pair in pairs], dtype="str")
    field = " / ".join([*(columns.fields[name] for name in lists), *columns.flags])
    still = {pair: _still_broken(pair[1], whole) for pair, whole in merged.items()}
    told = [(row, still[pair]) for row, pair in enumerate(pairs) if still[pair]]
    return [finding("still_out_of_order", _row(met, checked, row), field, codes) for row, codes in told]


def _still_broken(said: Known, merged: Known) -> str:
    """Name what the file has, without a word of whether it works, and the register as out of order."""
    told = {item.partition("@")[0] for item in said.out_of_order.split(",")}
    there = set(said.amenities.split(",")) - told
    return ",".join(item for item in merged.out_of_order.split(",") if item.partition("@")[0] in there)


def _row(met: _Met, checked: CheckedRegister, number: int) -> int:
    return checked.rows[int(met.at[number])]


def _opened_again(met: _Met, checked: CheckedRegister, raw: RawTable) -> list[Finding]:
    header = next(
        (checked.columns.fields[name] for name in ("status", "closed_on") if name in checked.columns.fields), ""
    )
    day, old_day = met.pair("closed_on")
    opened = np.flatnonzero(_closed(old_day) & ~_closed(day)).tolist()
    rows = [_row(met, checked, number) for number in opened]
    return [
        finding("opened_again", row, header, text, **_closing_of(met.old.iloc[number]))
        for number, row, text in zip(opened, rows, _texts(raw, header, rows), strict=True)
    ]


def _texts(raw: RawTable, header: str, rows: Sequence[int]) -> list[str]:
    """Give the file's cells in these rows."""
    place = {int(row): at for at, row in enumerate(raw.rows)} if rows else {}
    texts = raw.frame[header].tolist() if rows else []
    return [texts[place[row]].strip() for row in rows]


def _taken_away(met: _Met, checked: CheckedRegister, raw: RawTable) -> list[Finding]:
    """Name the closures, not over yet, that the register has and the file does not."""
    new, old = met.pair("closures")
    lost = {at: text for at in np.flatnonzero(new != old).tolist() if (text := _lost_closures(old[at], new[at]))}
    header, rows = checked.columns.header("closures"), [_row(met, checked, number) for number in lost]
    return [
        finding("closure_taken_away", row, header, text, id=met.old["id"].iat[number], closures=lost[number])
        for number, row, text in zip(lost, rows, _texts(raw, header, rows), strict=True)
    ]


def _lost_closures(old: str, new: str) -> str:
    said = closures_in(new).closures
    kept = closures_in(old).closures
    return write_closures([c for c in kept if c not in said and (c.end is None or c.end >= today())])


def _closing_of(old: pd.Series[str]) -> dict[str, str]:
    unknown = old["closed_on"] == SINCE_UNKNOWN
    return {"id": old["id"], "closed": "?" if unknown else old["closed_on"], "why": old["closed_reason"] or "?"}
