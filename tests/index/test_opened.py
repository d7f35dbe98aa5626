"""What is open when one gets there equals a plain search with a clock, whatever changed and however far."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.index import LiveIndex, OpenTimes, StationIndex, Times, Wanted, When
from tests.oracles.geodesic import GEOD

DAY = 86_400
BEGIN, END = 1_000 * DAY, 1_004 * DAY
NOW = BEGIN + DAY + 37_000

places = st.sampled_from(
    [(34.75, 113.63), (34.7501, 113.63), (34.76, 113.64), (34.9, 113.9), (36.0, 114.0), (-34.75, -66.37), (90.0, 5.0)]
) | st.tuples(st.floats(34, 35), st.floats(113, 114))
spans = st.lists(st.integers(0, 4 * DAY).map(lambda s: s - s % 60), min_size=0, max_size=8, unique=True).map(sorted)


@st.composite
def tables(draw):
    """Draw an entry: (start, end, state) in order, not overlapping, some of them touching."""
    cuts = draw(spans)
    pairs = list(pairwise(cuts))
    states = draw(st.lists(st.sampled_from([0, 1, 1, 2]), min_size=len(pairs), max_size=len(pairs)))
    return [(BEGIN + low, BEGIN + high, state) for (low, high), state in zip(pairs, states, strict=True) if state]


def state_at(table, instant):
    if not BEGIN <= instant < END:
        return 2
    return next((state for low, high, state in table if low <= instant < high), 0)


def state_of_stay(table, arrive, stay):
    """Look at the state at every moment where it may change."""
    if not BEGIN <= arrive < END:
        return 2
    edges = {edge for low, high, _ in table for edge in (low, high)} | {END}
    moments = [arrive, *(edge for edge in edges if arrive < edge < arrive + max(stay, 1))]
    states = {state_at(table, moment) for moment in moments}
    return 0 if 0 in states else 2 if 2 in states else 1


def flat(entries, tables_by_entry):
    """Lay tables as the index takes them."""
    starts, ends, states, days = [], [], [], []
    for table in tables_by_entry:
        first = len(starts)
        merged = []
        for low, high, state in table:
            if merged and merged[-1][1] == low and merged[-1][2] == state:
                merged[-1] = (merged[-1][0], high, state)
            else:
                merged.append((low, high, state))
        for low, high, state in [*merged, (2**62, 2**62 + 1, 0)]:
            starts.append(low)
            ends.append(high)
            states.append(state)
        days.append([next(i for i in range(first, len(ends)) if ends[i] > BEGIN + day * DAY) for day in range(4)])
    numbers = (np.array(some, np.int64) for some in (starts, ends))
    by_day = np.array(days, np.int32).reshape(-1, 4)
    return Times(np.array(entries, np.int32), by_day, *numbers, np.array(states, np.uint8), BEGIN, END)


def open_times(entries, by_entry, live_entries=None):
    """Give the index what it asks, all of it by plain counting."""
    every = list(entries if live_entries is None else live_entries)

    def slots(first, slot_s):
        bits = np.zeros((2, len(by_entry)), np.uint64)
        for entry, table in enumerate(by_entry):
            for slot in range(64):
                low = first + slot * slot_s
                inside = {state for a, b, state in table if a < low + slot_s and b > low}
                inside |= {2} if low < BEGIN or low + slot_s > END else set()
                for state in inside:
                    bits[state - 1, entry] |= np.uint64(1 << slot)
        return bits[0], bits[1]

    def states(rows, arrive, stay):
        pairs = zip(rows.tolist(), arrive.tolist(), strict=True)
        return np.array([state_of_stay(by_entry[every[row]], at, stay) for row, at in pairs], np.uint8)

    return OpenTimes(flat(entries, by_entry), slots, states)


def oracle(rows, at, k, when, by_entry):
    """Measure all, look at the clock of each, sort."""
    found = {1: [], 2: []}
    for row, ((lat, lon), flags, entry) in sorted(rows.items()):
        metres = GEOD.inv(at[1], at[0], lon, lat)[2]
        state = state_of_stay(by_entry[entry], when.at + int(metres * when.pace), when.stay)
        if state and flags & 1:
            found[state].append((metres, row))
    known = sorted(found[1])[:k]
    most = known[-1][0] if len(known) == k else math.inf
    return known, [pair for pair in sorted(found[2]) if pair[0] <= most][:k]


def same(hits, expected):
    assert hits.rows.tolist() == [row for _, row in expected]
    assert np.allclose(hits.distance_m, [metres for metres, _ in expected], rtol=0, atol=1e-3)


stations = st.lists(st.tuples(places, st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=40)
changes = st.lists(st.tuples(st.integers(0, 45), places, st.integers(0, 2)), max_size=20)
three = st.lists(tables(), min_size=3, max_size=3)
asked = st.tuples(
    places, st.integers(1, 6), st.sampled_from([NOW, NOW + 5 * 3_600, BEGIN - 60, END - 600, BEGIN + 3 * DAY]),
    st.sampled_from([0.0, 1.04, 10.0]), st.sampled_from([0, 600, 30_000]),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(stations, three, asked)
def test_open_on_arrival_equals_a_plain_search(base, by_entry, question):
    at, k, start, pace, stay = question
    index = StationIndex([p[0] for p, _, _ in base], [p[1] for p, _, _ in base], [b for _, b, _ in base])
    when = When(open_times([e for *_, e in base], by_entry), start, pace, stay)
    known, doubtful = index.nearest_open(*at, k, when, Wanted(1))
    expected = oracle(dict(enumerate(base)), at, k, when, by_entry)
    same(known, expected[0])
    same(doubtful, expected[1])


@settings(max_examples=200, deadline=None)
@given(stations, changes, three, asked)
def test_after_changes_too(base, steps, by_entry, question):
    at, k, start, pace, stay = question
    index = LiveIndex(StationIndex([p[0] for p, _, _ in base], [p[1] for p, _, _ in base], [b for _, b, _ in base]))
    rows = dict(enumerate(base))
    for number, place, entry in steps:
        row = min(number, len(index))
        index.put(row, *place, 1)
        rows[row] = (place, 1, entry)
    live = [rows[row][2] for row in range(len(rows))]
    when = When(open_times([e for *_, e in base], by_entry, live), start, pace, stay)
    known, doubtful = index.nearest_open(*at, k, when, Wanted(1))
    expected = oracle(rows, at, k, when, by_entry)
    same(known, expected[0])
    same(doubtful, expected[1])


def test_many_stations_of_few_hours():
    random = np.random.default_rng(5)
    lat, lon = random.normal(34.75, 0.2, 3_000), random.normal(113.63, 0.2, 3_000)
    by_entry = [
        [],
        [(BEGIN, END, 2)],
        [(BEGIN + DAY + 36_000, BEGIN + DAY + 40_000, 1)],
        [(BEGIN + DAY + 45_000, END, 1)],
    ]
    entries = random.choice(4, 3_000, p=[0.7, 0.1, 0.15, 0.05])
    index, hours = StationIndex(lat, lon, np.ones(3_000, int)), open_times(entries, by_entry)
    distances = {}
    for number in range(60):
        at = tuple(random.normal((34.75, 113.63), 0.2 if number % 6 else 3.0).tolist())
        when = When(hours, NOW, (0.5, 1.04, 3.0)[number % 3], (0, 600)[number % 2])
        rows = {row: ((lat[row], lon[row]), 1, int(entries[row])) for row in range(3_000)}
        distances = oracle(rows, at, 5, when, by_entry)
        known, doubtful = index.nearest_open(*at, 5, when)
        same(known, distances[0])
        same(doubtful, distances[1])
        listed, _ = index.nearest_open(*at, 600, when)
        assert listed.rows[:5].tolist() == known.rows.tolist()


@pytest.mark.parametrize("off", [0.0, 0.09, 0.9])
def test_who_stands_outside_finds_what_opens_while_they_walk(off):
    random = np.random.default_rng(7)
    lat, lon = random.uniform(34.70, 34.72, 2_000), random.uniform(113.60, 113.62, 2_000)
    opens = NOW + int(GEOD.inv(113.61, 34.73 + off, 113.61, 34.71)[2] * 0.9)
    by_entry = [[(opens, END, 1)], [(opens, opens + 3_600, 1), (opens + 3_600, END, 2)]]
    entries = np.arange(2_000) % 2
    when = When(open_times(entries, by_entry), NOW, 1.04, 7_200)
    rows = {row: ((lat[row], lon[row]), 1, int(entries[row])) for row in range(2_000)}
    index = StationIndex(lat, lon, np.ones(2_000, int))
    found, expected = (
        index.nearest_open(34.73 + off, 113.61, 5, when),
        oracle(rows, (34.73 + off, 113.61), 5, when, by_entry),
    )
    for ours, theirs in zip(found, expected, strict=True):
        assert theirs
        same(ours, theirs)


def test_a_stay_that_begins_open_and_becomes_unknown_is_found_among_many():
    random = np.random.default_rng(8)
    lat, lon = random.uniform(34.70, 34.72, 2_000), random.uniform(113.60, 113.62, 2_000)
    by_entry = [[(BEGIN, NOW + 3_600, 1), (NOW + 3_600, NOW + 7_200, 2)]]
    hours = open_times([0] * 2_000, by_entry)
    when = When(hours, NOW, 0.1, 3_600)
    rows = {row: ((lat[row], lon[row]), 1, 0) for row in range(2_000)}
    known, doubtful = StationIndex(lat, lon, np.ones(2_000, int)).nearest_open(34.71, 113.61, 5, when)
    assert len(doubtful) == 5
    same(doubtful, oracle(rows, (34.71, 113.61), 5, when, by_entry)[1])
    assert not len(known)


def test_what_is_kept_of_many_hours_stays_small():
    hours = open_times([0, 0], [[(BEGIN, END, 1)]])
    index = StationIndex([34.7, 34.8], [113.6, 113.7], [1, 1])
    for hour in range(60):
        index.nearest_open(34.7, 113.6, 1, When(hours, NOW + 3_600 * hour, 1.0))
    assert len(hours._of_nodes) <= 8 >= len(hours._soon)
    assert all(asked.nbytes == 40 for asked in hours.asked_before.values())


def test_far_off_it_is_the_geodesic_that_is_walked():
    metres = GEOD.inv(113.0, 34.0, 113.0, 38.5)[2]
    arrive = NOW + int(metres * 0.2)
    by_entry = [[(arrive, arrive + 1, 1)]]  # the straight line through the earth is 100 m shorter
    for index in (StationIndex([38.5], [113.0], [1]), StationIndex([38.5] * 4, [113.0] * 4, [1] * 4)):
        when = When(open_times([0] * len(index), by_entry), NOW, 0.2)
        assert index.nearest_open(34.0, 113.0, 1, when)[0].rows.tolist() == [0]


def test_a_pace_or_stay_that_cannot_be_is_refused():
    for wrong in ({"pace": -1.0}, {"pace": math.inf}, {"pace": math.nan}, {"stay": -1}):
        with pytest.raises(ParameterError):
            When(open_times([0], [[]]), NOW, **wrong)
