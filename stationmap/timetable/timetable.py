"""Many expressions over one horizon, as flat arrays that answer for many stations and instants at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from stationmap.timetable import asking, single
from stationmap.timetable.calendar import Calendar
from stationmap.timetable.flat import Flat
from stationmap.timetable.laying import Compiling, lay_flat
from stationmap.timetable.schedule import compile_schedule
from stationmap.timetable.slots import MOST_SLOTS, slots

__all__ = ["Timetable"]

Answer = TypeVar("Answer", bound=np.generic)
Numbers = NDArray[np.int64]
States = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Timetable:
    """Hours of many stations, compiled: one entry an expression, entry 0 for hours that nobody knows.

    Instants are UTC epoch seconds, int64; entries are those of `entry_of`. Outside the horizon every state is unknown.
    States are 0 closed, 1 open, 2 unknown. Methods for many take arrays that broadcast against each other; those
    called ``one_…`` take and give single numbers and are quicker for few.

    Parameters
    ----------
    flat : Flat
        The arrays, as a compiled kernel may take them.
    expressions : tuple of str
        By entry; the first is "".
    comments : tuple of str
        Texts that `Flat.comment_texts` numbers.
    zone : ZoneInfo
        Whose clocks the hours are meant for.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> zone = ZoneInfo("Asia/Shanghai")
    >>> table = Timetable.build(["24/7", "Mo-Fr 09:00-17:00"], china_calendar(), zone, date(2026, 11, 25))
    >>> which, at = np.array([0, 1, 2]), 1_764_028_800 + 365 * 86_400  # 25 November 2026, 08:00 in China
    >>> table.states(which, at).tolist(), table.opens_at(which, at).tolist()
    ([2, 1, 0], [-1, -1, 1795568400])
    """

    flat: Flat
    expressions: tuple[str, ...]
    comments: tuple[str, ...]
    zone: ZoneInfo

    @classmethod
    def build(
        cls,
        expressions: Iterable[str],
        calendar: Calendar,
        zone: ZoneInfo,
        first: date,
        days: int = 400,
        progress: Callable[[int, int], None] | None = None,
        compiling: Compiling = compile_schedule,
    ) -> Timetable:
        """Compile expressions, each once; one that cannot be evaluated has entry 0, unknown always.

        Parameters
        ----------
        expressions : iterable of str
            In OSM's syntax; "" stands for hours that nobody knows.
        calendar : Calendar
            For those that name ``PH``.
        zone : ZoneInfo
            Whose clocks the hours are meant for.
        first : date
            The horizon begins with the midnight before this day's, so that a day's early hours have their eve.
        days : int
            Days of the horizon, 400 by default: a year, and what a timetable a month old still needs.
        progress : callable, optional
            Called with (done, all) after each expression.
        compiling : callable, optional
            Compiles what stands for an expression, where it is more than that or was compiled before.

        Raises
        ------
        ParameterError
            If the horizon is no horizon; never for an expression.
        """
        distinct = list(dict.fromkeys(text for text in expressions if text))
        flat, entries, comments = lay_flat(distinct, calendar, zone, first, days, progress, compiling)
        return cls(flat, entries, comments, zone)

    @cached_property
    def _entries(self) -> Mapping[str, int]:
        return {text: entry for entry, text in enumerate(self.expressions)}

    def __len__(self) -> int:
        return len(self.expressions)

    def entry_of(self, expression: str) -> int:
        """Give the entry of an expression; 0 (unknown) for one that was not compiled or cannot be evaluated."""
        return self._entries.get(expression, 0)

    def covers(self, at: int) -> bool:
        """Tell whether an instant lies within the horizon."""
        return self.flat.begin <= at < self.flat.end

    def states(self, which: Numbers, at: Numbers | int) -> States:
        """Give the state at each instant."""
        return _asked(asking.states, self.flat, which, at)

    def stays_open(self, which: Numbers, arrive: Numbers | int, stay_s: Numbers | int) -> States:
        """Give the state of whole stays, from `arrive` to before `arrive` + `stay_s` seconds.

        Closed if closed at any moment of it, else unknown if unknown at any, else open. Who leaves as the doors close
        has stayed. A stay of no length is the moment of arriving; one that begins outside the horizon is unknown.
        """
        return _asked(asking.stays, self.flat, which, arrive, stay_s)

    def opens_at(self, which: Numbers, at: Numbers | int) -> Numbers:
        """Give the next moment of becoming open; -1 where it is open already, or never is within the horizon."""
        return _asked(asking.opens_at, self.flat, which, at)

    def closes_at(self, which: Numbers, at: Numbers | int) -> Numbers:
        """Give the next moment of ceasing to be open; -1 where it is not open, or ceases never within the horizon."""
        return _asked(asking.closes_at, self.flat, which, at)

    def estimated(self, which: Numbers, at: Numbers | int) -> NDArray[np.bool_]:
        """Tell where a state rests on assumed days off: ``PH`` is named, and the instant's year is not published.

        Ask with the instants of `opens_at` and `closes_at` for these. False outside the horizon, so for -1 too.
        """
        return _asked(asking.estimated, self.flat, which, at)

    def one_place(self, which: int, at: int) -> int:
        """Give the number of the interval, or of the gap before it, that an instant lies in."""
        return single.place_of(self.flat, which, at)

    def one_state(self, which: int, at: int) -> int:
        """Give one state."""
        return single.state(self.flat, which, at)

    def one_stays_open(self, which: int, arrive: int, stay_s: int) -> int:
        """Give the state of one stay, as `stays_open` has it."""
        return single.stays(self.flat, which, arrive, stay_s)

    def one_opens_at(self, which: int, at: int) -> int:
        """Give one next opening, as `opens_at` has it."""
        return single.opens_at(self.flat, which, at)

    def one_closes_at(self, which: int, at: int) -> int:
        """Give one next closing, as `closes_at` has it."""
        return single.closes_at(self.flat, which, at)

    def comment(self, which: int, at: int) -> str:
        """Give what an expression says to people at an instant, such as 高温预警; "" for nothing."""
        number = single.comment(self.flat, which, at)
        return self.comments[number] if number >= 0 else ""

    def slots(
        self, first_instant: int, slot_s: int, n: int = MOST_SLOTS
    ) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Tell of each entry in which slots of time it is open, and in which unknown, at some moment.

        Parameters
        ----------
        first_instant : int
            Slot i is from `first_instant` + i · `slot_s` to before the next.
        slot_s : int
            Seconds of a slot.
        n : int
            Slots, at most 64.

        Returns
        -------
        (numpy.ndarray of uint64, numpy.ndarray of uint64)
            Bit i is slot i. What lies outside the horizon is unknown.

        Raises
        ------
        ParameterError
            If `slot_s` is not positive or `n` not from 1 to 64.
        """
        return slots(self.flat, first_instant, slot_s, n)

    def to_arrays(self) -> tuple[dict[str, NDArray[np.generic]], dict[str, str]]:
        """Give arrays and facts from which `from_arrays` makes the same timetable, such as in another process."""
        facts = {
            "zone": self.zone.key,
            "horizon": json.dumps([self.flat.begin, self.flat.end]),
            "expressions": json.dumps(self.expressions),
            "comments": json.dumps(self.comments),
        }
        return self.flat.arrays(), facts

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], facts: Mapping[str, str]) -> Timetable:
        """Make a timetable of what `to_arrays` gave; the arrays may be mapped from files and read-only."""
        texts = {name: tuple(json.loads(facts[name])) for name in ("expressions", "comments")}
        flat = Flat.of(arrays, *json.loads(facts["horizon"]))
        return cls(flat, texts["expressions"], texts["comments"], ZoneInfo(facts["zone"]))


def _asked(ask: Callable[..., NDArray[Answer]], flat: Flat, *asked: Numbers | int) -> NDArray[Answer]:
    """Ask with arrays of one shape, flat, and give the answer that shape."""
    same = np.broadcast_arrays(*(np.asarray(one, dtype=np.int64) for one in asked))
    return ask(flat, *(one.ravel() for one in same)).reshape(same[0].shape)
