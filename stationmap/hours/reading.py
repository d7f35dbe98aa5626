"""Hours as people write them, read into an OSM expression, or left unread with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from stationmap.errors import InputError
from stationmap.hours.assembling import rules_of_statements
from stationmap.hours.elements import elements_of
from stationmap.hours.expression import check_expression, normalise_expression
from stationmap.hours.plain import plain_text
from stationmap.hours.reasons import HoursReason, reason_of
from stationmap.hours.rules import print_rules
from stationmap.hours.statements import statements_of
from stationmap.hours.symbols import is_formal
from stationmap.hours.tokens import Token, tokens_of

__all__ = ["HoursReading", "read_hours"]

_NEVER = frozenset({"不开放", "关闭", "不营业", "停业", "歇业"})
"""Words that alone say that a place is never open; 休息 may also be what it offers."""


@dataclass(frozen=True, slots=True)
class HoursReading:
    """What a text of hours was read as.

    Parameters
    ----------
    text : str
        As received.
    expression : str
        In OSM's ``opening_hours`` syntax, at most 255 characters; blank if unread.
    reason : HoursReason or None
        Why it is unread.

    Examples
    --------
    >>> read_hours("约8点").reason.code
    'not_understood'
    """

    text: str
    expression: str
    reason: HoursReason | None = None


def read_hours(text: str) -> HoursReading:
    """Read hours in OSM syntax, in Chinese or in plain English; nothing is guessed.

    A text is read whole or not at all. What it names is open and the rest of the week or the year is closed, as in OSM.
    工作日 follows the public calendar (PH), 周一至周五 does not.

    Parameters
    ----------
    text : str
        As written; longer than 255 characters it is not looked at.

    Returns
    -------
    HoursReading

    Examples
    --------
    >>> read_hours("工作日 上午8:30-12:00，下午1:00-5:30").expression
    'Mo-Fr 08:30-12:00,13:00-17:30; PH off'
    >>> read_hours("工作日开放").expression, read_hours("高温预警期间开放 8:00-20:00").expression
    ('Mo-Fr unknown; PH off', '08:00-20:00 unknown "高温预警"')
    >>> read_hours("营业时间").reason.en
    "names the host's own hours, which are not known"
    """
    try:
        return HoursReading(text, _expression(plain_text(text)))
    except InputError as error:
        return HoursReading(text, "", reason_of(error))


def _expression(plain: str) -> str:
    if is_formal(plain):
        return normalise_expression(plain)
    if plain in _NEVER:
        return "off"
    return check_expression(_read(tokens_of(plain)))


def _read(tokens: tuple[Token, ...]) -> str:
    return print_rules(rules_of_statements(statements_of(elements_of(tokens))))
