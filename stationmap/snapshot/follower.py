"""Following a database: asking what changed, and saying what is to be done about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from stationmap.catalogue import Catalogue, LiveCatalogue
from stationmap.files import temporary_folder
from stationmap.loading import load_catalogue
from stationmap.snapshot.building import Building
from stationmap.snapshot.folders import map_snapshot, newest_snapshot
from stationmap.store import Changes, Store, open_store

__all__ = ["Follower"]

_AT_ONCE = 100  # stations changed at once that are laid into what is being searched: 0.1 ms each
_OVER = 10_000  # up to so many are laid over the base anew, about a second; more wait for a new base
_PENDING = 1_000  # from so many on a new base is worth building

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

    Raises
    ------
    StoreError, MissingFileError
        If the database cannot be used.

    Notes
    -----
    A new base is built in another process when many changes are pending, when districts changed, when more
    stations changed at once than can be laid over the base, and when the database was replaced by an older one.
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

    def __init__(self, db: str, root: Path | None = None) -> None:
        self._db = db
        self._held = ExitStack()
        self._store: Store = self._held.enter_context(open_store(db))
        self._root = self._held.enter_context(temporary_folder()) if root is None else root
        self._building: Building | None = None
        self._waits = False  # for a new base, before which nothing new can be shown
        self._folder = newest_snapshot(self._root)
        base = load_catalogue(db) if self._folder is None else map_snapshot(self._folder)
        self.live, self._stale = self._laid_over(base)

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
        newest = newest_snapshot(self._root)
        if newest is not None and newest != self._folder:
            return partial(self._take, newest, *self._laid_over(map_snapshot(newest)))
        self._build_if_needed()
        known = int(self.live.version)
        if self._waits or self._store.sequence() == known:
            return None
        return self._step(self._store.changes(known), known)

    def _step(self, changes: Changes, known: int) -> Step | None:
        self._waits = changes.sequence < known or len(changes.table) > _OVER
        pending = self.live.pending + len(changes.table)
        self._stale = self._stale or self._waits or changes.districts_changed or pending > _PENDING
        if self._waits:
            return None
        if len(changes.table) > _AT_ONCE:
            return partial(self._take, self._folder, self._laid_over(self.live.base)[0], self._stale)
        return partial(self.live.apply, changes.table, str(changes.sequence))

    def _laid_over(self, base: Catalogue) -> tuple[LiveCatalogue, bool]:
        """Lay what changed since over a base; tell whether it needs another, since districts changed."""
        live = LiveCatalogue(base)
        changes = self._store.changes(int(base.version))
        if changes.sequence != int(base.version):
            live.apply(changes.table, str(changes.sequence))
        return live, changes.districts_changed

    def _take(self, folder: Path | None, live: LiveCatalogue, stale: bool) -> None:
        self._folder, self.live, self._stale, self._waits = folder, live, stale, False

    def _build_if_needed(self) -> None:
        building, self._building = self._building, None
        if building is not None and not building.finished():
            self._building = building
        elif self._stale:
            self._building = Building.unless_another_does(self._db, self._root, self._folder)
