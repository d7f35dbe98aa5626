"""Slow oracles of hours: what holds from when to when, minute by minute, and expressions to try."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from opening_hours import OpeningHours

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
TWO_YEARS = (datetime(2023, 12, 29), datetime(2026, 1, 5))  # a leap year, and the holidays of two years  # noqa: DTZ001


def evaluator(expression):
    """Some days are PH: the library's own holidays are not China's, but the same for both sides of a comparison."""
    return OpeningHours(expression, country="CN")


def changes(expression):
    """What holds over two years: (from, state, comment) wherever one of them changes."""
    found = []
    for start, _, state, comment in evaluator(expression).intervals(*TWO_YEARS):
        if not found or found[-1][1:] != (str(state), comment):
            found.append((start.replace(tzinfo=None), str(state), comment))
    return found


def open_minutes(expression, first, days):
    """The open minutes of some days, each asked for."""
    hours = evaluator(expression)
    return {at for at in range(days * 1440) if hours.is_open(first + timedelta(minutes=at))}


def minutes_of(schedule, first, days):
    """The open minutes of some days by a schedule of spans for each weekday; spans may pass midnight."""
    return {
        at
        for day in range(-1, days)
        for opens, closes in schedule.get((first + timedelta(days=day)).weekday(), ())
        for at in range(day * 1440 + opens, day * 1440 + closes)
        if 0 <= at < days * 1440
    }


def clock(minutes):
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@st.composite
def spans(draw, most=3, late=True):
    """Ascending spans of a day, by quarters of an hour; the last may pass midnight."""
    ends = sorted(draw(st.sets(st.integers(1, 95), min_size=2, max_size=2 * most)))
    pairs = [(ends[at] * 15, ends[at + 1] * 15) for at in range(0, len(ends) - 1, 2)]
    if late and draw(st.booleans()):
        first, (opens, _) = pairs[0][0], pairs[-1]
        pairs[-1] = (opens, draw(st.integers(1440, min(36 * 60, first + 1440, opens + 1439))))
    return pairs


times = spans().map(lambda pairs: ",".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in pairs))
day = st.sampled_from(DAYS)
day_range = st.tuples(day, day).filter(lambda pair: pair[0] != pair[1]).map("-".join)
days = st.lists(day | day_range, min_size=1, max_size=3, unique=True).map(",".join)
month = st.sampled_from(MONTHS)
date = st.tuples(month, st.integers(1, 28)).map(lambda pair: f"{pair[0]} {pair[1]:02d}")
season = st.tuples(month, month).map("-".join) | month | st.tuples(date, date).map("-".join) | date
alert = st.sampled_from(["高温预警", "低温预警", "寒潮预警"]).map(lambda word: f'unknown "{word}"')
states = st.just("") | times | st.just("off") | st.just("unknown")


def _rule(parts):
    return " ".join(part for part in parts if part) or "24/7"


rule = st.tuples(st.just("") | season, st.just("") | days, states).map(_rule)
holiday = st.sampled_from(["PH off", "PH unknown"]) | times.map("PH {}".format)
plain_expressions = st.tuples(st.lists(rule, min_size=1, max_size=4), st.lists(holiday, max_size=1)).map(
    lambda both: "; ".join(both[0] + both[1])
)
alert_expressions = st.tuples(st.just("") | days, st.just("") | times, alert).map(_rule)
odd_expressions = st.tuples(
    rule, st.sampled_from(['"by appointment"', "week 10-20", "Mo[1] 10:00-12:00", "easter off"])
).map("; ".join)
expressions = plain_expressions | alert_expressions | odd_expressions
