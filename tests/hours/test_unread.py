"""What must stay unread, with the reason and the part that it names."""

import pytest

from stationmap.hours import read_hours
from stationmap.hours.reasons import REASONS, HoursReason, reason_of, refusal

UNREAD = [
    ("", "blank", ""),
    (" \n　", "blank", ""),
    ("营业时间", "host_hours", ""),
    ("营业时间：", "host_hours", ""),
    ("服务时间", "host_hours", ""),
    ("另行通知", "not_understood", "另行通知"),
    ("以现场为准", "not_understood", "以现场为准"),
    ("视情况", "not_understood", "视情况"),
    ("见停靠时刻", "not_understood", "见停靠时刻"),
    ("约8点", "not_understood", "约"),
    ("8:00-20:00左右", "not_understood", "左右"),
    ("08:00-20:00(暑假延长至22:00)", "not_understood", "暑假延长至"),
    ("周一至周五 8:00-17:00 暑期另行通知", "not_understood", "暑期另行通知"),
    ("8:00-20:00，春节休息", "not_understood", "春节"),
    ("冷气 8:00-20:00", "not_understood", "冷气"),
    ("热水、微波炉", "not_understood", "热水"),
    ("同银行营业时间", "not_understood", "同银行"),
    ("周八 8:00-9:00", "not_understood", "周八"),
    ("9-17", "not_understood", "9-17"),
    ("周一一周五 8:00-17:00", "not_understood", "周一一"),
    ("8:00-20:00))", "not_understood", ")"),
    ("((8:00-20:00))", "not_understood", "("),
    ("2026年5月1日 8:00-20:00", "not_understood", "2026年"),
    ("夏季7:00-20:00,冬季8:00-18:00", "season_without_dates", "夏季"),
    ("夏季(5月-9月)8:00-20:00，冬季8:00-18:00", "season_without_dates", "冬季"),
    ("25:00-26:00", "bad_time", "25:00"),
    ("8:00-20:60", "bad_time", "20:60"),
    ("8:00-40:00", "bad_time", "40:00"),
    ("上午14:00-16:00", "bad_time", "上午14:00"),
    ("下午9:00-10:00", "bad_time", "下午9:00"),
    ("25:00", "incomplete", "25:00"),
    ("8:00-", "incomplete", "8:00"),
    ("8:00", "incomplete", "8:00"),
    ("-17:00", "not_understood", "-"),
    ("8:00-8:00", "equal_times", "8:00-8:00"),
    ("00:00-00:00", "equal_times", "00:00-00:00"),
    ("12:00-5:00", "ambiguous_half", "12:00-5:00"),
    ("9:00-5:00", "ambiguous_half", "9:00-5:00"),
    ("，Mo-Fr 09:00-17:00", "invalid_expression", ",Mo-Fr 09:00-17:00"),
    (", PH off", "invalid_expression", ",PH off"),
    ("Mo-Fr PH", "holiday_unclear", "Fr PH"),
    ("09:00-26:00 || PH", "holiday_unclear", "|| PH"),
    ("7:00-9:00 pm", "ambiguous_half", "7:00-9:00 pm"),
    ("8:30-12:00am", "ambiguous_half", "8:30-12:00am"),
    ("09:00-05:00", "ambiguous_half", "09:00-05:00"),
    ("2:00-5:00", "ambiguous_half", "2:00-5:00"),
    ("8:30-12:00 2:00-5:30", "ambiguous_half", "2:00-5:30"),
    ("9-5pm", "ambiguous_half", "9-5pm"),
    ("8:00-12:00 11:00-17:00", "times_out_of_order", "8:00-12:0011:00-17:00"),
    ("14:00-17:00 8:00-12:00", "times_out_of_order", "14:00-17:008:00-12:00"),
    ("8:00-12:00 18:00-次日9:00", "times_out_of_order", "8:00-12:0018:00-次日9:00"),
    ("周一至周五 8:00-17:00，周五 8:00-16:00", "contradictory", "周五8:00-16:00"),
    ("周一至周五 8:00-17:00，周一至周五休息", "contradictory", "周一至周五休息"),
    ("每天8:00-12:00，周日14:00-18:00", "contradictory", "周日14:00-18:00"),
    ("5月-9月 8:00-20:00，9月-10月 9:00-18:00", "contradictory", "9:00-18:00"),
    ("8:00-18:00；高温预警期间 8:00-20:00", "contradictory", "8:00-20:00"),
    ("节假日休息，9:00-17:00，节假日10:00-12:00", "contradictory", "节假日10:00-12:00"),
    ("周一至周五 8:00-12:00；14:00-17:00", "ambiguous_scope", "8:00-12:00;14:00-17:00"),
    ("5月-9月 周一至周五 8:00-20:00；周末 9:00-12:00", "ambiguous_scope", "9:00-12:00"),
    ("5月-9月 8:00-20:00，10月-4月 9:00-18:00，周日休息", "ambiguous_scope", "休息"),
    ("其他月份 8:00-18:00", "ambiguous_scope", "其他月份"),
    ("2月30日-3月5日 8:00-10:00", "impossible_date", "2月30日-3月5日"),
    ("13月 8:00-10:00", "impossible_date", "13月"),
    ("5月-9月", "incomplete", "5月-9月"),
    ("8:00-17:00（12:00-13:00休息）", "ambiguous_scope", "12:00-13:00"),
    ("10.10-12.30 13:00-20:00", "not_understood", "10.10"),
    ("Mon-Fri except Sat 9:00-17:00", "not_understood", "except"),
    ("Mo-Fr 8:00-5:00", "ambiguous_half", "8:00-5:00"),
    ("24小时热水", "not_understood", "热水"),
    ("周一休息", "incomplete", "周一休息"),
    ("节假日休息", "incomplete", "节假日休息"),
    ("休息", "incomplete", "休息"),
    ("开放", "incomplete", "开放"),
    ("高温预警", "incomplete", "高温预警"),
    ("周一至", "incomplete", "周一至"),
    ("周一至周五 8:00-17:00，", "incomplete", "周一至周五8:00-17:00,"),
    ("8:00-20:00；周六", "incomplete", "周六"),
    ("8:00-20:00（周日休息", "incomplete", "("),
    ("工作日9:00-17:00，节假日照常", "holiday_unclear", "节假日照常"),
    ("周一至周五9:00-17:00，调休上班日开放", "holiday_unclear", "调休上班日"),
    ("5月-9月 8:00-20:00，节假日 9:00-12:00", "holiday_unclear", "节假日9:00-12:00"),
    ("Mo-Su sunrise-sunset", "variable_times", "sunrise"),
    ("SH 10:00-12:00", "school_holidays", "SH"),
    ("Mo-Fr 10:00+", "open_ended", "10:00+"),
    ("PH +1 10:00-12:00", "unsupported", "+"),
    ("PH +1 day 10:00-12:00", "not_understood", "ph"),
    ("PH Mo-Fr 10:00-12:00", "holiday_unclear", "PH Mo"),
    ("PH off; Mo-Fr 09:00-17:00", "holiday_unclear", "Mo-Fr 09:00-17:00"),
    ("Mo-Fr 10:00-16:00/01:30", "unsupported", "/"),
    ("1900-9999 Tu-We ; Feb 30", "impossible_date", "1900"),
    ("Mo 10:00-12:00; Feb 30 off", "impossible_date", "Feb 30"),
    ("Mo 10:00-10:00", "equal_times", "10:00-10:00"),
    ("Mo-Fr 9-17", "invalid_expression", "Mo-Fr 9-17"),
    ("Mo-Foo 09:00-17:00", "not_understood", "Foo"),
    ("8:00-20:00\x00", "control_characters", ""),
    ("8:00-20:00\u200b", "control_characters", ""),
    ("8:00-20:00\ud800", "control_characters", ""),
    ("8" * 256, "too_long", ""),
    ("ﷺ" * 200, "too_long", ""),
]


@pytest.mark.parametrize(("text", "code", "part"), UNREAD)
def test_what_is_not_clear_stays_unread(text, code, part):
    reading = read_hours(text)
    assert (reading.expression, reading.reason) == ("", HoursReason(code, part))
    assert reading.text is text


def test_every_reason_is_met():
    assert {code for _, code, _ in UNREAD} == REASONS.keys()


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_speaks_both_languages_and_names_its_part(code):
    reason = reason_of(refusal(code, "某词"))
    zh, en = REASONS[code]
    assert ("某词" in reason.zh, "某词" in reason.en) == ("{part}" in zh, "{part}" in en)
    assert "{" not in reason.zh + reason.en
    assert reason.en.isascii() is ("{part}" not in en)


def test_a_reason_repeats_no_more_than_forty_characters_and_no_control_characters():
    reason = reason_of(refusal("not_understood", "x\x00\n" * 100))
    assert len(reason.part) <= 40
    assert reason.part.isprintable()
