"""Open on arrival: every answer equals a search through all rows with a wall clock in hand, minute by minute."""

import math
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours
from pyproj import Geod

from stationmap.catalogue import LiveCatalogue, OpeningRules
from stationmap.errors import ParameterError
from stationmap.nearest import Query, Selection, Trip, day_of, find_nearest, list_stations, this_minute
from stationmap.timetable import china_calendar
from tests.oracles.catalogues import by_hand, station
from tests.oracles.tables import table_of

GEOD = Geod(ellps="WGS84")
evaluator = cache(lambda text: OpeningHours(text, auto_country=False, auto_timezone=False))
CHINA = ZoneInfo("Asia/Shanghai")
START = this_minute()
TODAY = datetime.fromtimestamp(START, CHINA).date()
HOURS = [
    *("", "24/7", "off", "08:00-20:00", "Mo-Fr 08:30-12:00,13:00-17:30", "18:00-02:00", "Sa-Su 10:00-16:00"),
    'unknown "高温预警"',
]
CLOSED = ["", f"{TODAY}/{TODAY + timedelta(2)} 装修", f"{TODAY + timedelta(5)}/ 停业"]

VERIFIED = ["", (TODAY - timedelta(20)).isoformat(), (TODAY - timedelta(400)).isoformat()]
QUERIES = st.builds(
    partial(Query, 34.75, 113.65),
    limit=st.integers(1, 6),
    radius=st.none() | st.sampled_from([2_000.0, 50_000.0]),
    trip=st.builds(partial(Trip, "now"), st.sampled_from([0, 10, 240]), st.sampled_from([4.5, 30.0])),
    fresh_within=st.none() | st.just(90),
)


@st.composite
def stations(draw):
    return [
        station(
            f"s{n:02}", 34.75 + draw(st.floats(-0.2, 0.2)), 113.65 + draw(st.floats(-0.2, 0.2)),
            opening_hours=draw(st.sampled_from(HOURS)), closures=draw(st.sampled_from(CLOSED)),
            verified_on=draw(st.sampled_from(VERIFIED)),
        )
        for n in range(draw(st.integers(1, 14)))
    ]  # fmt: skip


def minute_state(row, at, zone=CHINA):
    """Look at one minute of one station; a closure first."""
    local = datetime.fromtimestamp(at, UTC).astimezone(zone).replace(tzinfo=None)
    if row["closures"]:
        days, _, _ = row["closures"].partition(" ")
        first, _, last = days.partition("/")
        if date.fromisoformat(first) <= local.date() <= (date.fromisoformat(last) if last else date.max):
            return "closed"
    if not row["opening_hours"]:
        return "unknown"
    state, _ = evaluator(row["opening_hours"]).state(local)
    return str(state)


