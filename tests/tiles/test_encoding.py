"""Our encoder of points beside the common one's decoder, and varints beside seven bits written one by one."""

import mapbox_vector_tile
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stationmap.tiles.encoding import point_layer
from stationmap.tiles.varints import lengths, varints, zigzag

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
UNITS = st.integers(-(2**20), 2**20)
POINTS = st.lists(st.tuples(UNITS, UNITS, WORDS, WORDS, st.integers(0, 2**53), st.integers(0, 2**53)), max_size=12)


def one_by_one(value):
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + one_by_one(rest) if rest else bytes([low])


@given(st.lists(st.integers(0, 2**64 - 1) | st.sampled_from([2 ** (7 * n) - k for n in range(1, 10) for k in (0, 1)])))
def test_varints_are_those_written_one_by_one(values):
    numbers = np.array(values, np.uint64)
    parts = [one_by_one(value) for value in values]
    assert varints(numbers) == b"".join(parts)
    assert lengths(numbers).tolist() == [len(part) for part in parts]


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_zigzag_numbers_all_integers_from_nought(values):
    expected = [2 * value if value >= 0 else -2 * value - 1 for value in values]
    assert zigzag(np.array(values, np.int64)).tolist() == expected


@given(WORDS.filter(bool), POINTS)
def test_another_decoder_reads_what_was_written(name, points):
    columns = list(zip(*points, strict=True)) or [()] * 6
    x, y, ids, counts = (np.array(columns[at], np.int64) for at in (0, 1, 4, 5))
    properties = {"name": list(columns[2]), "地址": list(columns[3]), "count": counts}
    written = point_layer(name, 4096, x, y, properties, ids.astype(np.uint64))
    if not points:
        assert written == b""
        return
    layer = mapbox_vector_tile.decode(written, default_options={"y_coord_down": True})[name]
    assert (layer["extent"], layer["version"]) == (4096, 2)
    for (across, down, text, other, number, count), feature in zip(points, layer["features"], strict=True):
        assert feature["geometry"] == {"type": "Point", "coordinates": [across, down]}
        assert feature["properties"] == {"name": text, "地址": other, "count": count}
        assert feature.get("id", 0) == number


def test_each_value_is_written_once_and_layers_are_joined_by_writing_on():
    x = np.arange(1_000)
    written = point_layer("a", 4096, x, x, {"kind": ["流动" * 50] * 1_000}, None)
    assert written.count("流动".encode() * 50) == 1
    both = mapbox_vector_tile.decode(written + point_layer("b", 512, x[:1], x[:1], {}, None))
    assert [(name, layer["extent"], len(layer["features"])) for name, layer in both.items()] == [
        ("a", 4096, 1_000),
        ("b", 512, 1),
    ]
