"""Comma-, semicolon- and tab-separated text to a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from stationmap.errors import FileFormatError
from stationmap.files.raw import RawTable
from stationmap.files.records import Record, table_of_records
from stationmap.files.text import decode_text

__all__ = ["parse_delimited", "read_delimited", "records_of", "separator_of"]

_SEPARATORS = (",", ";", "\t")
_SEP_LINE = re.compile(r"sep=([^\r\n])(?:\r\n|\r|\n|$)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def read_delimited(path: Path) -> RawTable:
    """Read a CSV or TSV file; see `parse_delimited` and `stationmap.files.text.decode_text`.

    Raises
    ------
    FileFormatError
        If the bytes are no text or the text no table.
    """
    return parse_delimited(decode_text(path.read_bytes(), path.name), path.name)


def parse_delimited(text: str, name: str) -> RawTable:
    r"""Split text into a table.

    The separator is that of comma, semicolon and tab which the header line has most of outside quotes,
    or the one that Excel's first line ``sep=;`` names. Headers, blank and ragged rows as in
    `stationmap.files.records.table_of_records`.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        The file's name, for the message.

    Returns
    -------
    RawTable
        ``rows`` are physical lines: a record whose quoted cell spans lines has the number of its first.

    Raises
    ------
    FileFormatError
        If the text is empty, a quote is never closed or followed by other text, or a cell has more than
        131,072 characters; the line on which the record begins is named.

    Examples
    --------
    >>> table = parse_delimited('name;lat\n"a;b";34.7\n\n', "x.csv")
    >>> table.frame.to_dict("records"), table.rows.tolist()
    ([{'name': 'a;b', 'lat': '34.7'}], [2])
    """
    return table_of_records(_records(text.removeprefix("\ufeff"), name), name)


def _records(text: str, name: str) -> Iterator[Record]:
    declared = _SEP_LINE.match(text)
    stream = io.StringIO(text[declared.end() :] if declared else text, newline="")
    return records_of(stream, separator_of(text), 2 if declared else 1, name)


def records_of(lines: Iterable[str], separator: str, line: int, name: str) -> Iterator[Record]:
    r"""Split lines into records, each with the number of its first line.

    Parameters
    ----------
    lines : iterable of str
        With their line ends.
    separator : str
        One character.
    line : int
        Number of the first line.
    name : str
        The file's name, for the message.

    Raises
    ------
    FileFormatError
        If a quote is never closed or followed by other text.

    Examples
    --------
    >>> list(records_of(['"a\n', 'b",1\n', "c,2\n"], ",", 7, "x.csv"))
    [(7, ['a\nb', '1']), (9, ['c', '2'])]
    """
    above = line - 1
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileFormatError(f"{name}: the record that begins on line {line}: {error}") from error
        yield line, record
        line = above + reader.line_num + 1


def separator_of(text: str) -> str:
    r"""Tell the separator of a text by its first lines.

    Parameters
    ----------
    text : str
        The beginning of a file is enough.

    Examples
    --------
    >>> separator_of('"a,b";c\n'), separator_of("sep=|\na|b\n")
    (';', '|')
    """
    if declared := _SEP_LINE.match(text):
        return declared[1]
    line = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return max(_SEPARATORS, key=_QUOTED.sub("", line).count)
