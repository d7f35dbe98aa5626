"""What a running service holds: a catalogue that follows the register, and pages made from it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

from fastapi import Depends, Request

from stationmap.catalogue import LiveCatalogue
from stationmap.clock import today
from stationmap.errors import StoreUnavailableError
from stationmap.loading import demonstration, load_visits, opening_rules
from stationmap.places import Places
from stationmap.snapshot import FollowedPlaces, Follower, warm_up
from stationmap_api.pages import Pages, make_apart, make_pages
from stationmap_api.settings import Settings

__all__ = ["Served", "ServedNow", "load"]

_SEARCHERS, _PATIENCE = 2, 30.0  # threads; seconds


class Served:
    """Everything that answers are made from.

    `live` has every change within two seconds; searches and listings are answered from it. `pages` hold what is
    counted and drawn of the whole register: they are made when first asked for, follow as quickly as they can be
    made, and name their own version. `basemap` lies under the maps of all pages; None for none.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        rules = opening_rules(settings.zone, settings.calendar)
        self.follower = None if settings.db is None else Follower(settings.db, settings.snapshots, rules)
        self._made_up = LiveCatalogue(demonstration().under(rules)) if self.follower is None else None
        self.settings = settings
        self.basemap = settings.chosen_basemap()
        self.follows = True  # until a fault that nobody foresaw
        self.pages: Pages | None = None
        self._making = asyncio.Lock()
        self.places = FollowedPlaces(settings.db, settings.snapshots)
        self.places_wanted, self.places_ready = asyncio.Event(), asyncio.Event()
        self.searchers = ThreadPoolExecutor(_SEARCHERS, "places")  # so that searches keep no other answer waiting

    @property
    def mark(self) -> str:
        """What tells the register from another of the same version."""
        return "" if self.follower is None else self.follower.mark

    @property
    def live(self) -> LiveCatalogue:
        """The register as it is; another object where the base was replaced."""
        live = self._made_up if self.follower is None else self.follower.live
        assert live is not None  # noqa: S101  (one of the two is there)
        return live

    @property
    def kept(self) -> tuple[list[Any], str]:
        """The results of analyses that are kept, and the mark of this state; the demonstration keeps none."""
        return ([], "") if self.follower is None else self.follower.kept

    @property
    def behind(self) -> bool:
        """Whether there are pages, of another state of the register or of what is kept, or of another day."""
        pages = self.pages
        if pages is None:
            return False
        now = self.live.version, self.mark, today(), self.kept[1] if pages.map_page else pages.kept
        return (pages.version, pages.mark, pages.on, pages.kept) != now

    async def made(self, *, drawn: bool) -> Pages:
        """Give the pages, with the map if `drawn`; whoever asks first waits until they are made."""
        async with self._making:
            pages = self.pages
            if pages is None or (drawn and not pages.map_page):
                pages = await self._make(drawn=drawn)
        return pages

    async def make_anew(self) -> None:
        """Make the pages that there are of the register as it is now."""
        async with self._making:
            await self._make(drawn=self.pages is not None and bool(self.pages.map_page))

    async def _make(self, *, drawn: bool) -> Pages:
        make = make_pages if self.settings.db is None else make_apart
        self.pages = pages = await asyncio.to_thread(make, self.settings, drawn=drawn)
        return pages

    async def places_now(self) -> Places:
        """Give what is searched for places; whoever asks first has it built, and waits.

        Raises
        ------
        StoreUnavailableError
            If it is not there after half a minute.
        """
        self.places_wanted.set()
        try:
            async with asyncio.timeout(_PATIENCE):
                while (places := self.places.now) is None:
                    self.places_ready.clear()
                    await self.places_ready.wait()
        except TimeoutError as error:
            raise StoreUnavailableError("地名索引还没有建好 the index of places is not built yet") from error
        return places

    def close(self) -> None:
        """Let go of the database."""
        self.searchers.shutdown(wait=False, cancel_futures=True)
        self.places.close()
        if self.follower is not None:
            self.follower.close()


def load(settings: Settings) -> Served:
    """Load what the settings name, ready to answer."""
    served = Served(settings)
    warm_up(served.live)
    if settings.visits is not None:
        load_visits(served.live.base, settings.visits)  # what cannot be used is told before the service stands
    return served


def _served(request: Request) -> Any:  # noqa: ANN401  (Starlette's state has no types)
    served = getattr(request.app.state, "served", None)
    if served is None:
        raise StoreUnavailableError("登记册还没有载入 the register is not loaded yet")
    return served


ServedNow = Annotated[Served, Depends(_served)]
