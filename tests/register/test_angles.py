import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.angles import latitude_first, read_angle, split_pair

degrees = st.floats(-180, 180, allow_nan=False)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6))
def test_decimals_come_back_exactly(number):
    assert read_angle(repr(number), "lon") == number
    assert read_angle(f" {number!r} ", "lat") == number


@given(st.integers(0, 179), st.integers(0, 59), st.decimals(0, 59, places=3), st.sampled_from("EW"), st.data())
def test_degrees_minutes_seconds(whole, minutes, seconds, letter, data):
    expected = (whole + minutes / 60 + float(seconds) / 3600) * (1 if letter == "E" else -1)
    chinese = "东经" if letter == "E" else "西经"
    forms = [
        f"{whole}°{minutes}′{seconds}″{letter}",
        f"{letter}{whole}° {minutes}' {seconds}\"",
        f"{whole}º{minutes}’{seconds}”{letter.lower()}",
        f"{whole}°{minutes}'{seconds}''{letter}",
        f"{chinese}{whole}度{minutes}分{seconds}秒",
    ]
    assert read_angle(data.draw(st.sampled_from(forms)), "lon") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        ("113.62E", "lon", 113.62),
        ("W 0.5", "lon", -0.5),
        ("34.75S", "lat", -34.75),
        ("北纬34.75", "lat", 34.75),
        ("34°45.5′", "lat", 34 + 45.5 / 60),
        ("113,62", "lon", 113.62),
        ("－３４．７５", "lat", -34.75),
        ("−34.75", "lat", -34.75),
        ("34.75°", "lat", 34.75),
        ("-0.0", "lat", 0.0),
        ("1.1362e2", "lon", 113.62),
        ("+113.62", "lon", 113.62),
    ],
)
def test_other_ways_to_write(text, axis, value):
    assert read_angle(text, axis) == pytest.approx(value, abs=1e-12)
    assert math.copysign(1, read_angle(text, axis)) == math.copysign(1, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "34°60′",
        "34.5°30′",
        "-34.75N",
        "N34.75N",
        "34.75E",
        "34..75",
        "34.75.1",
        "0x10",
        "1_0",
        "三十四",
    ],
)
def test_what_is_not_clear_is_not_read(text):
    assert read_angle(text, "lat") is None


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-Infinity", "∞"])
def test_what_is_not_finite_is_said_to_be(text):
    assert not math.isfinite(read_angle(text, "lat"))


@given(
    degrees,
    degrees,
    st.sampled_from(["{},{}", "{}，{}", "{} {}", "[{}, {}]", "({};{})", "POINT ({} {})", "{}、{}", "{}/{}"]),
)
def test_pairs_are_split(first, second, form):
    text = form.format(repr(first), repr(second))
    pair = split_pair(text)
    assert (float(pair[0]), float(pair[1])) == (first, second)


@pytest.mark.parametrize("text", ["", "113.62", "1,2,3", "a b c", ","])
def test_what_is_no_pair_is_not_split(text):
    assert split_pair(text) is None


@pytest.mark.parametrize(
    ("header", "pairs", "first"),
    [
        ("latlng", [], True),
        ("lnglat", [("34.75", "113.62")], False),
        ("经纬度", [], False),
        ("纬度经度", [], True),
        ("坐标", [], False),
        ("坐标", [("113.62", "34.75")], False),
        ("坐标", [("34.75", "113.62"), None, ("x", "y")], True),
        ("坐标", [("34.75N", "13.62E")], True),
        ("坐标", [("13.62E", "34.75N")], False),
        ("坐标", [("10", "20")], False),
    ],
)
def test_the_order_of_a_column(header, pairs, first):
    assert latitude_first(header, pairs) is first


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    assert read_angle(text, "lat") is None or isinstance(read_angle(text, "lat"), float)
    assert split_pair(text) is None or len(split_pair(text)) == 2


@given(st.from_regex(r"[0-9NSEWnsew°′″'\"+\-.,/ 度分秒东经]{1,20}", fullmatch=True))
def test_nearly_angles_are_read(text):
    test_any_text_is_read.hypothesis.inner_test(text)
