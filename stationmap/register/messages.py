"""Every finding of a register's check, by code."""

from __future__ import annotations

from stationmap.findings import Finding
from stationmap.register.message import Message
from stationmap.register.messages_cells import OF_CELLS
from stationmap.register.messages_errors import ERRORS
from stationmap.register.messages_file import OF_FILE
from stationmap.register.messages_places import OF_PLACES

__all__ = ["MESSAGES", "finding"]

_VALUE_SHOWN = 200
MESSAGES: dict[str, Message] = ERRORS | OF_FILE | OF_PLACES | OF_CELLS


def finding(code: str, row: int, field: str, value: str, **parts: object) -> Finding:
    """Write one finding out.

    Parameters
    ----------
    code : str
        A key of `MESSAGES`.
    row : int
        Row of the file, 0 for the whole file.
    field : str
        Header as in the file.
    value : str
        As in the file; shown up to 200 characters.
    **parts : object
        What the message's braces are filled with.

    Returns
    -------
    Finding

    Examples
    --------
    >>> finding("unclean_number", 9, "面积", "约15", read=15).message
    'read as 15'
    """
    message = MESSAGES[code]
    shown = value[:_VALUE_SHOWN]
    filled = {"value": shown} | parts
    texts = (text.format(**filled) for text in (message.zh, message.en, message.advice_zh, message.advice))
    return Finding(row, message.severity, code, field, shown, *texts)
