"""The answer of the nearest endpoint as GeoJSON."""

from __future__ import annotations

from typing import Any

from stationmap.catalogue import Catalogue
from stationmap.datum import Datum
from stationmap.documents.features import station_feature
from stationmap.documents.notices import notice
from stationmap.nearest import Answer, Match, WhyNone

__all__ = ["answer_document"]


def _match_feature(catalogue: Catalogue, match: Match, datum: Datum) -> dict[str, Any]:
    feature = station_feature(catalogue, match.row, datum)
    feature["properties"]["distance_m"] = round(match.distance_m, 3)
    feature["properties"]["bearing_deg"] = round(match.bearing_deg, 1) % 360
    return feature


def answer_document(catalogue: Catalogue, answer: Answer) -> dict[str, Any]:
    """Write the answer of the nearest endpoint; the position asked for is not in it.

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
        },
        "matched_within_radius": None if query.radius is None else len(answer.matches),
        "beyond": _match_feature(catalogue, beyond, datum) if beyond else None,
        "why_none": None if answer.matches else [_why(catalogue, reason, datum) for reason in answer.why_none],
        "register_version": answer.version,
        "notice": notice(catalogue),
    }


def _why(catalogue: Catalogue, reason: WhyNone, datum: Datum) -> dict[str, Any]:
    return {
        "parameter": reason.parameter,
        "without": list(reason.without),
        "nearest": _match_feature(catalogue, reason.match, datum) if reason.match else None,
    }
