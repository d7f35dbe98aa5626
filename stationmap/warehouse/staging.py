"""A file of visits, read a stretch at a time into checked rows on disk, a part for each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from stationmap.files import TableChunk, stream_table, write_parquet
from stationmap.visits.counts import STATES
from stationmap.visits.events import parse_events
from stationmap.visits.faults import FAULTS, finding
from stationmap.visits.parsing import parse_rows
from stationmap.visits.texts import Texts
from stationmap.warehouse.form import VisitForm
from stationmap.warehouse.told import Told

__all__ = ["SCHEMA", "Progress", "Staged", "stage"]

Progress = Callable[[float, str], None]
_COLUMNS = ["row", "station_id", "date", "visits", "state"]
_TYPES = (pa.int64(), pa.string(), pa.date32(), pa.int64(), pa.string())
SCHEMA = pa.schema(list(zip(_COLUMNS, _TYPES, strict=True)))


@dataclass
class Staged:
    """What was read of a file.

    Parameters
    ----------
    folder : Path
        Where its parts are.
    events : bool
        Whether a row was an entry.
    fields : dict of str to str
        Field to column.
    months : dict of str to list of Path
        Parts by month: row, station_id, date, visits, state. Of entries a part holds sums, and several parts may hold
        some of one day; of daily files a station and day may stand in it twice.
    told : Told
        What was found, but for what only shows when all rows are seen together.
    rows, left_out, exits : int
        Rows that are not blank, those with an error, those of people who left.
    named, doubtful : set of str
        Of entries: stations, and those of which a row could not be read.

    Examples
    --------
    >>> Staged(Path("scratch"), False, {}).rows
    0
    """

    folder: Path
    events: bool
    fields: dict[str, str]
    months: dict[str, list[Path]] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    rows: int = 0
    left_out: int = 0
    exits: int = 0
    named: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def stage(path: Path, form: VisitForm, folder: Path, progress: Progress, chunk_rows: int = 1_000_000) -> Staged:
    """Read and check a file; memory does not grow with it.

    Parameters
    ----------
    path : Path
        CSV, Excel or Parquet.
    form : VisitForm
    folder : Path
        Where the parts go.
    progress : callable
        Takes a share from 0 to 1 and a word.
    chunk_rows : int
        Most rows that are read at once, where the file can be cut by rows.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError, InputError
        If the file cannot be used at all.

    Examples
    --------
    >>> from stationmap.files import demo_path, temporary_folder
    >>> with temporary_folder() as folder:
    ...     staged = stage(demo_path("visits.csv"), VisitForm(), folder, lambda share, step: None)
    ...     sorted(staged.months)
    ['2025-09', '2025-10', '2025-11']
    """
    stream = stream_table(path, sheet=form.sheet, chunk_rows=chunk_rows)
    events, fields = form.fields(stream.names)
    staged = Staged(folder, events, fields)
    for number, chunk in enumerate(stream.chunks(list(fields.values()))):
        odd = [finding(one.kind, one.row, "", one.value) for one in chunk.irregular if one.kind in FAULTS]
        staged.told.extend(odd)
        frame = (_entries if events else _days)(staged, chunk, form)
        for month, part in _by_month(frame):
            part_path = folder / f"{month}.{number:06}.parquet"
            write_parquet(_arrow(part), part_path, compression="lz4")
            staged.months.setdefault(month, []).append(part_path)
        progress(chunk.share, f"读入 reading {path.name}")
    return staged


def _days(staged: Staged, chunk: TableChunk, form: VisitForm) -> pd.DataFrame:
    texts = Texts(chunk, staged.fields)
    frame, findings = parse_rows(texts, form.zone)
    staged.told.extend(findings)
    staged.rows += len(texts)
    staged.left_out += len(texts) - len(frame)
    return frame


def _entries(staged: Staged, chunk: TableChunk, form: VisitForm) -> pd.DataFrame:
    texts = Texts(chunk, staged.fields)
    read, findings = parse_events(texts, form.zone)
    staged.told.extend(findings)
    staged.rows += len(texts)
    staged.left_out += read.left_out
    staged.exits += read.exits
    staged.named |= read.named
    staged.doubtful |= read.doubtful
    states = pd.Categorical.from_codes(np.zeros(len(read.frame), dtype=np.int64), pd.Index(list(STATES)))
    return read.frame.assign(state=states)


def _by_month(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    months = frame["date"].to_numpy().astype("M8[M]")
    if len(months) and (months == months[0]).all():
        yield str(months[0]), frame
        return
    order = np.argsort(months, kind="stable")
    cuts = np.flatnonzero(np.diff(months[order].astype(np.int64))) + 1
    for rows in np.split(order, cuts) if len(order) else []:
        yield str(months[rows[0]]), frame.iloc[rows]


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame[_COLUMNS], preserve_index=False).cast(SCHEMA)
