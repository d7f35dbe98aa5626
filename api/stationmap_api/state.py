"""What a running service holds: one catalogue, and the coverage table made from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends, Request

from stationmap.catalogue import Catalogue
from stationmap.coverage import DistrictCoverage
from stationmap.errors import StoreUnavailableError
from stationmap.loading import load_catalogue, load_coverage
from stationmap.maps import map_page
from stationmap_api.settings import Settings

__all__ = ["Served", "ServedNow", "load"]


@dataclass(frozen=True)
class Served:
    """Everything that answers are made from; never changed, only replaced.

    Parameters
    ----------
    catalogue : Catalogue
    settings : Settings
    """

    catalogue: Catalogue
    settings: Settings

    @cached_property
    def coverage(self) -> DistrictCoverage:
        """The coverage table, made when first asked for."""
        return load_coverage(self.catalogue, self.settings.visits)

    @cached_property
    def map_page(self) -> str:
        """The map, drawn when first asked for."""
        return map_page(self.catalogue, self.coverage)


def load(settings: Settings) -> Served:
    """Load what the settings name, ready to answer."""
    served = Served(load_catalogue(settings.db), settings)
    _ = served.catalogue.index, served.coverage  # built before the first request, not during it
    return served


def _served(request: Request) -> Any:  # noqa: ANN401  (Starlette's state has no types)
    served = getattr(request.app.state, "served", None)
    if served is None:
        raise StoreUnavailableError("登记册还没有载入 the register is not loaded yet")
    return served


ServedNow = Annotated[Served, Depends(_served)]
