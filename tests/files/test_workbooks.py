import contextlib
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import FileFormatError
from stationmap.files import read_table, workbooks
from stationmap.files.workbooks import read_workbook


def workbook(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    book.close()
    return path


def small_workbook():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["编号", "名称"])
    book.active.append(["1", "甲"])
    book.save(stream)
    return stream.getvalue()


WHOLE = small_workbook()


def test_typed_cells_become_text(tmp_path):
    day = dt.datetime(2024, 5, 1)  # noqa: DTZ001
    row = ["a1", 12.0, 0.5, True, day, None, dt.time(8, 30), "=1+1"]
    path = workbook(tmp_path / "a.xlsx", ("站点", [["编号", "面积", "b", "c", "d", "e", "f", "g"], row]))
    table = read_table(path)
    # a formula that was never computed has no value
    assert table.frame.iloc[0].tolist() == ["a1", "12", "0.5", "true", "2024-05-01", "", "08:30", ""]
    assert table.rows.tolist() == [2]
    assert table.crs is None


def test_titles_blank_rows_and_merged_cells_are_read_past(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page["A2"] = "郑州市户外劳动者驿站一览表"
    page.merge_cells("A2:C2")
    for at, text in enumerate(["编号", "名称", "地址"], 1):
        page.cell(4, at, text)
        page.cell(6, at, f"{text}一")
    book.save(tmp_path / "a.xlsx")
    table = read_workbook(tmp_path / "a.xlsx")
    assert table.header == ["编号", "名称", "地址"]
    assert table.rows.tolist() == [6]


def test_cells_beyond_the_header_are_kept(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ("s", [["编号", "名称"], ["1", "甲", "备注"], ["2"]]))
    table = read_workbook(path)
    assert table.frame.columns.tolist() == ["编号", "名称", "column 3"]
    assert table.irregular == ()


def test_the_first_sheet_or_the_one_asked_for(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ("甲", [["a"], ["1"]]), ("乙", [["b"], ["2"]]))
    first = read_table(path)
    assert first.header == ["a"]
    assert [(item.kind, item.value) for item in first.irregular] == [("other_layers", "乙")]
    assert read_table(path, sheet="乙").header == ["b"]
    assert read_table(path, sheet="乙").irregular == ()
    with pytest.raises(FileFormatError, match="甲, 乙"):
        read_table(path, sheet="丙")


def test_an_empty_sheet_is_refused(tmp_path):
    with pytest.raises(FileFormatError, match="empty"):
        read_workbook(workbook(tmp_path / "a.xlsx", ("s", [])))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(FileFormatError, match=r"a\.xlsx: not an Excel workbook"):
        read_table(tmp_path / "a.xlsx")


def test_old_and_protected_workbooks_say_what_to_do(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(FileFormatError, match=r"save it as \.xlsx without a password"):
        read_table(tmp_path / "a.xlsx")


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory, data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(bytes(content[: data.draw(st.integers(100, len(content)))]))
    with contextlib.suppress(FileFormatError):  # anything else is a fault of ours
        read_workbook(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_damaged_parts_are_refused(tmp_path, part, content):
    whole = workbook(tmp_path / "whole.xlsx", ("s", [["编号"], ["1"]]))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    with pytest.raises(FileFormatError):
        read_workbook(tmp_path / "a.xlsx")


def bomb(path, size, entries=1):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            archive.writestr(f"{number}.xml", b" " * size)


def test_an_archive_bomb_is_not_unpacked(tmp_path):
    bomb(tmp_path / "a.xlsx", 11_000_000)
    with pytest.raises(FileFormatError, match="times its size"):
        read_table(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("name", "value"), [("MAX_UNPACKED", 1_000), ("MAX_ENTRIES", 3)])
def test_declared_sizes_are_capped(tmp_path, monkeypatch, name, value):
    monkeypatch.setattr(workbooks, name, value)
    bomb(tmp_path / "a.xlsx", 600, entries=4)
    with pytest.raises(FileFormatError, match="give it as CSV"):
        read_table(tmp_path / "a.xlsx")


def test_a_row_beyond_excels_last_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_ROWS", 3)
    path = workbook(tmp_path / "a.xlsx", ("s", [["编号"], ["1"], ["2"], ["3"]]))
    with pytest.raises(FileFormatError, match="more than 3 rows"):
        read_workbook(path)
