"""Drawings on a page: the same shapes as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationmap.extras import planning
from stationmap.report.drawn.shapes import Area, Dot, Drawing, Label, Stroke
from stationmap.report.paper.book import FAMILY, writable

if TYPE_CHECKING:
    from fpdf import FPDF

__all__ = ["paint"]

_POINT = 25.4 / 72  # mm
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def paint(book: FPDF, drawing: Drawing, left: float, top: float, width: float) -> float:
    """Paint a drawing on the page that is open.

    Parameters
    ----------
    book : FPDF
    drawing : Drawing
    left, top, width : float
        Where, mm.

    Returns
    -------
    float
        How high it is, mm.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.files import chinese_font
    >>> from stationmap.report.paper.book import open_book
    >>> from stationmap.report.report import Report
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with open_book(report, chinese_font()) as book:
    ...     book.add_page()
    ...     paint(book, Drawing("图", "", 100, 50, (Dot(1, 1, 1, "#000000"),)), 10, 10, 80)
    40.0
    """
    scale = width / drawing.width
    brush = _Brush(book, left, top, scale)
    for shape in drawing.shapes:
        match shape:
            case Area():
                brush.area(shape)
            case Stroke():
                brush.stroke(shape)
            case Dot():
                brush.dot(shape)
            case Label():
                brush.label(shape)
    return drawing.height * scale


class _Brush:
    """Paints shapes of one drawing, in mm."""

    def __init__(self, book: FPDF, left: float, top: float, scale: float) -> None:
        self.book, self.left, self.top, self.scale = book, left, top, scale
        self.kinds = planning("fpdf.drawing")
        self.enums = planning("fpdf.enums")

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Bring a place of the drawing to the page."""
        return self.left + x * self.scale, self.top + y * self.scale

    def area(self, shape: Area) -> None:
        """Fill rings."""
        with self.book.drawing_context() as context:
            path = self.kinds.PaintedPath()
            path.style.fill_color = shape.fill
            path.style.stroke_color = shape.line or None
            path.style.stroke_width = shape.width * self.scale
            path.style.intersection_rule = self.enums.IntersectionRule.EVENODD
            for ring in shape.rings:
                self._trace(path, ring)
                path.close()
            context.add_item(path, clone=False)

    def stroke(self, shape: Stroke) -> None:
        """Draw a line."""
        with self.book.drawing_context() as context:
            path = self.kinds.PaintedPath()
            path.style.fill_color = None
            path.style.auto_close = False
            path.style.stroke_color = shape.line
            path.style.stroke_width = shape.width * self.scale
            if shape.dashed:
                path.style.stroke_dash_pattern = (4 * self.scale, 3 * self.scale)
            self._trace(path, shape.points)
            context.add_item(path, clone=False)

    def _trace(self, path: Any, points: tuple[tuple[float, float], ...]) -> None:  # noqa: ANN401
        path.move_to(*self.at(*points[0]))
        for point in points[1:]:
            path.line_to(*self.at(*point))

    def dot(self, shape: Dot) -> None:
        """Fill a disc."""
        book = self.book
        book.set_fill_color(shape.fill)
        book.set_draw_color(shape.line or shape.fill)
        book.set_line_width(0.4 * self.scale)
        x, y = self.at(shape.x, shape.y)
        book.circle(x, y, shape.r * self.scale, style="FD")

    def label(self, shape: Label) -> None:
        """Write a text."""
        book, modes = self.book, self.enums.TextMode
        book.set_font(FAMILY, size=shape.size * self.scale / _POINT)
        text = writable(book, shape.text)
        x, y = self.at(shape.x, shape.y)
        x -= book.get_string_width(text) * _SHIFT[shape.anchor]
        book.set_text_color(shape.fill)
        if shape.halo:
            with book.local_context(text_mode=modes.STROKE, draw_color=(255, 255, 255), line_width=2.4 * self.scale):
                book.text(x, y, text)
        book.text(x, y, text)
