import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from stationmap.register.shift import find_shift, sign_test
from tests.oracles.registers import DISTRICTS

CHANCE = np.random.default_rng(7)
# A strip on either side of the border between the squares, narrower than the shift.
LAT = CHANCE.uniform(34.71, 34.79, 60)
LON = 113.6 + np.where(np.arange(60) % 2, 1, -1) * CHANCE.uniform(0.0005, 0.004, 60)
NAMED = np.array(["410103" if east else "410102" for east in np.arange(60) % 2], dtype=object)


@pytest.mark.parametrize("true", list(Datum))
@pytest.mark.parametrize("said", list(Datum))
def test_the_datum_of_a_file_is_told(true, said):
    lat, lon = from_wgs84(LAT, LON, true)
    shift = find_shift(lat, lon, NAMED, said, DISTRICTS)
    if true == said:
        assert shift is None
    else:
        assert (shift.other, shift.count, shift.then) == (true, 60, 60)
        assert shift.now < 60


@given(st.integers(0, 59))
def test_few_witnesses_are_not_enough(count):
    lat, lon = from_wgs84(LAT[:count], LON[:count], Datum.GCJ02)
    shift = find_shift(lat, lon, NAMED[:count], Datum.WGS84, DISTRICTS)
    # only rows whose membership changes bear witness; ten of one mind are 1 in 1024
    assert shift is None or shift.then - shift.now >= 10


def test_errors_of_the_register_itself_are_no_shift():
    wrong = np.where(np.arange(60) < 20, np.roll(NAMED, 1), NAMED).astype(object)
    assert find_shift(LAT, LON, wrong, Datum.WGS84, DISTRICTS) is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_counts_throws(wins, losses):
    throws = wins + losses
    exact = sum(math.comb(throws, k) for k in range(wins, throws + 1)) / 2**throws
    assert sign_test(wins, losses) == pytest.approx(exact, rel=1e-9)
