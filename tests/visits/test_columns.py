import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import ColumnError, InputError
from stationmap.files import RawTable, read_table
from stationmap.visits import STATES, read_visits
from stationmap.visits.columns import ALIASES, name_columns

FIELDS = ["station_id", "date", "visits", "state"]
ROW = ["a", "2025-09-01", "3", "部分"]


@pytest.mark.parametrize(("field", "alias"), [(field, alias) for field in FIELDS for alias in ALIASES[field]])
def test_every_alias_names_its_field_in_any_case_and_width(field, alias):
    for written in (alias, alias.upper(), f" {alias} ", alias.replace("_", " ")):
        header = [written if name == field else name for name in FIELDS]
        assert name_columns(header)[field] == written


def test_a_column_of_the_callers_own_goes_before_the_aliases():
    header = ["站", "日期", "客流", "人次", "状态"]
    raw = RawTable.of(header, [["a", "2025-09-01", "3", "99", "正常"]], [2])
    counts, findings = read_visits(raw, ["a"], {"station_id": "站", "visits": "客流"})
    assert counts.frame["visits"].tolist() == [3]
    assert not list(findings)


def test_findings_name_the_column_as_the_file_does():
    raw = RawTable.of(["站", "日期", "客流"], [ROW[:3], ["a", "2025-09-02", "x"]], [2, 3])
    _, findings = read_visits(raw, ["a"], {"station_id": "站", "visits": "客流"})
    assert [item.field for item in findings] == ["客流"]


def test_a_column_may_not_serve_two_fields_by_chance():
    assert name_columns(["id", "date", "count", "visits"], {"visits": "count", "state": "visits"}) == {
        "station_id": "id",
        "date": "date",
        "visits": "count",
        "state": "visits",
    }


@pytest.mark.parametrize("missing", FIELDS[:3])
def test_a_column_that_is_missing_is_named(missing):
    header = [name for name in FIELDS if name != missing]
    with pytest.raises(ColumnError, match=missing) as caught:
        name_columns(header)
    assert [fault.parameter for fault in caught.value.faults] == [missing]


def test_the_state_may_be_missing():
    assert name_columns(FIELDS[:3]) == {name: name for name in FIELDS[:3]}


@pytest.mark.parametrize(
    ("header", "mapping", "parameter"),
    [
        (["id", "编号", "date", "visits"], {}, "station_id"),
        (FIELDS, {"visits": "没有"}, "map"),
        (FIELDS, {"visitors": "visits"}, "map"),
        ([], {}, "station_id"),
    ],
)
def test_what_cannot_be_told_is_refused(header, mapping, parameter):
    with pytest.raises(ColumnError) as caught:
        name_columns(header, mapping)
    assert caught.value.faults[0].parameter == parameter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_in_any_encoding_reads_alike(tmp_path, encoding):
    path = tmp_path / "visits.csv"
    path.write_text(
        "站点编号,统计日期,服务人次,状态\n豫A-1,2025年9月1日,3,部分时段\n豫A-1,2025年9月2日,,未上报\n", encoding
    )
    counts, findings = read_visits(read_table(path), ["豫A-1"])
    assert counts.frame["state"].tolist() == ["part_day", "not_reporting"]
    assert not list(findings)


cells = st.text(max_size=8) | st.sampled_from(
    ["a", "b", "x", "2025-09-01", "2025-09-02", "20250901", "2025-02-30", "0", "1", "１", "1e3", "-1", "nan", "",
     "9" * 30, "正常", "关闭", "部分", "未上报", "counted"]
)  # fmt: skip
tables = st.lists(st.tuples(cells, cells, cells, cells).map(list), max_size=12)
likely = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "x", ""]),
        st.sampled_from(["2025-09-01", "2025-09-02", "x"]),
        st.sampled_from(["", "0", "5", "5.0", "-1", "x"]),
        st.sampled_from(["", "正常", "部分", "关闭", "?"]),
    ).map(list),
    max_size=12,
)


headers = st.text(max_size=6) | st.sampled_from([*FIELDS, "编号", "人次"])


def outcome(raw):
    """What is read, or the one error that is allowed, which no row or no column gives."""
    try:
        return read_visits(raw, ["a", "b"])
    except (ColumnError, InputError) as error:
        return error


@settings(max_examples=100)
@given(tables | likely)
def test_no_text_breaks_it_and_no_row_is_lost_silently(records):
    raw = RawTable.of(FIELDS, records, range(2, 2 + len(records)))
    filled = {row for row, record in enumerate(records, 2) if any(cell.strip() for cell in record)}
    answer = outcome(raw)
    if isinstance(answer, InputError):  # no row at all could be used
        assert bool(filled) == bool(answer.faults)
        return
    counts, findings = answer
    left_out = {item.row for item in findings if item.severity == "error" or item.code == "identical_duplicate"}
    assert left_out <= filled
    assert len(filled) == len(counts.frame) + len(left_out)
    assert counts.rows_left_out == len(left_out)
    assert set(counts.frame["state"]) <= STATES.keys()
    assert not counts.frame.duplicated(["station_id", "date"]).any()


@settings(max_examples=60)
@given(
    st.lists(st.text(max_size=6) | st.sampled_from([*FIELDS, "编号", "人次"]), max_size=6), st.lists(cells, max_size=6)
)
def test_no_header_raises_anything_but_a_column_error(header, record):
    cells = (record + [""] * len(header))[: len(header)]
    answer = outcome(RawTable.of(header, [cells], [2]))
    if isinstance(answer, ColumnError):
        assert answer.faults
