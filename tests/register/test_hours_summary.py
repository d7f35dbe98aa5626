"""The summary of hours counts every station once."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from stationmap.hours import read_hours
from stationmap.register.hours_summary import summarise_hours

TEXTS = ["24小时", "工作日开放", "00:00-24:00", "8:00-18:00", "营业时间", "", "暂无", "-", "不详", "过年不开", "夏季"]
NOTHING = {"", "暂无", "-", "不详"}


def table(texts):
    return pd.DataFrame({"hours": texts, "opening_hours": [read_hours(text).expression for text in texts]}, dtype="str")


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=6)))
def test_every_station_is_counted_once(texts):
    summary = summarise_hours(table(texts))
    assert summary.read + summary.unread + summary.none == len(texts)
    assert summary.none >= sum(text in NOTHING for text in texts)
    assert summary.always >= texts.count("24小时") + texts.count("00:00-24:00")
    assert summary.vague >= texts.count("工作日开放")
    assert summary.always + summary.vague <= summary.read
    assert {item.text: item.stations for item in summary.texts} == {
        item.text: texts.count(item.text) for item in summary.texts
    }
    assert not {item.text for item in summary.texts} & NOTHING
    assert all(item.reason == read_hours(item.text).reason for item in summary.texts)


def test_a_comment_that_says_unknown_makes_nothing_vague():
    read = ['Mo-Fr 09:00-17:00 open "unknown to many"', "Mo-Fr 09:00-17:00 unknown"]
    assert summarise_hours(pd.DataFrame({"hours": read, "opening_hours": read}, dtype="str")).vague == 1


def test_the_most_frequent_comes_first_and_then_by_text():
    summary = summarise_hours(table(["过年不开", "营业时间", "夏季", "营业时间", "24小时"]))
    assert [(item.text, item.stations) for item in summary.texts] == [("营业时间", 2), ("夏季", 1), ("过年不开", 1)]
    assert (summary.read, summary.always, summary.unread, summary.none) == (1, 1, 4, 0)
