"""Files by which operators add a year or correct one."""

from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ColumnError, FileFormatError, MissingFileError
from stationmap.timetable.calendar import Calendar, china_calendar
from stationmap.timetable.calendar_cells import read_calendar_day, read_kind
from stationmap.timetable.calendar_file import read_calendar
from stationmap.timetable.day_names import DayName

GOOD = "日期,类型,名称\n2027-02-05,放假,春节\n2027/2/20,补班,春节\n2027年10月1日,休息,\n20271009,上班,国庆节\n"


def written(folder, text, name="a.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_year_that_was_not_known_is_published_and_has_these_days_only(tmp_path):
    calendar = read_calendar(written(tmp_path, GOOD))
    year = [date(2027, 1, 1) + timedelta(days) for days in range(365)]
    assert [day for day in year if calendar.is_off(day)] == [date(2027, 2, 5), date(2027, 10, 1)]
    assert [day for day in year if calendar.is_makeup(day)] == [date(2027, 2, 20), date(2027, 10, 9)]
    assert calendar.published == china_calendar().published | {2027}
    assert calendar.name_of(date(2027, 2, 20)) == DayName("春节", "春节")
    assert calendar.name_of(date(2027, 10, 1)) == DayName("国庆节", "National Day")


def test_a_published_year_is_corrected_day_by_day(tmp_path):
    text = "date,kind,name\n2026-09-03,off,纪念日\n2026-10-07,work,\n2026-10-10,off,\n"
    calendar, base = read_calendar(written(tmp_path, text)), china_calendar()
    changed = {date(2026, 9, 3), date(2026, 10, 7), date(2026, 10, 10)}
    for day in (date(2026, 1, 1) + timedelta(days) for days in range(365)):
        assert (calendar.is_workday(day) != base.is_workday(day)) == (day in changed)
    assert calendar.published == base.published
    assert calendar.name_of(date(2026, 10, 7)) is None


def test_of_two_columns_that_could_be_meant_none_is_taken(tmp_path):
    for text in ("date,kind,kind\n2027-02-06,off,work\n", "date,kind,类型\n2027-02-06,off,上班\n"):
        with pytest.raises(ColumnError) as raised:
            read_calendar(written(tmp_path, text))
        assert [fault.parameter for fault in raised.value.faults] == ["kind"]


def test_a_workbook_with_dates_says_the_same(tmp_path):
    book = openpyxl.Workbook()
    for row in (["名称", "类型", "日期"], ["春节", "放假", date(2027, 2, 5)], ["春节", "调休", date(2027, 2, 20)]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    calendar = read_calendar(tmp_path / "a.xlsx")
    assert calendar.is_off(date(2027, 2, 5))
    assert calendar.is_makeup(date(2027, 2, 20))


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("2027-02-30,放假", "日期", "2027-02-30"),
        (",放假", "日期", ""),
        ("06/02/2027,放假", "日期", "06/02/2027"),
        ("2027-02-06,也许", "类型", "也许"),
        ("2027-02-06,", "类型", ""),
        ("2027-02-05,上班", "类型", "上班"),
    ],
)
def test_a_fault_names_row_field_and_value_and_nothing_is_used(tmp_path, row, field, value):
    with pytest.raises(FileFormatError, match=r"a\.csv") as refused:
        read_calendar(written(tmp_path, f"日期,类型\n2027-02-05,放假\n{row}\n"))
    (fault,) = refused.value.faults
    assert (fault.parameter, fault.value) == (field, value)
    assert "第 3 行 row 3" in fault.reason


def test_all_faults_are_told_in_one_pass(tmp_path):
    with pytest.raises(FileFormatError, match="3 cells") as refused:
        read_calendar(written(tmp_path, "日期,类型\nx,y\n2027-02-05,放假\nz,放假\n"))
    assert [fault.value for fault in refused.value.faults] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("header", "names"), [("日期,名称", {"kind"}), ("甲,乙", {"date", "kind"}), ("日期,date,类型", {"date"})]
)
def test_a_column_that_cannot_be_told_is_named(tmp_path, header, names):
    with pytest.raises(ColumnError) as refused:
        read_calendar(written(tmp_path, f"{header}\n{','.join('x' * (header.count(',') + 1))}\n"))
    assert {fault.parameter for fault in refused.value.faults} == names


def test_a_file_without_days_or_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileFormatError, match="no day"):
        read_calendar(written(tmp_path, "日期,类型\n"))
    with pytest.raises(MissingFileError):
        read_calendar(tmp_path / "b.csv")


@given(
    st.dates(), st.sampled_from(["{:%Y}-{:%m}-{:%d}", "{:%Y}/{:%m}/{:%d}", "{:%Y}年{:%m}月{:%d}日", "{:%Y}{:%m}{:%d}"])
)
def test_a_day_is_read_as_it_was_written(day, form):
    if day.year >= 1000:
        assert read_calendar_day(form.format(day, day, day)) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_a_kind_or_none(text):
    assert isinstance(read_calendar_day(text), date | None)
    assert read_kind(text) in {"off", "work", None}


@given(st.dictionaries(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.sampled_from(["off", "work"]), min_size=1))
def test_what_a_file_says_of_a_day_holds(tmp_path_factory, days):
    path = tmp_path_factory.mktemp("calendar") / "a.csv"
    path.write_text("date,kind\n" + "".join(f"{day},{kind}\n" for day, kind in days.items()), encoding="utf-8")
    calendar = read_calendar(path, base=Calendar({}, {}, frozenset()))
    for day, kind in days.items():
        assert calendar.is_off(day) == (kind == "off")
        assert calendar.is_makeup(day) == (kind == "work" and day.weekday() >= 5)
        assert day.year in calendar.published
