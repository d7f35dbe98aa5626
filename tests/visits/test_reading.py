import pytest

from stationmap.errors import InputError
from stationmap.files import RawTable
from stationmap.files.raw import Irregularity
from stationmap.visits import read_visits
from stationmap.visits.faults import FAULTS

HEADER = ["编号", "日期", "人次", "状态"]
GOOD = ["a", "2025-09-09", "1", "正常"]


def read(*records, header=HEADER, ids=("a", "b"), **options):
    return read_visits(RawTable.of(header, records, range(2, 2 + len(records))), ids, **options)


def rows_of(counts):
    dates = counts.frame["date"].dt.strftime("%Y-%m-%d")
    visits = counts.frame["visits"].astype(object).where(counts.frame["visits"].notna(), None)
    return list(zip(counts.frame["station_id"], dates, visits, counts.frame["state"], strict=True))


def told(findings):
    return [(item.row, item.code, item.field, item.value) for item in findings]


FAULTY = [
    (["", "2025-09-01", "1", "正常"], "no_station_id", "编号", ""),
    (["a", "2025-02-30", "1", "正常"], "unreadable_date", "日期", "2025-02-30"),
    (["a", "", "1", "正常"], "unreadable_date", "日期", ""),
    (["a", "2025-09-01 07:30", "1", "正常"], "unreadable_date", "日期", "2025-09-01 07:30"),
    (["a", "2025-09-01", "十二", "正常"], "visits_not_a_number", "人次", "十二"),
    (["a", "2025-09-01", "NaN", "正常"], "visits_not_a_number", "人次", "NaN"),
    (["a", "2025-09-01", "inf", "正常"], "visits_not_a_number", "人次", "inf"),
    (["a", "2025-09-01", "1_000", "正常"], "visits_not_a_number", "人次", "1_000"),
    (["a", "2025-09-01", "-1", "正常"], "visits_negative", "人次", "-1"),
    (["a", "2025-09-01", "12.5", "正常"], "visits_not_whole", "人次", "12.5"),
    (["a", "2025-09-01", "10000001", "正常"], "visits_too_large", "人次", "10000001"),
    (["a", "2025-09-01", "9" * 400, "正常"], "visits_too_large", "人次", "9" * 400),
    (["a", "2025-09-01", "1e999", "正常"], "visits_too_large", "人次", "1e999"),
    (["a", "2025-09-01", "1", "也许"], "unknown_state", "状态", "也许"),
]


@pytest.mark.parametrize(("record", "code", "field", "value"), FAULTY)
def test_a_row_with_an_error_is_left_out_and_told_by_row_field_and_value(record, code, field, value):
    counts, findings = read(GOOD, record)
    assert told(findings) == [(3, code, field, value)]
    assert next(iter(findings)).severity == "error"
    assert rows_of(counts) == [("a", "2025-09-09", 1, "counted")]
    assert counts.rows_left_out == 1


def test_all_faults_are_told_in_one_pass():
    counts, findings = read(GOOD, *(record for record, *_ in FAULTY), ["", "x", "y", "z"])
    assert {(item.row, item.code) for item in findings} >= {(n, code) for n, (_, code, _, _) in enumerate(FAULTY, 3)}
    last = 3 + len(FAULTY)
    assert {item.code for item in findings if item.row == last} == {
        "no_station_id",
        "unreadable_date",
        "visits_not_a_number",
        "unknown_state",
    }
    assert counts.rows_left_out == len(FAULTY) + 1


@pytest.mark.parametrize(
    ("visits", "state", "kept", "code"),
    [
        ("0", "正常", (0, "counted"), None),
        ("", "正常", (None, "not_reporting"), "no_number"),
        ("", "部分", (None, "not_reporting"), "no_number"),
        ("", "", (None, "not_reporting"), None),
        ("", "未上报", (None, "not_reporting"), None),
        ("", "关闭", (None, "closed"), None),
        ("7", "", (7, "counted"), None),
        ("7", "部分", (7, "part_day"), None),
        ("7", "关闭", (7, "closed"), "number_on_uncounted_day"),
        ("7", "未上报", (7, "not_reporting"), "number_on_uncounted_day"),
        ("0", "关闭", (0, "closed"), "number_on_uncounted_day"),
    ],
)
def test_the_state_of_a_day(visits, state, kept, code):
    counts, findings = read(["a", "2025-09-01", visits, state])
    assert rows_of(counts) == [("a", "2025-09-01", *kept)]
    assert [(item.code, item.severity) for item in findings] == ([(code, "warning")] if code else [])


def test_a_day_that_is_not_in_the_file_is_not_there_and_not_zero():
    counts, _ = read(["a", "2025-09-01", "3", ""], ["a", "2025-09-03", "0", ""])
    assert rows_of(counts) == [("a", "2025-09-01", 3, "counted"), ("a", "2025-09-03", 0, "counted")]
    assert counts.days == 3


def test_a_day_said_twice_is_counted_once():
    counts, findings = read(
        ["a", "2025-09-01", "3", "正常"], ["a", "2025/9/1", "3.0", ""], ["b", "2025-09-01", "3", ""]
    )
    assert told(findings) == [(3, "identical_duplicate", "日期", "2025-09-01")]
    assert next(iter(findings)).severity == "note"
    assert len(counts.frame) == 2


