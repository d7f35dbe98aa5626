"""Following a database: asking what changed, and saying what is to be done about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from stationmap.catalogue import CHINA, Catalogue, LiveCatalogue, OpeningRules
from stationmap.districts import Districts
from stationmap.errors import StoreUnavailableError
from stationmap.files import temporary_folder
from stationmap.loading import load_catalogue
from stationmap.snapshot.building import Building
from stationmap.snapshot.folders import map_snapshot, newest_snapshot
from stationmap.snapshot.warming import warm_up
from stationmap.store import Analysis, Changes, Store, open_store

__all__ = ["Follower"]

_AT_ONCE = 100  # stations changed at once that are laid into what is being searched: 0.1 ms each
_OVER = 10_000  # up to so many are laid over the base anew, about a second; more wait for a new base
_PENDING = 1_000  # from so many on a new base is worth building
_FIRST_REST, _LONGEST_REST = 5.0, 600.0  # seconds

Step = Callable[[], None]


class Follower:
    """Keeps a live catalogue abreast of a database.

    `look` asks, and may be slow: call it in a thread, one call at a time. What it returns changes `live` and is
    quick: call it where nobody searches meanwhile, such as on the event loop.

    Parameters
    ----------
    db : str
        Path or address of the database.
    root : Path, optional
        Folder of the snapshots that several processes share; one of its own without it.
    rules : OpeningRules, optional
        By which clock and calendar hours are evaluated; China's by default.

    Raises
    ------
    StoreError, MissingFileError
        If the database cannot be used.

    Notes
    -----
    A new base is built in another process when many changes are pending, when districts changed, when more
    stations changed at once than can be laid over the base, and when another database was put in its place.
    Of several followers over one `root` one has it built, and all of them map it, each laying what came meanwhile
    over it before it takes the old one's place.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as folder:
    ...     open_store(folder / "register.db", create=True).close()
    ...     follower = Follower(str(folder / "register.db"))
    ...     print(follower.live.version, follower.look())
    ...     follower.close()
    0 None
    """

    def __init__(self, db: str, root: Path | None = None, rules: OpeningRules = CHINA) -> None:
        self._db, self._rules = db, rules
        self._held = ExitStack()
        self._store: Store = self._held.enter_context(open_store(db))
        self._root = self._held.enter_context(temporary_folder()) if root is None else root
        self._building: Building | None = None
        self._waits = False  # for a new base, before which nothing new can be shown
        self._folder = newest_snapshot(self._root)
        base = load_catalogue(db) if self._folder is None else map_snapshot(self._folder)
        if int(base.version) > self._store.sequence():  # a snapshot of a register in whose place an older one was put
            base = load_catalogue(db)
        self._rest, self._not_before = _FIRST_REST, 0.0  # seconds, and the clock's, after a builder that failed
        self.live, self._stale = self._laid_over(base)
        self._mark = self._store.mark(int(self.live.version))
        self._kept = self._store.analyses()

    @property
    def mark(self) -> str:
        """What tells the register that is followed from another of the same version."""
        return self._mark

    @property
    def kept(self) -> tuple[list[Analysis], str]:
        """The results of analyses that the database keeps, and the mark of this state; in force as soon as seen."""
        return self._kept

    def close(self) -> None:
        """Let go of the database, of the builder and of a folder of its own."""
        if self._building is not None:
            self._building.stop()
        self._held.close()

    def look(self) -> Step | None:
        """Ask the database; return what is to be done, or None.

        Raises
        ------
        StoreError
            If the database does not answer; `live` goes on as it is.
        """
        if self._store.analyses_mark() != self._kept[1]:
            self._kept = self._store.analyses()
        newest = newest_snapshot(self._root)
        if newest is not None and newest != self._folder:
            return self._to_take(newest, map_snapshot(newest))
        self._build_if_needed()
        known = int(self.live.version)
        if self._waits:
            return None
        if self._store.mark(known) != self._mark:  # another register in its place
            self._waits = self._stale = True
            return None
        if self._store.sequence() == known:
            return None
        return self._step(self._store.changes(known))

    def _step(self, changes: Changes) -> Step | None:
        self._waits = len(changes.table) > _OVER
        pending = self.live.pending + len(changes.table)
        self._stale = self._stale or self._waits or changes.districts_changed or pending > _PENDING
        if self._waits:
            return None
        if len(changes.table) > _AT_ONCE:
            return self._to_take(self._folder, self.live.base)
        return partial(self._apply, changes, self._districts(changes), self._store.mark(changes.sequence))

    def _apply(self, changes: Changes, districts: Districts | None, mark: str) -> None:
        self.live.apply(changes.table, str(changes.sequence), districts)
        self._mark = mark

    def _districts(self, changes: Changes) -> Districts | None:
        return Districts(self._store.districts()) if changes.districts_changed else None

    def _laid_over(self, base: Catalogue) -> tuple[LiveCatalogue, bool]:
        """Lay what changed since over a base; tell whether it needs another, since districts changed."""
        live = LiveCatalogue(base.under(self._rules))
        changes = self._store.changes(int(base.version))
        if changes.sequence != int(base.version):
            live.apply(changes.table, str(changes.sequence), self._districts(changes))
        return live, changes.districts_changed

    def _to_take(self, folder: Path | None, base: Catalogue) -> Step:
        """Lay what changed over a base, so that who is to take it finds it warm."""
        live, stale = self._laid_over(base)
        warm_up(live)
        return partial(self._take, folder, live, stale, self._store.mark(int(live.version)))

    def _take(self, folder: Path | None, live: LiveCatalogue, stale: bool, mark: str) -> None:
        self._folder, self.live, self._stale, self._waits, self._mark = folder, live, stale, False, mark

    def _build_if_needed(self) -> None:
        building, self._building = self._building, None
        if building is not None and not self._ended(building):
            self._building = building
        elif self._stale and time.monotonic() >= self._not_before:
            self._building = Building.unless_another_does(self._db, self._root, self._folder)

    def _ended(self, building: Building) -> bool:
        try:
            ended = building.finished()
        except StoreUnavailableError:  # what made it fail may last: another is built later, and ever later
            self._not_before = time.monotonic() + self._rest
            self._rest = min(2 * self._rest, _LONGEST_REST)
            raise
        self._rest = _FIRST_REST if ended else self._rest
        return ended
