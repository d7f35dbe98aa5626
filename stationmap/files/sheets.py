"""Workbooks for people: several sheets, styled, ready to be printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from stationmap.files.writing import neutral

__all__ = ["Sheet", "Styled", "write_styled_sheets"]

_HEADER, _SUM = PatternFill("solid", fgColor="DDE9E4"), PatternFill("solid", fgColor="EEF3F1")
_UNKNOWN = PatternFill("lightUp", fgColor="B4BDB9", bgColor="F7F7F5")
_WEAK, _VERY_WEAK = PatternFill("solid", bgColor="FCE8B2"), PatternFill("solid", bgColor="F5B7A0")
_THIN = Side("thin", color="C9D3CF")
_LINE = Border(bottom=_THIN)
_NARROWEST, _WIDEST, _NOTES_WIDTH = 7, 40, 110
_FEW, _ROOM = 4, 100  # columns of a sheet that is text above all, and how wide they may be
_A3, _A4, _A4_HOLDS = 8, 9, 190
_FACE, _LINE_HEIGHT = "Microsoft YaHei", 15.0
_TEXT, _STRONG = Font(name=_FACE, size=10), Font(name=_FACE, size=10, bold=True)


@dataclass(frozen=True, slots=True)
class Styled:
    """A value and how it is shown.

    Parameters
    ----------
    value : str, int, float or None
        None is a blank cell.
    format : str
        Number format of the spreadsheet.
    unknown : bool
        Whether the cell is blank because the figure is not known; it is hatched.

    Examples
    --------
    >>> Styled(0.5, "0.0%").unknown
    False
    """

    value: str | int | float | None
    format: str = "General"
    unknown: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: a title, lines under it, one header row, the table, notes under it.

    Parameters
    ----------
    name : str
        Of the sheet.
    title : str
        First row.
    lines : sequence of str
        Rows under the title, such as the period; the first is made to stand out.
    headers : sequence of str
        A line break parts two languages.
    rows : sequence of sequence of Styled
    sums : sequence of bool
        Which rows are sums.
    frozen : int
        Columns that stay in sight.
    flags : mapping of int to (float, float)
        By number of the column: below the first a value is coloured, below the second more strongly.
    notes : sequence of str

    Examples
    --------
    >>> Sheet("分区", "分区", (), ("区县",), ((Styled("甲"),),), (False,)).frozen
    1
    """

    name: str
    title: str
    lines: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[Styled]]
    sums: Sequence[bool]
    frozen: int = 1
    flags: dict[int, tuple[float, float]] | None = None
    notes: Sequence[str] = ()


