"""Lines over an axis: Lorenz curves, what each further station serves, who is covered at which hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stationmap.errors import InputError
from stationmap.report.drawn.axes import round_steps, tick_text
from stationmap.report.drawn.shapes import FRAME, MUTED, Drawing, Label, Shape, Stroke

__all__ = ["Line", "line_chart"]

_WIDTH, _HEIGHT = 640.0, 340.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 500.0, 26.0, 290.0
_COLOURS = ("#1f6a63", "#b3541e", "#4a5fa5", "#7a7a7a")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart.

    Parameters
    ----------
    name : str
        Stands beside its end; breaks where it has a line feed.
    x, y : sequence of float
        In order of x, not negative.
    dashed : bool
        For a line to compare with, such as equality.
    stepped : bool
        Whether a value holds until the next.

    Raises
    ------
    InputError
        If x and y differ in length.

    Examples
    --------
    >>> Line("均等 equality", [0, 1], [0, 1], dashed=True).stepped
    False
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    dashed: bool = False
    stepped: bool = False

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise InputError(f"the line {self.name!r} has {len(self.x)} x and {len(self.y)} y")


def line_chart(title: str, lines: Sequence[Line], *, x_title: str, y_title: str, words: str) -> Drawing:
    """Draw lines over one pair of axes, both from zero.

    Parameters
    ----------
    title : str
        Chinese first.
    lines : sequence of Line
        Up to four.
    x_title, y_title : str
        With their units.
    words : str
        What it shows, for those who do not see it.

    Examples
    --------
    >>> line = Line("全部 all", [0, 10], [0, 500])
    >>> line_chart("增益 gain", [line], x_title="站点 stations", y_title="人 persons", words="…").height
    340.0
    """
    xs = round_steps(max((max(line.x, default=0.0) for line in lines), default=1.0), 6)
    ys = round_steps(max((max(line.y, default=0.0) for line in lines), default=1.0))
    across, up = (_RIGHT - _LEFT) / xs[-1], (_BOTTOM - _TOP) / ys[-1]
    shapes = _axes(xs, ys, across, up)
    shapes.append(Label(_LEFT - 48, 12, y_title, 9.5, fill=MUTED))
    shapes.append(Label(_RIGHT, _BOTTOM + 34, x_title, 9.5, "end", MUTED))
    for line, colour in zip(lines, _COLOURS, strict=False):
        points = tuple((_LEFT + x * across, _BOTTOM - y * up) for x, y in _corners(line))
        if len(points) > 1:
            shapes.append(Stroke(points, colour, 1.4 if line.dashed else 2.0, line.dashed))
    return Drawing(title, words, _WIDTH, _HEIGHT, (*shapes, *_names(lines, up)))


def _corners(line: Line) -> list[tuple[float, float]]:
    points = list(zip(line.x, line.y, strict=True))
    if not line.stepped:
        return points
    treads = [corner for (x, y), (after, _) in pairwise(points) for corner in ((x, y), (after, y))]
    return treads + points[-1:]


def _axes(xs: list[float], ys: list[float], across: float, up: float) -> list[Shape]:
    shapes: list[Shape] = []
    for step in ys:
        y = _BOTTOM - step * up
        shapes.append(Stroke(((_LEFT, y), (_RIGHT, y)), FRAME, 0.6))
        shapes.append(Label(_LEFT - 6, y + 3.5, tick_text(step, ys), 9.5, "end", MUTED))
    for step in xs:
        x = _LEFT + step * across
        shapes.append(Stroke(((x, _BOTTOM), (x, _BOTTOM + 4)), MUTED, 0.8))
        shapes.append(Label(x, _BOTTOM + 17, tick_text(step, xs), 9.5, "middle", MUTED))
    return shapes


def _names(lines: Sequence[Line], up: float) -> list[Shape]:
    """Name each line at its end, pushed apart where ends are near each other."""
    ends = sorted((_BOTTOM - line.y[-1] * up, line.name, number) for number, line in enumerate(lines) if len(line.y))
    shapes: list[Shape] = []
    free = _TOP - 6
    for y, name, number in ends:
        for text in name.split("\n"):
            free = max(y + 3.5, free + 13)
            shapes.append(Label(_RIGHT + 8, free, text, 10, fill=_COLOURS[number % len(_COLOURS)]))
    return shapes
