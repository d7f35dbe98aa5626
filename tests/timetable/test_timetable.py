"""Timetables: laws between their answers, and beside the schedules that they are made of."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.files import map_array, read_facts, temporary_folder, write_parts
from stationmap.timetable.calendar import china_calendar
from stationmap.timetable.schedule import compile_schedule
from stationmap.timetable.timetable import Timetable
from tests.oracles.timetable import REAL, generated

CHINA = ZoneInfo("Asia/Shanghai")
FIRST, DAYS = date(2026, 12, 25), 30
HOSTILE = ["周一", "x" * 300, "24/7\x00", "Mo-Fr 22:00-02:00 || unknown; PH off", "(" * 255, "\ud800"]
WITH_HOLIDAYS = [
    "Mo-Fr 09:00-17:00; PH off",
    'Mo-Fr unknown; PH off "节日"',
    "Mo-Fr 16:00-01:00; Sa off; PH 10:00-12:00",
]
EXPRESSIONS = [*REAL, *WITH_HOLIDAYS, *generated(20), *HOSTILE]
TABLE = Timetable.build(EXPRESSIONS, china_calendar(), CHINA, FIRST, DAYS)
BEGIN, END = TABLE.flat.begin, TABLE.flat.end
ENTRIES = st.integers(0, len(TABLE) - 1)
STAYS = st.one_of(st.integers(0, 7200), st.integers(0, 40 * 86_400))


def edges():
    flat = TABLE.flat
    near = [edge + shift for edge in {*flat.starts.tolist(), *flat.ends.tolist()} - {2**63 - 1} for shift in (-1, 0, 1)]
    return sorted(near)


INSTANTS = st.one_of(st.integers(BEGIN - 86_400, END + 86_400), st.sampled_from(edges()))


def refuses(text):
    try:
        compile_schedule(text, china_calendar(), CHINA, FIRST, 3)
    except ParameterError:
        return True
    return False


def intervals(which):
    """Give an entry's intervals by compiling its expression alone."""
    if which == 0:
        return [(BEGIN, END, 2)]
    one = compile_schedule(TABLE.expressions[which], china_calendar(), CHINA, FIRST - timedelta(days=1), DAYS)
    return list(zip(one.starts.tolist(), one.ends.tolist(), one.states.tolist(), strict=True))


ALONE = [intervals(which) for which in range(len(TABLE))]


def slow_state(which, at):
    if not BEGIN <= at < END:
        return 2
    rows = ALONE[which]
    place = bisect_right(rows, (at, END * 2, 3)) - 1
    return rows[place][2] if place >= 0 and at < rows[place][1] else 0


def slow_stay(which, arrive, stay_s):
    """Look at every second at which a state may change, and at the first."""
    if not BEGIN <= arrive < END:
        return 2
    leave = arrive + max(stay_s, 1)
    changes = {edge for row in ALONE[which] for edge in row[:2]} | {arrive, BEGIN, END}
    seen = {slow_state(which, at) for at in changes if arrive <= at < leave}
    return 0 if 0 in seen else 2 if 2 in seen else 1


@given(ENTRIES, INSTANTS)
def test_a_state_is_that_of_the_schedule(which, at):
    assert TABLE.one_state(which, at) == slow_state(which, at)
    assert TABLE.covers(at) == (BEGIN <= at < END)


@given(ENTRIES, INSTANTS, STAYS)
@example(2, BEGIN - 86_400, 86_401)
@example(2, END - 1, 600)
def test_a_stay_is_closed_if_closed_once_then_unknown_then_open(which, arrive, stay_s):
    assert TABLE.one_stays_open(which, arrive, stay_s) == slow_stay(which, arrive, stay_s)


@given(ENTRIES, INSTANTS)
def test_an_opening_is_the_first_second_of_being_open(which, at):
    opens = TABLE.one_opens_at(which, at)
    coming = [start for start, _, state in ALONE[which] if state == 1 and start > at]
    if slow_state(which, at) == 1 or not coming or at < BEGIN:
        assert opens == -1
    else:
        assert opens == coming[0]
        assert slow_state(which, opens) == 1
        assert slow_state(which, opens - 1) != 1


