"""One slip in pinyin, held to a comparison with every name from every syllable on."""

import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from stationmap.places.plain import END, folded
from stationmap.places.readings import Readings
from stationmap.places.spoken import entrances_of_sound, letter_units
from stationmap.places.typing_slips import one_slip

SYLLABLES = ["jin", "shui", "qu", "zheng", "zhou", "hua", "yuan", "lu", "a", "e", "xi", "an", "ji", "ni", "88", "b5"]
SIGNS = {chr(0x4E00 + number): syllable for number, syllable in enumerate(SYLLABLES)}
LETTERS = "abehinjquxz58"


@cache
def spoken():
    """Names of one to nine syllables that are much alike, the way in, and the letters from each place on."""
    draw = random.Random(3)
    names = ["".join(draw.choices([*SIGNS], k=draw.randint(1, 9))) for _ in range(150)]
    pinyin, _ = entrances_of_sound([folded(name) for name in names], Readings(SIGNS, {}))
    row = "".join("".join(SIGNS[sign] for sign in name) + END for name in names)
    tails = {int(place): row[place : row.index(END, place)] for place in pinyin.places}
    return pinyin, tails


def slipped(text, kind, at, letter):
    at %= len(text) - 1
    before, here, behind = text[:at], text[at : at + 2], text[at + 2 :]
    return before + (letter + here, here[1], letter + here[1], here[::-1], here)[kind] + behind


@settings(max_examples=80)
@given(st.integers(0, 10_000), st.integers(3, 30), st.integers(0, 4), st.integers(0, 30), st.sampled_from(LETTERS))
def test_what_is_found_is_what_a_slow_comparison_finds(which, length, kind, at, letter):
    pinyin, tails = spoken()
    tail = tails[sorted(tails)[which % len(tails)]]
    typed = slipped((tail + tail + "jinshui")[:length] if len(tail) < 4 else tail[:length], kind, at, letter)
    if len(typed) < 4:
        typed += "jin"
    places, whole = one_slip(pinyin, letter_units(typed))
    lengths = range(len(typed) - 1, len(typed) + 2)
    near = {
        place: {size for size in lengths if size <= len(tail) and OSA.distance(typed, tail[:size]) <= 1}
        for place, tail in tails.items()
    }
    assert places.tolist() == sorted(place for place, sizes in near.items() if sizes)
    assert all(len(tails[place]) in near[place] for place in places[whole].tolist())
