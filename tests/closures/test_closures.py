"""Closures: what is written is read back, what people write is read the same whatever its form, nothing is guessed."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.closures import closures_in, read_closures, write_closures
from stationmap.errors import InputError
from stationmap.timetable import Closure

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
dates = st.dates(FIRST, LAST)
spans = st.tuples(dates, st.none() | st.integers(0, 500)).map(
    lambda pair: (pair[0], None if pair[1] is None else min(LAST, pair[0] + timedelta(days=pair[1])))
)
REASONS = [
    "",
    "装修",
    "3号楼检修",
    "春节停业",
    "roof repairs",
    "停电（二期）",
    "详询0371-66668888",
    "2 号门",
    "因/故",
    "7天",
]
closures = st.lists(st.builds(lambda span, reason: Closure(*span, reason), spans, st.sampled_from(REASONS)), max_size=4)

# How people write a day, and what of it may be left out at the end of a range.
STYLES = {
    "-": ("{0.year}-{0.month}-{0.day}", "{0.month}-{0.day}", None),
    "0-": ("{0:%Y-%m-%d}", "{0:%m-%d}", None),
    ".": ("{0.year}.{0.month}.{0.day}", "{0.month}.{0.day}", None),
    "/": ("{0.year}/{0.month}/{0.day}", "{0.month}/{0.day}", None),
    "年": ("{0.year}年{0.month}月{0.day}日", "{0.month}月{0.day}日", "{0.day}日"),
    "号": ("{0.year}年{0.month}月{0.day}号", "{0.month}月{0.day}号", None),
}
TO = ["至", "到", " 至 ", "～", "~", "—", "——", "–", " - ", " to ", "起至"]
ON = ["起", "起至另行通知", "至另行通知", "起到通知为止", "至今", "以后", " onwards", " until further notice"]
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(closures)
def test_what_is_written_is_read_back(several):
    text = write_closures(several)
    assert read_closures(text) == tuple(several)
    assert write_closures(read_closures(text)) == text


@given(st.text(max_size=60) | st.text("0123456789-/年月日至起 ;；:（）装", max_size=40))
def test_any_text_is_read_and_what_is_read_can_be_kept(text):
    reading = closures_in(text)
    assert read_closures(write_closures(reading.closures)) == reading.closures
    parts = [" ".join(part.split()) for part in re.split("[;；\r\n]", text)]
    assert len(reading.closures) + len(reading.refused) == len([part for part in parts if part])
    assert {item.part for item in reading.refused} <= set(parts)
    assert all(item.zh and item.en for item in reading.refused)


def kept(closures):
    """The text that is kept of closures, None if they are refused."""
    try:
        return write_closures(closures)
    except InputError:
        return None


@given(st.builds(Closure, dates, st.none(), st.text(max_size=250)))
def test_a_reason_is_kept_as_it_is_or_refused(closure):
    text = kept([closure])
    assert text is None or read_closures(text) == (closure,)


@given(
    span=spans.filter(lambda pair: pair[1] is not None),
    style=st.sampled_from(list(STYLES)),
    to=st.sampled_from(TO),
    reason=st.sampled_from(["", " 装修", "：装修", "，装修", "（装修）", " (装修)", "【装修】", " :  装修 "]),
    wide=st.booleans(),
)
def test_a_range_is_read_whatever_its_form(span, style, to, reason, wide):
    first, last = span
    full, no_year, no_month = STYLES[style]
    forms = [full] + [no_year] * (first.year == last.year)
    forms += [no_month] * (no_month is not None and (first.year, first.month) == (last.year, last.month))
    for form in forms:
        text = f"{full.format(first)}{to}{form.format(last)}{reason}"
        text = text.translate(FULL_WIDTH) if wide else text
        assert closures_in(text) == ((Closure(first, last, "装修" if reason.strip() else ""),), ()), text


@given(dates, st.sampled_from(list(STYLES)), st.sampled_from(ON), st.sampled_from(["", "自", "从", "from "]))
def test_until_further_notice_is_read_whatever_its_form(first, style, on, before):
    text = f"{before}{STYLES[style][0].format(first)}{on} 停电"
    assert closures_in(text) == ((Closure(first, None, "停电"),), ()), text


# What is refused, and by which reason.
REFUSED = {
    "装修中": "no first and last day",
    "暂停": "no first and last day",
    "2026年12月 装修": "no first and last day",
    "12月1日至12月15日 装修": "no year is given",
    "12-01/12-15": "no year is given",
    "2026-12-01 停电检修": "one day alone: it is not said until when",
    "2026-12-01/装修": "one day alone: it is not said until when",
    "2026-02-30/2026-03-02": "there is no such day",
    "2026-02-01/2026-02-30": "there is no such day",
    "2026年13月1日起": "there is no such day",
    "0001-01-01/": "there is no such day",
    "2026年12月20日至1月5日": "it ends before it begins",
    "2026-12-15/2026-12-01 装修": "it ends before it begins",
    "2026-12-01 08:00至18:00": "whole days only, no times of day",
    "2026-12-01T08:00/2026-12-15T18:00": "whole days only, no times of day",
    "2026-12-01/2026-12-15 18:00": "whole days only, no times of day",
    "2026-12-01/2026-12-15T18:00": "whole days only, no times of day",
    "2026-12-01/2026-12-15 下午5点后": "whole days only, no times of day",
    "2026-12-01起，预计12月20日恢复": "the reason holds another date",
    "2026-12-01/2026-12-15 装修，2027-02-10/ 停业": "the reason holds another date",
    "2026-12-01/2026-12-15 " + "长" * 201: "the reason is longer than 200 characters",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_not_said_is_not_guessed(text, why):
    reading = closures_in(text)
    assert (reading.closures, [(item.part, item.en) for item in reading.refused]) == ((), [(text, why)])
    with pytest.raises(InputError) as caught:
        read_closures(f"2026-12-01/ 停电;{text}")
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("closures", text)]
    assert caught.value.faults[0].reason.endswith(why)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-12-01/2026-12-15 装修; 2027-02-10/ 春节停业", "2026-12-01/2026-12-15 装修; 2027-02-10/ 春节停业"),
        ("2026-12-01至2026-12-15 装修", "2026-12-01/2026-12-15 装修"),
        ("2026年12月1日-12月15日 装修\n2027.2.10起春节停业；", "2026-12-01/2026-12-15 装修; 2027-02-10/ 春节停业"),
        ("２０２６－１２－０１／２０２６－１２－１５　装修", "2026-12-01/2026-12-15 装修"),
        ("2026-12-01/ 2026-12-15 装修", "2026-12-01/2026-12-15 装修"),
        ("2026-12-01/12-15", "2026-12-01/2026-12-15"),
        ("2026-12-01/ 3号楼检修", "2026-12-01/ 3号楼检修"),
        ("2026年12月1日当天停电", "2026-12-01/2026-12-01 停电"),
        ("2024-02-29/2024-02-29 闰日", "2024-02-29/2024-02-29 闰日"),
        ("2026-12-01至2026-12-15日装修", "2026-12-01/2026-12-15 装修"),
        ("since 2026-12-01 until further notice: repairs", "2026-12-01/ repairs"),
        ("From 2026-12-01 To 2026-12-15 repairs", "2026-12-01/2026-12-15 repairs"),
        ("2026-12-01/ " + "长" * 200, "2026-12-01/ " + "长" * 200),
        (" ;；\n", ""),
    ],
)
def test_the_form_that_is_kept(text, form):
    assert write_closures(read_closures(text)) == form


@pytest.mark.parametrize(
    "closure",
    [
        Closure(datetime(2026, 12, 1, 8), datetime(2026, 12, 1, 18), ""),  # noqa: DTZ001
        Closure(date(2026, 12, 1), None, "装修;停电"),
        Closure(date(2026, 12, 1), None, " 装修"),
        Closure(date(2026, 12, 1), None, "装修\n停电"),
        Closure(date(2026, 12, 1), None, "至2026-12-15"),
        Closure(date(1812, 6, 24), None, ""),
    ],
)
def test_what_would_be_read_as_something_else_is_not_written(closure):
    with pytest.raises(InputError) as caught:
        write_closures([Closure(date(2026, 1, 1), None, ""), closure])
    assert [fault.parameter for fault in caught.value.faults] == ["closures"]


def test_a_long_text_costs_little():
    text = "2026-12-01/2026-12-15 装修;" * 80_000
    assert len(closures_in(text).closures) == 80_000
    assert closures_in("2026-12-01" + " " * 200_000 + "至").closures == ()
