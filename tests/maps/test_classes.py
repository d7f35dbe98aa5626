import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.maps.classes import RAMP, RAMPS, quantile_classes, round_classes

RATES = st.lists(
    st.floats(0, 50) | st.just(math.nan) | st.just(math.inf) | st.sampled_from([0.0, 1.0, 1.0004, 2.5]), max_size=40
)
COUNTS = st.integers(1, 5)


def slow_classes(values, count):
    """By definition: upper ends are the least values with at least i/count of all at or below them."""
    known = sorted(value for value in values if math.isfinite(value))
    upper = set()
    for i in range(1, count + 1):
        upper |= {next(v for v in known if sum(w <= v for w in known) * count >= i * len(known))} if known else set()
    return [sum(u < v for u in upper) if math.isfinite(v) else -1 for v in values]


@given(RATES, COUNTS)
def test_classes_are_those_of_the_definition(values, count):
    assert quantile_classes(values, count).members.tolist() == slow_classes(values, count)


@given(RATES, COUNTS)
def test_each_known_value_has_one_class_that_spans_it(values, count):
    classes = quantile_classes(values, count)
    for value, number in zip(values, classes.members.tolist(), strict=True):
        assert (number >= 0) == math.isfinite(value)
        assert number < 0 or classes.low[number] <= value <= classes.high[number]
    assert sum(classes.counts) == sum(map(math.isfinite, values))


@given(RATES, COUNTS)
def test_classes_are_ordered_distinct_and_never_empty(values, count):
    classes = quantile_classes(values, count)
    distinct = {value for value in values if math.isfinite(value)}
    assert len(classes.counts) <= min(count, len(distinct))
    assert all(members > 0 for members in classes.counts)
    assert all(a < b for a, b in zip(classes.high, classes.low[1:], strict=False))
    assert len(set(classes.colours)) == len(classes.colours) == len(classes.counts)


@given(RATES, COUNTS)
def test_classes_are_told_apart_by_two_decimals_or_as_many_as_it_takes(values, count):
    classes = quantile_classes(values, count)
    gaps = zip(classes.high, classes.low[1:], strict=False)
    assert 2 <= classes.decimals <= 6
    assert all(round(a, classes.decimals) < round(b, classes.decimals) or b - a < 1e-5 for a, b in gaps)


@given(st.lists(st.floats(0, 50), min_size=5, unique=True))
def test_distinct_values_make_classes_of_nearly_equal_size(values):
    counts = quantile_classes(values).counts
    assert max(counts) - min(counts) <= 1


def test_spans_name_members():
    classes = quantile_classes([0.5, 0.504, 3.0, 8600.0, 8600.0], 2)
    assert classes.spans(2) == ("0.50–3.00", "8,600.00")
    assert quantile_classes([1.001, 1.002], 2).spans(3) == ("1.001", "1.002")


def test_nothing_known_makes_no_class():
    classes = quantile_classes([math.nan, math.nan])
    assert classes.spans(2) == ()
    assert classes.members.tolist() == [-1, -1]


@pytest.mark.parametrize("count", [0, 6])
def test_more_classes_than_colours_are_refused(count):
    with pytest.raises(ValueError, match="between 1 and 5"):
        quantile_classes([1.0], count)


def luminance(colour):
    """Relative luminance by WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def test_colours_darken_by_steps_that_grey_print_keeps_apart():
    lights = [luminance(colour) for colour in RAMP]
    ratios = [(a + 0.05) / (b + 0.05) for a, b in pairwise(lights)]
    assert min(ratios) > 1.25


SHARES = st.lists(st.floats(0, 100) | st.just(math.nan) | st.sampled_from([0.0, 20.0, 100.0, 1e-7]), max_size=40)


@given(SHARES, COUNTS)
def test_each_known_share_is_in_the_one_round_class_that_spans_it(values, count):
    classes = round_classes(values, count)
    last = len(classes.low) - 1
    for value, number in zip(values, classes.members.tolist(), strict=True):
        fitting = [
            place
            for place, (low, high) in enumerate(zip(classes.low, classes.high, strict=True))
            if low <= value < high or (place == last and value == high)
        ]
        assert fitting == ([number] if math.isfinite(value) else [])
    assert len(classes.low) <= count
    assert sum(classes.counts) == sum(map(math.isfinite, values))


@given(SHARES)
def test_round_classes_touch_have_one_width_and_begin_at_nought(values):
    classes = round_classes(values)
    if not classes.low:
        return
    assert classes.low[0] == 0
    assert classes.low[1:] == classes.high[:-1]
    width = classes.high[0]
    assert all(b - a == pytest.approx(width) for a, b in zip(classes.low, classes.high, strict=True))
    assert round(width / 10 ** math.floor(math.log10(width) + 1e-9), 6) in {1, 2, 5}


def test_round_classes_refuse_what_is_no_share():
    for bad in ([-1.0], [-0.001, 5]):
        with pytest.raises(ValueError, match="negative"):
            round_classes(bad)
    with pytest.raises(ValueError, match="count"):
        round_classes([1.0], 6)


@pytest.mark.parametrize("ramp", RAMPS.values())
def test_lightness_falls_along_every_ramp(ramp):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lights = [light(colour) for colour in ramp]
    assert all(a > 1.2 * b for a, b in pairwise(lights))
