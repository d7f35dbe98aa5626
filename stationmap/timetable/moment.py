"""What is to be said of a station at an instant, and for how long that holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stationmap.timetable import single
from stationmap.timetable.flat import Flat
from stationmap.timetable.timetable import Timetable

__all__ = ["Moment", "moment_of"]

_NAMES = ("closed", "open", "unknown")


@dataclass(frozen=True, slots=True)
class Moment:
    """A state, what comes next, and from when to when all of it holds; instants are UTC epoch seconds.

    Parameters
    ----------
    state : {"open", "closed", "unknown"}
    opens_at : int or None
        The next opening, if it is not open; None if there is none within the horizon.
    closes_at : int or None
        When it ceases to be open, if it is; None if it never does within the horizon.
    estimated : bool
        Whether that rests on days off that are not published yet.
    comment : str
        What the hours say to people, such as 高温预警.
    since, until : int
        From when to before when the rest holds.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> moment = moment_of(example_timetable(), 1, 3600)
    >>> moment.state, moment.closes_at, moment.until
    ('open', 32400, 32400)
    """

    state: str
    opens_at: int | None
    closes_at: int | None
    estimated: bool
    comment: str
    since: int
    until: int


def moment_of(timetable: Timetable, which: int, at: int) -> Moment:
    """Say what holds of an entry at an instant.

    Parameters
    ----------
    timetable : Timetable
    which : int
        The entry.
    at : int
        UTC epoch seconds.

    Examples
    --------
    >>> from stationmap.timetable.example import example_timetable
    >>> moment_of(example_timetable(), 1, 0).opens_at
    3600
    """
    flat = timetable.flat
    state, opens, closes = (ask(flat, which, at) for ask in (single.state, single.opens_at, single.closes_at))
    since, until = _span(flat, which, at)
    told = np.array([at, *(instant for instant in (opens, closes) if instant >= 0)])
    estimated = bool(timetable.estimated(np.full(len(told), which), told).any())
    return Moment(
        _NAMES[state],
        None if opens < 0 else opens,
        None if closes < 0 else closes,
        estimated,
        timetable.comment(which, at),
        since,
        until,
    )


def _span(flat: Flat, which: int, at: int) -> tuple[int, int]:
    """Give the stretch about an instant in which neither interval, nor comment, nor year changes."""
    low, high = int(flat.offsets[which]), int(flat.offsets[which + 1])
    first, last = int(flat.comment_offsets[which]), int(flat.comment_offsets[which + 1])
    since, until = -(2**62), 2**62
    for edges in (
        flat.starts[low:high],
        flat.ends[low:high],
        flat.comment_starts[first:last],
        np.sort(flat.comment_ends[first:last]),
        flat.year_starts,
        np.array([flat.begin, flat.end]),
    ):
        place = int(np.searchsorted(edges, at, "right"))
        since = max(since, int(edges[place - 1])) if place else since
        until = min(until, int(edges[place])) if place < len(edges) else until
    return since, until
