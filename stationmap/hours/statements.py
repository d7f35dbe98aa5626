"""From elements to statements: which days of which season, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stationmap.hours.days import DayScope
from stationmap.hours.elements import STOP, Element
from stationmap.hours.reasons import refusal
from stationmap.hours.seasons import Season, others
from stationmap.hours.spans import Span

__all__ = ["Statement", "statements_of"]

_STOPS = frozenset(";。\n")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said.

    Parameters
    ----------
    says : {"open", "closed", "usual", "unknown", "makeup"}
        ``usual`` is 照常; ``makeup`` that make-up workdays are workdays.
    text : str
        The words that say it, for messages.
    scope : DayScope or None
        None if it names no days.
    seasons : tuple of Season
        Empty for the whole year.
    spans : tuple of Span
        When it is open; empty if no time is said.
    comment : str
        The alert on which an opening depends.

    Examples
    --------
    >>> Statement("open", "8:00-20:00", spans=(Span(480, 1200),)).scope is None
    True
    """

    says: str
    text: str
    scope: DayScope | None = None
    seasons: tuple[Season, ...] = ()
    spans: tuple[Span, ...] = ()
    comment: str = ""


def statements_of(elements: Sequence[Element]) -> tuple[Statement, ...]:
    """Put elements together; any that belongs to nothing is an error.

    Parameters
    ----------
    elements : sequence of Element

    Returns
    -------
    tuple of Statement
        In the order of the text.

    Raises
    ------
    InputError
        ``incomplete``, ``ambiguous_scope`` and others, as `refusal` makes it.

    Examples
    --------
    >>> from stationmap.hours.elements import elements_of
    >>> from stationmap.hours.tokens import tokens_of
    >>> [statement.says for statement in statements_of(elements_of(tokens_of("8:00-20:00,周日休息")))]
    ['open', 'closed']
    """
    fold = _Fold()
    for at, element in enumerate(elements):
        getattr(fold, f"on_{element.kind}")(element, elements[at + 1 : at + 2])
    return fold.finish()


