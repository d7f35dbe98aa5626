"""The list of a store: its files, what its numbers are, and every import. Writing it is what commits an import."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from stationmap.errors import FileFormatError, SchemaVersionError
from stationmap.files import read_text_file, remove_others, write_text
from stationmap.visits import UNIT, VisitCounts

__all__ = ["MANIFEST", "MONTHS", "Entry", "Manifest", "Month"]

MANIFEST = "visits.json"
MONTHS = "[12][0-9][0-9][0-9]-[01][0-9].[0-9][0-9][0-9][0-9]*.parquet"
"""What months are called, so that nobody else's files are taken for ours and removed."""

VERSION = 1
UNSTATED = VisitCounts.method


@dataclass(frozen=True, slots=True)
class Month:
    """One month's file.

    Parameters
    ----------
    file : str
        Its name in the folder.
    rows : int
        Station-days.
    first, last : str
        First and last day that has a row, ISO 8601.

    Examples
    --------
    >>> Month("2025-09.0001.parquet", 2, "2025-09-01", "2025-09-02").rows
    2
    """

    file: str
    rows: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One import, as the ledger keeps it.

    Parameters
    ----------
    number : int
        From 1.
    file, sha256 : str
        The file's name and the fingerprint of its bytes.
    options : dict
        How it was read; the same bytes read in another way are another import.
    method : str
        How the visits were counted.
    rows, left_out, exits : int
        Rows that are not blank, those not used, and those of people who left.
    new, replaced, unchanged : int
        Station-days that the store lacked, that it had with other figures, and that it had.
    first, last : str
        First and last day, ISO 8601.
    imported_at : str
        ISO 8601, UTC.

    Examples
    --------
    >>> Entry(1, "a.csv", "", {}, "", 2, 0, 0, 2, 0, 0, "2025-09-01", "2025-09-02", "").changed
    True
    """

    number: int
    file: str
    sha256: str
    options: dict[str, Any]
    method: str
    rows: int
    left_out: int
    exits: int
    new: int
    replaced: int
    unchanged: int
    first: str
    last: str
    imported_at: str

    @property
    def changed(self) -> bool:
        """Whether the store is another since."""
        return bool(self.new or self.replaced)


@dataclass(frozen=True)
class Manifest:
    """What a store is made of.

    Parameters
    ----------
    unit : str
    months : dict of str to Month
        By year and month, such as ``2025-09``.
    imports : tuple of Entry
        In their order.

    Examples
    --------
    >>> Manifest().unit, Manifest().period
    ('人次 visits', None)
    """

    unit: str = UNIT
    months: dict[str, Month] = field(default_factory=dict)
    imports: tuple[Entry, ...] = ()

    @property
    def method(self) -> str:
        """How the visits were counted: every way of the imports that changed something, in their order."""
        ways = (entry.method or UNSTATED for entry in self.imports if entry.changed)
        return "；".join(dict.fromkeys(ways)) or UNSTATED

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day that has a row."""
        if not self.months:
            return None
        firsts, lasts = zip(*((month.first, month.last) for month in self.months.values()), strict=True)
        return date.fromisoformat(min(firsts)), date.fromisoformat(max(lasts))

    def known(self, sha256: str, options: dict[str, Any]) -> Entry | None:
        """Find the last import of the same bytes, read in the same way."""
        same = [entry for entry in self.imports if (entry.sha256, entry.options) == (sha256, options)]
        return same[-1] if same else None

    def after(self, entry: Entry, months: dict[str, Month]) -> Manifest:
        """Add an import and the months that it wrote."""
        return replace(self, months=dict(sorted({**self.months, **months}.items())), imports=(*self.imports, entry))

    def files(self, folder: Path) -> list[Path]:
        """Name the files of the months, in their order."""
        return [folder / month.file for month in self.months.values()]

    def write(self, folder: Path) -> None:
        """Commit: the list is replaced in one step, then files that it does not name are removed."""
        document = {"version": VERSION, "period": None, "method": self.method, **asdict(self)}
        if self.period is not None:
            document["period"] = {"first": self.period[0].isoformat(), "last": self.period[1].isoformat()}
        write_text(folder / MANIFEST, json.dumps(document, ensure_ascii=False, indent=1))
        self.clean(folder)

    def clean(self, folder: Path) -> None:
        """Remove the files that an import wrote that did not come to its end, or that another one replaced."""
        remove_others(folder, MONTHS, {month.file for month in self.months.values()})

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Read the list of a folder; None if it has none.

        Raises
        ------
        FileFormatError
            If it is no such list.
        SchemaVersionError
            If another version wrote it.
        """
        text = read_text_file(folder / MANIFEST)
        if text is None:
            return None
        try:
            document = json.loads(text)
            if document["version"] != VERSION:
                raise SchemaVersionError(f"{folder}: 人次库的版本不同 the store of visits is of another version")
            months = {name: Month(**month) for name, month in document["months"].items()}
            if any(Path(month.file).name != month.file for month in months.values()):
                raise ValueError("a month lies elsewhere")
            return cls(document["unit"], months, tuple(Entry(**entry) for entry in document["imports"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FileFormatError(f"{folder / MANIFEST}: 不是人次库的目录 is no list of a store of visits") from error
