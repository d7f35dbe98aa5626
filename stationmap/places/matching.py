"""What was typed, put to the names of places: one rank a place."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.places.entrances import Entrances
from stationmap.places.misspelt import misspelt
from stationmap.places.names import FIELDS, Names
from stationmap.places.pieces import pieces_of
from stationmap.places.plain import letters_of, one_u, plain_text, plain_units, words_of
from stationmap.places.ranks import NOWHERE, STEPS, Matched
from stationmap.places.readings import Readings
from stationmap.places.spoken import letter_units
from stationmap.places.typing_slips import one_slip

__all__ = ["Matching"]

Ranks = NDArray[np.int16]
_LABEL = FIELDS.index("label")
_PARTED = Matched.WITHIN * STEPS + STEPS - 4  # the best rank of what was found word by word
_MOST_LETTERS = 300  # of fifty syllables
_SHORTEST_SLIP = 4  # letters
_LEAST_PART = 5  # a fifth of what was typed; less is chance


class Matching:
    """Ranks places by what was typed.

    Parameters
    ----------
    names : Names
    kinds : int8 array
        Kind of each place.
    where, what : int32 array
        Labels of each place, -1 for none.
    readings : Readings

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.places.index import PlaceIndex
    >>> index = PlaceIndex.of(demonstration())
    >>> kinds, where, what = (index.table[name].to_numpy() for name in ("kind", "where", "what"))
    >>> ranks = Matching(index.names, kinds, where, what, index.readings).ranks("金水区", 10)
    >>> index.place(int(ranks.argmin())).name
    '金水区'
    """

    def __init__(
        self, names: Names, kinds: NDArray[Any], where: NDArray[Any], what: NDArray[Any], readings: Readings
    ) -> None:
        self._names, self._kinds, self._labels, self._readings = names, kinds, (where, what), readings

    def ranks(self, text: str, limit: int) -> Ranks:
        """Rank all places: what is close is looked for where fewer than `limit` fit, parts where nothing does.

        Parameters
        ----------
        text : str
            Whatever was typed, 50 characters at most.
        limit : int
        """
        ranks = np.full(len(self._kinds), NOWHERE, np.int16)
        key = plain_text(text)
        if not key:
            return ranks
        self._one(ranks, key, letters_of(text))
        if np.count_nonzero(ranks < _PARTED) < limit:  # nothing that is parted ranks before
            for words in self._partings(text, key):
                np.minimum(ranks, self._all_of(words), out=ranks)
        if np.count_nonzero(ranks < NOWHERE) < limit:
            self._close(ranks, key, letters_of(text))
        if not np.any(ranks < NOWHERE):
            self._parts(ranks, text, len(key))
        return ranks

    def _one(self, ranks: Ranks, key: str, letters: str) -> None:
        names = self._names
        self._enter(ranks, names.written, plain_units([key])[:-1], Matched.EXACT)
        spoken = letters or self._spoken(key)
        if spoken:
            self._enter(ranks, names.pinyin, letter_units(one_u(spoken)), Matched.PINYIN)
        if letters:
            self._enter(ranks, names.initials, letter_units(letters), Matched.INITIALS)

    def _spoken(self, key: str) -> str:
        """Give the pinyin of what was typed in Chinese: another character of the same sound is a usual slip."""
        return self._readings.aloud(key)[0][:_MOST_LETTERS] if len(key) > 1 and not key.isascii() else ""

    def _enter(
        self,
        ranks: Ranks,
        way: Entrances,
        word: NDArray[Any],
        matched: Matched,
        among: NDArray[np.bool_] | None = None,
    ) -> None:
        """Rank what a word leads to: whole texts before their beginnings, those before what lies within."""
        places = way.entered(word)
        texts = way.texts_at(places)
        if among is not None:
            asked = among[np.minimum(self._names.rows[texts], len(among) - 1)] | (self._names.fields[texts] == _LABEL)
            places, texts = places[asked], texts[asked]
        begins = way.begins(places)
        whole = begins & way.ends(places + len(word))
        grade = np.where(whole, 0, np.where(begins, 1, 2))
        fields = self._names.fields[texts]
        labelled = fields == _LABEL
        if labelled.any():
            way_in = Matched.WITHIN if matched is Matched.EXACT else matched
            self._label(ranks, self._names.rows[texts[labelled]], (way_in + 1) * STEPS - 4)
            texts, grade, fields = texts[~labelled], grade[~labelled], fields[~labelled]
        rows = self._names.rows[texts]
        if matched is Matched.EXACT:
            found = grade * STEPS + fields * 4 + self._kinds[rows]
        else:
            found = matched * STEPS + grade * 4 + self._kinds[rows]
        np.minimum.at(ranks, rows, found.astype(np.int16))

    def _label(self, ranks: Ranks, labels: NDArray[Any], found: int) -> None:
        """Rank the places that have one of some labels."""
        told = np.zeros(self._most_label + 2, np.bool_)  # the last is that of -1
        told[labels] = True
        for numbers in self._labels:
            rows = np.flatnonzero(told[numbers])
            ranks[rows] = np.minimum(ranks[rows], found)

    @cached_property
    def _most_label(self) -> int:
        return int(self._names.rows[self._names.fields == _LABEL].max(initial=-1))

    def _partings(self, text: str, key: str) -> list[list[str]]:
        """Give the ways to part what was typed: at its blanks, and behind an area that it begins with."""
        words = words_of(text)
        ways = [words[:6]] if len(words) > 1 else []
        parted = self._behind_areas(key)
        return [*ways, parted] if len(parted) > 1 else ways

    def _behind_areas(self, key: str) -> list[str]:
        parted: list[str] = []
        rest = key.replace("的", "")
        while len(rest) > 2 and len(parted) < 3:
            cut = next((end for end in range(min(len(rest) - 1, 12), 1, -1) if self._names.is_area(rest[:end])), 0)
            if not cut:
                break
            parted.append(rest[:cut])
            rest = rest[cut:]
        return [*parted, rest]

    def _all_of(self, words: list[str]) -> Ranks:
        """Rank the places of which every word tells something."""
        worst = np.zeros(len(self._kinds), np.int16)
        for word in sorted(words, key=len, reverse=True):
            left = worst < NOWHERE
            if not left.any():
                break
            np.maximum(worst, self._told(word, left), out=worst)
        return np.where(worst < NOWHERE, np.maximum(worst, _PARTED), NOWHERE).astype(np.int16)

    def _told(self, word: str, left: NDArray[np.bool_]) -> Ranks:
        """Rank the places of which a word tells something: as heard only those that are left and not yet found."""
        names, ranks = self._names, np.full(len(self._kinds), NOWHERE, np.int16)
        texts = names.written.texts_at(names.written.entered(plain_units([word])[:-1]))
        labelled = names.fields[texts] == _LABEL
        ranks[names.rows[texts[~labelled]]] = _PARTED
        if labelled.any():
            self._label(ranks, names.rows[texts[labelled]], _PARTED)
        letters = letters_of(word)
        for way, heard, matched in (
            (names.pinyin, one_u(letters or self._spoken(word)), Matched.PINYIN),
            (names.initials, letters, Matched.INITIALS),
        ):
            among = left & (ranks == NOWHERE)
            if heard and among.any():
                self._enter(ranks, way, letter_units(heard), matched, among)
        return ranks

    def _parts(self, ranks: Ranks, text: str, length: int) -> None:
        """Rank places by how many characters the pieces have that they hold, where no place holds all."""
        held = np.zeros(len(ranks), np.int16)
        for piece in pieces_of(text, self._names):
            told = np.full(len(ranks), NOWHERE, np.int16)
            if piece.isascii():
                self._one(told, piece, letters_of(piece))
            else:
                self._enter(told, self._names.written, plain_units([piece])[:-1], Matched.EXACT)
            held[told < NOWHERE] += len(piece)
        most = int(held.max(initial=0))
        if most * _LEAST_PART < length:
            return
        rows = np.flatnonzero(held * _LEAST_PART > most)
        ranks[rows] = Matched.PART * STEPS + np.maximum(length - held[rows], 0) * 4 + self._kinds[rows]

    def _close(self, ranks: Ranks, key: str, letters: str) -> None:
        names = self._names
        texts, slips = misspelt(names, key)
        rows = names.rows[texts]
        np.minimum.at(ranks, rows, (Matched.CLOSE * STEPS + slips * 4 + self._kinds[rows]).astype(np.int16))
        if len(letters) < _SHORTEST_SLIP:
            return
        places, whole = one_slip(names.pinyin, letter_units(one_u(letters)))
        texts = names.pinyin.texts_at(places)
        begins = names.pinyin.begins(places)
        named = texts < names.named
        texts, grade = texts[named], np.where(whole & begins, 2, np.where(begins, 3, 4))[named]
        rows = names.rows[texts]
        np.minimum.at(ranks, rows, (Matched.CLOSE * STEPS + grade * 4 + self._kinds[rows]).astype(np.int16))
