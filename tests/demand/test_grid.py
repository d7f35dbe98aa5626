"""Parts of cells are what shapely cuts out, cell by cell."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.demand.grid import cut_by_grid


def _by_hand(polygon, spacing):
    """Each part intersected with each cell: area and centroid."""
    found = []
    for part in shapely.get_parts(polygon):
        west, south, east, north = np.floor(np.array(part.bounds) / spacing).astype(int)
        for column in range(west, east + 1):
            for row in range(south, north + 1):
                cell = shapely.box(column, row, column + 1, row + 1)
                cut = part.intersection(shapely.transform(cell, lambda points: points * spacing))
                if cut.area > 1e-9 * spacing**2:
                    found.append((cut.centroid.x, cut.centroid.y, cut.area))
    return sorted(found)


def _agree(polygon, spacing):
    ours = sorted(zip(*(values.tolist() for values in cut_by_grid(polygon, spacing)), strict=True))
    theirs = _by_hand(polygon, spacing)
    assert len(ours) == len(theirs)
    by_place = [np.array(sorted(rows, key=lambda r: (r[2], r[0], r[1]))) for rows in (ours, theirs)]
    assert sum(r[2] for r in ours) == pytest.approx(polygon.area, rel=1e-9)
    assert np.sort(by_place[0][:, 2]) == pytest.approx(np.sort(by_place[1][:, 2]), rel=1e-6, abs=1e-9)
    for moment in (0, 1):
        sums = [(rows[:, moment] * rows[:, 2]).sum() for rows in by_place]
        assert sums[0] == pytest.approx(sums[1], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    "polygon",
    [
        shapely.box(0, 0, 3, 2),
        shapely.box(-2.5, -1.25, 3.1, 2.7),
        shapely.box(0.2, 0.2, 0.3, 0.3),
        shapely.Polygon([(0, 0), (5, 0.001), (0, 0.002)]),
        shapely.Polygon([(0.5, 0.5), (4.5, 1.5), (2, 5.25)], [[(2, 2), (3, 2), (2.5, 3)]]),
        shapely.Point(0, 0).buffer(3.3).difference(shapely.Point(0.4, 0.1).buffer(2.1)),
        shapely.MultiPolygon([shapely.box(0, 0, 0.4, 0.4), shapely.box(0.5, 0.5, 9, 0.9)]),
    ],
)
@pytest.mark.parametrize("spacing", [0.7, 1.0])
def test_areas_and_moments_are_those_of_intersections(polygon, spacing):
    _agree(polygon, spacing)


@settings(max_examples=60)
@given(points=st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=9))
def test_any_polygon_with_corners_on_the_lines_of_the_grid(points):
    polygon = shapely.make_valid(shapely.Polygon(np.array(points) / 10))
    areas = [part for part in shapely.get_parts(polygon) if part.geom_type.endswith("Polygon") and part.area > 0.01]
    if areas:
        _agree(shapely.union_all(areas), 1.0)


def test_each_middle_lies_in_its_cell_and_a_crumb_has_one_point():
    x, y, _ = cut_by_grid(shapely.Point(0.3, 0.2).buffer(4), 1.0)
    assert len(set(zip(np.floor(x), np.floor(y), strict=True))) == len(x)
    crumb = shapely.box(0.5, 0.5, 0.5 + 1e-6, 0.5 + 1e-6)
    x, y, area = cut_by_grid(crumb, 1.0)
    assert (len(x), area.sum()) == (1, pytest.approx(1e-12))
    assert crumb.contains(shapely.Point(x[0], y[0]))
