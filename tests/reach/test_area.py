"""Areas within a radius: closed forms first, then shapely's buffers, then laws."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.projection import Plane
from stationmap.reach import area_covered, area_document, area_for_people, area_notes
from stationmap.reach.depths import depth_areas_m2
from stationmap.reach.outlines import Discs, Outlines

MIDDLE = Plane(34.75, 113.65)
R = 1000.0
DISC = np.pi * R * R / 1e6


def _districts(*shapes, flat=True):
    """Districts of shapes in metres about a place; the first one's bounds are about the middle."""
    round_again = [None if shape is None else MIDDLE.round_again([shape])[0] if flat else shape for shape in shapes]
    codes = [f"4101{row:02d}" for row in range(len(shapes))]
    return Districts(gpd.GeoDataFrame({"adcode": codes, "name": codes}, geometry=round_again, crs=4326))


def _area(points, *shapes, radius=R):
    points = np.reshape(np.asarray(points, dtype=float), (-1, 2))
    lat, lon = MIDDLE.back(points[:, 0], points[:, 1])
    return area_covered(lat, lon, _districts(*shapes), radius)


SHAPE = shapely.difference(shapely.box(-5000, -4000, 3000, 5000), shapely.box(-1000, -1000, 500, 700))
SQUARE = shapely.segmentize(shapely.box(-10_000, -10_000, 10_000, 10_000), 500)


def _lens(apart):
    return (2 * R * R * np.arccos(apart / 2 / R) - apart / 2 * np.sqrt(4 * R * R - apart**2)) / 1e6


def test_one_disc_in_a_large_square():
    row = _area([[300, -200]], SQUARE).iloc[0]
    assert row["covered_km2"] == pytest.approx(DISC, rel=1e-9)
    assert row["covered_twice_km2"] == 0
    assert row["area_km2"] == pytest.approx(400, rel=1e-6)


@pytest.mark.parametrize("apart", [1e-6, 1.0, 700.0, 1999.0, 2001.0])
def test_two_discs_share_a_lens(apart):
    row = _area([[0, 0], [apart, 0]], SQUARE).iloc[0]
    lens = _lens(apart) if apart < 2 * R else 0.0
    assert row["covered_twice_km2"] == pytest.approx(lens, abs=1e-6)
    assert row["covered_km2"] == pytest.approx(2 * DISC - lens, abs=1e-6)


def test_two_and_three_in_one_place():
    for count in (2, 3, 20_000):
        row = _area([[5, 5]] * count, SQUARE).iloc[0]
        assert (row["covered_km2"], row["covered_twice_km2"]) == (pytest.approx(DISC), pytest.approx(DISC))


@pytest.mark.parametrize("beyond", [-999.0, -400.0, 0.0, 250.0, 999.0, 1001.0])
def test_an_edge_cuts_a_segment_off_and_stations_beyond_the_border_count(beyond):
    row = _area([[10_000 + beyond, 100]], SQUARE).iloc[0]
    share = np.clip(beyond / R, -1, 1)
    segment = R * R * (np.arccos(share) - share * np.sqrt(1 - share**2)) / 1e6
    assert row["covered_km2"] == pytest.approx(segment, abs=2e-3)  # the square's side is a hair bent in degrees


def test_a_hole_and_a_second_part():
    holed = shapely.difference(SQUARE, shapely.box(-100, -100, 100, 100))
    parts = shapely.multipolygons([shapely.box(-5000, -5000, -2000, 5000), shapely.box(2000, -5000, 5000, 5000)])
    rows = _area([[0, 0], [3500, 0]], holed, parts)
    assert rows["covered_km2"].tolist() == [pytest.approx(2 * DISC - 0.04), pytest.approx(DISC)]


def test_a_polygon_within_one_disc_and_an_island_in_its_hole():
    ring = shapely.difference(shapely.box(-3000, -3000, 3000, 3000), shapely.box(-400, -400, 400, 400))
    island = shapely.union_all([ring, shapely.box(-100, -100, 100, 100)])
    rows = _area([[50, 0], [70, 0]], shapely.box(-10, -10, 10, 10), island)
    assert rows["covered_km2"][0] == pytest.approx(rows["area_km2"][0], rel=1e-12)
    assert rows["covered_twice_km2"][0] == pytest.approx(rows["area_km2"][0], rel=1e-12)
    assert rows["covered_km2"][1] == pytest.approx(_oracle([[50, 0], [70, 0]], island)[0], rel=2e-4)


def test_no_polygon_is_unknown_and_no_station_is_nothing():
    rows = _area([], SQUARE, None)
    assert rows["covered_km2"].isna().tolist() == [False, True]
    assert rows["covered_km2"][0] == 0
    assert rows["area_km2"].isna().tolist() == [False, True]


def _oracle(points, shape, radius=R):
    """Shapely's own buffers, covered twice by intersecting every pair; metres in, km² out."""
    discs = shapely.buffer(shapely.points(np.asarray(points, dtype=float)), radius, quad_segs=64)
    first, second = np.triu_indices(len(discs), 1)
    twice = shapely.union_all(shapely.intersection(discs[first], discs[second]))
    return [shapely.intersection(one, shape).area / 1e6 for one in (shapely.union_all(discs), twice)]


def _star(rng, corners, far):
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    away = far * rng.uniform(0.4, 1, corners)
    return shapely.make_valid(shapely.polygons(np.column_stack([away * np.cos(angle), away * np.sin(angle)])))


