"""How names are read reaches the page whole: its letters and exceptions give back every reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.loading import demonstration
from stationmap.maps.spoken import spoken_layer
from stationmap.places import pinyin_initials
from tests.oracles.map_page import HOSTILE

TEXT = st.text(st.characters(), max_size=12) | st.sampled_from(HOSTILE)


def read(layer, names):
    """Join as the page's script does."""
    found = [tuple("".join(layer["letters"][c][n] for c in name) for n in (0, 1)) for name in names]
    for row, *aloud in layer["rows"]:
        found[row] = tuple(aloud)
    return found


@settings(max_examples=50)
@given(st.lists(TEXT | st.sampled_from(["重庆路站", "中牟县站", "银行网点", "Ａ座 88 号"]), max_size=6))
def test_every_name_is_read_as_places_reads_it(names):
    assert read(spoken_layer(names), names) == pinyin_initials(names)


def test_names_of_the_demonstration_are_mostly_read_letter_by_letter():
    names = demonstration().table["name"].tolist()
    layer = spoken_layer(names)
    assert read(layer, names) == pinyin_initials(names)
    assert 0 < len(layer["rows"]) < len(names) / 5


@pytest.mark.parametrize(("count", "there"), [(20_000, True), (20_001, False)])
def test_very_many_names_are_not_read(count, there):
    assert (spoken_layer([""] * count) is not None) == there
