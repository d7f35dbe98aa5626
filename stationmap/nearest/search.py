"""The search itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

from stationmap.catalogue import Searchable
from stationmap.datum import to_wgs84
from stationmap.index import Hits
from stationmap.nearest.answer import Answer, Match, WhyNone
from stationmap.nearest.query import LIMITS, Query
from stationmap.nearest.trip import Trip, day_of, this_minute

__all__ = ["find_nearest", "verified_since"]


def find_nearest(catalogue: Searchable, query: Query, *, on: date | None = None, now: int | None = None) -> Answer:
    """Find the nearest stations that fit, and where it is asked, that are known to be open when one gets there.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    query : Query
    on : date, optional
        Stations not in operation on this day are left out; the day of setting out, in China, by default.
    now : int, optional
        UTC epoch seconds; this minute by default.

    Returns
    -------
    Answer
        Equal to a brute-force geodesic search in set and order.

    Raises
    ------
    ParameterError
        If one sets out more than a day ago, or more than a year ahead.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> answer = find_nearest(demonstration(), Query(34.7601, 113.7730, limit=3))
    >>> [match.distance_m for match in answer.matches] == sorted(match.distance_m for match in answer.matches)
    True
    """
    at = query.trip.leaves(this_minute() if now is None else now)
    asking = _Asking(catalogue, on or day_of(at), at)
    found, unknown = asking.search(query)
    radius = math.inf if query.radius is None else query.radius
    matches = tuple(match for match in found if match.distance_m <= radius)
    beyond = found[len(matches)] if len(matches) < len(found) else None
    why = () if matches else tuple(asking.why_none(query))
    doubtful = tuple(match for match in unknown if match.distance_m <= radius)
    return Answer(query, matches, beyond, why, catalogue.version, catalogue.made_up, at, doubtful)


def verified_since(query: Query, day: date) -> str:
    """Give the first day on which a station may have been verified to be fresh on a day; "" where it does not matter.

    Parameters
    ----------
    query : Query
    day : date

    Examples
    --------
    >>> verified_since(Query(0.0, 0.0, fresh_within=90), date(2026, 11, 25))
    '2026-08-27'
    """
    return "" if query.fresh_within is None else (day - timedelta(days=query.fresh_within)).isoformat()


@dataclass(frozen=True, slots=True)
class _Asking:
    """A catalogue that is asked on a day, at an instant."""

    catalogue: Searchable
    day: date
    at: int

    def search(self, query: Query) -> tuple[list[Match], list[Match]]:
        catalogue, trip = self.catalogue, query.trip
        lat, lon = map(float, to_wgs84(query.lat, query.lon, query.datum))
        since = verified_since(query, self.day)
        wanted = catalogue.wanted(query.needs, query.kind, query.access, self.day, since)
        if not trip.wants_open:
            return self._matches(catalogue.index.nearest(lat, lon, query.limit, wanted), trip), []
        when = catalogue.when(self.at, trip.seconds_a_metre, 60 * trip.stay)
        known, unknown = catalogue.index.nearest_open(lat, lon, query.limit, when, wanted)
        return self._matches(known, trip), self._matches(unknown, trip)

    def _matches(self, hits: Hits, trip: Trip) -> list[Match]:
        found = zip(hits.rows.tolist(), hits.distance_m.tolist(), hits.bearing_deg.tolist(), strict=True)
        return [self._match(row, distance, bearing, trip) for row, distance, bearing in found]

    def _match(self, row: int, distance: float, bearing: float, trip: Trip) -> Match:
        walk = int(distance * trip.seconds_a_metre)
        arrive = self.at + walk
        moment = self.catalogue.moment(row, arrive)
        return Match(row, self.catalogue.station(row), distance, bearing, arrive, walk, moment)

    def why_none(self, query: Query) -> list[WhyNone]:
        def without(parameter: Literal["needs", "kind", "access"], codes: tuple[str, ...]) -> WhyNone:
            left: dict[str, Any] = {parameter: tuple(code for code in getattr(query, parameter) if code not in codes)}
            found, _ = self.search(replace(query, limit=1, **left))
            return WhyNone(parameter, codes, found[0] if found else None)

        reasons = [WhyNone("open", (), self._nearest_closed(query))] if query.trip.wants_open else []
        reasons += [without("needs", (code,)) for code in query.needs]
        if len(query.needs) > 1:
            reasons.append(without("needs", query.needs))
        reasons += [without("kind", query.kind)] if query.kind else []
        reasons += [without("access", query.access)] if query.access else []
        if query.fresh_within is not None:
            found, _ = self.search(replace(query, limit=1, fresh_within=None))
            reasons.append(WhyNone("fresh_within", (), found[0] if found else None))
        return reasons

    def _nearest_closed(self, query: Query) -> Match | None:
        """Give the nearest that has everything, and is closed when one gets there, or closes before one leaves."""
        found, _ = self.search(replace(query, trip=replace(query.trip, open="any"), limit=int(LIMITS["limit"])))
        when = self.catalogue.when(self.at, query.trip.seconds_a_metre, 60 * query.trip.stay)
        rows, metres = [match.row for match in found], [match.distance_m for match in found]
        states = when.states(np.array(rows, np.int64), np.array(metres, np.float64))
        return next((match for match, state in zip(found, states.tolist(), strict=True) if state == 0), None)
