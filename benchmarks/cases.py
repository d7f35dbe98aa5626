"""What is asked: needs, how many, how far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from benchmarks.data import AMENITY_CODES, SHARES
from stationmap.amenities import amenity_bits

__all__ = ["CASES", "Case"]


@dataclass(frozen=True)
class Case:
    """A kind of query.

    Parameters
    ----------
    name : str
        Heading of its column.
    needs : tuple of str
        Amenity codes, all wanted.
    radius : float
        Metres along the geodesic.
    k : int
        Number of answers.
    far : bool
        Asked from anywhere in the box about China, not from near a station.
    """

    name: str
    needs: tuple[str, ...] = ()
    radius: float = math.inf
    k: int = 5
    far: bool = False

    @cached_property
    def bits(self) -> int:
        """The needs as the index knows them."""
        return amenity_bits(self.needs)


def _of(*shares: float) -> tuple[str, ...]:
    return tuple(AMENITY_CODES[SHARES.index(share)] for share in shares)


CASES = (
    Case("no need"),
    Case("common needs, 5 km", _of(0.50, 0.40), radius=5_000.0),
    Case("one rare need, 1 %", _of(0.01)),
    Case("a need of ten cities", _of(0.02)),
    Case("three rare at once", _of(0.07, 0.05, 0.01)),
    Case("no need, far off", far=True),
)
