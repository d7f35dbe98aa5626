import math
import os

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files import read_table, write_frame, write_text, writing

FRAME = pd.DataFrame(
    {
        "区县": ["上街区", "=cmd|' /C calc'!A0"],
        "站点": pd.array([3, None], dtype="Int64"),
        "每日": [1.5, math.nan],
        "-x": [np.int64(1), np.int64(-2)],
    }
)
FORMULAS = ["=", "+", "-", "@", "\t", "\r"]


def sheet(path, number=0):
    book = openpyxl.load_workbook(path)
    page = book.worksheets[number]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    book.close()
    return page, rows


def test_csv_opens_in_excel_and_has_its_notes_below(tmp_path):
    write_frame(FRAME, tmp_path / "a.csv", notes=["按区县计", "两行\n一句"])
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\n") == [
        "区县,站点,每日,'-x",
        "上街区,3,1.5,1",
        "'=cmd|' /C calc'!A0,,,-2",
        "",
        "# 按区县计",
        "# 两行 一句",
        "",
    ]


def test_workbook_has_style_numbers_and_a_second_sheet(tmp_path):
    write_frame(FRAME, tmp_path / "a.xlsx", sheet="覆盖[1]/x", notes=["=1+1"])
    page, rows = sheet(tmp_path / "a.xlsx")
    assert rows == [["区县", "站点", "每日", "'-x"], ["上街区", 3, 1.5, 1], ["'=cmd|' /C calc'!A0", None, None, -2]]
    assert page.title == "覆盖 1  x"
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width > 10
    method, notes = sheet(tmp_path / "a.xlsx", 1)
    assert (method.title, notes) == ("方法 method", [["'=1+1"]])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("start", FORMULAS)
def test_nothing_begins_a_formula(tmp_path, suffix, start):
    write_frame(pd.DataFrame({"a": [f"{start}1+1", "x"]}), tmp_path / f"a{suffix}")
    first = read_table(tmp_path / f"a{suffix}").frame["a"][0]
    assert first.startswith("'")
    if suffix == ".xlsx":
        page, _ = sheet(tmp_path / "a.xlsx")
        assert page["A2"].data_type == "s"


@settings(max_examples=40)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_can_be_written(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("w")
    for suffix in (".csv", ".xlsx"):
        write_frame(pd.DataFrame({"n": range(len(texts)), "a": texts}), folder / f"a{suffix}", notes=texts)
        cells = read_table(folder / f"a{suffix}").frame["a"].tolist()
        assert not any(cell.startswith(tuple(FORMULAS)) for cell in cells)


@given(st.lists(st.sampled_from(["上街区", "a,b", 'q"q', "行\n二", "</script>", "${1}", r"\1", " x "]), min_size=1))
def test_harmless_text_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("w") / "a.csv"
    write_frame(pd.DataFrame({"a": texts, "b": "x"}), path)
    assert read_table(path).frame["a"].tolist() == texts


def test_lone_surrogates_are_replaced(tmp_path):
    write_frame(pd.DataFrame({"a": pd.Series(["x\ud800"], dtype=object)}), tmp_path / "a.csv")
    write_text(tmp_path / "a.txt", "x\ud800")
    assert read_table(tmp_path / "a.csv").frame["a"].tolist() == ["x\ufffd"]
    assert (tmp_path / "a.txt").read_bytes() == b"x?"


def test_a_frame_without_rows_has_its_header(tmp_path):
    for suffix in (".csv", ".xlsx"):
        write_frame(FRAME.iloc[:0], tmp_path / f"a{suffix}")
        assert len(read_table(tmp_path / f"a{suffix}").frame) == 0


def test_the_old_file_stays_where_writing_fails(tmp_path, monkeypatch):
    write_text(tmp_path / "a.csv", "old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_csv", fail)
    with pytest.raises(InputError, match="No space left"):
        write_frame(FRAME, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_other_suffixes_and_missing_folders_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match=r"\.csv or \.xlsx"):
        write_frame(FRAME, tmp_path / "a.ods")
    with pytest.raises(MissingFileError, match="no folder"):
        write_frame(FRAME, tmp_path / "no" / "a.csv")
    with pytest.raises(MissingFileError, match="no folder"):
        write_text(tmp_path / "no" / "a.txt", "x")


def test_a_folder_cannot_be_overwritten(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InputError, match="not a regular file"):
        write_text(tmp_path / "a.txt", "x")


def test_only_files_are_replaced_and_links_stay(tmp_path):
    (tmp_path / "to.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "to.csv")
    write_frame(pd.DataFrame({"a": [1]}), tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "to.csv").read_text("utf-8-sig") == "a\n1\n"
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("folder.csv", "pipe.csv"):
        with pytest.raises(InputError, match="not a regular file"):
            write_frame(pd.DataFrame({"a": [1]}), tmp_path / name)


def test_further_tables_have_sheets_of_their_own_in_a_workbook_alone(tmp_path):
    more = {"钟点/hours": pd.DataFrame({"=a": ["=1+1", "b"]})}
    write_frame(FRAME, tmp_path / "a.xlsx", sheet="一", notes=["按区县计"], further=more)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["一", "钟点 hours", writing.NOTES_SHEET]
    assert sheet(tmp_path / "a.xlsx", 1)[1] == [["'=a"], ["'=1+1"], ["b"]]
    with pytest.raises(FileFormatError, match="one table"):
        write_frame(FRAME, tmp_path / "a.csv", further=more)
    assert not (tmp_path / "a.csv").exists()
