"""What a running service holds: a catalogue that follows the register, and pages made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import RLock
from typing import Annotated, Any

from fastapi import Depends, Request

from stationmap.catalogue import Catalogue, LiveCatalogue
from stationmap.clock import today
from stationmap.coverage import DistrictCoverage
from stationmap.errors import StoreUnavailableError
from stationmap.loading import demonstration, load_coverage
from stationmap.maps import map_page
from stationmap.snapshot import Follower, warm_up
from stationmap_api.settings import Settings

__all__ = ["Pages", "Served", "ServedNow", "load"]


@dataclass(frozen=True)
class Pages:
    """What takes long to make, of one version of the register; made when first asked for.

    Parameters
    ----------
    catalogue : Catalogue
    settings : Settings
    on : date
        The day that it is made for.
    """

    catalogue: Catalogue
    settings: Settings
    on: date
    _making: RLock = field(default_factory=RLock, init=False, repr=False, compare=False)

    @cached_property
    def coverage(self) -> DistrictCoverage:
        """The coverage table."""
        return load_coverage(self.catalogue, self.settings.visits)

    @cached_property
    def map_page(self) -> str:
        """The map."""
        return map_page(self.catalogue, self.coverage)

    def make_as(self, before: Pages) -> None:
        """Make what was made `before`: what is asked for is ready when it takes the old one's place."""
        for name in vars(before).keys() & {"coverage", "map_page"}:
            self.made(name)

    def made(self, name: str) -> Any:  # noqa: ANN401  (one page or the other)
        """Give one of them, made by one thread while others wait; call it in a thread, for it may take seconds."""
        with self._making:
            return getattr(self, name)


class Served:
    """Everything that answers are made from.

    `live` is searched; it has every change within two seconds. `catalogue` is the whole register in order, for
    listings, and `pages` hold what is counted and drawn of it: they follow as quickly as they can be made, the
    catalogue of 200,000 stations ten seconds later, a small one's at once. Each names its own version.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self.follower = None if settings.db is None else Follower(settings.db, settings.snapshots)
        self._made_up = LiveCatalogue(demonstration()) if self.follower is None else None
        self.settings = settings
        self.follows = True  # until a fault that nobody foresaw
        self.catalogue = self.live.frozen()
        self.pages = Pages(self.catalogue, settings, today())

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
    def coverage(self) -> DistrictCoverage:
        """The coverage table of `pages`."""
        return self.pages.coverage

    @property
    def behind(self) -> bool:
        """Whether catalogue and pages are of an older version, of other districts, or of another day."""
        shown, live = self.pages.catalogue, self.live
        return shown.version != live.version or shown.districts is not live.districts or self.pages.on != today()

    def catch_up(self) -> None:
        """Make catalogue and pages anew; call it in a thread."""
        catalogue = self.live.frozen()
        _ = catalogue.index  # built here, not in a request
        self.catalogue = catalogue
        pages = Pages(catalogue, self.settings, today())
        pages.make_as(self.pages)
        self.pages = pages

    def close(self) -> None:
        """Let go of the database."""
        if self.follower is not None:
            self.follower.close()


def load(settings: Settings) -> Served:
    """Load what the settings name, ready to answer."""
    served = Served(settings)
    warm_up(served.live)
    if settings.visits is not None:
        _ = served.coverage  # a file that cannot be used is told before the service stands
    return served


def _served(request: Request) -> Any:  # noqa: ANN401  (Starlette's state has no types)
    served = getattr(request.app.state, "served", None)
    if served is None:
        raise StoreUnavailableError("登记册还没有载入 the register is not loaded yet")
    return served


ServedNow = Annotated[Served, Depends(_served)]
