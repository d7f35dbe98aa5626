"""The search itself."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from stationmap.catalogue import Searchable
from stationmap.clock import today
from stationmap.datum import to_wgs84
from stationmap.index import Hits
from stationmap.nearest.answer import Answer, Match, WhyNone
from stationmap.nearest.query import Query

__all__ = ["find_nearest"]


def find_nearest(catalogue: Searchable, query: Query, *, on: date | None = None) -> Answer:
    """Find the nearest stations that fit.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    query : Query
    on : date, optional
        Stations not in operation on this day are left out; today in China by default.

    Returns
    -------
    Answer
        Equal to a brute-force geodesic search in set and order.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> answer = find_nearest(demonstration(), Query(34.7601, 113.7730, limit=3))
    >>> [match.distance_m for match in answer.matches] == sorted(match.distance_m for match in answer.matches)
    True
    """
    day = on or today()
    found = _search(catalogue, query, day)
    radius = math.inf if query.radius is None else query.radius
    matches = tuple(match for match in found if match.distance_m <= radius)
    beyond = found[len(matches)] if len(matches) < len(found) else None
    why = () if matches else _why_none(catalogue, query, day)
    return Answer(query, matches, beyond, why, catalogue.version, catalogue.made_up)


def _search(catalogue: Searchable, query: Query, day: date) -> list[Match]:
    lat, lon = to_wgs84(query.lat, query.lon, query.datum)
    wanted = catalogue.wanted(query.needs, query.kind, query.access, day)
    return _matches(catalogue, catalogue.index.nearest(float(lat), float(lon), query.limit, wanted))


def _matches(catalogue: Searchable, hits: Hits) -> list[Match]:
    return [
        Match(row, catalogue.station(row), distance, bearing)
        for row, distance, bearing in zip(
            hits.rows.tolist(), hits.distance_m.tolist(), hits.bearing_deg.tolist(), strict=True
        )
    ]


def _why_none(catalogue: Searchable, query: Query, day: date) -> tuple[WhyNone, ...]:
    def without(parameter: Literal["needs", "kind", "access"], codes: tuple[str, ...]) -> WhyNone:
        left: dict[str, Any] = {parameter: tuple(code for code in getattr(query, parameter) if code not in codes)}
        found = _search(catalogue, replace(query, limit=1, **left), day)
        return WhyNone(parameter, codes, found[0] if found else None)

    reasons = [without("needs", (code,)) for code in query.needs]
    if len(query.needs) > 1:
        reasons.append(without("needs", query.needs))
    reasons += [without("kind", query.kind)] if query.kind else []
    reasons += [without("access", query.access)] if query.access else []
    return tuple(reasons)
