"""Tables on a page: the header again on each, and columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from stationmap.extras import planning
from stationmap.report.cells import Cell, cells_of
from stationmap.report.paper.book import FAMILY, INK, writable
from stationmap.report.paper.wrapping import wrap
from stationmap.report.section import Section

if TYPE_CHECKING:
    from fpdf import FPDF

__all__ = ["column_widths", "write_table"]

_SIZE, _LINE, _PAD = 7.5, 3.9, 1.0
_FILLS = {"weak": (252, 232, 178), "very_weak": (245, 183, 160)}
_SIGNS = {"weak": " ▽", "very_weak": " ▼"}
_HEADER, _SUM, _RULE, _WHITE = (221, 233, 228), (238, 243, 241), (201, 211, 207), (255, 255, 255)
_LONGEST = 60.0  # mm that a text may claim before it is asked to wrap


def write_table(book: FPDF, section: Section) -> int:
    """Write the table of a section at the cursor.

    Parameters
    ----------
    book : FPDF
    section : Section

    Returns
    -------
    int
        Rows that were not written, because a section says how many a page shows.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> import pandas as pd
    >>> from stationmap.files import chinese_font
    >>> from stationmap.report.paper.book import open_book
    >>> from stationmap.report.report import Report
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with open_book(report, chinese_font()) as book:
    ...     book.add_page()
    ...     write_table(book, Section("a", "甲", "A", pd.DataFrame({"n": range(301)}), {"n": ("数", "n")}))
    1
    """
    kinds = planning("fpdf.fonts")
    book.set_font(FAMILY, size=_SIZE)
    book.set_text_color(*INK)
    book.set_draw_color(*_RULE)
    rows = cells_of(section, section.shown)
    heads = [section.columns[name] for name in section.shown]
    texts = [[_shown(book, cell) for cell in row] for row in rows[: section.page_rows]]
    widths = column_widths([f"{zh}\n{en}" for zh, en in heads], texts, book.epw, book.get_string_width)
    number = [any(row[at].number for row in rows) for at in range(len(heads))]
    aligned = tuple("RIGHT" if one else "LEFT" for one in number)

    def fitted(text: str, width: float) -> str:
        return "\n".join(wrap(text, width - 2 * _PAD - 0.3, book.get_string_width))

    with book.table(
        col_widths=tuple(widths), width=min(sum(widths), book.epw), align="LEFT", text_align=aligned, line_height=_LINE,
        padding=_PAD, v_align="TOP", borders_layout="HORIZONTAL_LINES",
        headings_style=kinds.FontFace(family=FAMILY, size_pt=_SIZE, emphasis="", fill_color=_HEADER, color=INK),
    ) as table:  # fmt: skip
        line = table.row()
        for (zh, en), width in zip(heads, widths, strict=True):
            line.cell(f"{fitted(writable(book, zh), width)}\n{fitted(writable(book, en), width)}")
        for row, words, is_sum in zip(rows, texts, section.sums, strict=False):
            line = table.row(style=kinds.FontFace(family=FAMILY, size_pt=_SIZE, fill_color=_SUM if is_sum else _WHITE))
            for cell, text, width in zip(row, words, widths, strict=True):
                fill = _FILLS.get(cell.mark)
                line.cell(fitted(text, width), style=kinds.FontFace(fill_color=fill) if fill else None)
    return max(0, len(rows) - section.page_rows)


def _shown(book: FPDF, cell: Cell) -> str:
    return writable(book, cell.text + _SIGNS.get(cell.mark, ""))


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, measure: Callable[[str], float]
) -> list[float]:
    """Share the room: each column gets what its longest word needs, the rest goes to those whose texts are long.

    Parameters
    ----------
    heads : sequence of str
        A line break parts two languages.
    rows : sequence of sequence of str
    room : float
    measure : callable
        Gives the width of a text, in the unit of `room`.

    Returns
    -------
    list of float
        Never more than `room` in all.

    Examples
    --------
    >>> column_widths(["a", "b"], [["x", "y" * 500]], 100.0, len)
    [3.5, 96.5]
    """
    pad = 2 * _PAD + 0.5
    longest = [max((measure(row[at]) for row in rows), default=0.0) for at in range(len(heads))]
    least = [_least(head, measure) for head in heads]
    wanted = [max(low, long) + pad for low, long in zip(least, longest, strict=True)]
    if sum(wanted) <= room:
        return _widened(wanted, [_whole(head, measure) + pad for head in heads], room)
    floor = [
        min(max(low, min(long, _LONGEST * 0.35)) + pad, _LONGEST) for low, long in zip(least, longest, strict=True)
    ]
    spare = room - sum(floor)
    if spare <= 0:
        return [low * room / sum(floor) for low in floor]
    need = [want - low for want, low in zip(wanted, floor, strict=True)]
    return [low + spare * part / sum(need) for low, part in zip(floor, need, strict=True)]


def _widened(widths: list[float], heads: list[float], room: float) -> list[float]:
    """Give what room is left to the columns whose header would have to wrap."""
    lacks = [max(0.0, head - width) for width, head in zip(widths, heads, strict=True)]
    share = min(1.0, (room - sum(widths)) / sum(lacks)) if sum(lacks) else 0.0
    return [width + share * lack for width, lack in zip(widths, lacks, strict=True)]


def _whole(head: str, measure: Callable[[str], float]) -> float:
    return max(measure(part) for part in head.split("\n"))


def _least(head: str, measure: Callable[[str], float]) -> float:
    """Width of the longest word of a header; Chinese may break anywhere, but four characters stay together."""
    zh, _, en = head.partition("\n")
    return max([min(measure(zh), measure("四个汉字")), *(measure(word) for word in en.split())])
