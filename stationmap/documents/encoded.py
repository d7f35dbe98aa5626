"""Answers as bytes, put together from stations that were encoded before."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from stationmap.catalogue import LiveCatalogue, Searchable
from stationmap.clock import today
from stationmap.datum import Datum, to_wgs84
from stationmap.documents.answers import FAR_M, answer_document, remark
from stationmap.documents.features import station_feature
from stationmap.index import Wanted
from stationmap.nearest import Answer, Match, Query, find_nearest

__all__ = ["EncodedAnswers", "encode"]

_PLANS = 4_096
_STATIONS = 100_000  # kept of each datum, about 1 kB each


def encode(document: Any) -> bytes:  # noqa: ANN401  (any JSON)
    """Write a document as JSON, as every answer is written.

    Parameters
    ----------
    document : Any
        Dicts, lists, texts, finite numbers, booleans and None.

    Examples
    --------
    >>> encode({"name": "驿站", "open": None}).decode()
    '{"name":"驿站","open":null}'
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all answers to one query have in common, wherever it is asked."""

    query: Query
    day: date
    wanted: Wanted
    stations: dict[int, bytes]
    head: bytes
    before_matched: bytes
    before_beyond: bytes
    before_remark: bytes
    end: bytes


class EncodedAnswers:
    """The nearest endpoint's answers over a catalogue, byte for byte those of `answer_document`.

    A station is encoded when it is first answered, and kept: about 1 kB each, of each datum 100,000 at most.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
        A live one's changes show at once.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> query, catalogue = Query(34.76, 113.77), demonstration()
    >>> document = answer_document(catalogue, find_nearest(catalogue, query))
    >>> EncodedAnswers(catalogue).answer(query, 34.76, 113.77) == encode(document)
    True
    """

    def __init__(self, catalogue: Searchable) -> None:
        self.catalogue = catalogue
        self._stations: dict[Datum, dict[int, bytes]] = {datum: {} for datum in Datum}
        self._plans: dict[int, _Plan] = {}  # by the query's identity: to hash one takes as long as a search
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
        plan = self._plans.get(id(query))
        if plan is None or plan.query is not query or plan.day != day:
            plan = self._planned(query, day)
        at = (lat, lon) if query.datum is Datum.WGS84 else to_wgs84(lat, lon, query.datum)
        hits = self.catalogue.index.nearest(*at, query.limit, plan.wanted)
        metres = hits.distance_m.tolist()
        radius = query.radius
        if not metres or (radius is not None and metres[0] > radius):
            return self._in_full(replace(query, lat=lat, lon=lon), day)
        known, features = plan.stations, []
        for row, distance, bearing in zip(hits.rows.tolist(), metres, hits.bearing_deg.tolist(), strict=True):
            station = known.get(row) or self._encoded(plan, row)
            where = (station, round(distance, 3), round(bearing, 1) % 360)
            features.append(b'%b,"distance_m":%a,"bearing_deg":%a}}' % where)
        matched = beyond = b"null"
        if radius is not None:
            within = sum(distance <= radius for distance in metres)
            matched, features, after = b"%d" % within, features[:within], features[within : within + 1]
            beyond = after[0] if after else beyond
        doubt = b"null" if metres[0] <= FAR_M else encode(remark(metres[0]))
        listed = b",".join(features)
        return b"".join(
            (
                plan.head,
                listed,
                plan.before_matched,
                matched,
                plan.before_beyond,
                beyond,
                plan.before_remark,
                doubt,
                plan.end,
            )
        )

    def _start_again(self) -> None:
        changed = self.catalogue.changed_rows if isinstance(self.catalogue, LiveCatalogue) else ()
        for stations in self._stations.values():
            for row in changed:
                stations.pop(row, None)
        self._plans.clear()
        self._version = self.catalogue.version

    def _in_full(self, query: Query, day: date) -> bytes:
        """Answer where nothing is near, with the reasons: rare, and never twice the same."""
        return encode(answer_document(self.catalogue, find_nearest(self.catalogue, query, on=day)))

    def _encoded(self, plan: _Plan, row: int) -> bytes:
        """Encode a station, all of it but the two braces that close properties and feature, and keep it."""
        if len(plan.stations) >= _STATIONS:
            plan.stations.clear()
        station = plan.stations[row] = encode(station_feature(self.catalogue, row, plan.query.datum))[:-2]
        return station

    def _planned(self, query: Query, day: date) -> _Plan:
        if len(self._plans) >= _PLANS:
            self._plans.clear()
        wanted = self.catalogue.wanted(query.needs, query.kind, query.access, day)
        stations = self._stations[query.datum]
        plan = self._plans[id(query)] = _Plan(query, day, wanted, stations, *self._around(query))
        return plan

    def _around(self, query: Query) -> tuple[bytes, ...]:
        """Write what stands around the features and the members that vary, by marking their places."""
        marks = ("@features", "@matched", "@beyond", "@remark")
        some = Match(0, self.catalogue.station(0), 0.0, 0.0)
        catalogue = self.catalogue
        answer = Answer(query, (some,), None, (), catalogue.version, catalogue.made_up)
        document = answer_document(catalogue, answer)
        members = ("features", "matched_within_radius", "beyond", "remark")
        marked = {**document, **dict(zip(members, ([marks[0]], *marks[1:]), strict=True))}
        rest, parts = encode(marked), []
        for mark in marks:
            part, _, rest = rest.partition(encode(mark))
            parts.append(part)
        return (*parts, rest)
