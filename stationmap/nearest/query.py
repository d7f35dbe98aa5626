"""A query: what somebody asks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stationmap.amenities import AMENITIES, in_order
from stationmap.datum import Datum
from stationmap.errors import Fault, ParameterError
from stationmap.nearest.trip import Trip
from stationmap.station import ACCESS, KINDS
from stationmap.vocabulary import code_faults

__all__ = ["LIMITS", "Query", "check_vocabulary", "refuse"]

LIMITS = {"limit": 100, "radius": 50_000.0, "fresh_within": 3_660}

_TRIP = Trip()


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks.

    Parameters
    ----------
    lat, lon : float
        Degrees in `datum`, finite, -90 to 90 and -180 to 180.
    datum : Datum
        Of the position given, and of those to be returned.
    limit : int
        Answers wanted, 1 to 100.
    radius : float, optional
        Geodesic metres, above 0 and up to 50,000.
    needs : tuple of str
        Amenity codes, all wanted, in working order.
    kind, access : tuple of str
        Codes of which one must fit; empty for all.
    trip : Trip
        When somebody sets out and how they walk; whether stations must be open on arrival.
    fresh_within : int, optional
        Days within which a station must have been verified, 1 to 3,660.

    Raises
    ------
    ParameterError
        With one fault for each value that does not fit.

    Examples
    --------
    >>> Query(34.76, 113.77, needs=("toilet", "hot_water")).needs
    ('hot_water', 'toilet')
    """

    lat: float
    lon: float
    datum: Datum = Datum.WGS84
    limit: int = 5
    radius: float | None = None
    needs: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    trip: Trip = _TRIP
    fresh_within: int | None = None

    def __post_init__(self) -> None:
        faults = [*_number_faults(self), *check_vocabulary(self.needs, self.kind, self.access)]
        refuse(faults)
        object.__setattr__(self, "needs", in_order(self.needs))


def refuse(faults: list[Fault]) -> None:
    """Raise all faults together, if there are any.

    Parameters
    ----------
    faults : list of Fault

    Raises
    ------
    ParameterError
        Naming each.

    Examples
    --------
    >>> refuse([])
    """
    if faults:
        detail = "; ".join(f"{fault.parameter}={fault.value}: {fault.reason}" for fault in faults)
        raise ParameterError(f"参数有误 {detail}", tuple(faults))


def _number_faults(query: Query) -> list[Fault]:
    bounds = {"lat": (-90.0, 90.0), "lon": (-180.0, 180.0), "limit": (1, LIMITS["limit"])}
    faults = [
        Fault(name, str(getattr(query, name)), f"must lie between {low:g} and {high:g}")
        for name, (low, high) in bounds.items()
        if not low <= getattr(query, name) <= high
    ]
    radius = query.radius
    if radius is not None and not (math.isfinite(radius) and 0 < radius <= LIMITS["radius"]):
        faults.append(Fault("radius", str(radius), f"must be above 0 and at most {LIMITS['radius']:g} metres"))
    days = query.fresh_within
    if days is not None and not 1 <= days <= LIMITS["fresh_within"]:
        faults.append(Fault("fresh_within", str(days), f"must be from 1 to {LIMITS['fresh_within']:g} days"))
    return faults


def check_vocabulary(needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...]) -> list[Fault]:
    """Name every code that its vocabulary lacks.

    Parameters
    ----------
    needs : tuple of str
        Amenity codes.
    kind, access : tuple of str
        Codes of `KINDS` and `ACCESS`.

    Examples
    --------
    >>> [fault.value for fault in check_vocabulary(("toilet", "sauna"), (), ())]
    ['sauna']
    """
    groups = (("needs", needs, AMENITIES), ("kind", kind, KINDS), ("access", access, ACCESS))
    return [fault for name, codes, known in groups for fault in code_faults(name, codes, known)]