def write_styled_sheets(path: Path, sheets: Sequence[Sheet], *, title: str, made_at: datetime) -> None:
    r"""Write a workbook; to have it whole or not at all, write into a folder of `files_together`.

    Header and first columns are frozen, the table has a filter, pages are A4 or A3 across with the header repeated and
    numbered. Texts that a spreadsheet would take for formulas get an apostrophe before them.

    Parameters
    ----------
    path : Path
        Ends in .xlsx.
    sheets : sequence of Sheet
        At least one.
    title : str
        Of the document.
    made_at : datetime

    Examples
    --------
    >>> from stationmap.files import read_table, temporary_folder
    >>> sheet = Sheet("分区", "标题 title", (), ("区县\ndistrict", "站点"), ((Styled("=甲"), Styled(3)),), (False,))
    >>> with temporary_folder() as folder:
    ...     write_styled_sheets(folder / "a.xlsx", [sheet], title="报告", made_at=datetime(2026, 1, 2))
    ...     read_table(folder / "a.xlsx").frame.to_numpy().tolist()
    [["'=甲", '3']]
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = neutral(title), "stationmap"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    book.save(path)


def _write(page: Any, sheet: Sheet) -> None:  # noqa: ANN401
    top = _head(page, sheet)
    width = len(sheet.headers)
    for number, header in enumerate(sheet.headers, 1):
        _header(page.cell(top, number), header)
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _width(
            header, [row[number - 1] for row in sheet.rows[:500]], _ROOM if width <= _FEW else _WIDEST
        )
    widths = [page.column_dimensions[get_column_letter(number)].width for number in range(1, width + 1)]
    page.row_dimensions[top].height = _height(sheet.headers, widths)
    for number, row in enumerate(sheet.rows, top + 1):
        _row(page, number, row, widths, is_sum=sheet.sums[number - top - 1])
    last = top + len(sheet.rows)
    page.freeze_panes = page.cell(top + 1, min(sheet.frozen, max(width - 1, 0)) + 1)
    if sheet.rows:
        page.auto_filter.ref = f"A{top}:{get_column_letter(width)}{last}"
    for column, bounds in (sheet.flags or {}).items():
        _flag(page, f"{get_column_letter(column + 1)}{top + 1}", f"{get_column_letter(column + 1)}{last}", bounds)
    _notes(page, sheet.notes, last + 2, width)
    _print_setup(page, sheet, top, sum(widths))


def _head(page: Any, sheet: Sheet) -> int:  # noqa: ANN401
    """Write title and lines; return the row of the header."""
    page.cell(1, 1, neutral(sheet.title)).font = Font(name=_FACE, bold=True, size=14, color="1F4A44")
    page.row_dimensions[1].height = 24
    for number, line in enumerate(sheet.lines, 2):
        cell = page.cell(number, 1, neutral(line))
        cell.font = Font(name=_FACE, bold=number == 2, size=10, color="8A3B12" if number == 2 else "5B6B66")
    return len(sheet.lines) + 2


def _header(cell: Any, text: str) -> None:  # noqa: ANN401
    cell.value = neutral(text)
    cell.font, cell.fill, cell.border = _STRONG, _HEADER, _LINE
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)


def _row(page: Any, number: int, row: Sequence[Styled], widths: Sequence[float], *, is_sum: bool) -> None:  # noqa: ANN401
    for column, item in enumerate(row, 1):
        value = item.value
        if isinstance(value, float) and not math.isfinite(value):
            value = None
        cell = page.cell(number, column, neutral(value) if isinstance(value, str) else value)
        cell.number_format, cell.border = item.format, _LINE
        if item.unknown:
            cell.fill = _UNKNOWN
        elif is_sum:
            cell.fill = _SUM
        cell.font = _STRONG if is_sum else _TEXT
        text = isinstance(value, str)
        cell.alignment = Alignment(vertical="top", wrap_text=text or None, indent=1 if text and column > 1 else 0)
    page.row_dimensions[number].height = _height([item.value for item in row], widths)


def _height(values: Sequence[Any], widths: Sequence[float]) -> float:
    """Points that a row needs: spreadsheets do not fit rows of files that they did not write."""
    cells = [(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)]
    lines = [
        sum(max(1, math.ceil(_letters(part) * 1.08 / max(width - 2, 1))) for part in value.split("\n"))
        for value, width in cells
    ]
    return min(409.0, _LINE_HEIGHT * max(lines, default=1) + 2)


def _flag(page: Any, first: str, last: str, bounds: tuple[float, float]) -> None:  # noqa: ANN401
    for bound, fill in ((bounds[1], _VERY_WEAK), (bounds[0], _WEAK)):
        formula = f"AND(ISNUMBER({first}),{first}<{bound!r})"  # a blank would count as 0
        page.conditional_formatting.add(f"{first}:{last}", FormulaRule([formula], stopIfTrue=True, fill=fill))


def _notes(page: Any, notes: Sequence[str], row: int, width: int) -> None:  # noqa: ANN401
    """Write each note over several columns, so that it does not widen the first."""
    if not notes:
        return
    room, end = 0.0, 0
    while room < _NOTES_WIDTH and end < max(width, 1):
        end += 1
        room += page.column_dimensions[get_column_letter(end)].width
    for number, note in enumerate(notes, row):
        cell = page.cell(number, 1, neutral(note))
        cell.font, cell.alignment = Font(name=_FACE, size=9, color="40504B"), Alignment(vertical="top", wrap_text=True)
        if end > 1:
            page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=end)
        page.row_dimensions[number].height = 13.5 * max(1, math.ceil(_letters(note) * 1.05 / room))


def _print_setup(page: Any, sheet: Sheet, top: int, width: float) -> None:  # noqa: ANN401
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4 if width <= _A4_HOLDS else _A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{top}:{top}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.left.text = sheet.title.replace("&", "&&")
    page.oddFooter.right.text = "第 &P 页，共 &N 页"


def _letters(text: str) -> int:
    """Count letters; Chinese characters are two wide."""
    return max(sum(2 if ord(ch) > 0x2E7F else 1 for ch in line) for line in text.split("\n"))


def _width(header: str, cells: Sequence[Styled], widest: int) -> int:
    texts = [str(item.value) if isinstance(item.value, str) else _number(item) for item in cells]
    longest = max((_letters(text) for text in texts), default=0)
    parts = [_letters(part) for part in header.split("\n")]
    words = max((_letters(word) for word in header.replace("\n", " ").split(" ")), default=0)
    return min(widest, max(_NARROWEST, longest + 3, min(max(parts) + 2, 15), words + 2))


def _number(item: Styled) -> str:
    if item.value is None:
        return ""
    decimals = len(item.format.partition(".")[2].rstrip("%"))
    return f"{item.value:,.{decimals}f}"
