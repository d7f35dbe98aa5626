import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.values import is_blank, read_date, read_integer, read_number, read_stars

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@pytest.mark.parametrize("text", ["", " ", "-", "—", "／", "无", "暂无", "N/A", "null", "未知", "nan"])
def test_blanks(text):
    assert is_blank(text)
    assert math.isnan(read_number(text)[0])
    assert read_number(text)[1]
    assert read_integer(text) == (None, True)
    assert read_stars(text) == (None, True)
    assert read_date(text) == ("", True)


@pytest.mark.parametrize(
    ("text", "number", "clean"),
    [
        ("12", 12, True),
        (" 12.5 ", 12.5, True),
        ("12㎡", 12, True),
        ("12 平方米", 12, True),
        ("1,200", 1200, True),
        ("１２．５", 12.5, True),
        ("15 m2", 15, True),
        ("约15平方米", 15, False),
        ("15左右", 15, False),
        ("20余平米", 20, False),
        ("0", 0, True),
    ],
)
def test_numbers(text, number, clean):
    assert read_number(text) == (number, clean)


@pytest.mark.parametrize(
    "text", ["10-15", "-3", "十二", "12kg", "1e5", "inf", "1,2", "3.4.5", "0x10", "1_000", "٣", "九" * 99]
)
def test_what_is_no_number_is_unknown(text):
    number, clean = read_number(text)
    assert math.isnan(number)
    assert not clean
    assert read_integer(text) == (None, False)


@given(st.integers(0, 10**9), st.sampled_from(["", "㎡", "平方米", "人"]), st.booleans(), st.booleans())
def test_whole_numbers_come_back(number, unit, grouped, wide):
    text = f"{number:,}" if grouped else str(number)
    text = text.translate(FULL_WIDTH) if wide else text
    assert read_number(text + unit) == (number, True)
    assert read_integer(text + unit) == (number, True)


@given(st.decimals(0, 10**6, places=3))
def test_decimals_come_back(number):
    assert read_number(str(number)) == (float(number), True)


def test_integers_are_whole_and_not_endless():
    assert read_integer("12.0") == (12, True)
    assert read_integer("12.5") == (None, False)
    assert read_integer("1000000001") == (None, False)
    assert read_integer("约30人") == (30, False)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("3", 3),
        ("3.0", 3),
        ("三星", 3),
        ("三星级", 3),
        ("★★★", 3),
        ("★★★☆☆", 3),
        ("⭐⭐", 2),
        ("5星", 5),
        ("５", 5),
        ("4 stars", 4),
    ],
)
def test_stars(text, stars):
    assert read_stars(text) == (stars, True)


@pytest.mark.parametrize("text", ["0", "6", "六星", "☆☆☆", "★★★★★★", "优秀", "3.5", "-1"])
def test_what_is_no_star_is_unknown(text):
    assert read_stars(text) == (None, False)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.data())
def test_days_come_back_however_written(day, data):
    forms = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02} 月 {day.day:02} 日",
        f"{day:%Y%m%d}",
        f"{day.isoformat()}T08:30:00",
        f"{day.isoformat()} 08:30",
        f"{day.isoformat()}T08:30:00+08:00",
        f"{day.year}/{day.month}/{day.day}".translate(FULL_WIDTH),
    ]
    assert read_date(data.draw(st.sampled_from(forms))) == (day.isoformat(), True)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2024-13-01",
        "01/05/2024",
        "2024",
        "2024-05",
        "1899-01-01",
        "2101-01-01",
        "五月",
        "45413",
        "2024-5-1x",
    ],
)
def test_what_is_no_day_is_unknown(text):
    assert read_date(text) == ("", False)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    number, clean = read_number(text)
    assert isinstance(clean, bool)
    assert math.isnan(number) or number >= 0
    assert read_integer(text)[0] is None or 0 <= read_integer(text)[0] <= 10**9
    assert read_stars(text)[0] in {None, 1, 2, 3, 4, 5}
    day, _ = read_date(text)
    assert day == "" or dt.date.fromisoformat(day)


@given(st.from_regex(r"[0-9０-９年月日/.\-: T约㎡,]{1,24}", fullmatch=True))
def test_nearly_numbers_and_days_are_read(text):
    test_any_text_is_read.hypothesis.inner_test(text)
