"""For engines that list what lies in a box or disc: widen it until the k nearest are certainly inside."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import Stations, places_far, places_near
from benchmarks.geometry import LEAST_R, chords, place_of, reach
from benchmarks.refine import Answer, Rows, settle
from benchmarks.rivals.engine import Search

__all__ = ["Find", "boxes_about", "prepared", "widening"]

Find = Callable[[float, float, float], Rows]  # lat, lon, metres: all that match there, others allowed
_GLOBE = 1.3e7  # metres, longer than any chord
_SAMPLE = 64


def boxes_about(lat: float, lon: float, radius: float) -> list[tuple[float, float, float, float]]:
    """Give boxes of degrees (west, south, east, north) that hold every place within a chord.

    The angle on a sphere under geographic latitudes is at most the geodesic over LEAST_R, and the
    geodesic at most what `reach` allows; a pole inside makes it a cap, the antimeridian two boxes.
    """
    angle = (reach(radius) + 1e-3) / LEAST_R if radius < _GLOBE else math.inf
    phi = math.radians(lat)
    south, north = phi - angle, phi + angle
    if south <= -math.pi / 2 or north >= math.pi / 2:
        return [(-180.0, max(math.degrees(south), -90.0), 180.0, min(math.degrees(north), 90.0))]
    wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(phi)))) + 1e-9
    box = (lon - wide, math.degrees(south), lon + wide, math.degrees(north))
    turned = [(box[0] + turn, box[1], box[2] + turn, box[3]) for turn in (-360.0, 360.0)]
    return [box, *(other for other in turned if other[0] <= 180.0 and other[2] >= -180.0)]


def prepared(stations: Stations, finder: Callable[[Case], Find]) -> Callable[[Case], Search]:
    """Make an engine's `prepare` from what makes its finder."""

    def prepare(case: Case) -> Search:
        find, steps = finder(case), widening(stations, case)

        def search(lat: float, lon: float) -> Answer:
            asking = steps(lat, lon)
            radius = next(asking)
            while True:
                try:
                    radius = asking.send(find(lat, lon, radius))
                except StopIteration as done:
                    answer: Answer = done.value
                    return answer

        return search

    return prepare


def widening(stations: Stations, case: Case) -> Callable[[float, float], Generator[float, Rows, Answer]]:
    """Make the steps of a search: they give the radius to list, take what was found, and end with the answer."""
    points, bits, start = stations.points, np.uint64(case.bits), _start(stations, case)

    def steps(lat: float, lon: float) -> Generator[float, Rows, Answer]:
        place, radius = place_of(lat, lon), min(start, case.radius)
        while True:
            rows = yield radius
            rows = rows[(stations.bits[rows] & bits) == bits] if bits else rows
            chord = chords(points[rows], place)
            inside = chord <= radius
            enough = np.count_nonzero(inside) >= case.k
            bound = reach(float(np.partition(chord[inside], case.k - 1)[case.k - 1])) if enough else math.inf
            if min(bound, case.radius) <= radius or radius >= _GLOBE:
                return settle(stations, lat, lon, rows[chord <= bound], case)
            radius = min(bound if enough else radius * 2, case.radius, _GLOBE)

    return steps


def _start(stations: Stations, case: Case) -> float:
    """Choose the first radius, metres: a little beyond the k-th match of the median place asked from."""
    bits = np.uint64(case.bits)
    there = stations.points[(stations.bits & bits) == bits]
    if len(there) <= case.k:
        return _GLOBE
    places = places_far(_SAMPLE) if case.far else places_near(stations, _SAMPLE)
    lengths = [np.partition(chords(there, place_of(*pair)), case.k - 1)[case.k - 1] for pair in places.pairs()]
    return 1.3 * float(np.median(lengths))
