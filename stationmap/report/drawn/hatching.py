"""Slanting lines over an area whose value is not known."""

from __future__ import annotations

import numpy as np
import shapely

from stationmap.report.drawn.shapes import Points, Stroke

__all__ = ["hatch"]

_STEP, _COLOUR = 6.0, "#9aa5a1"


def hatch(rings: tuple[Points, ...]) -> list[Stroke]:
    """Draw lines six units apart, cut to an area.

    Parameters
    ----------
    rings : tuple of points
        By the even-odd rule.

    Examples
    --------
    >>> len(hatch((((0, 0), (12, 0), (12, 12), (0, 12)),)))
    3
    """
    area = shapely.make_valid(shapely.polygons(np.asarray(rings[0])))
    for ring in rings[1:]:
        area = shapely.symmetric_difference(area, shapely.make_valid(shapely.polygons(np.asarray(ring))))
    left, top, right, bottom = area.bounds
    starts = np.arange(np.floor((left + top) / _STEP) * _STEP + _STEP, right + bottom, _STEP)
    ends = [((start - top, top), (start - bottom, bottom)) for start in starts]
    cut = shapely.get_parts(shapely.intersection(shapely.linestrings(ends), area)) if ends else []
    return [
        Stroke(tuple(map(tuple, shapely.get_coordinates(part).tolist())), _COLOUR, 0.7)
        for part in cut
        if isinstance(part, shapely.LineString) and not part.is_empty
    ]
