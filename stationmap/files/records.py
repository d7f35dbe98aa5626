"""Rows of cells to a table: finds the header, skips blank rows, evens out ragged ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stationmap.errors import FileFormatError
from stationmap.files.raw import Irregularity, RawTable

__all__ = ["Record", "evened", "header_of", "is_filled", "table_of_records"]

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
    filled = [(number, record) for number, record in records if is_filled(record)]
    line, header = header_of(filled, name)
    filled = [record for record in filled if record[0] > line]
    cells, irregular = evened(filled, len(header))
    return _without_blank_columns(header, cells, [number for number, _ in filled], irregular)


def header_of(filled: Sequence[Record], name: str) -> tuple[int, list[str]]:
    """Find the header among records that are not blank, and the line on which it begins.

    Parameters
    ----------
    filled : sequence of (int, list of str)
        The first two are enough.
    name : str
        The file's name, for the message.

    Raises
    ------
    FileFormatError
        If there is no record.

    Examples
    --------
    >>> header_of([(1, ["站点一览", ""]), (3, ["编号", "名称 "])], "x.csv")
    (3, ['编号', '名称'])
    """
    if not filled:
        raise FileFormatError(f"{name}: the file is empty")
    titled = len(filled) > 1 and _is_title(filled[0][1]) and not _is_title(filled[1][1])
    line, cells = filled[1 if titled else 0]
    return line, [cell.strip() for cell in cells]


def evened(records: Sequence[Record], width: int) -> tuple[list[list[str]], list[Irregularity]]:
    """Make records as wide as the header, and tell of those that were not.

    Parameters
    ----------
    records : sequence of (int, list of str)
    width : int
        Cells of the header.

    Examples
    --------
    >>> evened([(2, ["a"]), (3, ["b", "c"])], 2)
    ([['a', ''], ['b', 'c']], [Irregularity(row=2, kind='too_few_cells', value='1 / 2')])
    """
    uneven = [(number, record) for number, record in records if len(record) != width]
    irregular = [fault for number, record in uneven for fault in _ragged(number, record, width)]
    return [_even(record, width) for _, record in records], irregular


def is_filled(record: list[str]) -> bool:
    """Tell whether a record has a cell that is not blank.

    Parameters
    ----------
    record : list of str

    Examples
    --------
    >>> is_filled(["", " "]), is_filled(["", "a"])
    (False, True)
    """
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
