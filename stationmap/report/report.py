"""A whole report: its sections and layers, and all by which its figures can be traced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from stationmap.errors import InputError
from stationmap.report.section import Section
from stationmap.study import Source

__all__ = ["Layer", "Report"]


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of the GeoPackage.

    Parameters
    ----------
    name : str
        As it is shown in a GIS.
    title : str
        What it holds, Chinese and English.
    frame : pandas.DataFrame
        Columns as a person would call them; a GeoDataFrame in EPSG:4326, or a table without places.

    Examples
    --------
    >>> Layer("方法", "方法 method", pd.DataFrame({"说明": ["…"]})).name
    '方法'
    """

    name: str
    title: str
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Report:
    """What all outputs are written from; each of them holds the same figures.

    Parameters
    ----------
    title_zh, title_en : str
        Of the whole.
    sections : tuple of Section
        In order; the last is the method.
    layers : tuple of Layer
        Of the GeoPackage.
    sources : tuple of Source
        Every input with its fingerprint.
    versions : mapping of str to str
        Of stationmap, Python and the libraries that calculate.
    warnings : tuple of str
        What a reader must know before using a figure, Chinese first; that data are made up comes first of all.
    made_at : datetime
        With its time zone.
    register_version : str
        Of the register that the stations come from.
    made_up : bool
        Whether the data are the demonstration's.
    period : tuple of date or None
        First and last day of the visits.
    published : bool
        Whether small counts are withheld.

    Raises
    ------
    InputError
        If two sections have one key or title, or the time has no zone.

    Examples
    --------
    >>> from datetime import UTC
    >>> Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False).title
    '报告 Report'
    """

    title_zh: str
    title_en: str
    sections: tuple[Section, ...]
    layers: tuple[Layer, ...]
    sources: tuple[Source, ...]
    versions: Mapping[str, str]
    warnings: tuple[str, ...]
    made_at: datetime
    register_version: str
    made_up: bool
    period: tuple[date, date] | None = None
    published: bool = False

    def __post_init__(self) -> None:
        for what in ("key", "title_zh"):
            names = [getattr(section, what) for section in self.sections]
            if len(set(names)) < len(names):
                raise InputError(f"two sections of a report have one {what}")
        if self.made_at.tzinfo is None:
            raise InputError("the time at which a report was made needs its time zone")

    @property
    def title(self) -> str:
        """Both titles, Chinese first."""
        return f"{self.title_zh} {self.title_en}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the title: register, period, when it was made."""
        period = "没有人次 no visits" if self.period is None else f"{self.period[0]} – {self.period[1]}"
        return (
            f"人次时段 period of visits: {period}",
            f"登记册版本 version of the register: {self.register_version}",
            f"制作 made: {self.made_at:%Y-%m-%d %H:%M %Z}",
        )
