"""Answers as bytes, put together from stations that were encoded before."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.datum import Datum, to_wgs84
from stationmap.documents.answers import answer_document
from stationmap.documents.features import station_feature
from stationmap.index import Wanted
from stationmap.nearest import Answer, Match, Query, find_nearest

__all__ = ["EncodedAnswers", "encode"]

_NEAR = 100_000.0  # metres up to which nothing of an answer needs a remark
_PLANS = 4_096


def encode(document: Any) -> bytes:  # noqa: ANN401  (any JSON)
    """Write a document as JSON, as every answer is written.

    Examples
    --------
    >>> encode({"name": "驿站", "open": None}).decode()
    '{"name":"驿站","open":null}'
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all answers to one query have in common, wherever it is asked."""

    wanted: Wanted
    head: bytes
    before_matched: bytes
    before_beyond: bytes
    end: bytes


class EncodedAnswers:
    """The nearest endpoint's answers over a catalogue, byte for byte those of `answer_document`.

    A station is encoded when it is first answered, and kept: about 1 kB each.

    Parameters
    ----------
    catalogue : Catalogue

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> query, catalogue = Query(34.76, 113.77), demonstration()
    >>> document = answer_document(catalogue, find_nearest(catalogue, query))
    >>> EncodedAnswers(catalogue).answer(query, 34.76, 113.77) == encode(document)
    True
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._stations: dict[tuple[int, Datum], bytes] = {}
        self._plans: dict[tuple[Query, date], _Plan] = {}
        self._version = catalogue.version

    def answer(self, query: Query, lat: float, lon: float) -> bytes:
        """Answer a query as if it were asked at another place.

        Parameters
        ----------
        query : Query
            Its position does not count: so one object serves all who need the same.
        lat, lon : float
            Degrees in the query's datum, finite and in range.
        """
        if self._version != self.catalogue.version:
            self._start_again()
        day = today()
        if not len(self.catalogue):
            return self._in_full(replace(query, lat=lat, lon=lon), day)
        plan = self._plans.get((query, day)) or self._planned(query, day)
        hits = self.catalogue.index.nearest(*to_wgs84(lat, lon, query.datum), query.limit, plan.wanted)
        metres = hits.distance_m.tolist()
        if not metres or metres[0] > (_NEAR if query.radius is None else query.radius):
            return self._in_full(replace(query, lat=lat, lon=lon), day)
        within = len(metres) if query.radius is None else sum(distance <= query.radius for distance in metres)
        features = [
            self._feature(row, query.datum, distance, bearing)
            for row, distance, bearing in zip(
                hits.rows.tolist()[: within + 1], metres, hits.bearing_deg.tolist(), strict=False
            )
        ]
        matched = b"null" if query.radius is None else b"%d" % within
        beyond = features[within] if within < len(features) else b"null"
        listed = b",".join(features[:within])
        return b"".join((plan.head, listed, plan.before_matched, matched, plan.before_beyond, beyond, plan.end))

    def _start_again(self) -> None:
        self._stations.clear()
        self._plans.clear()
        self._version = self.catalogue.version

    def _in_full(self, query: Query, day: date) -> bytes:
        """Answer where nothing is near, with the reasons: rare, and never twice the same."""
        return encode(answer_document(self.catalogue, find_nearest(self.catalogue, query, on=day)))

    def _feature(self, row: int, datum: Datum, distance: float, bearing: float) -> bytes:
        known = self._stations.get((row, datum))
        if known is None:
            # all of it but the two braces that close properties and feature
            known = self._stations[row, datum] = encode(station_feature(self.catalogue, row, datum))[:-2]
        shown = f',"distance_m":{round(distance, 3)!r},"bearing_deg":{round(bearing, 1) % 360!r}}}}}'
        return known + shown.encode()

    def _planned(self, query: Query, day: date) -> _Plan:
        if len(self._plans) >= _PLANS:
            self._plans.clear()
        wanted = self.catalogue.wanted(query.needs, query.kind, query.access, day)
        parts = self._around(query)
        plan = self._plans[query, day] = _Plan(wanted, *parts)
        return plan

    def _around(self, query: Query) -> tuple[bytes, ...]:
        """Write what stands around the features and the two members that vary, by marking their places."""
        marks = ("@features", "@matched", "@beyond")
        some = Match(0, self.catalogue.station(0), 0.0, 0.0)
        catalogue = self.catalogue
        answer = Answer(query, (some,), None, (), catalogue.version, catalogue.made_up)
        document = answer_document(catalogue, answer)
        marked = {**document, "features": [marks[0]], "matched_within_radius": marks[1], "beyond": marks[2]}
        rest, parts = encode(marked), []
        for mark in marks:
            part, _, rest = rest.partition(encode(mark))
            parts.append(part)
        return (*parts, rest)