def stay_state(row, arrive, stay, zone=CHINA):
    minutes = {(arrive + seconds) // 60 * 60 for seconds in [*range(0, stay, 60), max(stay - 1, 0)]}
    states = {minute_state(row, minute, zone) for minute in minutes}
    return "closed" if "closed" in states else "unknown" if "unknown" in states else "open"


def oracle(rows, query, now, zone=CHINA):
    trip, found = query.trip, {"open": [], "unknown": [], "closed": []}
    fresh = "" if query.fresh_within is None else (TODAY - timedelta(query.fresh_within)).isoformat()
    for row in rows:
        if fresh and not row["verified_on"] >= fresh:
            continue
        metres = GEOD.inv(query.lon, query.lat, row["lon"], row["lat"])[2]
        arrive = now + int(metres * 3.6 * trip.detour / trip.pace)
        found[stay_state(row, arrive, 60 * trip.stay, zone)].append((metres, row["id"], arrive))
    known = sorted(found["open"])[: query.limit]
    most = known[-1][0] if len(known) == query.limit else math.inf
    radius = math.inf if query.radius is None else query.radius
    unknown = [hit for hit in sorted(found["unknown"]) if hit[0] <= most][: query.limit]
    return [hit for hit in known if hit[0] <= radius], [hit for hit in unknown if hit[0] <= radius]


def ids(matches):
    return [match.station.id for match in matches]


@settings(max_examples=150, deadline=None)
@given(stations(), st.integers(0, 10 * 1440), QUERIES, st.booleans())
def test_answers_equal_a_search_with_a_clock(rows, minutes, query, live):
    now = START + 60 * minutes
    catalogue = by_hand(*rows)
    if live:
        catalogue = LiveCatalogue(by_hand(*(row | {"opening_hours": "24/7"} for row in rows[::2])))
        catalogue.apply(table_of(rows), "8")
    answer = find_nearest(catalogue, query, now=now, on=TODAY)
    known, unknown = oracle(rows, query, now)
    assert ids(answer.matches) == [hit[1] for hit in known]
    assert ids(answer.unknown_hours) == [hit[1] for hit in unknown]
    for match, (metres, _, arrive) in zip(answer.matches, known, strict=True):
        row = next(row for row in rows if row["id"] == match.station.id)
        assert match.distance_m == pytest.approx(metres, abs=1e-3)
        assert (match.arrive, match.moment.state) == (arrive, "open")
        assert match.walk_minutes == math.ceil((arrive - now) / 60)
        if match.moment.closes_at is not None:
            closes = match.moment.closes_at
            assert minute_state(row, closes) != "open" == minute_state(row, closes - 60)
            assert match.minutes_left == (closes - arrive) // 60 >= query.trip.stay


@settings(max_examples=40, deadline=None)
@given(stations(), st.integers(0, 10 * 1440), st.booleans())
def test_a_listing_of_what_is_open_equals_a_look_at_each_clock(rows, minutes, live):
    now = START + 60 * minutes
    catalogue = by_hand(*rows)
    if live:
        catalogue = LiveCatalogue(by_hand(*(row | {"opening_hours": "24/7"} for row in rows[::2])))
        catalogue.apply(table_of(rows), "8")
    page = list_stations(catalogue, Selection(trip=Trip("now")), now=now, on=TODAY)
    expected = sorted(row["id"] for row in rows if minute_state(row, now) == "open")
    assert [catalogue.id_of(row) for row in page.rows] == expected


def test_when_all_is_closed_the_answer_says_what_there_is():
    opens = datetime.combine(TODAY + timedelta(1), datetime.min.time(), CHINA) + timedelta(hours=9)
    night = int(opens.timestamp()) - 6 * 3600
    rows = [
        station("day", 34.751, 113.65, opening_hours="09:00-17:00", amenities="toilet"),
        station("who", 34.752, 113.65, amenities="toilet"),
        station("round", 34.9, 113.65, opening_hours="24/7", amenities="hot_water"),
    ]
    asked = Query(34.75, 113.65, needs=("toilet",), radius=1_000.0, trip=Trip("now"))
    answer = find_nearest(by_hand(*rows), asked, now=night, on=TODAY)
    assert (answer.matches, ids(answer.unknown_hours)) == ((), ["who"])
    told = {why.parameter: why.match for why in answer.why_none}
    assert (told["open"].station.id, told["open"].moment.opens_at) == ("day", int(opens.timestamp()))
    assert told["needs"].station.id == "round"


def test_a_station_that_opens_while_one_walks_is_open_on_arrival_and_one_that_closes_is_not():
    at = int(datetime.combine(TODAY + timedelta(1), datetime.min.time(), CHINA).timestamp()) + 20 * 3600 - 1800
    rows = [
        station("opens", 34.79, 113.65, opening_hours="20:00-23:00"),  # 4.4 km: an hour and a quarter on foot
        station("closes", 34.77, 113.65, opening_hours="08:00-20:00"),
    ]
    assert ids(find_nearest(by_hand(*rows), Query(34.75, 113.65, trip=Trip("now")), now=at).matches) == ["opens"]
    near = Query(34.769, 113.65, trip=Trip("now"))
    assert ids(find_nearest(by_hand(*rows), near, now=at).matches) == ["closes", "opens"]


def test_a_stay_may_not_outlast_the_doors():
    at = int(datetime.combine(TODAY + timedelta(1), datetime.min.time(), CHINA).timestamp()) + 16 * 3600 + 50 * 60
    catalogue = by_hand(station("a", 34.75, 113.65, opening_hours="09:00-17:00"))
    found = [ids(find_nearest(catalogue, Query(34.75, 113.65, trip=Trip("now", s)), now=at).matches) for s in (10, 11)]
    assert found == [["a"], []]


def test_a_station_is_shut_from_its_last_day_on_and_before_its_first():
    last, first = (TODAY + timedelta(days=days) for days in (3, 5))
    rows = [
        station(
            "ends",
            34.75,
            113.65,
            opening_hours="24/7",
            closed_on=last.isoformat(),
            closed_reason="2026-12-05 拆迁; 重建",
        ),
        station("begins", 34.75, 113.65, opening_hours="24/7", opened_on=first.isoformat()),
    ]
    midnight = int(datetime.combine(last, datetime.min.time(), CHINA).timestamp())
    for catalogue in (by_hand(*rows), live_of(rows)):
        asked = partial(Query, 34.75, 113.65)
        found = find_nearest(catalogue, asked(trip=Trip("now", 5)), now=midnight - 300).matches
        assert [(match.station.id, match.moment.closes_at) for match in found] == [("ends", midnight)]
        answer = find_nearest(catalogue, asked(trip=Trip("now", 6)), now=midnight - 300)
        assert (ids(answer.matches), answer.why_none[0].match.minutes_left) == ([], 5)
        assert catalogue.moment(catalogue.row_of("ends"), midnight).state == "closed"
        assert catalogue.moment(catalogue.row_of("begins"), midnight).state == "closed"


def live_of(rows):
    live = LiveCatalogue(by_hand())
    live.apply(table_of(rows), "8")
    return live


def test_a_closure_that_could_not_be_read_leaves_the_hours_unknown():
    catalogue = by_hand(station("a", 34.75, 113.65, opening_hours="24/7", warnings="twins,unread_closure"))
    answer = find_nearest(catalogue, Query(34.75, 113.65, trip=Trip("now")))
    assert (ids(answer.matches), ids(answer.unknown_hours)) == ([], ["a"])


@pytest.mark.parametrize("closures", ["0001-01-01/", "9999-12-31/", "x", "2026-12-02/2026-12-01", f"{TODAY}/ 装修;y"])
def test_a_stored_closure_that_cannot_be_read_leaves_the_hours_unknown(closures):
    catalogue = by_hand(station("a", 34.75, 113.65, opening_hours="24/7", closures=closures))
    assert catalogue.moment(0, START).state == "unknown"


def test_tables_that_are_old_are_laid_anew(monkeypatch):
    catalogue = by_hand(station("a", 34.75, 113.65, opening_hours="24/7"))
    live = LiveCatalogue(catalogue)
    later = START + 500 * 86_400
    assert catalogue.moment(0, later).state == "unknown"  # whoever asks now for then
    monkeypatch.setattr("stationmap.catalogue.catalogue.time", SimpleNamespace(time=lambda: later))
    monkeypatch.setattr("stationmap.catalogue.catalogue.today", lambda: day_of(later))
    assert catalogue.moment(0, later + 60).state == "open"
    assert ids(find_nearest(live, Query(34.75, 113.65, trip=Trip("now")), now=later).matches) == ["a"]


def test_under_another_clock_china_s_holidays_say_nothing():
    rows = [
        station("ph", 34.75, 113.65, opening_hours="Mo-Su 00:00-24:00; PH off"),
        station("plain", 34.75, 113.65, opening_hours="24/7"),
    ]
    london = by_hand(*rows).under(OpeningRules(ZoneInfo("Europe/London")))
    answer = find_nearest(london, Query(34.75, 113.65, trip=Trip("now")))
    assert (ids(answer.matches), ids(answer.unknown_hours)) == (["plain"], ["ph"])


def test_without_what_was_verified_lately_the_answer_says_so():
    old = station("old", 34.75, 113.65, verified_on="2020-01-01")
    answer = find_nearest(by_hand(old), Query(34.75, 113.65, fresh_within=90))
    assert [(why.parameter, why.match.station.id) for why in answer.why_none] == [("fresh_within", "old")]


def test_workdays_and_holidays_go_by_the_calendar_and_another_zone_by_its_own_clock():
    table = table_of([station("a", 34.75, 113.65, opening_hours="Mo-Fr 09:00-17:00; PH off")])
    rules = OpeningRules(ZoneInfo("Asia/Shanghai"), china_calendar())
    from stationmap.catalogue.opening import RowTimes  # the horizon of 2026, whatever day it is

    times = RowTimes(table, rules, date(2026, 9, 1))

    def state(text):
        return times.moment(0, int(datetime.fromisoformat(text).timestamp())).state

    assert state("2026-10-01T10:00+08:00") == "closed"  # National Day
    assert state("2026-10-10T10:00+08:00") == "open"  # a Saturday on which people work
    assert state("2026-10-17T10:00+08:00") == "closed"
    london = RowTimes(table, OpeningRules(ZoneInfo("Europe/London"), china_calendar()), date(2026, 9, 1))
    assert london.moment(0, int(datetime.fromisoformat("2026-09-16T16:30+01:00").timestamp())).state == "open"
    assert times.moment(0, int(datetime.fromisoformat("2026-09-16T16:30+01:00").timestamp())).state == "closed"


@pytest.mark.parametrize("wrong", [
    {"open": "later"}, {"stay": -1}, {"stay": 721}, {"pace": 0.4}, {"pace": math.nan}, {"detour": 0.9},
    {"open": datetime(2026, 1, 1)},  # noqa: DTZ001  (without a zone is the fault)
])  # fmt: skip
def test_what_is_no_trip_is_refused_by_name(wrong):
    with pytest.raises(ParameterError) as raised:
        Trip(**wrong)
    assert [fault.parameter for fault in raised.value.faults] == list(wrong)


@pytest.mark.parametrize("days", [-2, 367])
def test_an_instant_too_far_off_is_refused(days):
    instant = datetime.fromtimestamp(START, UTC) + timedelta(days)
    with pytest.raises(ParameterError, match="open="):
        find_nearest(by_hand(station("a")), Query(34.75, 113.65, trip=Trip(instant)))
