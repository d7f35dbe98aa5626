"""An answer: what was found, what lies just beyond, and why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stationmap.nearest.query import Query
from stationmap.station import Station

__all__ = ["Answer", "Match", "WhyNone"]


@dataclass(frozen=True, slots=True)
class Match:
    """One station and the way to it.

    Parameters
    ----------
    row : int
        Row of the catalogue.
    station : Station
    distance_m : float
        Geodesic metres on WGS 84; a straight line, not a walk.
    bearing_deg : float
        Initial bearing from the position asked for, 0 to 360 clockwise from north.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import find_nearest
    >>> nearest = find_nearest(demonstration(), Query(34.76, 113.77)).matches[0]
    >>> nearest.station.district, 0 <= nearest.bearing_deg < 360
    ('410105', True)
    """

    row: int
    station: Station
    distance_m: float
    bearing_deg: float


@dataclass(frozen=True, slots=True)
class WhyNone:
    """The nearest station that fits once something is given up.

    Parameters
    ----------
    parameter : {"needs", "kind", "access"}
        What was given up.
    without : tuple of str
        The codes given up.
    match : Match or None
        None where no station fits even so.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import find_nearest
    >>> query = Query(34.76, 113.77, needs=("aed",), kind=("mobile",), access=("face",))
    >>> [reason.parameter for reason in find_nearest(demonstration(), query).why_none]
    ['needs', 'kind', 'access']
    """

    parameter: Literal["needs", "kind", "access"]
    without: tuple[str, ...]
    match: Match | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Parameters
    ----------
    query : Query
    matches : tuple of Match
        By distance, then by id; at most `query.limit`.
    beyond : Match or None
        The next match outside the radius, where the radius left fewer than `query.limit`.
    why_none : tuple of WhyNone
        When there is no match: what is nearest without each need.
    version : str
        Version of the register.
    made_up : bool
        True if the stations are the demonstration's.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import find_nearest
    >>> answer = find_nearest(demonstration(), Query(34.76, 113.77, limit=3))
    >>> len(answer.matches), answer.beyond, answer.made_up
    (3, None, True)
    """

    query: Query
    matches: tuple[Match, ...]
    beyond: Match | None
    why_none: tuple[WhyNone, ...]
    version: str
    made_up: bool
