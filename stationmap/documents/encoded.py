"""Answers as bytes, put together from stations that were encoded before."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from stationmap.catalogue import LiveCatalogue, Searchable
from stationmap.clock import today
from stationmap.datum import Datum, to_wgs84
from stationmap.documents.answers import FAR_M, answer_document, remark
from stationmap.documents.features import station_feature
from stationmap.index import Hits, Texts, Wanted
from stationmap.nearest import Answer, Match, Query, find_nearest

__all__ = ["EncodedAnswers", "encode"]

_PLANS = 4_096
_LABELS = b',"distance_m":', b',"bearing_deg":', b"}}"
_EARTH_M = 3e7  # metres, farther than any place


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
    stations: Texts
    head: bytes
    before_matched: bytes
    before_beyond: bytes
    before_remark: bytes
    end: bytes


class EncodedAnswers:
    """The nearest endpoint's answers over a catalogue, byte for byte those of `answer_document`.

    A station is encoded when it is first answered, and kept: about 1 kB each, of each datum
    some 130,000 at most.

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
        self._stations = {datum: Texts(*_LABELS) for datum in Datum}
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
        radius, first = query.radius, hits.distance_m[0] if len(hits.rows) else math.inf
        if first > (_EARTH_M if radius is None else radius):
            return self._in_full(replace(query, lat=lat, lon=lon), day)
        matched = beyond = b"null"
        if radius is not None:
            within = int(np.searchsorted(hits.distance_m, radius, "right"))
            hits, after = hits[:within], hits[within : within + 1]
            matched = b"%d" % within
            beyond = self._joined(plan, after) if len(after) else beyond
        return b"".join(
            (
                plan.head,
                self._joined(plan, hits),
                plan.before_matched,
                matched,
                plan.before_beyond,
                beyond,
                plan.before_remark,
                b"null" if first <= FAR_M else encode(remark(float(first))),
                plan.end,
            )
        )

    def _joined(self, plan: _Plan, hits: Hits) -> bytes:
        texts, joined = plan.stations, plan.stations.joined(hits)
        if joined is not None:
            return joined
        for row in hits.rows.tolist():
            if texts.lacks(row):
                # all of it but the two braces that close properties and feature
                texts.put(row, encode(station_feature(self.catalogue, row, plan.query.datum))[:-2])
        return self._joined(plan, hits)

    def _start_again(self) -> None:
        changed = self.catalogue.changed_rows if isinstance(self.catalogue, LiveCatalogue) else ()
        for stations in self._stations.values():
            for row in changed:
                stations.drop(row)
        self._plans.clear()
        self._version = self.catalogue.version

    def _in_full(self, query: Query, day: date) -> bytes:
        """Answer where nothing is near, with the reasons: rare, and never twice the same."""
        return encode(answer_document(self.catalogue, find_nearest(self.catalogue, query, on=day)))

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