@pytest.mark.parametrize("second", [["4", "正常"], ["", "正常"], ["3", "部分"], ["3", "关闭"]])
def test_of_two_days_that_disagree_the_first_is_kept_and_nothing_summed(second):
    counts, findings = read(["a", "2025-09-01", "3", "正常"], ["a", "2025-09-01", *second])
    conflict = [item for item in findings if item.code == "conflicting_duplicate"]
    assert [(item.row, item.severity, item.field) for item in conflict] == [(3, "error", "人次")]
    assert "row 2" in conflict[0].message
    assert rows_of(counts) == [("a", "2025-09-01", 3, "counted")]


def test_two_silent_days_are_the_same():
    _, findings = read(["a", "2025-09-01", "", "未上报"], ["a", "2025-09-01", "", ""])
    assert [item.code for item in findings] == ["identical_duplicate"]


def test_a_station_that_the_register_lacks_is_kept_and_told_once():
    counts, findings = read(["x", "2025-09-01", "3", ""], ["a", "2025-09-01", "1", ""], ["x", "2025-09-02", "4", ""])
    assert told(findings) == [(2, "unknown_station", "编号", "x")]
    assert "2 rows, 7 visits" in next(iter(findings)).message
    assert [row for row in rows_of(counts) if row[0] == "x"] == [
        ("x", "2025-09-01", 3, "counted"),
        ("x", "2025-09-02", 4, "counted"),
    ]


@pytest.mark.parametrize(
    "text",
    ["2025-09-01", "2025/9/1", "2025.9.1", "2025年9月1日", "2025年09月01日", "20250901", "２０２５－０９－０１",
     "2025-09-01 00:00:00", "2025-09-01T00:00:00", "2025/9/1 0:00", " 2025-9-1 ", "2025-09-01 00:00:00.000"],
)  # fmt: skip
def test_a_day_in_many_writings(text):
    counts, findings = read(["a", text, "1", ""])
    assert rows_of(counts) == [("a", "2025-09-01", 1, "counted")]
    assert not list(findings)


@pytest.mark.parametrize(
    "text",
    ["2025-02-29", "2025-13-01", "2025-00-10", "01/09/2025", "9/1/2025", "2025-9", "25-09-01", "2025-09/01",
     "2025年9-1", "45901", "0000-01-01", "２０２５", "昨天", "2025-09-01 08:00", "20250230", "2025-09-01-02"],
)  # fmt: skip
def test_what_is_no_day(text):
    _, findings = read(GOOD, ["a", text, "1", ""])
    assert told(findings) == [(3, "unreadable_date", "日期", text)]


def test_a_leap_day_is_a_day():
    assert rows_of(read(["a", "2024-02-29", "1", ""])[0])[0][1] == "2024-02-29"


@pytest.mark.parametrize("text", ["1205-09-01", "0001-01-01", "2205-09-01", "9999-12-31"])
def test_a_year_that_no_counter_saw_does_not_stretch_the_period(text):
    counts, findings = read(GOOD, ["a", text, "1", ""])
    assert told(findings) == [(3, "implausible_date", "日期", text)]
    assert counts.days == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("007", 7), ("１２３", 123), ("1,234", 1234), ("１，２３４", 1234), ("12.0", 12), ("1e3", 1000),
     ("1E+2", 100), ("+5", 5), ("-0", 0), ("10000000", 10_000_000), (" 8 ", 8)],
)  # fmt: skip
def test_numbers_in_many_writings(text, number):
    counts, findings = read(["a", "2025-09-01", text, ""])
    assert rows_of(counts) == [("a", "2025-09-01", number, "counted")]
    assert not list(findings)


@pytest.mark.parametrize(
    "text", ["-", "--", "无", "1人", "1 2", "0x10", "1,2", "12,34", "½", "None", "null", "1;2", "."]
)
def test_what_is_no_number(text):
    _, findings = read(GOOD, ["a", "2025-09-01", text, ""])
    assert told(findings) == [(3, "visits_not_a_number", "人次", text)]


def test_every_fault_says_what_to_do_in_both_languages():
    for code, wording in FAULTS.items():
        assert all((wording.zh, wording.en, wording.advice_zh, wording.advice)), code
        assert wording.severity in {"error", "warning", "note"}


def test_a_blank_row_is_no_fault_and_what_the_reader_met_is_passed_on():
    raw = RawTable.of(HEADER, [GOOD, ["", " ", "", ""]], [2, 3], [Irregularity(2, "too_few_cells", "a")])
    counts, findings = read_visits(raw, ["a"])
    assert (counts.rows_left_out, [(item.row, item.code) for item in findings]) == (0, [(2, "too_few_cells")])


@pytest.mark.parametrize("records", [[], [["", "", "", ""]], [["a", "x", "1", ""]]])
def test_a_file_without_a_row_that_can_be_used_is_refused_with_its_faults(records):
    with pytest.raises(InputError, match="no row") as caught:
        read(*records)
    assert [fault.value for fault in caught.value.faults] == (["x"] if records and records[0][0] else [])


def test_a_day_to_come_is_told_and_kept():
    counts, findings = read(GOOD, ["a", "2098-01-01", "1", "正常"])
    assert told(findings) == [(3, "day_to_come", "日期", "2098-01-01")]
    assert len(rows_of(counts)) == 2
