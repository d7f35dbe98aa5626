"""How Chinese is read aloud, small enough to be kept by every process that answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from stationmap.places.local_names import LOCAL_NAMES
from stationmap.places.plain import folded

__all__ = ["Readings", "pinyin_initials", "readings"]

_TONES = frozenset("\u0300\u0301\u0302\u0304\u030c")


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """The first reading of each character, and the words in which one of them is read otherwise.

    Parameters
    ----------
    characters : dict of str to str
        Syllable of each, without tone, ü as v.
    words : dict of str to tuple of str
        Syllables of each word; the longest word that begins at a character counts.
    longest : dict of str to int
        Characters of the longest word that begins with each character; worked out.

    Examples
    --------
    >>> Readings({"长": "zhang", "沙": "sha"}, {"长沙": ("chang", "sha")}).aloud("长沙")
    ('changsha', 'cs')
    """

    characters: dict[str, str]
    words: dict[str, tuple[str, ...]]
    longest: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for word in sorted(self.words, key=len):
            self.longest[word[0]] = len(word)

    def facts(self) -> dict[str, str]:
        """Write them as texts."""
        return {
            "characters": "".join(self.characters),
            "syllables": " ".join(self.characters.values()),
            "words": ",".join(" ".join((word, *sounds)) for word, sounds in self.words.items()),
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> Readings:
        """Read what `facts` wrote."""
        entries = (entry.split(" ") for entry in facts["words"].split(","))
        words = {word: tuple(sounds) for word, *sounds in entries}
        return cls(dict(zip(facts["characters"], facts["syllables"].split(" "), strict=True)), words)

    def aloud(self, text: str) -> tuple[str, str]:
        """Give the joined pinyin of a text, and its initials."""
        placed = list(self.placed(text))
        initials = (syllable if text[at].isascii() else syllable[0] for syllable, at in placed)
        return "".join(syllable for syllable, _ in placed), "".join(initials)

    def placed(self, text: str) -> Iterator[tuple[str, int]]:
        """Give each syllable with the place in the text where it begins.

        A syllable for each Chinese character; every run of Latin letters and digits is one, as it stands.

        Parameters
        ----------
        text : str
            As `folded` gives it; what is neither Chinese nor an ASCII letter or digit is left out.
        """
        at, end = 0, len(text)
        while at < end:
            if text[at].isascii():
                stop = at + 1
                while text[at].isalnum() and stop < end and text[stop].isascii() and text[stop].isalnum():
                    stop += 1
                if text[at].isalnum():
                    yield text[at:stop], at
                at = stop
                continue
            word = self._word_at(text, at)
            yield from ((syllable, at + number) for number, syllable in enumerate(word) if syllable)
            at += len(word)

    def _word_at(self, text: str, at: int) -> tuple[str, ...]:
        for length in range(min(self.longest.get(text[at], 0), len(text) - at), 0, -1):
            if (word := self.words.get(text[at : at + length])) is not None:
                return word
        return (self.characters.get(text[at], ""),)


@cache
def readings() -> Readings:
    """Take the readings out of pypinyin, with those of `LOCAL_NAMES`; kept, 56 MB of pypinyin with them.

    A service has it done in another process.

    Examples
    --------
    >>> readings().aloud("中牟县重庆路")
    ('zhongmuxianchongqinglu', 'zmxcql')
    """
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # 0.15 s: not for whoever asks by position

    characters = {chr(code): _toneless(first.split(",")[0]) for code, first in PINYIN_DICT.items()}
    words = {}
    for word, sounds in PHRASES_DICT.items():
        spoken = tuple(_toneless(sound[0]) for sound in sounds)
        if any(characters.get(one) != sound for one, sound in zip(word, spoken, strict=True)):
            words[word] = spoken
    words |= LOCAL_NAMES
    return Readings(characters, words)


def _toneless(sound: str) -> str:
    parts = unicodedata.normalize("NFD", sound)
    return "".join(one for one in parts if one not in _TONES).replace("u\u0308", "v")


def pinyin_initials(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Read texts aloud, for a search by pinyin and by initials.

    Parameters
    ----------
    texts : iterable of str
        Names; width and case do not matter.

    Returns
    -------
    list of (str, str)
        Joined pinyin without tones (ü as v) and initials, in lower case. Latin letters and digits stand in both as they
        are; other signs are left out.

    Examples
    --------
    >>> pinyin_initials(["金水区", "Ａ座 88 号", "绿地"])
    [('jinshuiqu', 'jsq'), ('azuo88hao', 'az88h'), ('lvdi', 'ld')]
    """
    read = readings()
    return [read.aloud(folded(text)) for text in texts]