@given(ENTRIES, INSTANTS)
def test_a_closing_is_the_first_second_of_not_being_open(which, at):
    closes = TABLE.one_closes_at(which, at)
    if slow_state(which, at) != 1:
        assert closes == -1
    elif closes == -1:
        assert slow_stay(which, at, END - at) == 1
    else:
        assert slow_state(which, closes) != 1
        assert slow_stay(which, at, closes - at) == 1


@given(st.lists(st.tuples(ENTRIES, INSTANTS, STAYS), max_size=40))
def test_many_are_answered_as_one(asked):
    which, at, stay = (np.array([row[place] for row in asked], dtype=np.int64) for place in range(3))
    assert TABLE.states(which, at).tolist() == [TABLE.one_state(*row[:2]) for row in asked]
    assert TABLE.stays_open(which, at, stay).tolist() == [TABLE.one_stays_open(*row) for row in asked]
    assert TABLE.opens_at(which, at).tolist() == [TABLE.one_opens_at(*row[:2]) for row in asked]
    assert TABLE.closes_at(which, at).tolist() == [TABLE.one_closes_at(*row[:2]) for row in asked]


def test_many_are_right_at_every_boundary_and_for_stays_that_end_on_one():
    for which, rows in enumerate(ALONE):
        own = [edge for row in rows[:40] for edge in row[:2]]
        at = np.array([edge + shift for edge in own for shift in (-1, 0, 1)], dtype=np.int64)
        assert TABLE.states(np.array(which), at).tolist() == [slow_state(which, one) for one in at.tolist()]
        stays = [(one, edge - one + shift) for one in own[:8] for edge in own[:9] for shift in (0, 1) if edge > one]
        arrive, stay = (np.array([pair[place] for pair in stays], dtype=np.int64) for place in range(2))
        assert TABLE.stays_open(np.array(which), arrive, stay).tolist() == [slow_stay(which, *pair) for pair in stays]


def test_arrays_broadcast():
    which = np.arange(len(TABLE))
    at = BEGIN + np.arange(5)[:, None] * 20_000
    assert TABLE.states(which, at).shape == (5, len(TABLE))
    assert TABLE.states(which, at)[3].tolist() == TABLE.states(which, BEGIN + 60_000).tolist()


@given(ENTRIES, INSTANTS)
def test_an_estimate_names_holidays_in_a_year_without_a_notice(which, at):
    unpublished = at >= datetime(2027, 1, 1, tzinfo=CHINA).timestamp()
    text = TABLE.expressions[which]
    follows = text in WITH_HOLIDAYS
    assert bool(TABLE.estimated(np.array([which]), at)[0]) == (follows and unpublished and at < END)
    assert not TABLE.estimated(np.array([which]), -1)[0]


def test_what_cannot_be_evaluated_is_unknown_always():
    for text in ["", *HOSTILE, "not compiled"]:
        which = TABLE.entry_of(text)
        assert which == 0
        assert set(TABLE.states(np.full(200, which), np.linspace(BEGIN, END - 1, 200).astype(np.int64)).tolist()) == {2}
        assert TABLE.one_opens_at(which, BEGIN) == -1


@given(st.lists(st.text(max_size=20) | st.text('MoTuWePH 0123456789:-;,|"+/[]', max_size=40), max_size=5))
def test_no_text_makes_build_fail(texts):
    table = Timetable.build(texts, china_calendar(), CHINA, FIRST, 3)
    assert set(table.expressions) <= {"", *texts}
    assert all((table.entry_of(text) == 0) == (text == "" or refuses(text)) for text in texts)
    assert {*table.states(np.arange(len(table)), table.flat.begin).tolist()} <= {0, 1, 2}


