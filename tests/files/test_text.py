import codecs
import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stationmap.errors import FileFormatError
from stationmap.files.text import decode_text

TABLE = "编号,名称\n1,爱心驿站\n2,𠮷野家门口\n"
ENCODINGS = {
    "utf-8": TABLE.encode(),
    "utf-8 with mark": TABLE.encode("utf-8-sig"),
    "utf-16 little": codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
    "utf-16 little without mark": TABLE.encode("utf-16-le"),
    "utf-16 big without mark": TABLE.encode("utf-16-be"),
    "gb18030": TABLE.encode("gb18030"),
    "gbk": TABLE.replace("𠮷", "吉").encode("gbk"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_usual_encoding_is_told(name):
    expected = TABLE.replace("𠮷", "吉") if name == "gbk" else TABLE
    assert decode_text(ENCODINGS[name], "a.csv") == expected


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_utf8_comes_back_whatever_it_says(text):
    assume(
        not text.encode().startswith((b"PK\x03\x04", b"PAR1", b"%PDF-", b"SQLite")) and not text.startswith("\ufeff")
    )
    assert decode_text(text.encode(), "a.csv") == text
    assert decode_text(text.encode("utf-8-sig"), "a.csv") == text
    assert decode_text(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "a.csv") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_refusal(data):
    with contextlib.suppress(FileFormatError):
        assert "\0" not in decode_text(data, "a.csv")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"PAR1", b"%PDF-"])
def test_files_of_other_kinds_are_named(start):
    with pytest.raises(FileFormatError, match="this is a"):
        decode_text(start + b"...", "a.csv")


def test_damaged_utf8_is_not_taken_for_gbk():
    data = TABLE.encode() * 5
    broken = data[:-17] + b"\xff" + data[-16:]
    with pytest.raises(FileFormatError, match=r"line 15 has a damaged UTF-8 character"):
        decode_text(broken, "a.csv")


def test_bytes_of_no_encoding_name_their_line():
    with pytest.raises(FileFormatError, match=r"a\.csv: line 2 is not gb18030 text"):
        decode_text(b"a,b\n\xff\xff\xff\n", "a.csv")


def test_a_zero_byte_names_its_line():
    with pytest.raises(FileFormatError, match="line 3 holds a zero byte"):
        decode_text(b"id,name,address,street\n" * 2 + b"1\0,x\n" + b"2,some longer text\n" * 20, "a.csv")


def test_half_a_utf16_character_is_refused():
    with pytest.raises(FileFormatError, match="utf-16-le"):
        decode_text(codecs.BOM_UTF16_LE + b"a", "a.csv")
