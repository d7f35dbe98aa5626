import datetime as dt
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.files.cells import cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (math.nan, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (np.float64("nan"), ""),
        (True, "true"),
        (np.bool_(False), "false"),
        (12, "12"),
        (np.int64(-3), "-3"),
        (12.0, "12"),
        (np.float32(0.5), "0.5"),
        (math.inf, "inf"),
        (1e300, "1e+300"),
        (dt.date(2024, 5, 1), "2024-05-01"),
        (dt.datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001
        (dt.datetime(2024, 5, 1, 8, 30), "2024-05-01T08:30:00"),  # noqa: DTZ001
        (pd.Timestamp("2024-05-01"), "2024-05-01"),
        (pd.Timestamp("2024-05-01", tz="UTC"), "2024-05-01T00:00:00+00:00"),
        (dt.time(8, 30), "08:30"),
        (dt.time(8, 30, 5), "08:30:05"),
        (b"\xe7\x83\xad\xff", "热\ufffd"),
        (["热水", 1, None], '["热水", 1, null]'),
        (np.array([1, 2]), "[1, 2]"),
        ({"a": {"b": "c"}}, '{"a": {"b": "c"}}'),
    ],
)
def test_values_become_what_a_person_would_type(value, text):
    assert cell_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_exactly(number):
    assert float(cell_text(number)) == number


@given(st.text())
def test_text_stays(text):
    assert cell_text(text) == text


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_lists_are_json(value):
    assert json.loads(cell_text([value])) == [value]