@pytest.mark.parametrize("seed", range(12))
def test_within_a_thousandth_of_buffer_and_union(seed):
    rng = np.random.default_rng(seed)
    star = _star(rng, rng.integers(3, 60), 6000)
    if seed % 3 == 0:
        star = shapely.difference(star, _star(rng, 9, 1500))
    points = rng.normal(size=(rng.integers(1, 60), 2)) * 3500
    points[: len(points) // 5] = points[-1]
    radius = float(rng.choice([200, 800, 2500]))
    row = _area(points, star, radius=radius).iloc[0]
    once, twice = _oracle(points, star, radius)
    assert row["covered_km2"] == pytest.approx(once, rel=1e-3)
    assert row["covered_twice_km2"] == pytest.approx(twice, rel=1e-3, abs=1e-3)


def test_corners_on_the_circle_and_sides_that_touch_it():
    shape = shapely.box(-R, -R, R, R)  # touched from within on all sides
    diamond = shapely.polygons([[R, 0], [0, R], [-R, 0], [0, -R]])  # all corners on the circle
    rows = _area([[0, 0]], shape, diamond)
    assert rows["covered_km2"].tolist() == [pytest.approx(DISC, abs=2e-4), pytest.approx(2 * R * R / 1e6, abs=2e-4)]


def test_a_lattice_of_stations_that_touch_and_meet_in_threes():
    lattice = np.array([[x, y] for x in range(-5, 6) for y in range(-5, 6)]) * R
    row = _area(lattice, SQUARE).iloc[0]
    once, twice = _oracle(lattice, SQUARE)
    assert [row["covered_km2"], row["covered_twice_km2"]] == [
        pytest.approx(once, rel=1e-4),
        pytest.approx(twice, rel=1e-4),
    ]


@pytest.mark.parametrize("most", [1, 3, 6])
def test_three_times_and_more_by_counting_points(most):
    rng = np.random.default_rng(most)
    outlines = Outlines.of(_districts(SHAPE).frame.geometry.to_numpy())
    places = rng.normal(size=(25, 2)) * 1500
    discs = Discs(np.zeros(25, dtype=int), *places.T, R)
    areas = depth_areas_m2(outlines, discs, most)[:, 0] / 1e6
    asked = rng.uniform(-5000, 5000, size=(60_000, 2))
    inside = shapely.contains_xy(outlines.flat[0], *asked.T)
    depth = (np.hypot(*(asked[:, None, :] - places[None]).transpose(2, 0, 1)) <= R).sum(axis=1)
    counted = [(inside & (depth >= times)).mean() * 100 for times in range(1, most + 1)]
    assert areas == pytest.approx(counted, abs=0.6)  # three standard errors of 60,000 points in 100 km²
    assert (np.diff(areas) < 0).all()


POINTS = st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), max_size=14)


def _both(points, radius=R):
    row = _area(np.array(points, dtype=float).reshape(-1, 2) * 200, SHAPE, radius=radius).iloc[0]
    return np.array([row["covered_km2"], row["covered_twice_km2"]])


@settings(max_examples=30)
@given(points=POINTS, more=POINTS)
def test_coverage_is_submodular_and_grows(points, more):
    one, other, union = _both(points), _both(more), _both([*points, *more])
    assert (union >= np.maximum(one, other) - 1e-7).all()
    assert union[0] <= one[0] + other[0] + 1e-7
    # What is covered by either, and the part covered by both, add up: |A| + |B| = |A ∪ B| + |A ∩ B|, A ∩ B ⊆ twice.
    assert one[0] + other[0] - union[0] <= union[1] + 1e-7
    assert union[1] <= union[0]


@settings(max_examples=15)
@given(points=POINTS, radius=st.floats(1, 4000), wider=st.floats(1, 2))
def test_coverage_grows_with_the_radius(points, radius, wider):
    assert (_both(points, radius) <= _both(points, radius * wider) + 1e-7).all()


@settings(max_examples=10)
@given(points=POINTS)
def test_neither_order_nor_one_split_matters(points):
    flipped = _both(points[::-1])
    assert flipped == pytest.approx(_both(points), abs=1e-7)
    left = shapely.intersection(SHAPE, shapely.box(-9e3, -9e3, 0, 9e3))
    right = shapely.intersection(SHAPE, shapely.box(0, -9e3, 9e3, 9e3))
    rows = _area(np.array(points, dtype=float).reshape(-1, 2) * 200, left, right)
    assert rows["covered_km2"].sum() == pytest.approx(flipped[0], abs=2e-3)  # sides bend a hair in degrees


def test_over_the_antimeridian():
    middle = Plane(-17.0, 180.0)
    parts = shapely.multipolygons([shapely.box(179.8, -17.1, 180, -16.9), shapely.box(-180, -17.1, -179.8, -16.9)])
    lat, lon = middle.back([0.0, 300.0], [0.0, 0.0])
    row = area_covered(lat, lon, _districts(parts, flat=False), R).iloc[0]
    assert row["covered_km2"] == pytest.approx(2 * DISC - _lens(300.0), rel=1e-6)


@pytest.mark.parametrize(
    ("lat", "lon", "radius"), [([91], [0], R), ([np.nan], [0], R), ([1, 2], [0], R), ([1], [1], 0)]
)
def test_what_makes_no_sense_is_refused(lat, lon, radius):
    with pytest.raises(InputError):
        area_covered(lat, lon, _districts(SQUARE), radius)


def test_people_and_programs_are_told():
    rows = _area([[0, 0]], SQUARE, None)
    shown = area_for_people(rows)
    assert shown.iloc[0, -2] == round(DISC / rows["area_km2"][0], 4)
    document = area_document(rows, R)
    assert document["rows"][1]["area_share"] is None
    assert document["rows"][0]["covered_km2"] == rows["covered_km2"][0]
    assert document["notes"] == area_notes(R)
