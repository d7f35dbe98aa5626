"""Districts as Hypothesis draws them, and slow plain answers about polygons."""

from __future__ import annotations

import math

import numpy as np
import shapely
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.districts import Districts
from tests.oracles.records import districts_of

GEOD = Geod(ellps="WGS84")
STEP = 0.02  # degrees between the lines that rectangles and positions are drawn on, so that borders are met
WEST, SOUTH, STEPS = 113.0, 34.0, 8

adcodes = st.integers(110_101, 659_012).map(str)
_line = st.integers(0, STEPS)


@st.composite
def boxes(draw):
    """Rectangles on the lines; two often share a border or overlap."""
    west, east = sorted(draw(st.lists(_line, min_size=2, max_size=2, unique=True)))
    south, north = sorted(draw(st.lists(_line, min_size=2, max_size=2, unique=True)))
    return shapely.box(WEST + west * STEP, SOUTH + south * STEP, WEST + east * STEP, SOUTH + north * STEP)


@st.composite
def stars(draw):
    """Polygons that are not convex: a ring around a middle, near and far in turn."""
    reach = draw(st.lists(st.floats(0.01, 0.1), min_size=3, max_size=9))
    turns = np.linspace(0, 2 * math.pi, len(reach), endpoint=False)
    lon, lat = draw(st.tuples(st.floats(WEST, WEST + 0.16), st.floats(SOUTH, SOUTH + 0.16)))
    return shapely.Polygon([(lon + r * math.cos(t), lat + r * math.sin(t)) for r, t in zip(reach, turns, strict=True)])


@st.composite
def rings(draw):
    """A rectangle with a hole, in two parts."""
    outer = draw(boxes())
    far = shapely.affinity.translate(outer, 0.3, 0.1)
    return shapely.union(outer.difference(outer.centroid.buffer(STEP / 3)), far)


shapes = boxes() | stars() | rings()
maybe_shapes = st.none() | shapes


@st.composite
def district_tables(draw, shapes=maybe_shapes, max_size=6):
    """Districts in no order of adcode, some without a polygon, some without residents."""
    codes = draw(st.lists(adcodes, unique=True, max_size=max_size))
    rows = [
        (
            code,
            f"{draw(st.sampled_from('甲乙丙丁'))}区",
            draw(st.sampled_from(["", "东市", "西市"])),
            draw(st.none() | st.integers(0, 3_000_000)),
            draw(shapes),
        )
        for code in codes
    ]
    return Districts(districts_of(*rows))


positions = st.tuples(
    st.integers(-1, 2 * STEPS + 1).map(lambda n: SOUTH + n * STEP / 2) | st.floats(SOUTH - 0.05, SOUTH + 0.25),
    st.integers(-1, 2 * STEPS + 1).map(lambda n: WEST + n * STEP / 2) | st.floats(WEST - 0.05, WEST + 0.45),
)


def holder(frame, lat, lon):
    """Adcode of the first polygon that covers a position, one polygon after another."""
    for adcode, shape in sorted(zip(frame["adcode"], frame.geometry, strict=True)):
        if shape is not None and shape.covers(shapely.Point(lon, lat)):
            return adcode
    return ""


def border_metres(shape, lat, lon):
    """Shortest geodesic to a border, by samples on each edge, then finer ones about the nearest."""
    nearest = math.inf
    for ring in _rings(shape):
        for (x0, y0), (x1, y1) in zip(ring.coords[:-1], ring.coords[1:], strict=True):
            low, high = 0.0, 1.0
            for _ in range(3):
                share = np.linspace(low, high, 201)
                metres = _metres(lat, lon, y0 + share * (y1 - y0), x0 + share * (x1 - x0))
                at, half = share[metres.argmin()], (high - low) / 200
                low, high = max(0.0, at - half), min(1.0, at + half)
            nearest = min(nearest, float(metres.min()))
    return nearest


def _rings(shape):
    return [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]


def _metres(lat, lon, lats, lons):
    return GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2]
