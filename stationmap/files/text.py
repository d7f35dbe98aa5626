"""Bytes of a text file to text, whichever of China's usual encodings they are in."""

from __future__ import annotations

import codecs
import re

from stationmap.errors import FileFormatError

__all__ = ["decode_text"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook; give it its own suffix, such as .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or a password-protected workbook; save it as .xlsx without a password"),
    (b"SQLite format 3\0", "a database; a GeoPackage has the suffix .gpkg"),
    (b"PAR1", "a Parquet file; give it the suffix .parquet"),
    (b"%PDF-", "a PDF document, not a table"),
)
_SAMPLE = 65_536
_REPLACED = "\ufffd"


def decode_text(data: bytes, name: str) -> str:
    r"""Decode a text file without being told its encoding.

    A byte-order mark decides. Without one: UTF-16 where every other byte is often zero, else UTF-8,
    else GB18030 (which holds GBK and GB2312).

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        The file's name, for the message.

    Returns
    -------
    str
        The text without its byte-order mark; line ends as they are.

    Raises
    ------
    FileFormatError
        If it is no text, or in no encoding of these; the line of the first bad byte is named.

    Examples
    --------
    >>> decode_text("热水".encode("gbk"), "a.csv"), decode_text("热水\n".encode("utf-16"), "a.csv")
    ('热水', '热水\n')
    """
    refuse_binary(data, name)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    wide = utf16_without_mark(data)
    if wide:
        return _strict(data, wide, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse_damaged_utf8(data, error, name)
        text = _strict(data, "gb18030", name)
    return _without_nul(text, name)


def refuse_binary(data: bytes, name: str) -> None:
    for start, what in _MAGIC:
        if data.startswith(start):
            raise FileFormatError(f"{name}: this is {what}")


def utf16_without_mark(data: bytes) -> str:
    """Commas, digits and line ends are ASCII in any table, so one byte of each of their pairs is zero."""
    sample = data[:_SAMPLE]
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    if len(data) % 2 or max(high, low) * 50 < len(sample) or max(high, low) < 4 * min(high, low):
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return _without_nul(data.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise FileFormatError(
            f"{name}: line {_line(data, error.start)} is not {encoding} text (byte {error.start}); "
            "save the file as UTF-8 and try again"
        ) from error


def refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Text that is UTF-8 but for a few bytes would turn into nonsense as GB18030, without an error."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACED)
    if len(re.findall(r"[^\x00-\x7f]", text)) > 10 * broken:
        line = _line(data, error.start)
        raise FileFormatError(f"{name}: line {line} has a damaged UTF-8 character (byte {error.start})") from error


def _without_nul(text: str, name: str) -> str:
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise FileFormatError(f"{name}: line {line} holds a zero byte; this is no table of text")
    return text


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
