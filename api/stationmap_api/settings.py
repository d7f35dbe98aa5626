"""What a deployment may set, from the environment (prefix ``STATIONMAP_``)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from stationmap.basemaps import Basemap, choose_basemap, served_basemap

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Where the service's data are.

    Parameters
    ----------
    db : str, optional
        ``STATIONMAP_DB``: path of a SQLite file or a postgresql:// address; the demonstration
        data where it is not set.
    visits : Path, optional
        ``STATIONMAP_VISITS``: file of visit counts for the coverage table.
    zone : str
        ``STATIONMAP_ZONE``: IANA name of the stations' clock; Asia/Shanghai where it is not set.
    calendar : Path, optional
        ``STATIONMAP_CALENDAR``: file of days off and make-up workdays that adds to China's.
    snapshots : Path, optional
        ``STATIONMAP_SNAPSHOTS``: folder through which workers share one copy of the register, as ``stationmap
        serve --workers`` sets it; of this register alone, and of this run.
    basemap : str
        ``STATIONMAP_BASEMAP``: tiles under the maps, as `choose_basemap` takes them; none where it is not set.
    basemap_datum, basemap_key, basemap_attribution, basemap_approval : str
        ``STATIONMAP_BASEMAP_DATUM`` and so on: what is said of them.

    Examples
    --------
    >>> Settings(db="register.db").db
    'register.db'
    """

    model_config = SettingsConfigDict(env_prefix="STATIONMAP_", extra="ignore")

    db: str | None = None
    visits: Path | None = None
    zone: str = ""
    calendar: Path | None = None
    snapshots: Path | None = None
    basemap: str = ""
    basemap_datum: str = ""
    basemap_key: str = Field(default="", repr=False)
    basemap_attribution: str = ""
    basemap_approval: str = ""

    def chosen_basemap(self) -> Basemap | None:
        """Open the basemap, with the address that pages of the service have it under.

        Raises
        ------
        StationmapError
            If it cannot be used.
        """
        return served_basemap(
            choose_basemap(
                self.basemap,
                datum=self.basemap_datum,
                key=self.basemap_key,
                attribution=self.basemap_attribution,
                approval=self.basemap_approval,
            )
        )
