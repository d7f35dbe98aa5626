"""``stationmap hours``: what a text is read as, or why it is not."""

import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.hours import read_hours, say_hours


def run(*texts):
    return CliRunner().invoke(app, ["hours", *texts], env={"COLUMNS": "240", "TERM": "dumb"})


@pytest.mark.parametrize("text", ["24小时", "工作日 上午8:30-12:00，下午1:00-5:30", "Mo-Fr 09:00-17:00", "不开放"])
def test_what_is_read_is_said_in_three_ways(text):
    said, expression = run(text), read_hours(text).expression
    assert said.exit_code == 0
    assert said.stdout.splitlines() == [
        f"文字 text: {text}",
        f"OSM: {expression}",
        f"中文: {say_hours(expression, 'zh')}",
        f"English: {say_hours(expression, 'en')}",
    ]


@pytest.mark.parametrize("text", ["营业时间", "", "约8点", "8:00-25:99"])
def test_what_is_not_read_is_given_its_reason_and_status_1(text):
    said, reason = run(text), read_hours(text).reason
    assert said.exit_code == 1
    assert said.stdout.splitlines()[1] == f"没有读出 not read: {reason.zh} {reason.en}"


def test_several_texts_are_told_in_order_and_one_unread_is_enough_for_status_1():
    said = run("24小时", "营业时间", "8:00-18:00")
    assert said.exit_code == 1
    assert [line for line in said.stdout.splitlines() if line.startswith("文字")] == [
        "文字 text: 24小时",
        "文字 text: 营业时间",
        "文字 text: 8:00-18:00",
    ]


def test_without_a_text_the_use_is_told():
    assert run().exit_code == 2


def test_a_text_drives_no_terminal():
    assert "\x1b" not in run("\x1b[31m24小时").stdout
