"""What people type who look for a station by name: each of many, in ways that name it and hardly another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from stationmap.places import LONGEST, pinyin_initials

__all__ = ["KINDS", "Query", "make_queries"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIGNS = "花园路文化东风南阳建设社区街道站点门"


@dataclass(frozen=True, slots=True)
class Query:
    """A text, and the station that is meant by it.

    Parameters
    ----------
    text : str
    station : str
        Its id.
    """

    text: str
    station: str


@dataclass(frozen=True, slots=True)
class _Meant:
    name: str
    address: str
    id: str
    pinyin: str
    initials: str


def _part(text: str, draw: random.Random) -> str:
    """Cut out what begins in the road and goes on into the name."""
    start = draw.randrange(2)
    return text[start : start + draw.randint(10, 14)]


def _slip(text: str, draw: random.Random, letters: str) -> str:
    """Make one slip: a sign too many, too few, another, or two in each other's place."""
    at, kind = draw.randrange(len(text) - 1), draw.randrange(4)
    before, here, behind = text[:at], text[at : at + 2], text[at + 2 :]
    other = draw.choice(letters)
    return before + (other + here, here[1], other + here[1], here[::-1])[kind] + behind


def _words(one: _Meant, draw: random.Random) -> str:
    """Say the road with its number, and how the address goes on behind the city, or how the name ends, or both."""
    road, place = one.name[: one.name.index("号") + 1], one.address[one.address.find("市") + 1 :][:3]
    said = [road, *draw.sample([place, one.name[-4:]], draw.randint(1, 2))]
    return " ".join(draw.sample(said, len(said)))


KINDS: dict[str, Callable[[_Meant, random.Random], str]] = {
    "name": lambda one, _: one.name,
    "part of it": lambda one, draw: _part(one.name, draw),
    "code": lambda one, _: one.id,
    "several words": _words,
    "pinyin": lambda one, draw: one.pinyin[: draw.randint(24, LONGEST)],
    "initials": lambda one, draw: one.initials[: draw.randint(8, 12)],
    "slip in the name": lambda one, draw: _slip(one.name, draw, _SIGNS),
    "slip in a part": lambda one, draw: _slip(_part(one.name, draw), draw, _SIGNS),
    "slip in pinyin": lambda one, draw: _slip(one.pinyin[: draw.randint(24, 40)], draw, _LETTERS),
}
"""How a text is made of a station."""


def _meant(table: pd.DataFrame, count: int, seed: int) -> Iterator[_Meant]:
    drawn = table.sample(count, random_state=seed)
    rows = drawn[["name", "address", "id"]].itertuples(index=False, name=None)
    for own, spoken in zip(rows, pinyin_initials(drawn["name"]), strict=True):
        yield _Meant(*map(str, own), *spoken)


def make_queries(table: pd.DataFrame, count: int, seed: int = 11) -> dict[str, list[Query]]:
    """Make so many queries of each kind.

    Parameters
    ----------
    table : pandas.DataFrame
        Stations as `make_register` draws them.
    count : int
        Of each kind, each of another station.
    """
    draw = random.Random(seed)
    return {
        kind: [Query(text(one, draw)[:LONGEST], one.id) for one in _meant(table, count, seed + number)]
        for number, (kind, text) in enumerate(KINDS.items())
    }
