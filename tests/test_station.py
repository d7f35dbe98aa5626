"""Every type of column has its dtype and its blank."""

from typing import get_args

import pandas as pd
import pytest

from stationmap.station import BLANKS, DTYPES, STATION_COLUMNS, Type


@pytest.mark.parametrize("kind", get_args(Type))
def test_a_blank_is_silent_in_a_column_of_its_type(kind):
    column = pd.Series([BLANKS[kind]], dtype=DTYPES[kind])
    assert column.dtype == DTYPES[kind]
    assert column.tolist() == [""] if DTYPES[kind] == "str" else column.isna().all()


def test_every_type_has_a_dtype_and_a_blank():
    assert set(DTYPES) == set(BLANKS) == set(get_args(Type))
    assert {column.type for column in STATION_COLUMNS.values()} <= set(DTYPES)
