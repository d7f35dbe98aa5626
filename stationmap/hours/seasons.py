"""Parts of the year: 5月1日至9月30日, 10月至次年4月, and what is left of the year beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stationmap.hours.numerals import number_of
from stationmap.hours.reasons import refusal
from stationmap.hours.tokens import Token

__all__ = ["MONTHS", "YEAR", "Season", "day_of_year", "others", "season_at", "seasons_of"]

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
YEAR = 366
"""Days of a leap year, on which every date has its number; 29 February is the 59th from 0."""

_NEW_YEAR = date(2024, 1, 1)
_MONTH_END = 32  # the day of 9月底


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """Dates that return every year, both ends within; it may run over the end of the year.

    Parameters
    ----------
    first, last : int
        Days of a leap year, from 0.

    Examples
    --------
    >>> Season(day_of_year(11, 1), day_of_year(2, 29)).months
    (11, 2)
    """

    first: int
    last: int

    @property
    def days(self) -> frozenset[int]:
        """Its days by number."""
        length = (self.last - self.first) % YEAR + 1
        return frozenset((self.first + step) % YEAR for step in range(length))

    @property
    def dates(self) -> tuple[date, date]:
        """First and last date in a leap year."""
        return _NEW_YEAR + timedelta(self.first), _NEW_YEAR + timedelta(self.last)

    @property
    def months(self) -> tuple[int, int] | None:
        """First and last month, if it is made of whole months."""
        first, last = self.dates
        whole = first.day == 1 and (last + timedelta(1)).day == 1
        return (first.month, last.month) if whole else None


def day_of_year(month: int, day: int) -> int:
    """Give the number of a date from 0, as in a leap year; -1 if there is no such date.

    Parameters
    ----------
    month, day : int

    Examples
    --------
    >>> day_of_year(3, 1), day_of_year(2, 30)
    (60, -1)
    """
    try:
        return (date(2024, month, day) - _NEW_YEAR).days
    except ValueError:
        return -1


def others(seasons: Iterable[Season]) -> tuple[Season, ...]:
    """Give the rest of the year.

    Parameters
    ----------
    seasons : iterable of Season

    Examples
    --------
    >>> [season.months for season in others([Season(day_of_year(5, 1), day_of_year(9, 30))])]
    [(10, 4)]
    """
    return seasons_of(frozenset(range(YEAR)).difference(*(season.days for season in seasons)))


def seasons_of(days: frozenset[int]) -> tuple[Season, ...]:
    """Give the runs of days of a leap year; a run over the end of the year is one, the whole year is none.

    Parameters
    ----------
    days : frozenset of int

    Examples
    --------
    >>> seasons_of(frozenset({0, 1, 40, 365}))
    (Season(first=40, last=40), Season(first=365, last=1))
    """
    starts = sorted(day for day in days if (day - 1) % YEAR not in days)
    ends = sorted(day for day in days if (day + 1) % YEAR not in days)
    if starts and ends[0] < starts[0]:
        ends = [*ends[1:], ends[0]]
    return tuple(Season(first, last) for first, last in zip(starts, ends, strict=True))


def season_at(tokens: Sequence[Token], at: int) -> tuple[Season, int] | None:
    """Read a date or a range of dates.

    Parameters
    ----------
    tokens : sequence of Token
    at : int
        Where it begins.

    Returns
    -------
    (Season, int) or None
        With the place after it; None if no date stands there.

    Raises
    ------
    InputError
        ``incomplete`` or ``impossible_date``.

    Examples
    --------
    >>> from stationmap.hours.tokens import tokens_of
    >>> season_at(tokens_of("5-9月"), 0)[0].months
    (5, 9)
    """
    if at >= len(tokens) or not _begins_season(tokens, at):
        return None
    first = _parts(tokens[at])
    end = at + 1
    last = first
    if end < len(tokens) and tokens[end].kind == "dash":
        end += 1 + (end + 1 < len(tokens) and tokens[end + 1].kind == "next_year")
        last = _parts(tokens[end]) if end < len(tokens) else (0, 0)
        end += 1
    return _season(_with_month(first, last), _with_month(last, first), tokens[at:end]), end


def _begins_season(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].kind == "date":
        return True
    following = [token.kind for token in tokens[at + 1 : at + 3]]
    return tokens[at].kind == "number" and following == ["dash", "date"]


def _parts(token: Token) -> tuple[int, int]:
    """Give month and day, 0 for what is not said."""
    text = token.text.rstrip("日号份")
    month, sign, day = text.partition("月")
    if token.kind == "date":
        return number_of(month), _MONTH_END if day == "底" else number_of(day.strip("份")) if day.strip("份") else 0
    if token.kind == "mday":
        return 0, number_of(text)
    return (number_of(text), 0) if token.kind == "number" and not sign else (-1, 0)


def _with_month(parts: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """5月1日至30日: the second has the month of the first."""
    return (parts[0] or other[0], parts[1])


def _season(first: tuple[int, int], last: tuple[int, int], tokens: Sequence[Token]) -> Season:
    written = "".join(token.text for token in tokens)
    if last[1] != _MONTH_END and bool(first[1]) != bool(last[1]):
        raise refusal("incomplete", written)
    if first[1] == _MONTH_END or not (1 <= first[0] <= 12 and 1 <= last[0] <= 12):
        raise refusal("impossible_date", written)
    start = day_of_year(first[0], first[1] or 1)
    month_end = last[1] in {0, _MONTH_END}
    stop = (day_of_year(last[0] % 12 + 1, 1) - 1) % YEAR if month_end else day_of_year(*last)
    if min(start, stop) < 0:
        raise refusal("impossible_date", written)
    return Season(start, stop)
