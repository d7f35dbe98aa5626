import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files import TABLE_SUFFIXES, read_table, tables

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".CSV"])
def test_every_encoding_with_every_separator(tmp_path, encoding, separator, suffix):
    rows = [["编号", "名称", "设施"], ["a1", "中心路驿站", "热水、微波炉"]]
    path = tmp_path / f"stations{suffix}"
    path.write_bytes("".join(separator.join(row) + "\r\n" for row in rows).encode(encoding))
    table = read_table(path)
    assert [table.header, *table.frame.to_numpy().tolist()] == rows
    assert table.rows.tolist() == [2]


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.ods", "a.shp", "a.docx", "a", "a.csv.gz"])
def test_other_suffixes_say_what_to_do(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(FileFormatError, match=r"save it as|known: \.csv"):
        read_table(tmp_path / name)


def test_suffixes_are_public():
    assert {".csv", ".xlsx", ".geojson", ".gpkg", ".parquet"} <= set(TABLE_SUFFIXES)


@given(st.text(min_size=1, max_size=300))
def test_any_name_that_is_not_there_is_missing(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp() / "nothing"
    with pytest.raises(MissingFileError):
        read_table(folder / f"{name}.csv")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(MissingFileError):
        read_table(tmp_path)


def test_large_files_are_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * 11)
    with pytest.raises(FileFormatError, match="at most 10 are read"):
        read_table(tmp_path / "a.csv")


@pytest.mark.skipif(os.name != "posix", reason="needs /proc/self/mem, a file that nobody can read from its start")
def test_what_the_system_will_not_read_is_an_input_error(tmp_path):
    (tmp_path / "a.csv").symlink_to("/proc/self/mem")
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "a.csv")


def test_only_books_and_layers_have_sheets(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a\n1\n")
    with pytest.raises(FileFormatError, match="only workbooks"):
        read_table(tmp_path / "a.csv", sheet="x")
