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
from stationmap.documents.opening import opening_members
from stationmap.index import NO_HITS, Hits, Texts, Wanted
from stationmap.nearest import Answer, Match, Query, day_of, find_nearest, this_minute, verified_since
from stationmap.timetable import Moment

__all__ = ["EncodedAnswers", "encode"]

_PLANS = 4_096
_LABELS = b',"distance_m":', b',"bearing_deg":', b"}}"
_TAIL = b',%b,"walk_minutes":%d,"minutes_left_on_arrival":%b'
_MOMENTS = 16_384  # kept, some 150 bytes each


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
    wanted: Wanted | None
    stations: Texts
    head: bytes
    before_matched: bytes
    before_beyond: bytes
    before_unknown: bytes
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
        self._moments: dict[int, tuple[Moment, bytes]] = {}
        self._plans: dict[int, _Plan] = {}  # by the query's identity: to hash one takes as long as a search
        self._version, self._day = catalogue.version, today()

    def answer(self, query: Query, lat: float, lon: float, now: int | None = None) -> bytes:
        """Answer a query as if it were asked at another place.

        Parameters
        ----------
        query : Query
            Its position does not count: so one object serves all who need the same.
        lat, lon : float
            Degrees in the query's datum, finite and in range.
        now : int, optional
            UTC epoch seconds; this minute by default.

        Raises
        ------
        ParameterError
            If one sets out more than a day ago, or more than a year ahead.
        """
        if self._version != self.catalogue.version or self._day != today():
            self._start_again()
        trip, now = query.trip, this_minute() if now is None else now
        leaves = trip.leaves(now)
        if not len(self.catalogue):
            return self._in_full(replace(query, lat=lat, lon=lon), now)
        plan = self._plan(query, day_of(leaves))
        y, x = (lat, lon) if query.datum is Datum.WGS84 else to_wgs84(lat, lon, query.datum)
        wanted = plan.wanted or self._wanted(query, plan.day)
        if trip.wants_open:
            when = self.catalogue.when(leaves, trip.seconds_a_metre, 60 * trip.stay)
            hits, unknown = self.catalogue.index.nearest_open(y, x, query.limit, when, wanted)
        else:
            hits, unknown = self.catalogue.index.nearest(y, x, query.limit, wanted), NO_HITS
        if not len(hits.rows) or (query.radius is not None and hits.distance_m[0] > query.radius):
            return self._in_full(replace(query, lat=lat, lon=lon), now)
        return self._put_together(plan, leaves, hits, unknown)

    def _put_together(self, plan: _Plan, leaves: int, hits: Hits, unknown: Hits) -> bytes:
        radius, first = plan.query.radius, float(hits.distance_m[0])
        matched = beyond = b"null"
        if radius is not None:
            within = len(hits.up_to(radius))
            hits, after = hits[:within], hits[within : within + 1]
            unknown = unknown.up_to(radius)
            matched = b"%d" % within
            beyond = self._joined(plan, leaves, after) if len(after) else beyond
        return b"".join(
            (
                plan.head,
                self._joined(plan, leaves, hits),
                plan.before_matched,
                matched,
                plan.before_beyond,
                beyond,
                plan.before_unknown,
                self._joined(plan, leaves, unknown) if len(unknown.rows) else b"",
                plan.before_remark,
                b"null" if first <= FAR_M else encode(remark(first)),
                plan.end,
            )
        )

    def _joined(self, plan: _Plan, leaves: int, hits: Hits) -> bytes:
        texts, tails = plan.stations, self._tails(plan.query.trip.seconds_a_metre, leaves, hits)
        joined = texts.joined(hits, tails)
        while joined is None:
            for row in hits.rows.tolist():
                if texts.lacks(row):
                    # all of it but the two braces that close properties and feature
                    texts.put(row, encode(station_feature(self.catalogue, row, plan.query.datum))[:-2])
            joined = texts.joined(hits, tails)
        return joined

    def _tails(self, pace: float, leaves: int, hits: Hits) -> list[bytes]:
        """Write what depends on when one gets there."""
        tails, moment_of = [], self.catalogue.moment
        for row, metres in zip(hits.rows.tolist(), hits.distance_m.tolist(), strict=True):
            walk = int(metres * pace)
            moment = moment_of(row, leaves + walk)
            closes = moment.closes_at
            left = b"null" if closes is None else b"%d" % ((closes - leaves - walk) // 60)
            tails.append(_TAIL % (self._opening(moment), -(-walk // 60), left))
        return tails

    def _opening(self, moment: Moment) -> bytes:
        """Encode what is said of a moment; the same objects come again and again."""
        known = self._moments.get(id(moment))
        if known is None or known[0] is not moment:
            if len(self._moments) >= _MOMENTS:
                self._moments.clear()
            known = moment, encode(opening_members(moment, self.catalogue.rules.zone))[1:-1]
            self._moments[id(moment)] = known
        return known[1]

    def _start_again(self) -> None:
        """Drop what changed; on another day all texts, which tell how long ago a station was verified."""
        if self._day != today():
            self._stations = {datum: Texts(*_LABELS) for datum in Datum}
        changed = self.catalogue.changed_rows if isinstance(self.catalogue, LiveCatalogue) else ()
        for stations in self._stations.values():
            for row in changed:
                stations.drop(row)
        self._plans.clear()
        self._version, self._day = self.catalogue.version, today()

    def _in_full(self, query: Query, now: int) -> bytes:
        """Answer where nothing is near, with the reasons: rare, and never twice the same."""
        return encode(answer_document(self.catalogue, find_nearest(self.catalogue, query, now=now)))

    def _plan(self, query: Query, day: date) -> _Plan:
        known = self._plans.get(id(query))
        if known is not None and known.query is query and known.day == day:
            return known
        if len(self._plans) >= _PLANS:
            self._plans.clear()
        # a filter by days of verifying has a byte a station: no plan keeps one
        wanted = None if query.fresh_within else self._wanted(query, day)
        stations = self._stations[query.datum]
        plan = self._plans[id(query)] = _Plan(query, day, wanted, stations, *self._around(query))
        return plan

    def _wanted(self, query: Query, day: date) -> Wanted:
        return self.catalogue.wanted(query.needs, query.kind, query.access, day, verified_since(query, day))

    def _around(self, query: Query) -> tuple[bytes, ...]:
        """Write what stands around the features and the members that vary, by marking their places."""
        marks = ("@features", "@matched", "@beyond", "@unknown", "@remark")
        catalogue = self.catalogue
        some = Match(0, catalogue.station(0), 0.0, 0.0, 0, 0, catalogue.moment(0, 0))
        answer = Answer(query, (some,), None, (), catalogue.version, catalogue.made_up, 0)
        document = answer_document(catalogue, answer)
        members = ("features", "matched_within_radius", "beyond", "unknown_hours", "remark")
        marked = {**document, **dict(zip(members, ([marks[0]], *marks[1:3], [marks[3]], marks[4]), strict=True))}
        rest, parts = encode(marked), []
        for mark in marks:
            part, _, rest = rest.partition(encode(mark))
            parts.append(part)
        return (*parts, rest)