def test_each_expression_has_one_entry_and_progress_is_told():
    told = []
    texts = ["24/7", "", "Mo", "24/7"]
    table = Timetable.build(texts, china_calendar(), CHINA, FIRST, 3, lambda done, whole: told.append((done, whole)))
    assert table.expressions == ("", "24/7", "Mo")
    assert [table.entry_of(text) for text in texts] == [1, 0, 2, 1]
    assert told == [(1, 2), (2, 2)]


def test_the_horizon_begins_on_the_eve():
    assert datetime.fromtimestamp(BEGIN, CHINA) == datetime(2026, 12, 24, tzinfo=CHINA)
    assert datetime.fromtimestamp(END, CHINA) == datetime(2027, 1, 23, tzinfo=CHINA)
    with pytest.raises(ParameterError):
        Timetable.build([], china_calendar(), CHINA, FIRST, 0)


def test_comments_are_told_where_they_hold():
    alert = TABLE.entry_of('08:00-20:00 unknown "高温预警"')
    noon = int(datetime(2026, 12, 28, 4, tzinfo=UTC).timestamp())
    assert TABLE.comment(alert, noon) == "高温预警"
    assert TABLE.comment(alert, noon + 12 * 3600) == ""
    assert TABLE.comment(TABLE.entry_of(WITH_HOLIDAYS[1]), noon + 4 * 86_400) == "节日"
    assert TABLE.comment(TABLE.entry_of("24/7"), noon) == ""


def test_a_timetable_that_was_written_and_mapped_answers_the_same():
    arrays, facts = TABLE.to_arrays()
    which = np.arange(len(TABLE))
    with temporary_folder() as folder:
        write_parts(folder, arrays, {}, facts)
        mapped = Timetable.from_arrays({name: map_array(folder, name) for name in arrays}, read_facts(folder))
        assert mapped.expressions == TABLE.expressions
        for at in range(BEGIN, END, 98_765):
            assert mapped.states(which, at).tolist() == TABLE.states(which, at).tolist()
            assert mapped.opens_at(which, at).tolist() == TABLE.opens_at(which, at).tolist()
        assert mapped.comment(TABLE.entry_of('08:00-20:00 unknown "高温预警"'), BEGIN + 9 * 3600) == "高温预警"
        assert mapped.zone == CHINA


def test_a_negative_stay_is_refused():
    for ask in (lambda: TABLE.one_stays_open(0, BEGIN, -1), lambda: TABLE.stays_open(np.array([0]), BEGIN, -1)):
        with pytest.raises(ParameterError):
            ask()


WHOLE_HOURS = st.integers(-30, 24 * DAYS).map(lambda hour: BEGIN + 3600 * hour)


@given(INSTANTS | WHOLE_HOURS, st.integers(1, 90_000) | st.sampled_from([900, 1800, 3600]), st.integers(1, 64))
def test_slots_are_what_every_state_in_them_says(first, slot_s, n):
    is_open, unknown = TABLE.slots(first, slot_s, n)
    for which in range(0, len(TABLE), 7):
        changes = sorted({edge for row in ALONE[which] for edge in row[:2]} | {BEGIN, END})
        for slot in range(n):
            low, high = first + slot * slot_s, first + (slot + 1) * slot_s
            near = changes[bisect_right(changes, low) : bisect_right(changes, high - 1)]
            seen = {slow_state(which, at) for at in [low, *near]}
            assert bool(int(is_open[which]) >> slot & 1) == (1 in seen)
            assert bool(int(unknown[which]) >> slot & 1) == (2 in seen)
        assert int(is_open[which]) >> n == 0 == int(unknown[which]) >> n


@pytest.mark.parametrize(("slot_s", "n"), [(0, 1), (-5, 1), (60, 0), (60, 65)])
def test_slots_that_are_none_are_refused(slot_s, n):
    with pytest.raises(ParameterError):
        TABLE.slots(BEGIN, slot_s, n)
