"""Tables of any size, a stretch at a time: memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files.big_text import BigText
from stationmap.files.chunks import TableChunk
from stationmap.files.raw import RawTable, unique_names
from stationmap.files.tables import read_table
from stationmap.files.vectors import DAMAGE

__all__ = ["TableStream", "stream_table"]

SMALL_BYTES = 4_000_000
"""Up to this size a text file is read whole, by the reader that knows every oddity."""
_CHUNK_ROWS = 1_000_000
_TEXT = {".csv", ".tsv", ".txt"}
_PARQUET = {".parquet"}


@dataclass(frozen=True)
class TableStream:
    """A file that is open to be read in stretches; see `stream_table`.

    Parameters
    ----------
    names : list of str
        Its columns.
    source : RawTable, BigText or pyarrow.parquet.ParquetFile
        Where the rows come from.
    chunk_rows : int
        Most rows of a stretch, where the file can be cut by rows.

    Examples
    --------
    >>> raw = RawTable.of(["编号"], [["a"], ["b"], ["c"]], [2, 3, 4])
    >>> [len(chunk) for chunk in TableStream(["编号"], raw, 2).chunks(["编号"])]
    [2, 1]
    """

    names: list[str]
    source: RawTable | BigText | pq.ParquetFile
    chunk_rows: int = _CHUNK_ROWS

    def chunks(self, wanted: Collection[str]) -> Iterator[TableChunk]:
        """Read the columns that are wanted, from the first row to the last.

        Raises
        ------
        FileFormatError
            If the file turns out to be damaged.
        """
        if isinstance(self.source, RawTable):
            return self._of_raw(self.source)
        if isinstance(self.source, BigText):
            return self.source.chunks(wanted)
        return self._of_parquet(self.source, list(wanted))

    def _of_raw(self, raw: RawTable) -> Iterator[TableChunk]:
        for start in range(0, max(1, len(raw.rows)), self.chunk_rows):
            part = slice(start, start + self.chunk_rows)
            odd = raw.irregular if start == 0 else ()
            share = min(1.0, (start + self.chunk_rows) / max(1, len(raw.rows)))
            yield TableChunk.of(RawTable(raw.frame.iloc[part], raw.rows[part], raw.crs, raw.header, odd), share)

    def _of_parquet(self, file: pq.ParquetFile, wanted: list[str]) -> Iterator[TableChunk]:
        in_file = dict(zip(self.names, file.schema_arrow.names, strict=True))
        done, total = 0, max(1, file.metadata.num_rows)
        try:
            for batch in file.iter_batches(self.chunk_rows, columns=[in_file[name] for name in wanted]):
                rows = np.arange(done + 1, done + batch.num_rows + 1, dtype=np.int64)
                done += batch.num_rows
                columns = {name: pa.chunked_array([batch.column(in_file[name])]) for name in wanted}
                yield TableChunk(columns, rows, (), done / total)
        except DAMAGE as error:
            raise FileFormatError(f"读不成 cannot be read as Parquet: {error}") from error


def stream_table(path: Path, *, sheet: str | None = None, chunk_rows: int = _CHUNK_ROWS) -> TableStream:
    """Open a file to be read in stretches; CSV and Parquet of any size, others as `read_table` reads them.

    Parameters
    ----------
    path : Path
        As `stationmap.files.read_table` takes it.
    sheet : str, optional
        Of a workbook; the first by default.
    chunk_rows : int
        Most rows of a stretch.

    Raises
    ------
    MissingFileError, FileFormatError, InputError
        As `stationmap.files.read_table`.

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> stream_table(demo_path("visits.csv")).names[:2]
    ['station_id', 'date']
    """
    suffix = path.suffix.casefold()
    if not path.is_file():
        raise MissingFileError(f"没有这个文件 no file {path}")
    try:
        if suffix in _TEXT and path.stat().st_size > SMALL_BYTES:
            big = BigText.opened(path)
            return TableStream(big.names, big, chunk_rows)
        if suffix in _PARQUET:
            return _parquet(path, chunk_rows)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror or error}") from error
    raw = read_table(path, sheet=sheet)
    return TableStream([str(name) for name in raw.frame.columns], raw, chunk_rows)


def _parquet(path: Path, chunk_rows: int) -> TableStream:
    try:
        file = pq.ParquetFile(path)
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read as Parquet: {error}") from error
    return TableStream(unique_names(file.schema_arrow.names), file, chunk_rows)
