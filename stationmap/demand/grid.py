"""A polygon cut by a square grid: the exact area and the middle of the part of each cell that lies inside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["cut_by_grid"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_CRUMB = 1e-9  # share of a cell below which a part is rounding, or as good as none


def cut_by_grid(polygon: shapely.Geometry, spacing: float) -> tuple[Floats, Floats, Floats]:
    """Cut a flat polygon by a square grid through the origin.

    Parameters
    ----------
    polygon : shapely Polygon or MultiPolygon
        Valid, in any plane.
    spacing : float
        Width of a cell, in the plane's unit.

    Returns
    -------
    tuple of float64 arrays of shape (n,)
        x and y of the middle (centroid) of each cell's part inside, and the part's area; parts of a multipolygon are
        cut one by one. The middle of a part that is bent can lie outside the polygon, but never outside the cell.

    Notes
    -----
    Every edge is cut at the lines of the grid. A piece of height h covers that height of all that lies to its right in
    its row: integrated exactly over its own cell, and over whole cells beyond by a running sum.

    Examples
    --------
    >>> x, y, area = cut_by_grid(shapely.box(0, 0, 1.5, 1), 1.0)
    >>> x.tolist(), y.tolist(), area.tolist()
    ([0.5, 1.25], [0.5, 0.5], [1.0, 0.5])
    """
    # Normal form: outer rings run clockwise, holes counterclockwise.
    found = [_cut(part, spacing) for part in shapely.get_parts(shapely.normalize(polygon))]
    x, y, area = (np.concatenate(values) for values in zip(*found, strict=True))
    return x * spacing, y * spacing, area * spacing**2


def _cut(part: shapely.Polygon, spacing: float) -> tuple[Floats, Floats, Floats]:
    rings = shapely.get_rings(part)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    points = points / spacing
    west, south, east, north = np.floor([*points.min(axis=0), *points.max(axis=0)]).astype(np.int64)
    points = points - (west, south)
    same = ring[1:] == ring[:-1]
    begin, end = _pieces(points[:-1][same], points[1:][same])
    rows, columns = int(north - south) + 1, int(east - west) + 1
    area, right, up = _integrals(begin, end, rows, columns)
    row, column = np.nonzero(area > _CRUMB)
    size = area[row, column]
    if not len(size):  # a crumb of its own
        middle = shapely.get_coordinates(shapely.point_on_surface(part)) / spacing
        return middle[:, 0], middle[:, 1], np.array([shapely.area(part) / spacing**2])
    x, y = (np.clip(moment[row, column] / size, 0, 1) for moment in (right, up))
    return x + column + west, y + row + south, size


def _pieces(begin: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Cut edges at whole coordinates."""
    edges, shares = [np.arange(len(begin))], [np.zeros(len(begin))]
    for axis in (0, 1):
        low, high = np.minimum(begin[:, axis], end[:, axis]), np.maximum(begin[:, axis], end[:, axis])
        first = np.floor(low).astype(np.int64) + 1
        count = np.maximum(np.ceil(high).astype(np.int64) - first, 0)
        edge = np.repeat(np.arange(len(begin)), count)
        line = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[edge]
        edges.append(edge)
        shares.append((line - begin[edge, axis]) / (end[edge, axis] - begin[edge, axis]))
    edge, share = np.concatenate(edges), np.clip(np.concatenate(shares), 0, 1)
    order = np.lexsort((share, edge))
    edge, share = edge[order], share[order][:, None]
    last = np.append(edge[1:] != edge[:-1], True)
    at = begin[edge] + share * (end[edge] - begin[edge])
    return at, np.where(last[:, None], end[edge], np.roll(at, -1, axis=0))


def _integrals(begin: Floats, end: Floats, rows: int, columns: int) -> tuple[Floats, Floats, Floats]:
    """Area of each cell's part inside, and its moments about the cell's west and south sides, in cells."""
    middle = (begin + end) / 2
    column = np.clip(np.floor(middle[:, 0]).astype(np.int64), 0, columns - 1)
    row = np.clip(np.floor(middle[:, 1]).astype(np.int64), 0, rows - 1)
    (a0, a1), (b0, b1) = ((begin[:, axis] - at, end[:, axis] - at) for axis, at in ((0, column), (1, row)))
    rise = b1 - b0  # clockwise: what rises has the inside on its right
    both = (2 * a0 * b0 + a0 * b1 + a1 * b0 + 2 * a1 * b1) / 6

    def summed(values: Floats) -> Floats:
        return np.bincount(row * columns + column, values, rows * columns).reshape(rows, columns).astype(np.float64)

    def from_left(values: Floats) -> Floats:
        return np.asarray(np.cumsum(values, axis=1) - values)

    covered = from_left(summed(rise))
    area = summed(rise * (1 - (a0 + a1) / 2)) + covered
    right = summed(rise * (1 - (a0 * a0 + a0 * a1 + a1 * a1) / 3) / 2) + covered / 2
    up = summed(rise * ((b0 + b1) / 2 - both)) + from_left(summed(rise * (b0 + b1) / 2))
    return area, right, up
