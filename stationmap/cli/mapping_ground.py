"""What lies under the map that ``stationmap map`` draws: tiles, and streets of an extract."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stationmap.basemaps import Basemap, beside_page, carry_tiles
from stationmap.catalogue import Catalogue
from stationmap.datum import Datum
from stationmap.maps import read_street_lines, street_layer

__all__ = ["Ground", "tiles_in_place"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, eq=False)
class Ground:
    """The ground of one map.

    Parameters
    ----------
    basemap : Basemap, optional
        With its tiles in the page or an address for them.
    streets : dict, optional
        The part ``streets`` of the page.
    """

    basemap: Basemap | None
    streets: dict[str, Any] | None

    @classmethod
    def of(cls, catalogue: Catalogue, basemap: Basemap | None, extract: Path | None, megabytes: float) -> Ground:
        """Draw the streets of an extract, as many as fit, in the datum of the tiles."""
        if extract is None:
            return cls(basemap, None)
        lat, lon, datum = catalogue.table["lat"], catalogue.table["lon"], basemap.datum if basemap else Datum.WGS84
        return cls(basemap, street_layer(read_street_lines(extract), lat, lon, datum, round(megabytes * MEGABYTE)))

    @property
    def parts(self) -> dict[str, Any]:
        """The parts of the page."""
        return {} if self.streets is None else {"streets": self.streets}

    @property
    def notes(self) -> list[str]:
        """What did not fit."""
        carried = None if self.basemap is None else self.basemap.carried
        return [*([carried.note] if carried else []), *([self.streets["note"]] if self.streets else [])]


def tiles_in_place(
    basemap: Basemap | None, catalogue: Catalogue, page: Path, megabytes: float, *, beside: bool
) -> Basemap | None:
    """Put tiles of this machine into the page, or find them `beside` it; leave others where they are."""
    if basemap is None:
        return None
    if beside:
        return beside_page(basemap, page)
    if basemap.source is None:
        return basemap
    return carry_tiles(basemap, catalogue.table["lat"], catalogue.table["lon"], round(megabytes * MEGABYTE))
