import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.angles import read_angle
from stationmap.register.spelling import is_fine, is_usual

FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


@given(st.floats(-180, 180), st.integers(0, 12))
def test_full_width_digits_are_as_fine_as_narrow_ones_but_not_as_usual(value, digits):
    text = f"{value:.{digits}f}"
    assert is_fine(text) == is_fine(text.translate(FULL_WIDTH)) == (digits >= 3)
    assert is_usual(text)
    assert not is_usual(text.translate(FULL_WIDTH))


@given(st.floats(-180, 180))
def test_a_number_as_a_computer_writes_it_is_usual(value):
    assert is_usual(repr(value))


@pytest.mark.parametrize("text", ["113.6", "113", "113.6E", "113.6°", "东经113.6度", "113,6", ""])
def test_what_may_be_a_kilometre_off(text):
    assert not is_fine(text)


@pytest.mark.parametrize("text", ["113.625", "113°37′", "113度37分", "113°37'31.5\"E", "1.13e2", "113,699"])
def test_what_is_fine(text):
    assert is_fine(text)
    assert read_angle(text, "lon") is not None


@pytest.mark.parametrize(
    "text", ["113.62", " 113.62 ", "+113.62", "113.62°E", "E113.62", "113° 37′ 31.5″ E", "113º37’"]
)
def test_usual(text):
    assert is_usual(text)


@pytest.mark.parametrize("text", ["113,62", "东经113.62", "113.62度", "１１３", "−113.62"])
def test_odd(text):
    assert not is_usual(text)
    assert read_angle(text, "lon") is not None
