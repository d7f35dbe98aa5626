"""A report as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stationmap.extras import planning
from stationmap.files import FontFile
from stationmap.report.paper.book import FAMILY, INK, MUTED, open_book, writable
from stationmap.report.paper.painting import paint
from stationmap.report.paper.tables import write_table
from stationmap.report.paper.wrapping import wrap
from stationmap.report.report import Report
from stationmap.report.section import Section

if TYPE_CHECKING:
    from fpdf import FPDF

__all__ = ["write_paper"]

_ACCENT, _ALARM = (31, 90, 83), (138, 59, 18)
_DRAWING = 190.0  # mm wide


def write_paper(report: Report, path: Path, font: FontFile) -> None:
    """Write the PDF: a first page with what must be known before use, then every section.

    Parameters
    ----------
    report : Report
    path : Path
        Ends in .pdf.
    font : FontFile
        With Chinese characters; the part of it that is used is embedded.

    Raises
    ------
    FileFormatError
        If the font cannot be embedded.
    ExtraMissingError
        If the extra ``planning`` is not installed.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.files import chinese_font, temporary_folder
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with temporary_folder() as folder:
    ...     write_paper(report, folder / "a.pdf", chinese_font())
    ...     (folder / "a.pdf").stat().st_size > 1000
    True
    """
    with open_book(report, font) as book:
        _first_page(book, report)
        for number, section in enumerate(report.sections):
            if number:
                book.add_page()
            _section(book, section)
        _signatures(book)
        book.output(str(path))


def _first_page(book: FPDF, report: Report) -> None:
    book.add_page()
    _heading(book, report.title_zh, 20, 10)
    _lines(book, [report.title_en], 11, 6, MUTED)
    book.ln(1)
    _lines(book, report.lines, 9, 5, MUTED)
    if report.warnings:
        book.ln(2)
        _lines(book, [f"注意 Before use · {text}" for text in report.warnings], 9, 5, _ALARM)
    book.ln(3)


def _heading(book: FPDF, text: str, size: float, height: float) -> None:
    """Write in bold, which the font has not: its outline is drawn as well."""
    modes = planning("fpdf.enums").TextMode
    book.set_font(FAMILY, size=size)
    book.set_text_color(*_ACCENT)
    with book.local_context(text_mode=modes.FILL_STROKE, draw_color=_ACCENT, line_width=size * 0.02):
        for line in wrap(writable(book, text), book.epw, book.get_string_width):
            book.cell(book.epw, height, line, new_x="LMARGIN", new_y="NEXT")


def _lines(book: FPDF, texts: Sequence[str], size: float, height: float, colour: tuple[int, int, int]) -> None:
    book.set_font(FAMILY, size=size)
    book.set_text_color(*colour)
    for text in texts:
        for line in wrap(writable(book, text), book.epw - 2, book.get_string_width):
            book.cell(book.epw, height, line, new_x="LMARGIN", new_y="NEXT")


def _section(book: FPDF, section: Section) -> None:
    book.start_section(writable(book, section.title))
    _heading(book, section.title, 14, 8)
    book.ln(1)
    for drawing in section.drawings:
        height = drawing.height * _DRAWING / drawing.width
        width = _DRAWING * min(1.0, (book.eph - 22) / height)
        if book.get_y() + height * width / _DRAWING + 8 > book.h - 13:
            book.add_page()
        _lines(book, [drawing.title], 10, 6, INK)
        top = book.get_y()
        book.set_y(top + paint(book, drawing, book.l_margin, top, width) + 4)
    if section.drawings and len(section.frame):
        book.add_page()
    more = write_table(book, section)
    _table_foot(book, section, more)


def _table_foot(book: FPDF, section: Section, more: int) -> None:
    left = len(section.columns) - len(section.shown)
    told = [f"另有 {more:,} 行，见工作簿 {more:,} more rows are in the workbook"] if more else []
    told += [f"另有 {left} 列，见工作簿 {left} more columns are in the workbook"] if left else []
    book.ln(2)
    _lines(book, told, 8, 4.4, MUTED)
    _lines(book, [f"· {note}" for note in section.notes], 8, 4.4, MUTED)


def _signatures(book: FPDF) -> None:
    """Leave room for those who sign, all on one page."""
    if book.get_y() + 30 > book.h - 13:
        book.add_page()
    book.ln(14)
    book.set_font(FAMILY, size=10)
    book.set_text_color(*INK)
    book.set_draw_color(*INK)
    book.set_line_width(0.2)
    for word in ("编制 prepared by", "审核 checked by", "日期 date"):
        book.cell(70, 8, word, border="T")
        book.cell(12, 8, "")
