"""A demand that makes no sense is refused; what has no place is part of the total."""

import pandas as pd
import pytest

from stationmap.demand import Demand
from stationmap.errors import ColumnError, InputError

ROW = {"id": "a", "lat": 34.7, "lon": 113.6, "weight": 2.0, "adcode": "410102"}


def _demand(*rows, **more):
    return Demand(pd.DataFrame(rows), what="workers", how="点 points", source="表 a table", **more)


def test_the_total_holds_what_has_no_place():
    assert _demand(ROW, unplaced=pd.Series({"410171": 5.0})).total == 7.0


@pytest.mark.parametrize("odd", [{"weight": -1}, {"weight": float("nan")}, {"lat": 91}, {"lon": float("inf")}])
def test_a_row_that_is_none_is_refused(odd):
    with pytest.raises(InputError):
        _demand(ROW | odd)


def test_ids_stand_once_and_columns_are_there():
    with pytest.raises(InputError):
        _demand(ROW, ROW)
    with pytest.raises(ColumnError):
        _demand({"id": "a"})
