"""Made-up stations, clustered as China's districts are, and places to ask from; the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from benchmarks.geometry import Floats, earth_centred, place_of
from stationmap.amenities import AMENITIES, amenity_bits
from stationmap.files import national_districts

__all__ = [
    "AMENITY_CODES",
    "SHARES",
    "TEN_CITIES",
    "Places",
    "Stations",
    "make_stations",
    "places_at",
    "places_far",
    "places_near",
]

SHARES = (0.50, 0.40, 0.35, 0.30, 0.25, 0.20, 0.15, 0.10, 0.07, 0.05, 0.02, 0.01)
TEN_CITIES = 10  # the amenity of 2 % is in ten cities only
AMENITY_CODES = tuple(AMENITIES)[: len(SHARES)]
_BOX = ((18.0, 54.0), (73.0, 135.0))  # degrees about China: deserts, seas and neighbours too
_TWINS = 0.005  # of all stations share another's position, so that ties are met


@dataclass(frozen=True, eq=False)
class Stations:
    """Stations: degrees (WGS 84) and amenity bits, one entry a row."""

    lat: Floats
    lon: Floats
    bits: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.lat)

    @cached_property
    def points(self) -> Floats:
        """Earth-centred metres, shape (n, 3)."""
        return earth_centred(self.lat, self.lon)

    def change(self, row: int, lat: float, lon: float, bits: int) -> None:
        """Move a station and give it other amenities."""
        self.lat[row], self.lon[row], self.bits[row] = lat, lon, bits
        self.points[row] = place_of(lat, lon)


@dataclass(frozen=True, eq=False)
class Places:
    """Places to ask from: degrees, WGS 84."""

    lat: Floats
    lon: Floats

    def __len__(self) -> int:
        return len(self.lat)

    def pairs(self) -> list[tuple[float, float]]:
        """Give them as (lat, lon)."""
        return list(zip(self.lat.tolist(), self.lon.tolist(), strict=True))


def make_stations(count: int, seed: int = 1) -> Stations:
    """Scatter stations about the districts' centres, wider where the district is wide."""
    rng = np.random.default_rng(seed)
    frame = national_districts()
    bounds, centre = frame.geometry.bounds, frame.geometry.representative_point()
    weight = rng.lognormal(sigma=1.2, size=len(frame))
    home = rng.choice(len(frame), size=count, p=weight / weight.sum())
    spread = np.clip((bounds["maxy"] - bounds["miny"]).to_numpy() / 8, 0.01, 0.08)[home]
    lat = centre.y.to_numpy()[home] + rng.normal(size=count) * spread
    lon = centre.x.to_numpy()[home] + rng.normal(size=count) * spread / np.cos(np.radians(lat))
    lat, lon = np.clip(lat, -90, 90).round(6), np.clip(lon, -180, 180).round(6)
    twins = rng.integers(count, size=(2, int(count * _TWINS)))
    lat[twins[0]], lon[twins[0]] = lat[twins[1]], lon[twins[1]]
    return Stations(lat, lon, _amenities(rng, frame["adcode"].str[:4].to_numpy()[home]))


def _amenities(rng: np.random.Generator, city: NDArray[np.object_]) -> NDArray[np.uint64]:
    names, stations = np.unique(city.astype(str), return_counts=True)
    somewhere = np.isin(city.astype(str), names[np.argsort(-stations, kind="stable")[:TEN_CITIES]])
    bits = np.zeros(len(city), dtype=np.uint64)
    for code, share in zip(AMENITY_CODES, SHARES, strict=True):
        chance = np.full(len(city), share)
        if share == SHARES[-2]:
            chance = np.where(somewhere, min(1.0, share / max(somewhere.mean(), share)), 0.0)
        bits |= np.where(rng.random(len(city)) < chance, np.uint64(amenity_bits((code,))), np.uint64(0))
    return bits


def places_near(stations: Stations, count: int, seed: int = 2) -> Places:
    """Make places about a kilometre from a station."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(len(stations), size=count)
    lat = stations.lat[rows] + rng.normal(scale=0.01, size=count)
    return Places(np.clip(lat, -90, 90), np.clip(stations.lon[rows] + rng.normal(scale=0.01, size=count), -180, 180))


def places_far(count: int, seed: int = 3, *, globe: bool = False) -> Places:
    """Make places anywhere in the box about China, or anywhere on the globe."""
    rng = np.random.default_rng(seed)
    (south, north), (west, east) = ((-90.0, 90.0), (-180.0, 180.0)) if globe else _BOX
    return Places(rng.uniform(south, north, count), rng.uniform(west, east, count))


def places_at(stations: Stations, count: int, seed: int = 4) -> Places:
    """Make places at stations, some of which share a position with another."""
    rows = np.random.default_rng(seed).integers(len(stations), size=count)
    return Places(stations.lat[rows], stations.lon[rows])
