"""Rows of cells to a table: finds the header, skips blank rows, evens out ragged ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stationmap.errors import FileFormatError
from stationmap.files.raw import Irregularity, RawTable

__all__ = ["Record", "table_of_records"]

Record = tuple[int, list[str]]


def table_of_records(records: Iterable[Record], name: str) -> RawTable:
    """Make a table of numbered rows of cells, of which the first that is not blank is the header.

    A row above it that fills one cell of several is a title and skipped. Blank rows are skipped, and
    columns that hold neither header nor cell are dropped. A row with too few cells is filled up,
    surplus cells are cut off, and both are kept as irregularities.

    Parameters
    ----------
    records : iterable of (int, list of str)
        Row number in the file, and the row's cells.
    name : str
        The file's name, for the message.

    Returns
    -------
    RawTable
        One row a record.

    Raises
    ------
    FileFormatError
        If there is no row at all, or too many columns.

    Examples
    --------
    >>> table_of_records([(1, ["站点一览", ""]), (2, ["编号", "名称"]), (3, ["a1"])], "x.csv").irregular
    (Irregularity(row=3, kind='too_few_cells', value='1 / 2'),)
    """
    filled = [(number, record) for number, record in records if _is_filled(record)]
    if not filled:
        raise FileFormatError(f"{name}: the file is empty")
    if len(filled) > 1 and _is_title(filled[0][1]) and not _is_title(filled[1][1]):
        del filled[0]
    header = [cell.strip() for cell in filled.pop(0)[1]]
    uneven = [(number, record) for number, record in filled if len(record) != len(header)]
    irregular = [fault for number, record in uneven for fault in _ragged(number, record, len(header))]
    cells = [_even(record, len(header)) for _, record in filled]
    return _without_blank_columns(header, cells, [number for number, _ in filled], irregular)


def _is_filled(record: list[str]) -> bool:
    return bool(record) and (bool(record[0].strip()) or any(map(str.strip, record)))


def _is_title(record: list[str]) -> bool:
    return len(record) > 1 and sum(1 for cell in record if cell.strip()) == 1


def _ragged(number: int, record: list[str], width: int) -> Iterator[Irregularity]:
    if len(record) < width:
        yield Irregularity(number, "too_few_cells", f"{len(record)} / {width}")
    elif len(record) > width:
        surplus = [cell for cell in record[width:] if cell.strip()]
        if surplus:
            yield Irregularity(number, "too_many_cells", " | ".join(surplus))


def _even(record: list[str], width: int) -> list[str]:
    return record if len(record) == width else (record + [""] * width)[:width]


def _without_blank_columns(
    header: list[str], cells: list[list[str]], rows: list[int], irregular: list[Irregularity]
) -> RawTable:
    kept = [place for place, text in enumerate(header) if text or any(row[place] for row in cells)]
    if len(kept) < len(header):
        header = [header[place] for place in kept]
        cells = [[row[place] for place in kept] for row in cells]
    return RawTable.of(header, cells, rows, irregular)
