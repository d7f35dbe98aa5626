"""Everything by which places can be found, to be entered by what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.places.entrances import Entrances
from stationmap.places.entries import Entries
from stationmap.places.plain import END, folded, plain_text, plain_units
from stationmap.places.readings import Readings
from stationmap.places.spoken import BITS, WIDTH, entrances_of_sound

__all__ = ["FIELDS", "Names"]

FIELDS = ("name", "id", "address", "label")
"""What a text is of a place; of two that fit alike the earlier field comes first."""


def word_mark(word: str) -> int:
    """Give a number of 64 bits for a word, the same in every process.

    >>> word_mark("金水区") == word_mark("金水区")
    True
    """
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The texts of all places, in this order: names, aliases, labels, codes and addresses of stations.

    Parameters
    ----------
    written : Entrances
        All texts.
    pinyin, initials : Entrances
        Names, aliases and labels as they are spoken.
    rows : int32 array
        Row of each text's place; number of the label for labels.
    fields : int8 array
        Number of each text's field in `FIELDS`.
    areas : uint64 array
        `word_mark` of each name and alias of an area, in order.
    named : int
        How many of the texts are names and aliases.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.places.entries import entries_of
    >>> from stationmap.places.readings import readings
    >>> names = Names.of(entries_of(demonstration()), readings())
    >>> names.is_area("金水"), names.is_area("爱心驿站")
    (True, False)
    """

    written: Entrances
    pinyin: Entrances
    initials: Entrances
    rows: NDArray[np.int32]
    fields: NDArray[np.int8]
    areas: NDArray[np.uint64]
    named: int

    @classmethod
    def of(cls, entries: Entries, readings: Readings) -> Names:
        """Order the texts of places."""
        table, stations = entries.table, entries.table.iloc[: entries.stations]
        spoken = [*table["name"].tolist(), *(word for _, word in entries.aliases), *entries.labels]
        written = plain_units(chain(spoken, stations["id"], stations["address"]))
        areas = [*table["name"].iloc[entries.stations :], *(word for _, word in entries.aliases)]
        of_stations = np.arange(len(stations))
        rows = [np.arange(len(table)), [row for row, _ in entries.aliases], np.arange(len(entries.labels))]
        counts = [len(table) + len(entries.aliases), len(stations), len(stations), len(entries.labels)]
        fields = np.repeat([0, 3, 1, 2], [counts[0], counts[3], counts[1], counts[2]])
        sound = folded("".join(text.replace(END, " ") + END for text in spoken)).split(END)[:-1]
        pinyin, initials = entrances_of_sound(sound, readings)
        return cls(
            Entrances.of(written, bits=16, width=2),
            pinyin,
            initials,
            np.concatenate([*rows, of_stations, of_stations]).astype(np.int32),
            fields.astype(np.int8),
            np.unique(np.array([word_mark(word) for word in map(plain_text, areas)], np.uint64)),
            counts[0],
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give the arrays by name, to be written."""
        ways_in = self.written.arrays("written") | self.pinyin.arrays("pinyin") | self.initials.arrays("initials")
        return ways_in | {"rows": self.rows, "fields": self.fields, "areas": self.areas}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], named: int) -> Names:
        """Make it of arrays that `arrays` gave."""
        return cls(
            Entrances.from_arrays("written", arrays, bits=16, width=2),
            Entrances.from_arrays("pinyin", arrays, bits=BITS, width=WIDTH, sparse=True),
            Entrances.from_arrays("initials", arrays, bits=BITS, width=WIDTH),
            arrays["rows"],
            arrays["fields"],
            arrays["areas"],
            named,
        )

    def is_area(self, word: str) -> bool:
        """Tell whether a word, as it is compared, is a whole name of a city, district or street."""
        mark = np.uint64(word_mark(word))
        at = int(np.searchsorted(self.areas, mark))
        return at < len(self.areas) and bool(self.areas[at] == mark)

    def spelt(self, numbers: NDArray[Any]) -> list[str]:
        """Give names and aliases as they are compared."""
        starts = self.written.starts[numbers].astype(np.int64)
        lengths = self.written.starts[numbers + 1] - starts
        begun = np.cumsum(lengths) - lengths
        row = self.written.units[np.repeat(starts - begun, lengths) + np.arange(lengths.sum())]
        text: str = row.tobytes().decode("utf-16-le", "replace")
        return text.split(END)[:-1]
