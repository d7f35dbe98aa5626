"""An answer: what was found, what lies just beyond, and why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stationmap.nearest.query import Query
from stationmap.station import Station
from stationmap.timetable import Moment

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
    arrive : int
        When one gets there, UTC epoch seconds; an estimate.
    walk_s : int
        Seconds of the walk: the straight line, the detour and the pace of the query.
    moment : Moment
        Whether it is open on arrival, and what comes next.

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
    arrive: int
    walk_s: int
    moment: Moment

    @property
    def walk_minutes(self) -> int:
        """Minutes of the walk, begun ones counted; an estimate."""
        return -(-self.walk_s // 60)

    @property
    def minutes_left(self) -> int | None:
        """Whole minutes from arriving until it closes; None if it is not open then, or never closes."""
        closes_at = self.moment.closes_at
        return None if closes_at is None else (closes_at - self.arrive) // 60


@dataclass(frozen=True, slots=True)
class WhyNone:
    """The nearest station that fits once something is given up.

    Parameters
    ----------
    parameter : {"open", "needs", "kind", "access", "fresh_within"}
        What was given up; for "open" the match is the nearest that has everything and is
        closed on arrival, or closes before the stay is over.
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

    parameter: Literal["open", "needs", "kind", "access", "fresh_within"]
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
    at : int
        When somebody sets out, UTC epoch seconds.
    unknown_hours : tuple of Match
        Where stations must be open: those of which that is not known, none farther than the last match if there are
        `query.limit` of them, nor outside the radius; at most `query.limit`.

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
    at: int
    unknown_hours: tuple[Match, ...] = ()
