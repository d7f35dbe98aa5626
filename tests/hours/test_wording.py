"""What is said of an expression, and that it says the same hours."""

from datetime import datetime

import pytest
from hypothesis import assume, example, given

from stationmap.errors import ParameterError
from stationmap.hours import read_hours, say_hours
from tests.oracles.hours import changes, expressions, open_minutes, plain_expressions

SAID = [
    ("24/7", "每天24小时开放", "daily 24 hours"),
    ("off", "不开放", "never open"),
    ("unknown", "每天时间不详", "daily: times unknown"),
    ("08:00-20:00", "每天 08:00–20:00", "daily 08:00–20:00"),
    ("08:00-20:00; Su off", "周一至周六 08:00–20:00", "Mon–Sat 08:00–20:00"),
    (
        "Mo-Fr 08:30-12:00,13:00-17:30; Sa,Su 09:00-12:00",
        "周一至周五 08:30–12:00、13:00–17:30；周六、周日 09:00–12:00",
        "Mon–Fri 08:30–12:00, 13:00–17:30; Sat, Sun 09:00–12:00",
    ),
    ("18:00-02:00", "每天 18:00–次日02:00", "daily 18:00–02:00 (next day)"),
    (
        "Mo-Fr 09:00-17:00; PH off",
        "工作日 09:00–17:00（法定节假日休息，调休上班日开放）",
        "workdays 09:00–17:00 (closed on public holidays, open on make-up workdays)",
    ),
    (
        "Mo-Fr unknown; PH off",
        "工作日开放，时间不详（法定节假日休息，调休上班日开放）",
        "open on workdays, times unknown (closed on public holidays, open on make-up workdays)",
    ),
    (
        "Mo-Fr 09:00-17:00; Sa,Su unknown; PH 10:00-16:00",
        "周一至周五 09:00–17:00；周六、周日时间不详；法定节假日 10:00–16:00；调休上班日照常开放",
        "Mon–Fri 09:00–17:00; Sat, Sun: times unknown; public holidays 10:00–16:00; make-up workdays as other workdays",
    ),
    ("09:00-17:00; PH off", "每天 09:00–17:00；法定节假日休息", "daily 09:00–17:00; closed on public holidays"),
    (
        '08:00-20:00 unknown "高温预警"',
        "每天仅高温预警期间开放 08:00–20:00",
        "daily 08:00–20:00, only during a heat alert",
    ),
    (
        "May-Sep Mo-Fr 08:00-20:00; May-Sep Sa,Su 09:00-18:00; Oct 01-Apr 29 09:00-18:00",
        "5月至9月：周一至周五 08:00–20:00，周六、周日 09:00–18:00；10月1日至次年4月29日：每天 09:00–18:00",
        "May–Sep: Mon–Fri 08:00–20:00, Sat, Sun 09:00–18:00; 1 Oct–29 Apr: daily 09:00–18:00",
    ),
    (
        "08:00-20:00; Jul 01-Jul 15 off",
        "每天 08:00–20:00；7月1日至7月15日休息",
        "daily 08:00–20:00; closed 1 Jul–15 Jul",
    ),
    (
        "Mo-Fr 09:30-19:00; Th 09:30-20:00",
        "周一至周三、周五 09:30–19:00；周四 09:30–20:00",
        "Mon–Wed, Fri 09:30–19:00; Thu 09:30–20:00",
    ),
]

# Beyond plain words, and what is no expression at all.
AS_THEMSELVES = [
    "Mo[1] 09:00-17:00",
    "week 10-20 09:00-17:00",
    "easter off",
    "Mo-Fr 09:00-17:00 || unknown",
    '09:00-17:00 unknown "by appointment"',
    "Mo-Fr 09:00-17:00 unknown",
    '09:00-17:00; Sa 09:00-20:00 unknown "高温预警"',
    "PH 09:00-17:00",
    "10:00-40:00",
    "2026 May 01-2026 May 05 off",
    "25:00-26:00",
    "Feb 30 off",
    "",
    "x" * 300,
]


@pytest.mark.parametrize(("expression", "zh", "en"), SAID)
def test_hours_are_said_in_both_languages(expression, zh, en):
    assert (say_hours(expression, "zh"), say_hours(expression, "en")) == (zh, en)


@pytest.mark.parametrize("expression", AS_THEMSELVES)
def test_what_has_no_words_is_shown_as_itself(expression):
    assert say_hours(expression, "zh") == say_hours(expression, "en") == expression


def test_another_language_is_refused():
    with pytest.raises(ParameterError, match="fr"):
        say_hours("24/7", "fr")


@given(expressions)
@example("Mo-Fr 09:00-17:00; Sa,Su unknown; PH 10:00-16:00")
@example("24/7; Jan-Feb We; Jan 02-Feb 01 00:15-00:30,00:45-01:00; Apr-Jan Mo")
@example("24/7; Jan 02-Jan 01 off")
@example("24/7; Jan off; PH 00:15-00:30")
@example("Mo 00:15-24:01, Feb-Dec Tu-Su unknown, Jan Tu-Su 00:00-24:00")
@example("Nov 01-Feb 29 20:00-02:00; Mar-Oct 10:00-12:00; PH off")
def test_what_is_said_in_chinese_is_read_as_the_same_hours(text):
    expression = read_hours(text).expression
    assume(expression)
    said = say_hours(expression, "zh")
    again = read_hours(said)
    assert again.expression, (expression, said, again.reason)
    assert changes(again.expression) == changes(expression), said


@given(plain_expressions)
def test_plain_hours_have_words(text):
    expression = read_hours(text).expression
    assume(expression)
    said = say_hours(expression, "zh")
    only_holidays = changes(expression.partition("PH")[0].rstrip("; ") or "off") == changes("off")
    tangled = text.count(";") > 2
    assert said != expression or only_holidays or tangled
    assert (say_hours(expression, "en") == expression) is (said == expression)


@pytest.mark.parametrize("first", ["2026-04-27", "2024-02-26", "2025-09-29"])
@pytest.mark.parametrize("expression", [expression for expression, _, _ in SAID])
def test_what_is_said_is_open_at_the_same_minutes(expression, first):
    again = read_hours(say_hours(expression, "zh")).expression
    start = datetime.fromisoformat(first)
    assert open_minutes(again, start, 9) == open_minutes(expression, start, 9)
