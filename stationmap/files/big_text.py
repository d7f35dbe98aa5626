"""CSV and TSV files too large for memory: blocks of whole lines, by Arrow where that is sure to read the same."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from stationmap.errors import FileFormatError
from stationmap.files.chunks import TableChunk
from stationmap.files.delimited import records_of, separator_of
from stationmap.files.raw import RawTable, unique_names
from stationmap.files.records import Record, evened, header_of, is_filled
from stationmap.files.text import BOMS, refuse_binary, refuse_damaged_utf8, utf16_without_mark

__all__ = ["BigText"]

BLOCK_BYTES = 32_000_000
_HEAD_BYTES = 1_000_000
_SLOW_ROWS = 200_000
_LONE_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True)
class BigText:
    """A table of text on disk.

    Parameters
    ----------
    path : Path
    encoding : str
    separator : str
    names : list of str
        Its columns.
    header_line : int
        Number of the line on which the header begins.

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> big = BigText.opened(demo_path("visits.csv"))
    >>> chunk = next(big.chunks(["station_id"]))
    >>> big.names[0], int(chunk.rows[0]), chunk.share
    ('station_id', 2, 1.0)
    """

    path: Path
    encoding: str
    separator: str
    names: list[str]
    header_line: int

    @classmethod
    def opened(cls, path: Path) -> BigText:
        """Look at the encoding and the header.

        Raises
        ------
        FileFormatError
            If it is no text or has no header.
        """
        encoding = _encoding(path)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        text = codecs.getincrementaldecoder(encoding)().decode(head).removeprefix("\ufeff")
        separator = separator_of(text)
        # The last line of the head may be cut off within a quote, which is no fault of the file.
        records = records_of(io.StringIO(text, newline=""), separator, 1, path.name)
        first = list(islice((record for record in records if is_filled(record[1])), 3))
        if first and first[0][1][0].casefold().startswith("sep="):
            del first[0]
        line, header = header_of(first, path.name)
        return cls(path, encoding, separator, unique_names(header), line)

    def chunks(self, wanted: Collection[str]) -> Iterator[TableChunk]:
        """Read from the first row to the last.

        Raises
        ------
        FileFormatError
            If a quote is never closed, or there is a zero byte.
        """
        size = max(1, self.path.stat().st_size)
        line, offset = 1, 0
        for block in [] if self.encoding.startswith("utf-16") else self._blocks():
            if b"\0" in block:
                raise FileFormatError(f"{self.path.name}: holds a zero byte; this is no table of text")
            whole = self._skip_header(block, line)
            part = None if whole is None else self._quick(whole[0], whole[1], wanted)
            if part is None:
                break  # what needs the careful reader here may need it to the end
            offset, line = offset + len(block), line + block.count(b"\n")
            yield TableChunk(part.columns, part.rows, (), min(1.0, offset / size))
        if offset < size:
            yield from self._careful(offset, line, size)

    def _blocks(self) -> Iterator[bytes]:
        """Give blocks of whole lines."""
        with self.path.open("rb") as file:
            rest = b""
            while piece := file.read(BLOCK_BYTES):
                cut = piece.rfind(b"\n") + 1
                if cut:
                    yield rest + piece[:cut]
                    rest = piece[cut:]
                else:
                    rest += piece
            if rest:
                yield rest

    def _skip_header(self, block: bytes, line: int) -> tuple[bytes, int] | None:
        """Cut off the header and what stands above it; None if it may span lines."""
        skipped = self.header_line - line + 1
        if skipped <= 0:
            return block, line
        place = 0
        for _ in range(skipped):
            place = block.find(b"\n", place) + 1
            if place == 0:
                return None
        return None if b'"' in block[:place] or _LONE_RETURN.search(block[:place]) else (block[place:], line + skipped)

    def _quick(self, block: bytes, line: int, wanted: Collection[str]) -> TableChunk | None:
        """Read a block by Arrow; None where that might differ from the careful reader."""
        if not _is_plain(block, self.separator):
            return None
        text = block if self.encoding == "utf-8" else block.decode(self.encoding).encode()
        try:
            table = pacsv.read_csv(
                pa.BufferReader(text),
                pacsv.ReadOptions(column_names=self.names, block_size=4_000_000),
                pacsv.ParseOptions(delimiter=self.separator, quote_char='"' if b'"' in block else False),
                pacsv.ConvertOptions(
                    column_types=dict.fromkeys(wanted, pa.string()),
                    include_columns=list(wanted),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid:
            return None
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        if table.num_rows != lines:
            return None
        return TableChunk({name: table[name] for name in wanted}, np.arange(line, line + lines, dtype=np.int64))

    def _careful(self, offset: int, line: int, size: int) -> Iterator[TableChunk]:
        """Read the rest record by record."""
        with self.path.open("rb") as file:
            file.seek(offset)
            with io.TextIOWrapper(file, encoding=self.encoding, newline="") as text:
                records = (
                    (number, cells)
                    for number, cells in records_of(_without_mark(text), self.separator, line, self.path.name)
                    if number > self.header_line and is_filled(cells)
                )
                while some := list(islice(records, _SLOW_ROWS)):
                    yield TableChunk.of(self._table(some), min(1.0, file.tell() / size))

    def _table(self, records: list[Record]) -> RawTable:
        cells, irregular = evened(records, len(self.names))
        return RawTable.of(self.names, cells, [number for number, _ in records], irregular)


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if "\0" in line:
            raise FileFormatError("holds a zero byte; this is no table of text")
        yield line.removeprefix("\ufeff") if number == 0 else line


def _is_plain(block: bytes, separator: str) -> bool:
    """Tell whether a line is a row, and quotes stand only where a cell begins or ends."""
    blank = block.startswith((b"\n", b"\r\n")) or b"\n\n" in block or b"\n\r\n" in block
    if blank or not block or _LONE_RETURN.search(block):
        return False
    if b'"' not in block:
        return True
    other = rb"[^\r\n\"" + re.escape(separator.encode()) + rb"]"
    return block.count(b'"') % 2 == 0 and not re.search(other + rb'"' + other, block)


def _encoding(path: Path) -> str:
    """Tell the encoding as `stationmap.files.text.decode_text` does, without holding the file."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        refuse_binary(head, path.name)
        for mark, encoding in BOMS:
            if head.startswith(mark):
                return encoding
        wide = utf16_without_mark(head[: len(head) // 2 * 2])
        if wide:
            return wide
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while piece := file.read(BLOCK_BYTES):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                refuse_damaged_utf8(piece, error, path.name)
                return "gb18030"
    return "utf-8"
