"""Districts in the colour of their class, stations as dots, and a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.maps.classes import Classes, quantile_classes
from stationmap.projection import Plane
from stationmap.report.drawn.hatching import hatch
from stationmap.report.drawn.shapes import FRAME, INK, MUTED, Area, Dot, Drawing, Label, Shape, Stroke, text_width

__all__ = ["Marks", "district_map"]

_WIDTH, _MAP, _MOST, _EDGE = 640.0, 470.0, 520.0, 8.0
_LEGEND, _CROWD = 486.0, 5_000
Rings = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, eq=False)
class Marks:
    """Positions that are drawn as dots of one kind.

    Parameters
    ----------
    name : str
        In the legend.
    lat, lon : array_like
        Degrees, WGS 84.
    colour : str
        ``#rrggbb``.
    size : float
        Radius in units of the sheet; 0 for one that fits how many there are.

    Examples
    --------
    >>> Marks("站点 stations", [34.7], [113.6]).size
    0.0
    """

    name: str
    lat: npt.ArrayLike
    lon: npt.ArrayLike
    colour: str = "#b3541e"
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Metres of a plane to units of the sheet."""

    plane: Plane
    left: float
    top: float
    scale: float
    height: float

    def on_sheet(self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack([_EDGE + (x - self.left) * self.scale, _EDGE + (self.top - y) * self.scale])


def district_map(
    title: str,
    districts: pd.DataFrame,
    values: Sequence[float],
    *,
    unit: str,
    marks: Sequence[Marks] = (),
    zones: Sequence[str] = (),
    decimals: int | None = None,
) -> Drawing:
    """Draw a choropleth by quantiles; what is unknown is hatched, and said in the legend.

    Parameters
    ----------
    title : str
        Chinese first.
    districts : DataFrame
        Columns name and geometry (degrees, WGS 84; None where there is no polygon).
    values : sequence of float
        One a district; NaN is unknown.
    unit : str
        Stands over the legend.
    marks : sequence of Marks
        Dots over the districts.
    zones : sequence of str
        Names of districts that cannot be drawn: listed under the legend, so that none is lost.
    decimals : int, optional
        Of the figures; as many as keep classes apart by default.

    Examples
    --------
    >>> frame = pd.DataFrame({"name": ["甲", "乙"], "geometry": [shapely.box(113, 34, 114, 35), None]})
    >>> drawing = district_map("站点 stations", frame, [1.0, 2.0], unit="个 stations", zones=["乙"])
    >>> drawing.words
    '甲 1.00; 乙 2.00 (个 stations)'
    """
    classes = quantile_classes(values)
    shapes = districts["geometry"].to_numpy()
    there = np.array([shape is not None and not shape.is_empty for shape in shapes], dtype=bool)
    frame = _frame(shapes[there], marks)
    drawn: list[Shape] = []
    names: list[Shape] = []
    for row in np.flatnonzero(there):
        flat = frame.plane.flat(shapely.simplify(shapes[row : row + 1], 0.0008))[0]
        number = int(classes.members[row])
        fill = classes.colours[number] if number >= 0 else "#f4f4f2"
        rings = _rings(flat, frame)
        drawn.append(Area(rings, fill, "#ffffff" if number >= 0 else "#9aa5a1", 0.7))
        drawn += hatch(rings) if number < 0 else []
        names += _name(flat, frame, str(districts["name"].iloc[row]))
    dots = [dot for mark in marks for dot in _dots(mark, frame)]
    digits = classes.decimals if decimals is None else decimals
    legend = _legend(classes, digits, unit, marks, zones)
    height = max(frame.height, _legend_height(legend))
    words = _words(districts["name"], np.asarray(values, dtype=float), digits, unit)
    return Drawing(title, words, _WIDTH, height, (*drawn, *dots, *names, *legend, *_scale_bar(frame)))


def _words(names: pd.Series, values: npt.NDArray[np.float64], decimals: int, unit: str) -> str:
    told = (
        f"{name} {value:,.{decimals}f}" if np.isfinite(value) else f"{name} 未知 unknown"
        for name, value in zip(names, values, strict=True)
    )
    return f"{'; '.join(told)} ({unit})"


def _frame(shapes: npt.NDArray[np.object_], marks: Sequence[Marks]) -> _Frame:
    points = shapely.get_coordinates(shapes)
    spots = [np.column_stack([np.asarray(mark.lon, float), np.asarray(mark.lat, float)]) for mark in marks]
    whole = points if len(points) else np.concatenate([*spots, np.array([[113.0, 34.0], [114.0, 35.0]])])
    plane = Plane.around(whole[:, 1], whole[:, 0])
    x, y = plane.forward(whole[:, 1], whole[:, 0])
    wide, high = max(np.ptp(x), 1.0), max(np.ptp(y), 1.0)
    scale = min((_MAP - 2 * _EDGE) / wide, (_MOST - 2 * _EDGE) / high)
    return _Frame(plane, float(x.min()), float(y.max()), float(scale), float(high * scale + 2 * _EDGE + 22))


def _rings(flat: shapely.Geometry, frame: _Frame) -> Rings:
    parts = [part for part in shapely.get_parts(flat) if isinstance(part, shapely.Polygon) and not part.is_empty]
    rings = [shapely.get_coordinates(ring) for part in parts for ring in (part.exterior, *part.interiors)]
    return tuple(tuple(map(tuple, frame.on_sheet(ring[:, 0], ring[:, 1]).tolist())) for ring in rings)


def _name(flat: shapely.Geometry, frame: _Frame, name: str) -> list[Shape]:
    """Write the name where the district is widest, if it fits."""
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(flat, 200.0))
    room = float(np.hypot(*(middle[1] - middle[0]))) * frame.scale if len(middle) > 1 else 0.0
    if 2.9 * room < text_width(name, 8.5):
        return []
    x, y = frame.on_sheet(middle[:1, 0], middle[:1, 1])[0]
    return [Label(float(x), float(y) + 3, name, 8.5, "middle", INK, halo=True)]


