"""Other ways to find stations by name: SQLite's trigrams, and reading all names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pandas as pd
from rapidfuzz import fuzz, process

from stationmap.places import pinyin_initials
from stationmap.places.plain import letters_of, plain_text, words_of

__all__ = ["Finder", "sqlite_trigrams", "whole_scan"]

Finder = Callable[[str], list[str]]
"""Gives the ids of ten stations for a text."""
_TABLE = "create virtual table names using fts5(id, name, address, pinyin, initials, tokenize = 'trigram')"
_FOUND = "select id from names where names match ? order by rank limit 10"


def sqlite_trigrams(table: pd.DataFrame) -> Finder:
    """Enter names, addresses, codes and what is spoken into FTS5; words are looked for together.

    Parameters
    ----------
    table : pandas.DataFrame
        Stations.
    """
    names = sqlite3.connect(":memory:")
    names.execute(_TABLE)
    cells = table[["id", "name", "address"]].itertuples(index=False, name=None)
    spoken = pinyin_initials(table["name"])
    rows = ((*map(plain_text, own), *said) for own, said in zip(cells, spoken, strict=True))
    names.executemany("insert into names values (?, ?, ?, ?, ?)", rows)
    ids = dict(zip(map(plain_text, table["id"]), table["id"], strict=True))

    def find(text: str) -> list[str]:
        key = plain_text(text)
        words = words_of(text) if " " in text else [key]
        asked = " AND ".join(f'"{word}"' for word in words)
        return [ids[one] for (one,) in names.execute(_FOUND, [asked])]

    return find


def whole_scan(table: pd.DataFrame) -> Finder:
    """Compare with every name, or with its pinyin, by rapidfuzz's best window.

    Parameters
    ----------
    table : pandas.DataFrame
        Stations.
    """
    ids = table["id"].tolist()
    written = list(map(plain_text, table["name"]))
    spoken = [pinyin for pinyin, _ in pinyin_initials(table["name"])]

    def find(text: str) -> list[str]:
        letters = letters_of(text)
        found = process.extract(
            letters or plain_text(text), spoken if letters else written, scorer=fuzz.partial_ratio, limit=10
        )
        return [ids[row] for _, _, row in found]

    return find
