import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.doubles import settle_doubles
from stationmap.register.reports import Report
from tests.oracles.registers import check

HEADER = "编号 名称 lat lon 面积 备注"


def row(code, name="站", lat="34.7512", area="", remark=""):
    return (code, name, lat, "113.6254", area, remark)


def settled(said, out=()):
    """Settle rows given as (id, content), and give the report."""
    report = Report(np.arange(2, 2 + len(said)))
    report.out[list(out)] = True
    ids = [key for key, _ in said]
    settle_doubles(ids, ids, lambda at: said[at][1], "编号", report)
    return report


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=8), st.randoms())
def test_what_is_kept_does_not_hang_on_the_order(said, random):
    def kept(rows):
        return sorted(rows[at] for at in np.flatnonzero(~settled(rows).out))

    mixed = random.sample(said, len(said))
    assert kept(mixed) == kept(said)
    contents = {key: {content for other, content in said if other == key} for key, _ in said}
    assert kept(said) == sorted((key, *some) for key, some in contents.items() if len(some) == 1)


def test_rows_that_contradict_each_other_are_both_refused_and_name_each_other():
    report = settled([("a", 1), ("b", 1), ("a", 2), ("a", 1)])
    assert report.out.tolist() == [True, False, True, True]
    assert [(item.row, item.severity, item.message[:26]) for item in report.findings] == [
        (2, "error", "the same code as row 4, 5 "),
        (4, "error", "the same code as row 2, 5 "),
        (5, "error", "the same code as row 2, 4 "),
    ]


def test_a_row_that_is_out_does_not_count():
    report = settled([("a", 1), ("a", 2)], out=[0])
    assert (report.out.tolist(), len(report.findings)) == ([True, False], 0)


def test_the_same_said_twice_is_kept_once_and_the_finding_says_which():
    checked = check(HEADER, row("a", area="12", remark="一"), row("a", area="12.0㎡", remark="二"))
    found = [(item.row, item.severity, item.code) for item in checked.findings if item.row]
    assert found == [(3, "warning", "identical_row")]
    assert "row 2 is kept" in next(item.message for item in checked.findings if item.row)
    assert (checked.kept, checked.left_out) == (1, 1)


def test_other_contents_under_one_code_leave_no_row():
    checked = check(HEADER, row("a", area="12"), row("a", area="13"), row("b"))
    assert checked.table["id"].tolist() == ["b"]
    assert checked.refused_ids == ("a",)


def test_one_name_address_and_place_with_other_contents_leave_no_row():
    checked = check(HEADER, row("", area="12"), row("", area="13"), row("", name="乙"))
    assert checked.table["name"].tolist() == ["乙"]
    assert [item.code for item in checked.findings if item.severity == "error"] == ["duplicate_row"] * 2
