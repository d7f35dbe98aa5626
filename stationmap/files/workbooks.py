"""Excel workbooks (.xlsx) to a table."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from stationmap.errors import FileFormatError
from stationmap.files.cells import cell_text
from stationmap.files.raw import Irregularity, RawTable
from stationmap.files.records import Record, table_of_records

__all__ = ["read_workbook"]

MAX_UNPACKED = 200_000_000
"""Bytes that a workbook may declare to unpack to; openpyxl needs about four times that in memory and time."""
MAX_RATIO = 200
"""Unpacked to packed, for workbooks above `FREE_UNPACKED`; real ones stay below 30."""
FREE_UNPACKED = 10_000_000
MAX_ENTRIES = 10_000
MAX_ROWS = 1_048_576
"""Rows of a sheet, Excel's own limit."""

# What openpyxl raises on damaged archives and parts; it has no error class of its own for them.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    AssertionError,
)


def read_workbook(path: Path, sheet: str | None = None) -> RawTable:
    """Read one sheet of a workbook.

    Formulas give the value that was saved with them. The header is the first row that is not blank and
    no title (one filled cell); columns beyond the header are kept.

    Parameters
    ----------
    path : Path
        A file in the format of Excel 2007 and later.
    sheet : str, optional
        Name of the sheet; the first by default.

    Returns
    -------
    RawTable
        ``rows`` as Excel numbers them; the sheets not read are an irregularity of the file.

    Raises
    ------
    FileFormatError
        If it is no such workbook, is damaged or protected by a password, would unpack to more than
        200 MB, or has no sheet of that name.
    """
    with path.open("rb") as file:
        _check_archive(file, path.name)
        try:
            names, chosen, rows = _load(file, sheet, path.name)
        except FileFormatError:
            raise
        except _DAMAGE as error:
            raise FileFormatError(f"{path.name}: the workbook is damaged: {error}") from error
    table = table_of_records(_even(rows), path.name)
    others = [name for name in names if name != chosen]
    if sheet is not None or not others:
        return table
    note = Irregularity(0, "other_layers", ", ".join(others))
    return RawTable(table.frame, table.rows, None, table.header, (note, *table.irregular))


def _check_archive(file: BinaryIO, name: str) -> None:
    """Sizes as declared: zipfile never unpacks an entry beyond them."""
    if file.read(4) == b"\xd0\xcf\x11\xe0":
        raise FileFormatError(f"{name}: an old Excel file or a password; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileFormatError(f"{name}: not an Excel workbook: {error}") from error
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise FileFormatError(f"{name}: unpacks to {unpacked:,} bytes in {len(entries):,} parts; give it as CSV")
    if unpacked > FREE_UNPACKED and unpacked > MAX_RATIO * packed:
        raise FileFormatError(f"{name}: unpacks to {unpacked / packed:.0f} times its size; no real workbook does")


def _load(file: BinaryIO, sheet: str | None, name: str) -> tuple[list[str], str, list[Record]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which do not concern a reader
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            titles = [item.title for item in book.worksheets]
            if not titles or (sheet is not None and sheet not in titles):
                raise FileFormatError(f"{name}: no sheet {sheet or 'with cells'}; sheets: {', '.join(titles)}")
            chosen = book[sheet or titles[0]]
            chosen.reset_dimensions()  # many writers declare them wrongly, and cells would be lost
            return titles, chosen.title, list(_rows(chosen, name))
        finally:
            book.close()


def _rows(sheet: Any, name: str) -> Iterator[Record]:  # noqa: ANN401
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MAX_ROWS:
            raise FileFormatError(f"{name}: more than {MAX_ROWS:,} rows")
        cells = [cell_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _even(rows: list[Record]) -> Iterator[Record]:
    width = max((len(cells) for _, cells in rows), default=0)
    return ((number, cells + [""] * (width - len(cells))) for number, cells in rows)
