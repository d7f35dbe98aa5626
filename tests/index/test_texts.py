"""What compiled code writes is what json writes; what is not kept is said."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import ParameterError
from stationmap.index import Hits, Texts, whole_mm, whole_tenths

metres = (
    st.floats(0, 2.1e7)
    | st.floats(0, 0.01)
    | st.integers(0, 20_100).map(float)
    | st.integers(0, 10**7).map(lambda n: n / 1000)
)
degrees = st.floats(0, 360, exclude_max=True) | st.sampled_from(
    [0.0, 0.05, 0.25, 359.94, 359.95, math.nextafter(360, 0)]
)


def hits(rows, distance, bearing):
    return Hits(np.array(rows, np.int64), np.array(distance, float), np.array(bearing, float))


@given(st.lists(st.tuples(metres, degrees), min_size=1, max_size=5))
def test_numbers_are_those_of_json(places):
    texts = Texts(b',"m":', b',"b":', b"}")
    for row in range(len(places)):
        texts.put(row, b'{"row":%d' % row)
    distance, bearing = zip(*places, strict=True)
    expected = [{"row": row, "m": whole_mm(m), "b": whole_tenths(b)} for row, (m, b) in enumerate(places)]
    written = texts.joined(hits(range(len(places)), distance, bearing))
    assert written.decode() == ",".join(json.dumps(one, separators=(",", ":")) for one in expected)


@given(metres, degrees)
def test_rounding_is_to_the_nearest(m, b):
    assert abs(whole_mm(m) - m) <= 0.5e-3 + 1e-9
    assert min(abs(whole_tenths(b) - b), abs(whole_tenths(b) + 360 - b)) <= 0.05 + 1e-9
    assert 0 <= whole_tenths(b) < 360


@given(st.lists(st.tuples(st.integers(0, 3_000), st.none() | st.binary(min_size=1, max_size=40)), max_size=60))
def test_texts_are_the_last_that_were_put(steps):
    """A plain dictionary, emptied where the room is full, holds the same."""
    texts, plain, used = Texts(b"", b"", b"", room=200), {}, 0
    for row, text in steps:
        if text is None:
            texts.drop(row)
            plain.pop(row, None)
            continue
        if used + len(text) > 200:
            plain, used = {}, 0
        texts.put(row, text)
        plain[row], used = text, used + len(text)
        assert texts.joined(hits([row], [1], [2])) == text + b"1.02.0"
    for row in {row for row, _ in steps}:
        assert texts.lacks(row) == (row not in plain)
        assert (texts.joined(hits([row], [0], [0])) is None) == (row not in plain)
    assert texts.joined(hits([], [], [])) == b""


def test_a_text_without_room_is_refused():
    texts = Texts(b"", b"", b"", room=3)
    texts.put(0, b"abc")
    with pytest.raises(ParameterError):
        texts.put(1, b"abcd")
    assert texts.joined(hits([0], [0], [0])) == b"abc0.00.0"
