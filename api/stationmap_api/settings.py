"""What a deployment may set, from the environment (prefix ``STATIONMAP_``)."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

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
