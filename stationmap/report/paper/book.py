"""The pages: A4 across, with a line at the foot of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stationmap.errors import FileFormatError
from stationmap.extras import planning
from stationmap.files import FontFile
from stationmap.report.report import Report

if TYPE_CHECKING:
    from fpdf import FPDF

__all__ = ["FAMILY", "INK", "MUTED", "open_book", "writable"]

FAMILY = "cjk"
INK, MUTED = (29, 43, 40), (91, 107, 102)
_GAP = "□"


@contextmanager
def open_book(report: Report, font: FontFile) -> Iterator[FPDF]:
    """Give a document without pages; its font is closed at the end.

    Parameters
    ----------
    report : Report
    font : FontFile

    Raises
    ------
    FileFormatError
        If the font cannot be embedded.
    ExtraMissingError
        If fpdf2 is not installed.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.files import chinese_font
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with open_book(report, chinese_font()) as book:
    ...     book.pages_count
    0
    """
    fpdf = planning("fpdf")
    first = report.warnings[0] if report.made_up and report.warnings else ""

    class Book(fpdf.FPDF):  # type: ignore[misc, name-defined]  # the base is known at run time alone
        def footer(self) -> None:
            self.set_y(-9)
            self.set_font(FAMILY, size=7.5)
            self.set_text_color(*MUTED)
            left = writable(self, f"{report.title_zh} · {report.register_version}　{first}")
            self.cell(self.epw - 30, 4, left)
            self.cell(30, 4, f"第 {self.page_no()} 页，共 {{nb}} 页", align="R")

    book: FPDF = Book("landscape", "mm", "A4")
    try:
        book.add_font(FAMILY, fname=font.path, collection_font_number=font.face)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise FileFormatError(f"{font.path.name}: 字体不能嵌入 the font cannot be embedded: {error}") from error
    book.set_font(FAMILY, size=10)
    book.set_margins(12, 12)
    book.set_auto_page_break(auto=True, margin=13)
    book.set_lang("zh-CN")
    book.set_title(report.title)
    book.set_creator("stationmap")
    book.set_creation_date(report.made_at)
    try:
        yield book
    finally:
        book.fonts[FAMILY].close()  # type: ignore[union-attr]  # fpdf2 leaves the file open


def writable(book: FPDF, text: str) -> str:
    r"""Write what the font lacks by its plain form, as 2 for ₂, or as a box, so that its place is seen.

    Parameters
    ----------
    book : FPDF
    text : str

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.files import chinese_font
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with open_book(report, chinese_font()) as book:
    ...     writable(book, "区₂\U0001f600")
    '区2□'
    """
    known = book.fonts[FAMILY].cmap  # type: ignore[union-attr]  # a font from a file has one
    gap = _GAP if ord(_GAP) in known else "?"

    def one(letter: str) -> str:
        if letter == "\n" or ord(letter) in known:
            return letter
        plain = unicodedata.normalize("NFKC", letter)
        return plain if plain and all(ord(part) in known for part in plain) else gap

    return "".join(map(one, text))
