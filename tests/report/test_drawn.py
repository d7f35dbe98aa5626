import math
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.report.drawn import (
    Area,
    Dot,
    Drawing,
    Label,
    Line,
    Marks,
    Stroke,
    bar_chart,
    district_map,
    line_chart,
    to_svg,
)
from stationmap.report.drawn.axes import round_steps, tick_text
from stationmap.report.drawn.hatching import hatch

NAMES = ["甲区", "<b>&\"'", "丙"]
BOXES = [shapely.box(113.0, 34.5, 113.2, 34.7), shapely.box(113.2, 34.5, 113.4, 34.7), None]


def of(drawing, kind):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


@given(st.floats(1e-9, 1e12), st.integers(3, 8))
def test_an_axis_begins_at_zero_holds_all_and_is_even(most, about):
    steps = round_steps(most, about)
    gaps = np.diff(steps)
    assert steps[0] == 0
    assert steps[-1] >= most * (1 - 1e-9) or math.isclose(steps[-1], most, rel_tol=1e-9, abs_tol=1e-11)
    assert np.allclose(gaps, gaps[0], rtol=1e-6, atol=1e-11)
    assert len(steps) <= about + 2


@given(st.floats(1e-3, 1e9))
def test_no_two_steps_read_alike(most):
    steps = round_steps(most)
    assert len({tick_text(step, steps) for step in steps}) == len(steps)


@given(st.lists(st.floats(1e-6, 1e6) | st.just(0.0) | st.just(math.nan), max_size=8))
def test_bars_are_as_long_as_their_values_and_unknown_has_none(values):
    drawing = bar_chart("图", [f"区{n}" for n in range(len(values))], values, unit="个")
    lengths = [area.rings[0][1][0] - area.rings[0][0][0] for area in of(drawing, Area)]
    known = [value for value in values if math.isfinite(value)]
    assert len(lengths) == len(known)
    if max(known, default=0) > 0:
        ratio = max(lengths) / max(known)
        assert np.allclose(lengths, np.array(known) * ratio, atol=1e-6)
    assert drawing.words.count("未知") == len(values) - len(known)


def test_an_interval_that_would_flatten_the_bars_is_cut_and_its_end_is_told():
    drawing = bar_chart("图", ["甲", "乙"], [10.0, 9.0], unit="个", intervals=[(0.5, 310.0), (8.0, 10.0)])
    texts = [label.text for label in of(drawing, Label)]
    assert "10.0（至 to 310）" in texts
    assert "9.0" in texts
    bar = of(drawing, Area)[0].rings[0]
    assert bar[1][0] - bar[0][0] > drawing.width / 6
    assert max(x for stroke in of(drawing, Stroke) for x, _ in stroke.points) <= drawing.width


def test_an_interval_spans_what_it_says():
    drawing = bar_chart("图", ["甲"], [10.0], unit="个", intervals=[(5.0, 20.0)])
    bar = of(drawing, Area)[0].rings[0]
    left, unit = bar[0][0], (bar[1][0] - bar[0][0]) / 10
    spans = [stroke.points for stroke in of(drawing, Stroke) if stroke.width == 1.2]
    assert spans[0][0][0] == pytest.approx(left + 5 * unit)
    assert spans[0][1][0] == pytest.approx(left + 20 * unit)


def test_svg_is_well_formed_and_its_texts_are_texts():
    drawing = bar_chart("<script>", NAMES, [1, 2, math.nan], unit="]]>")
    root = ElementTree.fromstring(to_svg(drawing, "k"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "<script>"
    assert "未知 unknown" in root.find(f"{space}desc").text
    assert {node.text for node in root.iter(f"{space}text")} >= {*NAMES, "]]>"}


def test_a_stepped_line_holds_its_value_until_the_next():
    drawing = line_chart("图", [Line("时", [0, 1, 2], [1, 3, 3], stepped=True)], x_title="x", y_title="y", words="w")
    (points,) = [stroke.points for stroke in of(drawing, Stroke) if stroke.width == 2.0]
    assert len(points) == 5
    assert points[0][1] == points[1][1] != points[2][1]


def test_a_line_of_unequal_lengths_is_refused():
    with pytest.raises(InputError, match="甲"):
        Line("甲", [1], [])


def map_of(values=(1.0, math.nan, 3.0), **more):
    frame = pd.DataFrame({"name": NAMES, "geometry": BOXES})
    return district_map("图", frame, list(values), unit="个", **more)


def test_the_map_colours_what_is_known_hatches_what_is_not_and_lists_what_cannot_be_drawn():
    drawing = map_of(zones=["丙"])
    areas = [area for area in of(drawing, Area) if area.rings[0][0][0] < 470]
    assert len(areas) == 2
    assert areas[0].fill != areas[1].fill == "#f4f4f2"
    assert [stroke for stroke in of(drawing, Stroke) if stroke.line == "#9aa5a1"]
    assert "丙" in [label.text for label in of(drawing, Label)]
    assert "甲区 1.00" in drawing.words
    assert "未知" in drawing.words


def test_dots_stand_in_the_districts_that_hold_them():
    drawing = map_of(marks=[Marks("站 stations", [34.6, 34.6], [113.1, 113.3])])
    dots = [dot for dot in of(drawing, Dot) if dot.x < 470]
    areas = [area for area in of(drawing, Area) if area.rings[0][0][0] < 470]
    for dot, area in zip(dots, areas, strict=True):
        assert shapely.Polygon(area.rings[0]).contains(shapely.Point(dot.x, dot.y))


def test_the_scale_bar_is_as_long_as_it_says():
    drawing = map_of()
    label = next(one for one in of(drawing, Label) if one.text.endswith(" km"))
    bar = next(stroke for stroke in of(drawing, Stroke) if len(stroke.points) == 4)
    metres = float(label.text.removesuffix(" km")) * 1000
    wide = of(drawing, Area)[0].rings[0]
    across = max(x for x, _ in wide) - min(x for x, _ in wide)
    box = 0.2 * math.cos(math.radians(34.6)) * 111_320  # metres, the middle of the box
    assert (bar.points[2][0] - bar.points[1][0]) / metres == pytest.approx(across / box, rel=0.01)


def test_a_crowd_is_drawn_once_where_it_hides_itself():
    count = 6_000
    drawing = map_of(marks=[Marks("站", np.full(count, 34.6), np.full(count, 113.1))])
    assert len([dot for dot in of(drawing, Dot) if dot.x < 470]) == 1
    assert any("6,000" in label.text for label in of(drawing, Label))


@given(st.floats(5, 80), st.floats(5, 80))
def test_hatching_stays_inside(wide, high):
    ring = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
    area = shapely.box(0, 0, wide, high).buffer(1e-6)
    assert all(area.contains(shapely.LineString(stroke.points)) for stroke in hatch((ring,)))


def test_hatching_spares_a_hole():
    outer = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0))
    hole = ((20.0, 20.0), (40.0, 20.0), (40.0, 40.0), (20.0, 40.0))
    middle = shapely.box(20.1, 20.1, 39.9, 39.9)
    assert not any(middle.intersects(shapely.LineString(stroke.points)) for stroke in hatch((outer, hole)))


def test_an_empty_drawing_is_still_a_drawing():
    ElementTree.fromstring(to_svg(Drawing("图", "", 10, 10, ()), "a"))
    frame = pd.DataFrame({"name": ["甲"], "geometry": [None]})
    assert district_map("图", frame, [math.nan], unit="个").height > 0
