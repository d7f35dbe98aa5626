"""A file read in stretches gives what the reader of whole files gives, cell by cell and row by row."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files import big_text, read_table, stream_table, streams, temporary_folder
from stationmap.files.big_text import BigText
from stationmap.files.delimited import parse_delimited

cells = st.sampled_from(["", "a", " b ", "热水", '"q"', '"x,y"', '"l\nm"', '""', 'i"n', "7", '"d""d"', "'"])
lines = st.lists(cells, min_size=0, max_size=4).map(",".join)


def _cells(chunks, names):
    """Each row's number and its texts, whatever the stretches are."""
    rows = []
    for chunk in chunks:
        columns = [(coded.codes, coded.texts) for coded in (chunk.coded(name) for name in names)]
        rows += [(int(row), *(texts[codes[at]] for codes, texts in columns)) for at, row in enumerate(chunk.rows)]
    return [row for row in rows if any(row[1:])]


def _whole(text, names):
    table = parse_delimited(text, "x.csv")
    texts = zip(*([cell.strip() for cell in table.frame[name]] for name in names), strict=True)
    return [(int(row), *found) for row, found in zip(table.rows, texts, strict=True) if any(found)]


@given(st.lists(lines, max_size=12), st.sampled_from(["\n", "\r\n"]), st.integers(1, 60), st.booleans())
@example(["a,b,7", "", "a,b,7"], "\n", 8, True)
@example(['"l\nm",a,b', "a,b,7"], "\n", 16, True)
@example(["a,b", "a,b,7,热水"], "\n", 20, False)
def test_a_large_text_reads_as_a_small_one(records, end, block, ended):
    text = end.join(["编号,日期,人次", *records]) + (end if ended else "")
    names = ["编号", "日期", "人次"]
    with temporary_folder() as folder, pytest.MonkeyPatch.context() as patch:
        path = folder / "x.csv"
        path.write_bytes(text.encode())
        patch.setattr(big_text, "BLOCK_BYTES", block)
        try:
            expected = _whole(text, names)
        except FileFormatError:
            with pytest.raises(FileFormatError):
                list(BigText.opened(path).chunks(names))
            return
        chunks = list(BigText.opened(path).chunks(names))
        assert _cells(chunks, names) == expected
        odd = {(one.row, one.kind) for chunk in chunks for one in chunk.irregular}
        assert odd == {(one.row, one.kind) for one in parse_delimited(text, "x.csv").irregular}
        assert not chunks or chunks[-1].share == 1.0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings_of_a_large_text(encoding, tmp_path, monkeypatch):
    monkeypatch.setattr(big_text, "BLOCK_BYTES", 64)
    path = tmp_path / "x.csv"
    path.write_bytes("".join(["编号;人次\n", *(f"站{n};{n}\n" for n in range(40))]).encode(encoding))
    big = BigText.opened(path)
    assert _cells(big.chunks(["编号", "人次"]), ["编号", "人次"]) == [(n + 2, f"站{n}", str(n)) for n in range(40)]


def test_a_title_above_the_header_and_a_sep_line(tmp_path):
    for text, first in (("一览表,,\n编号,日期,人次\na,b,7\n", 3), ("sep=;\n编号;日期;人次\na;b;7\n", 3)):
        path = tmp_path / "x.csv"
        path.write_text(text, "utf-8")
        assert _cells(BigText.opened(path).chunks(["编号", "人次"]), ["编号", "人次"]) == [(first, "a", "7")]


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    for data in (b"PK\x03\x04aaaa", b"a,b\n" + b"1,2\n" * 99 + b"1,\0\n"):
        path.write_bytes(data)
        with pytest.raises(FileFormatError):
            list(BigText.opened(path).chunks(["a"]))


def test_an_open_quote_is_named_by_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(big_text, "BLOCK_BYTES", 8)
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,2\n3,4\n"5,6\n7,8\n', "utf-8")
    with pytest.raises(FileFormatError, match="line 4"):
        list(BigText.opened(path).chunks(["a", "b"]))


def test_only_large_texts_are_read_in_blocks(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    assert not isinstance(stream_table(path).source, BigText)
    monkeypatch.setattr(streams, "SMALL_BYTES", 3)
    assert isinstance(stream_table(path).source, BigText)
    with pytest.raises(MissingFileError):
        stream_table(tmp_path / "none.csv")


def test_parquet_in_stretches_reads_as_a_whole(tmp_path):
    path = tmp_path / "x.parquet"
    frame = pd.DataFrame(
        {
            "id": ["a", None, "c"],
            "day": pd.to_datetime(["2025-09-01", None, "2025-09-03"]),
            "n": [1.0, np.nan, 2.5],
            "moment": pd.to_datetime(["2025-09-01T08:15:00Z"] * 3),
            "kind": pd.Categorical(["x", "y", None]),
        }
    )
    frame.to_parquet(path)
    whole = read_table(path)
    stream = stream_table(path, chunk_rows=2)
    names = stream.names[:5]
    rows = _cells(stream.chunks(names), names)
    expected = zip(whole.rows.tolist(), *(whole.frame[name] for name in names), strict=True)
    assert rows == [row for row in expected if any(row[1:])]


def test_many_moments_are_written_by_arrow(tmp_path, monkeypatch):
    monkeypatch.setattr("stationmap.files.chunks._MANY", 1)
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"t": pa.array([0, 90_000_000], pa.timestamp("us", "UTC"))}), path)
    chunk = next(stream_table(path).chunks(["t"]))
    assert chunk.coded("t").texts.tolist()[:2] == ["1970-01-01 00:00:00.000000Z", "1970-01-01 00:01:30.000000Z"]


def test_damaged_parquet_is_refused(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(FileFormatError):
        stream_table(path)
