"""What a drawing is made of: areas, strokes, dots and labels on a sheet whose y runs downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["FRAME", "INK", "MUTED", "Area", "Dot", "Drawing", "Label", "Points", "Shape", "Stroke", "text_width"]

INK, MUTED, FRAME = "#1d2b28", "#5b6b66", "#c9d3cf"
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Rings that are filled by the even-odd rule, so that a ring in a ring is a hole.

    Examples
    --------
    >>> Area((((0, 0), (1, 0), (1, 1)),), "#ffffff").line
    ''
    """

    rings: tuple[Points, ...]
    fill: str
    line: str = ""
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points.

    Examples
    --------
    >>> Stroke(((0, 0), (1, 1))).dashed
    False
    """

    points: Points
    line: str = INK
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc.

    Examples
    --------
    >>> Dot(1, 2, 3, "#000000").r
    3
    """

    x: float
    y: float
    r: float
    fill: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text, its baseline at y.

    Examples
    --------
    >>> Label(0, 0, "区").anchor
    'start'
    """

    x: float
    y: float
    text: str
    size: float = 10.0
    anchor: Literal["start", "middle", "end"] = "start"
    fill: str = INK
    halo: bool = False
    bold: bool = False


Shape = Area | Stroke | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet of shapes with a title, and in words what it shows.

    Parameters
    ----------
    title : str
        Chinese first, with the unit.
    words : str
        What it shows, for those who do not see it.
    width, height : float
        Units of the sheet; a page shows it at its own width.
    shapes : tuple of Shape
        In the order in which they are painted.

    Examples
    --------
    >>> Drawing("图 plot", "空 empty", 10, 10, ()).shapes
    ()
    """

    title: str
    words: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is, in units of the sheet: Chinese characters are square, others about half of it.

    Parameters
    ----------
    text : str
    size : float
        Height of the letters, in units of the sheet.

    Examples
    --------
    >>> text_width("区a", 10)
    15.8
    """
    return round(sum(size if ord(ch) > 0x2E7F else size * 0.58 for ch in text), 6)
