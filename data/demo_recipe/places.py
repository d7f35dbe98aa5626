"""Where each station stands: a street's neighbourhood inside the district's real polygon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from math import cos, hypot, pi, radians, sin

import numpy as np
from shapely.geometry.base import BaseGeometry

from demo_recipe.allocation import allocate
from demo_recipe.chance import pick, stream
from demo_recipe.polygons import inside, read_polygons
from demo_recipe.sources import Census, Centre, Street, read_centres, read_streets

__all__ = ["TWINS", "Place", "make_places"]

TWINS = {"郑州市": {120: 7.0, 260: 38.0}, "开封市": {55: 19.0}}  # place in the city's list: metres to the one before
APART_M = 60.0
SPREAD_M = {"street": 1800.0, "zone": 2500.0}
AROUND_STREET_M = {True: 450.0, False: 700.0}
TRIES = 2000
METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Place:
    """A station's place; degrees WGS 84, `adcode` as the register names it, `within` as the polygons have it."""

    adcode: str
    within: str
    street: Street
    community: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Hub:
    street: Street
    within: str
    lat: float
    lon: float


def _moved(lat: float, lon: float, east_m: float, north_m: float) -> tuple[float, float]:
    """Move by metres; flat is right to a metre at this size."""
    return (
        round(lat + north_m / METRES_A_DEGREE, 6),
        round(lon + east_m / METRES_A_DEGREE / cos(radians(lat)), 6),
    )


def _metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0]))) * METRES_A_DEGREE


def _near(
    random: np.random.RandomState, polygon: BaseGeometry, lat: float, lon: float, spread_m: float
) -> Iterator[tuple[float, float]]:
    """Give points round a place, normally spread, that lie in the polygon."""
    for _ in range(TRIES):
        east_m, north_m = random.normal(0.0, spread_m, 2).tolist()
        point = _moved(lat, lon, east_m, north_m)
        if inside(polygon, point[1], point[0]):
            yield point


def _anywhere(random: np.random.RandomState, polygon: BaseGeometry) -> Iterator[tuple[float, float]]:
    west, south, east, north = polygon.bounds
    for _ in range(TRIES):
        lon, lat = random.uniform(west, east), random.uniform(south, north)
        if inside(polygon, lon, lat):
            yield lat, lon


def _hub(random: np.random.RandomState, street: Street, centre: Centre, polygons: dict[str, BaseGeometry]) -> _Hub:
    """Set the middle of a street: near a centre of settlement, or for a town anywhere in the district."""
    polygon = polygons[centre.within]
    own = street.adcode in polygons
    if own and not street.urban:
        lat, lon = next(_anywhere(random, polygon))
    else:
        spread = SPREAD_M["street" if own else "zone"]
        lat, lon = next(_near(random, polygon, centre.lat, centre.lon, spread))
    return _Hub(street, centre.within, lat, lon)


def _twin(
    random: np.random.RandomState, polygon: BaseGeometry, before: tuple[float, float], metres: float
) -> Iterator[tuple[float, float]]:
    for _ in range(TRIES):
        turn = random.uniform(0.0, 2 * pi)
        point = _moved(*before, metres * sin(turn), metres * cos(turn))
        if inside(polygon, point[1], point[0]):
            yield point


def _settle(random: np.random.RandomState, hub: _Hub, polygons: dict[str, BaseGeometry], placed: list[Place]) -> Place:
    """Find the next free spot round the middle of a street."""
    spots = _near(random, polygons[hub.within], hub.lat, hub.lon, AROUND_STREET_M[hub.street.urban])
    lat, lon = _free(spots, placed)
    return Place(hub.street.adcode, hub.within, hub.street, pick(random, hub.street.communities), lat, lon)


def _settle_twin(
    random: np.random.RandomState, metres: float, polygons: dict[str, BaseGeometry], placed: list[Place]
) -> Place:
    """Find a spot so near the station before, in its street, and near no other."""
    before = placed[-1]
    spots = _twin(random, polygons[before.within], (before.lat, before.lon), metres)
    lat, lon = _free(spots, placed[:-1])
    return replace(before, lat=lat, lon=lon)


def _free(spots: Iterator[tuple[float, float]], placed: list[Place]) -> tuple[float, float]:
    taken = [(place.lat, place.lon) for place in placed]
    return next(spot for spot in spots if all(_metres(spot, other) > APART_M for other in taken))


def _hubs(random: np.random.RandomState, hubs: list[_Hub], count: int) -> list[_Hub]:
    """Draw the street of each station, street offices more often than towns; sorted by code."""
    weights = [3.0 if hub.street.urban else 1.0 for hub in hubs]
    return sorted((pick(random, hubs, weights) for _ in range(count)), key=lambda hub: hub.street.code)


def make_places(city: str, census: list[Census]) -> list[Place]:
    """Place the stations of one city, in the order of adcode and street.

    Parameters
    ----------
    city : str
        郑州市 or 开封市.
    census : list of Census
        All districts.
    """
    random = stream(f"places {city}")
    polygons, centres, streets = read_polygons(), read_centres(), read_streets()
    placed: list[Place] = []
    for adcode, count in allocate(city, census).items():
        pairs = zip(streets[adcode], cycle(centres[adcode]), strict=False)
        hubs = [_hub(random, street, centre, polygons) for street, centre in pairs]
        for hub in _hubs(random, hubs, count):
            metres = TWINS[city].get(len(placed))
            placed.append(
                _settle(random, hub, polygons, placed)
                if metres is None
                else _settle_twin(random, metres, polygons, placed)
            )
    return placed
