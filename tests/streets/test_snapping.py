"""The nearest point of a street is the nearest of all, by brute force on the ellipsoid."""

import numpy as np
import pyproj
import pytest

from stationmap.streets import manhattan

GEOD = pyproj.Geod(ellps="WGS84")


def _by_force(ends, lat, lon):
    """Nearest of many points along every segment."""
    best = np.inf
    for lat1, lon1, lat2, lon2 in ends:
        share = np.linspace(0, 1, 401)
        lats, lons = lat1 + share * (lat2 - lat1), lon1 + share * ((lon2 - lon1 + 180) % 360 - 180)
        best = min(best, GEOD.inv(np.full(401, lon), np.full(401, lat), lons, lats)[2].min())
    return best


@pytest.mark.parametrize(("lat", "lon"), [(34.75, 113.65), (-37.8, 144.96), (69.6, 18.9), (0.0, 179.9995)])
def test_the_nearest_point_is_the_nearest(lat, lon):
    streets, random = manhattan(4, 150.0, lat, lon), np.random.default_rng(2)
    lats, lons = lat + random.uniform(-0.003, 0.003, 25), lon + random.uniform(-0.003, 0.003, 25)
    snapped = streets.snap(lats, (lons + 180) % 360 - 180)
    truth = [_by_force(streets.edges.ends, *place) for place in zip(lats, lons, strict=True)]
    assert snapped.metres == pytest.approx(truth, rel=1e-3, abs=0.2)
    assert (snapped.on == (snapped.metres <= 200)).all()


def test_a_corner_is_exactly_on_its_street_at_its_end():
    streets = manhattan(4, 150.0)
    edges = streets.edges
    snapped = streets.snap(edges.node_lat, edges.node_lon, 0.001)
    assert snapped.on.all()
    at_end = np.minimum(snapped.along_m, edges.length_m[snapped.edge] - snapped.along_m)
    assert at_end == pytest.approx(np.zeros(16), abs=1e-6)


def test_of_streets_equally_near_the_first_is_taken():
    streets = manhattan(4, 150.0)
    edges = streets.edges
    first = [min(edges.edge[(edges.tail == node)[edges.edge] | (edges.head == node)[edges.edge]]) for node in range(16)]
    assert streets.snap(edges.node_lat, edges.node_lon).edge.tolist() == first
