"""What an expression leaves open: school holidays, closing times that it does not tell, and the sun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.holidays import WEEKDAYS_LISTED, outside_quotes
from stationmap.timetable.library import CLOSED, UNKNOWN, Span, parse, parse_derived
from stationmap.timetable.midnight import rules_of

__all__ = ["agreed", "readings"]

_SUN = re.compile("dawn|sunrise|sunset|dusk")
_SCHOOL = re.compile(rf"SH( +{WEEKDAYS_LISTED})?")
_SPAN = r"\d\d:\d\d-\d\d:\d\d(?:/[\d:]+)?\+?"
_TIMES = re.compile(rf"(?<![\d:])(?:{_SPAN}|\d\d:\d\d\+)(?:,(?:{_SPAN}|\d\d:\d\d\+))*")
_OPEN_END = re.compile(r"(\d\d:\d\d)(?:-(\d\d:\d\d))?\+")
_CLOSES = re.compile(r"(?:^| )(?:closed|off)$")


def readings(expression: str) -> tuple[str, ...]:
    """Give the expressions that one may come to; hours are known where all of them agree.

    ``SH`` may hold on every day or on none. ``10:00+`` may close at once or at midnight, ``10:00-16:00+`` at 16:00 or
    at midnight: the library takes the first for open until midnight and the second for closed at 16:00.

    Parameters
    ----------
    expression : str
        In OSM's syntax.

    Returns
    -------
    tuple of str
        The expression alone if it leaves nothing open.

    Raises
    ------
    ParameterError
        If it cannot be parsed, or depends on where the sun stands: without a place, the library has it rise at 07:00
        and set at 19:00 everywhere.

    Examples
    --------
    >>> readings("Mo-Fr 09:00-17:00; SH Mo-Fr 09:00-20:00")
    ('Mo-Fr 09:00-17:00; SH 09:00-20:00', 'Mo-Fr 09:00-17:00; Mo-Fr 09:00-20:00')
    >>> readings("Mo 10:00-12:00,14:00+"), readings("24/7")
    (('Mo 10:00-12:00', 'Mo 10:00-12:00,14:00-24:00'), ('24/7',))
    """
    canonical, plain = str(parse(expression)), re.sub('"[^"]*"', "", expression)
    if _SUN.search(plain):
        reason = "取决于日出日落，地点未知 depends on the sun, and no place is given"
        fault = Fault("opening_hours", expression, reason)
        raise ParameterError(f"开放时间无法求值 hours that cannot be evaluated: {reason}", (fault,))
    found = [expression]
    if "SH" in plain:
        found = [outside_quotes(text, put) for text in found for put in (_never_school, _always_school)]
    if "+" in re.sub(r" \+?-?\d+ days?", "", re.sub('"[^"]*"', "", canonical)):
        found = [_open_ends(text, late=late) for text in found for late in (False, True)]
    return tuple(dict.fromkeys(found))


def _never_school(text: str) -> str:
    return _SCHOOL.sub("SH", text)


def _always_school(text: str) -> str:
    return _SCHOOL.sub(lambda match: match[1].strip() if match[1] else "Mo-Su", text)


def _open_ends(expression: str, *, late: bool) -> str:
    """Let every span without a closing time end as early as it may, or as late."""
    return "".join(separator + _ended(rule, late=late) for separator, rule in rules_of(str(parse_derived(expression))))


def _ended(rule: str, *, late: bool) -> str:
    head, quote, comment = rule.partition('"')
    match = _TIMES.search(head)
    if match is None or "+" not in match[0]:
        return rule
    if _CLOSES.search(head.rstrip()):
        late = True
    spans = [_OPEN_END.sub(lambda one: _end(one, late=late), span) for span in match[0].split(",")]
    times = ",".join(span for span in spans if span)
    if times:
        return head[: match.start()] + times + head[match.end() :] + quote + comment
    return f"{head[: match.start()]}closed"


def _end(span: re.Match[str], *, late: bool) -> str:
    start, end = span[1], span[2]
    if end is None:
        return f"{start}-24:00" if late else ""
    if not late:
        return f"{start}-{end}"
    return f"{start}-24:00" if start < end < "24:00" else f"{start}-{start}"  # a night's, until it begins again


def agreed(told: Sequence[Sequence[Span]]) -> list[Span]:
    """Give what several readings of one day agree on, and unknown for the rest.

    Parameters
    ----------
    told : sequence of sequence of Span
        One sequence a reading, in order, none overlapping.

    Examples
    --------
    >>> [tuple(span) for span in agreed([[Span(0, 60, 1, "")], [Span(0, 90, 1, "")]])]
    [(0, 60, 1, ''), (60, 90, 2, '')]
    """
    edges = sorted({edge for spans in told for span in spans for edge in (span.start, span.end)})
    found: list[Span] = []
    for start, end in pairwise(edges):
        there = [next((span for span in spans if span.start <= start < span.end), None) for spans in told]
        states = {span.state if span else CLOSED for span in there}
        comment = next((span.comment for span in there if span and span.comment), "")
        state = states.pop() if len(states) == 1 else UNKNOWN
        if state != CLOSED or comment:
            found.append(Span(start, end, state, comment))
    return found
