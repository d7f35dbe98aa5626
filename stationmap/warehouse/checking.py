"""A file of visits checked and left where it is: every fault by row, field and value."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from stationmap.files import temporary_folder
from stationmap.findings import Finding, Findings
from stationmap.visits.faults import finding
from stationmap.warehouse.engine import Limits, engine
from stationmap.warehouse.form import VisitForm
from stationmap.warehouse.settling import settle, strangers
from stationmap.warehouse.staging import Progress, Staged, stage

__all__ = ["Checked", "check_visits", "months_of", "stranger_findings"]


@dataclass(frozen=True)
class Checked:
    """What a check came to.

    Parameters
    ----------
    events : bool
        Whether a row is an entry.
    fields : dict of str to str
        Field to column.
    rows, left_out, exits : int
        Rows that are not blank, those that cannot be used (repeats too), and those of people who left.
    findings : Findings

    Examples
    --------
    >>> Checked(False, {}, 2, 1, 0, Findings()).usable
    1
    """

    events: bool
    fields: dict[str, str]
    rows: int
    left_out: int
    exits: int
    findings: Findings

    @property
    def usable(self) -> int:
        """Rows that an import would take."""
        return self.rows - self.left_out - self.exits


def check_visits(
    path: Path,
    form: VisitForm | None = None,
    *,
    known: Collection[str] | None = None,
    progress: Progress = lambda share, step: None,
    limits: Limits | None = None,
    chunk_rows: int = 1_000_000,
) -> Checked:
    """Find every fault of a file of visits of any size.

    Parameters
    ----------
    path : Path
        CSV, Excel or Parquet.
    form : VisitForm, optional
        How the file is meant.
    known : collection of str, optional
        Ids of a register; stations that it lacks are told.
    progress : callable
        Takes a share from 0 to 1 and a word.
    limits : Limits, optional
        What the engine may take.
    chunk_rows : int
        Most rows that are read at once, where the file can be cut by rows.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError, InputError
        If the file cannot be read at all.
    ExtraMissingError
        If the engine is not installed.

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> checked = check_visits(demo_path("visits.csv"))
    >>> checked.rows > 50_000, checked.left_out, len(checked.findings)
    (True, 0, 0)
    """
    chosen = form or VisitForm()
    with temporary_folder() as folder, engine(limits) as con:
        staged = stage(path, chosen, folder, lambda share, step: progress(0.8 * share, step), chunk_rows)
        months = months_of(staged, chosen)
        doubles, strange = 0, []
        for number, month in enumerate(months, 1):
            settled = settle(con, staged, month)
            doubles += settled.doubles
            strange += [] if known is None else [strangers(con, settled, known)]
            progress(0.8 + 0.2 * number / len(months), f"核对 checking {month}")
    staged.told.extend(stranger_findings(strange, staged.fields["station_id"]))
    findings = staged.told.findings()
    return Checked(staged.events, staged.fields, staged.rows, staged.left_out + doubles, staged.exits, findings)


def months_of(staged: Staged, form: VisitForm) -> list[str]:
    """Name the months that a file holds, or says to hold.

    Parameters
    ----------
    staged : Staged
    form : VisitForm

    Examples
    --------
    >>> from datetime import date
    >>> months_of(Staged(Path("scratch"), True, {}), VisitForm(complete=(date(2025, 12, 30), date(2026, 1, 2))))
    ['2025-12', '2026-01']
    """
    months = set(staged.months)
    if form.complete is not None:
        months |= set(pd.date_range(*form.complete).strftime("%Y-%m"))
    return sorted(months)


def stranger_findings(frames: list[pd.DataFrame], field: str) -> Iterator[Finding]:
    """Tell of each station that the register lacks once, at its first row.

    Parameters
    ----------
    frames : list of pandas.DataFrame
        As `stationmap.warehouse.settling.strangers` gives them, one a month.
    field : str
        The column of the file.

    Examples
    --------
    >>> frame = pd.DataFrame({"station_id": ["x"], "row": [3], "rows": [2], "visits": [7]})
    >>> [item.row for item in stranger_findings([frame], "编号")]
    [3]
    """
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return
    groups = pd.concat(filled).groupby("station_id", sort=False)
    summed = groups.agg(row=("row", "min"), rows=("rows", "sum"), visits=("visits", "sum")).sort_values("row")
    for station, row, rows, visits in summed.itertuples():
        yield finding("unknown_station", int(row), field, str(station), rows=int(rows), visits=int(visits))