def _dots(mark: Marks, frame: _Frame) -> list[Shape]:
    x, y = frame.plane.forward(mark.lat, mark.lon)
    size = mark.size or (1.6 if len(x) < 1500 else 0.9)
    spots = frame.on_sheet(x, y)
    if len(spots) > _CROWD:  # dots that would hide each other are drawn once
        spots = np.unique(np.round(spots / 1.5), axis=0) * 1.5
    inside = (spots >= 0).all(axis=1) & (spots[:, 0] <= _MAP) & (spots[:, 1] <= frame.height)
    return [Dot(px, py, size, mark.colour, "#ffffff") for px, py in spots[inside].tolist()]


def _legend(classes: Classes, digits: int, unit: str, marks: Sequence[Marks], zones: Sequence[str]) -> list[Shape]:
    shapes: list[Shape] = []
    y = 16.0
    for line in unit.split("\n"):
        shapes.append(Label(_LEGEND, y, line, 9.5, bold=True))
        y += 13
    bounds = zip(classes.low, classes.high, strict=True)
    for (low, high), colour, count in zip(bounds, classes.colours, classes.counts, strict=True):
        label = "–".join(dict.fromkeys(f"{end:,.{digits}f}" for end in (low, high)))
        shapes += [*_swatch(y, colour), Label(_LEGEND + 24, y + 9.5, f"{label}（{count}）", 9.5)]
        y += 17
    if (classes.members < 0).any():
        shapes += [*_swatch(y, "#f4f4f2", hatched=True), Label(_LEGEND + 24, y + 9.5, "未知 unknown", 9.5)]
        y += 17
    for mark in marks:
        count = len(np.asarray(mark.lat))
        shapes += [Dot(_LEGEND + 9, y + 6, 3, mark.colour), Label(_LEGEND + 24, y + 9.5, f"{mark.name} {count:,}", 9.5)]
        y += 17
    return shapes + _unplaced(zones, y + 8)


def _unplaced(zones: Sequence[str], y: float) -> list[Shape]:
    if not zones:
        return []
    lines = ["没有边界，未画出", "no polygon, not drawn:", *zones[:12]]
    more = [f"… {len(zones) - 12}"] if len(zones) > 12 else []
    return [Label(_LEGEND, y + 13 * row, line, 9, fill=MUTED) for row, line in enumerate(lines + more, 1)]


def _swatch(y: float, colour: str, *, hatched: bool = False) -> list[Shape]:
    corners = ((_LEGEND, y), (_LEGEND + 18, y), (_LEGEND + 18, y + 12), (_LEGEND, y + 12))
    return [Area((corners,), colour, FRAME, 0.6), *(hatch((corners,)) if hatched else [])]


def _legend_height(legend: list[Shape]) -> float:
    return max((shape.y for shape in legend if isinstance(shape, Label)), default=0.0) + 14


def _scale_bar(frame: _Frame) -> list[Shape]:
    """Draw a round number of kilometres, about a fifth of the map wide."""
    wanted = _MAP / 5 / frame.scale / 1000
    power = 10.0 ** np.floor(np.log10(wanted))
    km = float(max(part * power for part in (1, 2, 5) if part * power <= wanted))
    y = frame.height - 8
    end = _EDGE + km * 1000 * frame.scale
    return [
        Stroke(((_EDGE, y - 4), (_EDGE, y), (end, y), (end, y - 4)), MUTED, 1.0),
        Label(end + 5, y, f"{km:g} km", 9, fill=MUTED),
    ]
