import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import FileFormatError
from stationmap.files.delimited import parse_delimited

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def read(text):
    return parse_delimited(text, "a.csv")


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_separators_and_line_ends(separator, end):
    text = end.join(separator.join(row) for row in (["编号", "名称"], ["1", "甲,乙;丙\t".replace(separator, "")])) + end
    table = read(text)
    assert table.header == ["编号", "名称"]
    assert table.frame["编号"].tolist() == ["1"]
    assert table.rows.tolist() == [2]


@given(st.sampled_from(list(SEPARATORS.values())), st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_what_a_csv_writer_wrote_comes_back(separator, rows):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("a", "b", "c"), *rows])
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert read(stream.getvalue()).frame.to_numpy().tolist() == [list(row) for row in filled]


@given(st.text(max_size=80))
def test_any_text_is_a_table_or_a_clear_refusal(text):
    with contextlib.suppress(FileFormatError):
        table = read(text)
        assert len(table.frame) == len(table.rows)
        assert table.frame.columns.is_unique


def test_row_numbers_are_physical_lines():
    table = read('编号,备注\n1,"两\n行"\n\n2,x\n,\n3,y\n')
    assert dict(zip(table.frame["编号"], table.rows.tolist(), strict=True)) == {"1": 2, "2": 5, "3": 7}


@given(st.lists(st.sampled_from(["", "\n", "a", '"\n"', '"\n\n"', ","]), min_size=1, max_size=20))
def test_row_numbers_equal_a_count_of_line_ends(parts):
    """Oracle: a record begins on the line after as many line ends as stand before it."""
    text = "h1,h2\n"
    expected = []
    for part in parts:
        expected.append(text.count("\n") + 1)
        text += f"x{part.replace(',', '')},y\n" if not part.startswith('"') else f"{part},y\n"
    assert read(text).rows.tolist()[: len(expected)] == _with_splits(parts, expected)[: len(expected)]


def _with_splits(parts, starts):
    rows = []
    for part, start in zip(parts, starts, strict=True):
        rows.append(start)
        if part == "\n":  # a bare line end makes two rows of one
            rows.append(start + 1)
    return rows


@pytest.mark.parametrize("declared", ["sep=;\n", "SEP=;\r\n", "sep=|\n"])
def test_excels_first_line_names_the_separator(declared):
    separator = declared[4]
    table = read(f"{declared}a{separator}b,c\n1{separator}2\n")
    assert table.header == ["a", "b,c"]
    assert table.rows.tolist() == [3]


def test_separators_in_quotes_do_not_count():
    assert read('"a,b,c,d";e\n1;2\n').header == ["a,b,c,d", "e"]


def test_a_quote_that_is_never_closed_names_the_line_on_which_it_opens():
    with pytest.raises(FileFormatError, match="record that begins on line 3"):
        read('a,b\n1,2\n3,"4\n5,6\n')


def test_text_after_a_quote_is_refused():
    with pytest.raises(FileFormatError, match="line 2"):
        read('a,b\n"爱心"驿站,2\n')


def test_a_cell_beyond_the_limit_is_refused():
    with pytest.raises(FileFormatError, match="field larger than field limit"):
        read("a,b\n" + "x" * 200_000 + ",1\n")


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n", "\ufeff"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(FileFormatError, match="empty"):
        read(text)


def test_a_header_alone_is_a_table_without_rows():
    table = read("编号,名称\n")
    assert len(table.frame) == 0
    assert table.frame.columns.tolist() == ["编号", "名称"]


def test_ragged_rows_are_kept_and_told():
    table = read("a,b,c\n1,2\n1,2,3,4,\n1,2,3,,\n")
    assert table.frame.to_numpy().tolist() == [["1", "2", ""], ["1", "2", "3"], ["1", "2", "3"]]
    assert [(item.row, item.kind, item.value) for item in table.irregular] == [
        (2, "too_few_cells", "2 / 3"),
        (3, "too_many_cells", "4"),
    ]


def test_doubled_and_blank_headers_get_names_of_their_own():
    table = read("名称,名称,,备注,\n1,2,3,4,\n")
    assert table.header == ["名称", "名称", "", "备注"]
    assert table.frame.columns.tolist() == ["名称", "名称 (2)", "column 3", "备注"]


def test_a_title_above_the_header_is_skipped():
    table = read("郑州市驿站一览表,,\n编号,名称,地址\n1,甲,乙\n")
    assert table.header == ["编号", "名称", "地址"]
    assert table.rows.tolist() == [3]


def test_too_many_columns_are_refused():
    with pytest.raises(FileFormatError, match="2001 columns"):
        read(",".join(f"c{i}" for i in range(2001)) + "\n")


def test_hostile_cells_stay_as_they_are():
    hostile = ["`", "${1+1}", "</script>", "<img src=x onerror=alert(1)>", r"\1", "=1+1", "'; DROP TABLE"]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["a"], *([cell] for cell in hostile)])
    assert read(stream.getvalue()).frame["a"].tolist() == hostile
