"""The answer of the nearest endpoint as GeoJSON."""

from __future__ import annotations

from typing import Any

from stationmap.catalogue import Searchable
from stationmap.datum import Datum
from stationmap.documents.explaining import explain
from stationmap.documents.features import station_feature
from stationmap.documents.notices import notice
from stationmap.documents.opening import opening_members
from stationmap.index import whole_mm, whole_tenths
from stationmap.nearest import Answer, Match, WhyNone

__all__ = ["FAR_M", "answer_document", "remark"]

FAR_M = 100_000.0
"""Metres beyond which the nearest station is so far that the position may be wrong."""


def _match_feature(catalogue: Searchable, match: Match, datum: Datum) -> dict[str, Any]:
    feature = station_feature(catalogue, match.row, datum)
    feature["properties"] |= {
        **opening_members(match.moment, catalogue.rules.zone),
        "walk_minutes": match.walk_minutes,
        "minutes_left_on_arrival": match.minutes_left,
        "distance_m": whole_mm(match.distance_m),
        "bearing_deg": whole_tenths(match.bearing_deg),
    }
    return feature


def answer_document(catalogue: Searchable, answer: Answer) -> dict[str, Any]:
    """Write the answer of the nearest endpoint; the position asked for is not in it.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
        The one that was searched.
    answer : Answer
        Its query names the datum of all positions.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import Query, find_nearest
    >>> catalogue = demonstration()
    >>> document = answer_document(catalogue, find_nearest(catalogue, Query(34.76, 113.77)))
    >>> document["type"], len(document["features"])
    ('FeatureCollection', 5)
    """
    query, datum = answer.query, answer.query.datum
    beyond = answer.beyond
    return {
        "type": "FeatureCollection",
        "datum": datum.value,
        "features": [_match_feature(catalogue, match, datum) for match in answer.matches],
        "query": {
            "datum": datum.value,
            "limit": query.limit,
            "radius": query.radius,
            "needs": list(query.needs),
            "kind": list(query.kind),
            "access": list(query.access),
            **_trip(answer),
        },
        "matched_within_radius": None if query.radius is None else len(answer.matches),
        "beyond": _match_feature(catalogue, beyond, datum) if beyond else None,
        "unknown_hours": [_match_feature(catalogue, match, datum) for match in answer.unknown_hours],
        "why_none": None if answer.matches else [_why(catalogue, reason, datum) for reason in answer.why_none],
        "why": None if answer.matches else explain(answer, catalogue.rules.zone),
        "remark": remark(_nearest_m(answer)),
        "register_version": answer.version,
        "notice": notice(catalogue),
    }


def _trip(answer: Answer) -> dict[str, Any]:
    """Echo when and how; what was now stays now, so that the answers of a minute are the same."""
    trip = answer.query.trip
    instant = trip.open if isinstance(trip.open, str) else trip.open.isoformat()
    named = {"open": instant, "stay": trip.stay, "pace": trip.pace, "detour": trip.detour}
    return {**named, "fresh_within": None if (days := answer.query.fresh_within) is None else f"P{days}D"}


def _nearest_m(answer: Answer) -> float:
    nearest = answer.matches[0] if answer.matches else answer.beyond
    return 0.0 if nearest is None else nearest.distance_m


def remark(distance_m: float) -> str | None:
    """Doubt the position where even the nearest station that fits is far: swapped coordinates lead abroad.

    Parameters
    ----------
    distance_m : float
        Metres to the nearest station that fits.

    Examples
    --------
    >>> remark(5_000.0) is None
    True
    """
    if distance_m <= FAR_M:
        return None
    away = f"{distance_m / 1000:,.0f} km"
    return (
        f"最近的站点在 {away} 外，请核对纬度、经度是否写反，坐标系是否正确 "
        f"the nearest station is {away} away: check that latitude and longitude are not swapped, and the datum"
    )


def _why(catalogue: Searchable, reason: WhyNone, datum: Datum) -> dict[str, Any]:
    return {
        "parameter": reason.parameter,
        "without": list(reason.without),
        "nearest": _match_feature(catalogue, reason.match, datum) if reason.match else None,
    }
