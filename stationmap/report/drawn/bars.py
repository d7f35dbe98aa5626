"""Bars lying one under another, with intervals where they are known."""

from __future__ import annotations

import math
from collections.abc import Sequence

from stationmap.report.drawn.axes import round_steps, tick_text
from stationmap.report.drawn.shapes import FRAME, INK, MUTED, Area, Drawing, Label, Shape, Stroke, text_width

__all__ = ["bar_chart"]

_WIDTH, _LINE, _SIZE = 640.0, 20.0, 10.5
_BAR, _TOP, _FOOT = "#50968a", 14.0, 30.0
_CUT = 3.0
"""Times the largest value: what of an interval lies beyond is told, not drawn, or two stations' flattens all."""
Interval = tuple[float, float]


def bar_chart(
    title: str,
    names: Sequence[str],
    values: Sequence[float],
    *,
    unit: str,
    intervals: Sequence[Interval] = (),
    decimals: int = 1,
) -> Drawing:
    """Draw one bar a name, in the order given; an unknown value is said in words and has no bar.

    Parameters
    ----------
    title : str
        Chinese first.
    names : sequence of str
    values : sequence of float
        Not negative; NaN is unknown.
    unit : str
        Stands under the axis.
    intervals : sequence of (float, float), optional
        Low and high end of each value's interval, in the same unit; NaN where there is none. One that goes beyond three
        times the largest value is cut there, ends in an arrow and has its end beside it.
    decimals : int
        Of the figures beside the bars.

    Examples
    --------
    >>> drawing = bar_chart("站点 stations", ["甲", "乙"], [3, float("nan")], unit="个 stations", decimals=0)
    >>> drawing.words
    '甲 3; 乙 未知 unknown (个 stations)'
    """
    known = [value for value in values if math.isfinite(value)]
    most = _CUT * max(known, default=0.0) or math.inf
    spans = list(intervals) or [(math.nan, math.nan)] * len(names)
    told = [_told(value, high, most, decimals) for value, (_, high) in zip(values, spans, strict=True)]
    ends = [min(high, most) for _, high in spans if math.isfinite(high)]
    steps = round_steps(max(known + ends, default=1.0))
    left = max((text_width(name, _SIZE) for name in names), default=0.0) + 12
    right = _WIDTH - max((text_width(text, _SIZE) for text in told), default=0.0) - 14
    scale = (right - left) / steps[-1]
    height = _TOP + _LINE * len(names) + _FOOT
    shapes: list[Shape] = _grid(steps, left, scale, height)
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        y = _TOP + _LINE * row
        shapes.append(Label(left - 8, y + 14, name, _SIZE, "end"))
        shapes += _bar(left, y, value * scale)
        low, high = spans[row]
        shapes += _whisker(left + low * scale, left + min(high, most) * scale, y + _LINE / 2, cut=high > most)
        end = max((part for part in (value, min(high, most)) if math.isfinite(part)), default=0.0)
        shapes.append(Label(left + end * scale + 6, y + 14, told[row], _SIZE, fill=MUTED))
    shapes.append(Label(right, height - 2, unit, 9.5, "end", MUTED))
    words = "; ".join(f"{name} {_figure(value, decimals)}" for name, value in zip(names, values, strict=True))
    return Drawing(title, f"{words} ({unit})", _WIDTH, height, tuple(shapes))


def _told(value: float, high: float, most: float, decimals: int) -> str:
    """Write the figure, and the end of an interval that is cut."""
    return _figure(value, decimals) + (f"（至 to {_figure(high, 0)}）" if high > most else "")


def _figure(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}" if math.isfinite(value) else "未知 unknown"


def _grid(steps: list[float], left: float, scale: float, height: float) -> list[Shape]:
    bottom = height - _FOOT
    shapes: list[Shape] = []
    for step in steps:
        x = left + step * scale
        shapes.append(Stroke(((x, _TOP - 6), (x, bottom + 4)), FRAME, 0.6))
        shapes.append(Label(x, bottom + 15, tick_text(step, steps), 9.5, "middle", MUTED))
    return shapes


def _bar(left: float, y: float, length: float) -> list[Shape]:
    if not math.isfinite(length):
        return []
    corners = ((left, y + 4), (left + length, y + 4), (left + length, y + _LINE - 4), (left, y + _LINE - 4))
    return [Area((corners,), _BAR)]


def _whisker(low: float, high: float, y: float, *, cut: bool) -> list[Shape]:
    """Draw an interval; one that is cut ends in an arrow."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return []
    start = Stroke(((low, y - 4), (low, y + 4)), INK, 1.2)
    tip = ((high - 5, y - 4), (high, y), (high - 5, y + 4)) if cut else ((high, y - 4), (high, y + 4))
    return [Stroke(((low, y), (high, y)), INK, 1.2), start, Stroke(tip, INK, 1.2)]
