"""``PH`` in the words of the day, and spans past midnight in two parts."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.timetable.calendar import Calendar, china_calendar
from stationmap.timetable.day_names import DayName
from stationmap.timetable.days import Days
from stationmap.timetable.holidays import HolidayExpression, outside_quotes
from stationmap.timetable.library import CLOSED, OPEN, UNKNOWN, Span, evaluate, parse
from stationmap.timetable.midnight import crosses_midnight, split_at_midnight
from stationmap.timetable.one_reading import lay_over
from tests.oracles.timetable import REAL, generated

DAYS_2026 = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
NO_HOLIDAYS = Calendar({}, {}, frozenset(range(2025, 2029)))
ONLY_HOLIDAYS = Calendar({day: DayName("假", "off") for day in DAYS_2026}, {}, frozenset({2026}))
TEXTS = st.sampled_from([text for text in [*REAL, *generated(80, seed=7)] if "SH" not in text])
RULES = st.sampled_from(["PH off", "PH 10:00-12:00", "PH,Su 09:00-11:00", 'PH Mo-We unknown "?"', "Sa,PH 07:00-08:00"])
IN_2026 = st.sampled_from(DAYS_2026[1:])


@given(TEXTS, RULES, IN_2026)
def test_where_no_day_is_off_a_rule_for_holidays_says_what_its_weekdays_say(text, rule, day):
    assume("||" not in text)
    said = {"PH,Su": "Su", "Sa,PH": "Sa"}
    words = next((f"; {rule.replace(both, alone)}" for both, alone in said.items() if both in rule), "")
    assert Days(f"{text}; {rule}", NO_HOLIDAYS).on(day) == evaluate(parse(text + words), day)


@given(TEXTS, st.sampled_from(["PH off", "PH 10:00-12:00", "PH unknown"]), IN_2026)
def test_where_every_day_is_off_a_rule_for_holidays_is_one_for_every_day(text, rule, day):
    assume(not crosses_midnight(str(parse(text))))
    assert Days(f"{text}; {rule}", ONLY_HOLIDAYS).on(day) == evaluate(
        parse(f"{text}; {rule.replace('PH', 'Mo-Su')}"), day
    )


@given(IN_2026)
def test_on_a_holiday_its_weekday_stands_for_it_but_not_in_comments(day):
    hours = HolidayExpression('Mo-Fr 09:00-17:00 "PH"; PH off "PH Mo"', china_calendar())
    weekday = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[day.weekday()] if china_calendar().is_off(day) else "PH"
    assert hours.on(day) == f'Mo-Fr 09:00-17:00 "PH"; {weekday} off "PH Mo"'


@given(st.text('PH" ;Mo', max_size=30))
def test_what_stands_in_quotes_is_never_changed(text):
    changed = outside_quotes(text, lambda part: part.replace("PH", "--"))
    assert changed.split('"')[1::2] == text.split('"')[1::2] or text.count('"') % 2
    assert len(changed) == len(text)


@given(st.integers(0, 1439), st.integers(1, 2879), st.booleans(), IN_2026)
def test_both_parts_of_a_span_make_up_the_whole(start, end, extended, day):
    """For one rule, on which other rules have no say."""
    assume(end > start if extended else end <= 1440)
    text = f"Mo-We,Sa {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    expression = str(parse(text))
    whole = evaluate(parse(text), day)
    assert crosses_midnight(expression) == (end > 1440 or end <= start)
    if crosses_midnight(expression):
        today, left = split_at_midnight(expression)
        eve = evaluate(parse(left), day - timedelta(days=1)) if left else []
        assert lay_over(eve, evaluate(parse(today), day)) == whole


def spans(pieces):
    """Make spans of (gap, length, state), one after another."""
    made, at = [], 0
    for gap, length, state in pieces:
        made.append(Span(at + gap, at + gap + length, state, "甲" if state == CLOSED else ""))
        at += gap + length
    return made


PIECES = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4), st.sampled_from([CLOSED, OPEN, UNKNOWN])), max_size=4)


@given(PIECES.map(spans), PIECES.map(spans))
def test_of_spans_laid_over_one_another_open_wins_then_unknown_then_closed(first, second):
    laid = lay_over(first, second)
    for minute in range(40):
        there = {span.state for span in [*first, *second] if span.start <= minute < span.end}
        ours = [span.state for span in laid if span.start <= minute < span.end]
        assert ours == [state for state in (OPEN, UNKNOWN, CLOSED) if state in there][:1]


@pytest.mark.parametrize(
    ("expression", "today", "left"),
    [
        ("Mo 22:00-02:00; Tu closed", "Mo 22:00-24:00; Tu closed", "Mo 00:00-02:00; Tu closed"),
        ("Mo 22:00-26:00 unknown", "Mo 22:00-24:00 unknown", "Mo 00:00-02:00 unknown"),
        ("Mo 22:00-00:00", "Mo 22:00-24:00", "Mo closed"),
        ("Mo-Su 18:00-03:00; Fr 10:00-12:00 closed", "Mo-Su 18:00-24:00; Fr 10:00-12:00 closed", "Mo-Su 00:00-03:00"),
        ("Mo 22:00-02:00, Tu 10:00-12:00", "Mo 22:00-24:00, Tu 10:00-12:00", "Mo 00:00-02:00"),
        ("Mo 22:00-02:00, Tu closed", "Mo 22:00-24:00, Tu closed", "Mo 00:00-02:00, Tu closed"),
        (
            '22:00-02:00 "20:00-03:00; x"; Su "y"',
            '22:00-24:00 "20:00-03:00; x"; Su "y"',
            '00:00-02:00 "20:00-03:00; x"; Su closed',
        ),
        ("Mo 10:00-10:00", "Mo 10:00-24:00", "Mo 00:00-10:00"),
    ],
)
def test_rules_that_leave_nothing_take_away_what_they_would(expression, today, left):
    assert crosses_midnight(expression)
    assert split_at_midnight(expression) == (today, left)
    for text in (expression, today, left):
        assert str(parse(text)) == text


def test_a_fallback_is_not_split():
    with pytest.raises(ParameterError, match=r"\|\|"):
        split_at_midnight("Mo 22:00-02:00 || unknown")