class _Fold:
    """Holds what waits for its times: a season, days, an alert."""

    def __init__(self) -> None:
        self.done: list[Statement] = []
        self.seen: list[Season] = []
        self.seasons: tuple[Season, ...] = ()
        self.season_used = False
        self.season_text = ""
        self.days: Element | None = None
        self.alert: Element | None = None
        self.opened = False
        self.excepted = False  # 周一至周六(周三除外): days still wait
        self.stopped = False  # a sentence ended since the season was said

    # -- what waits

    def on_season(self, element: Element, _: Sequence[Element]) -> None:
        self._settle(element)
        self._begin(element, element.seasons)

    def on_rest(self, element: Element, _: Sequence[Element]) -> None:
        self._settle(element)
        rest = others(self.seen) if self.seen else ()
        if not rest:
            raise refusal("ambiguous_scope", element.text)
        self._begin(element, rest)

    def on_days(self, element: Element, following: Sequence[Element]) -> None:
        if self.days and not self.opened and element.pause and _closed_at_once(following):
            self.done.append(Statement("closed", element.text, element.days, self.seasons))
            self.excepted = True
            return
        last = self.done[-1] if self.done else None
        if element.bracketed and last and last.says == "open" and last.scope is None and not self._waits():
            self.done[-1] = replace(last, scope=element.days)
            return
        self._settle(element)
        self.days = element

    def on_alert(self, element: Element, _: Sequence[Element]) -> None:
        last = self.done[-1] if self.done else None
        if not element.pause and last and last.says == "open" and not self._waits():
            self.done[-1] = replace(last, says="unknown", comment=element.value)
            return
        if self.alert:
            raise refusal("contradictory", element.text)
        self._note(element)
        self.alert = element

    def on_open(self, element: Element, following: Sequence[Element]) -> None:
        """开放 is said of what waits; after or before times it says nothing more."""
        self.opened = self._waits()
        beside = (bool(self.done) and not element.pause) or (bool(following) and following[0].kind == "times")
        if not (self.opened or beside):
            raise refusal("incomplete", element.text)

    # -- what is said of it

    def on_times(self, element: Element, following: Sequence[Element]) -> None:
        self._note(element)
        named = bool(following) and following[0].kind == "days" and following[0].bracketed
        fresh = self._waits() or named or bool(self.seasons and not self.season_used)
        if self.done and self.done[-1].says == "open" and not fresh:
            raise refusal("ambiguous_scope", element.text)
        parted = bool(_STOPS & set(element.text)) and (self.days or self.seasons)
        if parted or (self.stopped and self.seasons):
            raise refusal("ambiguous_scope", element.text)
        self._state("unknown" if self.alert else "open", element, element.spans)

    def on_unknown(self, element: Element, _: Sequence[Element]) -> None:
        self._note(element)
        if not (self.days or self.seasons or not self.done):
            raise refusal("incomplete", element.text)
        self._state("unknown", element)

    def on_closed(self, element: Element, _: Sequence[Element]) -> None:
        if self.excepted:
            self.excepted = False
            return
        self._note(element)
        if self.days is None and not (self.seasons and not self.season_used):
            raise refusal("incomplete", element.text)
        if self.alert:
            raise refusal("contradictory", element.text)
        if self.season_used and not self.stopped and not (self.days and self.days.days and self.days.days.holiday):
            raise refusal("ambiguous_scope", element.text)
        if self.season_used:
            self.seasons = ()
        self._state("closed", element)

    def on_usual(self, element: Element, _: Sequence[Element]) -> None:
        if self.done and self.done[-1].says == "makeup" and not self._waits():
            return
        self._note(element)
        if self.days is None:
            raise refusal("incomplete", element.text)
        self._state("usual", element)

    def on_makeup(self, element: Element, following: Sequence[Element]) -> None:
        self._settle(element)
        if not following or following[0].kind not in {"open", "usual"} or following[0].pause:
            raise refusal("holiday_unclear", element.text)
        self.done.append(Statement("makeup", element.text))

    # -- the end

    def finish(self) -> tuple[Statement, ...]:
        only = len(self.done) == 1 and self.done[0].says == "open" and not self.opened
        if only and self.days and self.done[0].scope is None and not self.alert and not self.stopped:
            return (replace(self.done[0], scope=self.days.days),)
        if only and self.alert and not self.days and not self.stopped:
            return (replace(self.done[0], says="unknown", comment=self.alert.value),)
        if not self.done and self.days and not self.alert:
            self.opened = True  # days alone say as much as 工作日开放
        self._settle(None)
        self._check_season()
        return tuple(self.done)

    def _waits(self) -> bool:
        return self.days is not None or self.alert is not None

    def _check_season(self) -> None:
        if self.seasons and not self.season_used:
            raise refusal("incomplete", self.season_text)

    def _begin(self, element: Element, seasons: tuple[Season, ...]) -> None:
        self._check_season()
        self.seen.extend(seasons)
        self.seasons, self.season_used, self.stopped = seasons, False, False
        self.season_text = element.text

    def _note(self, element: Element) -> None:
        self.stopped = self.stopped or (element.pause == STOP and bool(self.done))

    def _settle(self, element: Element | None) -> None:
        """End what waits before new days or a new season begin: 工作日开放 is complete, 工作日 is not."""
        if self._waits() and not self.opened:
            if element is not None and self.alert and not self.days and element.kind == "days":
                return self._note(element)
            waiting = self.days or self.alert
            raise refusal("incomplete", waiting.text if waiting else "")
        if self._waits():
            self._state("unknown", element or self.days or self.alert)
        if element is not None:
            self._note(element)
        return None

    def _state(self, says: str, element: Element | None, spans: tuple[Span, ...] = ()) -> None:
        text = "".join(part.text for part in (self.days, element) if part)
        comment = self.alert.value if self.alert else ""
        days = self.days.days if self.days else None
        self.done.append(Statement(says, text, days, self.seasons, spans, comment))
        self.season_used = self.season_used or bool(self.seasons)
        self.days = self.alert = None
        self.opened = False


def _closed_at_once(following: Sequence[Element]) -> bool:
    return bool(following) and following[0].kind == "closed" and not following[0].pause
