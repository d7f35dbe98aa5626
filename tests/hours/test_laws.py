"""Laws of reading: for any text, and for schedules spelt in many ways."""

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from opening_hours import validate

from stationmap.amenities import AMENITIES
from stationmap.errors import VocabularyError
from stationmap.hours import read_hours
from stationmap.hours.reasons import REASONS
from stationmap.hours.words import WORDS, words_by_spelling
from tests.oracles.hours import DAYS, clock, expressions, minutes_of, open_minutes, spans

MONDAY = datetime(2026, 4, 27)  # noqa: DTZ001
SIGNS = "一二三四五六日"

marks = st.sampled_from([*"、，,;；/():-~。\n", " ", "至"])
clocks = st.sampled_from(["8:00", "20:00", "8点半", "0830", "12", "一", "三"])
named = st.sampled_from(["周一", "周三至周五", "星期六日", "5月", "9月30日", "30日"])
formal = st.sampled_from(["Mo", "Su", "PH", "SH", "off", '"x"', "week", "Feb 30", "+", "||", "24/7", "\u200b", "x"])
pieces = st.sampled_from(list(WORDS)) | marks | clocks | named | formal
soups = st.lists(pieces, max_size=14).map("".join) | st.lists(pieces, max_size=14).map(" ".join)


@given(st.text(max_size=300) | soups | expressions)
def test_any_text_is_read_or_refused_with_a_reason(text):
    reading = read_hours(text)
    assert reading.text is text
    assert bool(reading.expression) is (reading.reason is None)
    if reading.reason:
        assert reading.reason.code in REASONS
        assert len(reading.reason.part) <= 40
    else:
        assert len(reading.expression) <= 255
        assert reading.expression.isprintable()
        assert validate(reading.expression)
        assert read_hours(reading.expression).expression == reading.expression


def _clock(minutes, style):
    hour, minute = divmod(minutes, 60)
    if style == "点":
        return f"{hour}点" + (f"{minute}分" if minute else "")
    return f"{hour}.{minute:02d}" if style == "." else f"{hour:02d}{style}{minute:02d}"


def _closing(opens, closes, style):
    return _clock(closes, style) if closes <= 1440 else f"次日{_clock(closes - 1440, style)}"


@st.composite
def spellings(draw):
    """Spell a schedule: groups of weekdays, each with its spans."""
    schedule, clauses, style = {}, [], draw(st.sampled_from(":：点."))
    left = list(range(7))
    while left and (not clauses or draw(st.booleans())):
        days = sorted(draw(st.sets(st.sampled_from(left), min_size=1)))
        left = [day for day in left if day not in days]
        pairs = draw(spans(most=2))
        schedule |= dict.fromkeys(days, pairs)
        dash = draw(st.sampled_from(["-", "—", "～", "至", " 到 ", "--"]))
        comma = draw(st.sampled_from(["、", "，", ",", " ", "和"]))
        # one to five o'clock without a zero or a word before it would be in doubt
        assume(style in ":：" or not any(60 <= opens < 300 for opens, _ in pairs))
        times = comma.join(f"{_clock(opens, style)}{dash}{_closing(opens, closes, style)}" for opens, closes in pairs)
        clauses.append(f"{_days(draw, days)}{draw(st.sampled_from(['', ' ', '：', '开放：']))}{times}")
    return schedule, draw(st.sampled_from(["；", "，", "\n", "。"])).join(clauses)


def _days(draw, days):
    head = draw(st.sampled_from(["周", "星期", "礼拜"]))
    if days == list(range(days[0], days[-1] + 1)) and len(days) > 1:
        dash = draw(st.sampled_from("至到-~")) + draw(st.sampled_from([head, ""]))
        return f"{head}{SIGNS[days[0]]}{dash}{SIGNS[days[-1]]}"
    link = draw(st.sampled_from(["、", f"、{head}", f"和{head}", f"及{head}", ""]))
    return head + link.join(SIGNS[day] for day in days)


@given(spellings())
def test_a_schedule_is_read_however_it_is_spelt(both):
    schedule, text = both
    reading = read_hours(text)
    assert reading.expression, (text, reading.reason)
    assert open_minutes(reading.expression, MONDAY, 8) == minutes_of(schedule, MONDAY, 8)


@given(st.dictionaries(st.integers(0, 6), spans(most=2), min_size=1), st.booleans())
def test_no_rule_of_an_expression_cuts_the_evening_before_short(schedule, wrapped):
    rules = []
    for day, pairs in schedule.items():
        ends = [(opens, closes - 1440 if wrapped and closes > 1440 else closes) for opens, closes in pairs]
        rules.append(f"{DAYS[day]} {','.join(f'{clock(opens)}-{clock(closes)}' for opens, closes in ends)}")
    expression = read_hours("; ".join(rules)).expression
    assert expression
    assert open_minutes(expression, MONDAY, 8) == minutes_of(schedule, MONDAY, 8)


@given(st.sets(st.integers(0, 6), min_size=1, max_size=5), spans(late=False))
def test_what_is_closed_by_exception_is_closed(days, pairs):
    closed = "、".join(f"周{SIGNS[day]}" for day in days)
    times = "，".join(f"{_clock(opens, ':')}-{_clock(closes, ':')}" for opens, closes in pairs)
    schedule = {day: pairs for day in range(7) if day not in days}
    for text in (
        f"{times}，{closed}休息",
        f"每天{times}（{closed}除外）",
        f"除{closed}外 {times}",
        f"{closed}闭馆；{times}",
    ):
        expression = read_hours(text).expression
        assert expression, text
        assert open_minutes(expression, MONDAY, 7) == minutes_of(schedule, MONDAY, 7)


@pytest.mark.parametrize("item", AMENITIES.values(), ids=list(AMENITIES))
def test_amenities_among_the_hours_leave_all_unread(item):
    for word in item.words:
        for text in (f"8:00-20:00 {word}", f"{word}：8:00-20:00", f"24小时{word}", f"{word}（工作日开放）"):
            assert read_hours(text).expression == "", text


@pytest.mark.parametrize("word", ["周末", "高温", "到"])
def test_a_word_of_two_meanings_is_refused(word):
    with pytest.raises(VocabularyError, match=word):
        words_by_spelling((("label", "", "时间 时刻"), ("part", "dawn", f"{word} 凌晨"), ("filler", "", word)))


@pytest.mark.parametrize("day", range(7))
def test_english_names_of_days_are_those_of_the_week(day):
    names = [spelling for spelling, word in WORDS.items() if word.kind == "days" and word.value == str(day)]
    assert len(names) >= 2
    for name in names:
        assert read_hours(f"{name.title()} 9:00-17:00").expression == f"{DAYS[day]} 09:00-17:00"
