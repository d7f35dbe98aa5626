"""OSM expressions: those of a real register, and how they are spelt."""

import pytest
from hypothesis import assume, given

from stationmap.hours import read_hours
from stationmap.hours.symbols import is_formal
from tests.oracles.hours import expressions

# The distinct values of opening_hours of the toilets of London, © OpenStreetMap contributors, ODbL 1.0. Those that
# close past midnight, and those that are spelt otherwise, stand below.
KEPT = """
07:00-18:00
07:00-21:00
12:00-24:00
24/7
Mo,We,Th 09:00-20:00; Fr 09:00-14:00; Sa 09:00-17:00; Su 13:00-17:00
Mo-Fr 06:00-13:30; Sa 06:30-13:30; Su 08:30-14:30
Mo-Fr 06:30-23:00; Sa 07:00-23:00; Su 08:00-23:00
Mo-Fr 08:00-16:00
Mo-Fr 08:00-16:00; Sa-Su 09:30-16:00
Mo-Fr 08:00-17:00
Mo-Fr 08:30-17:00; Sa-Su 10:00-17:00
Mo-Fr 09:30-19:00; Th 09:30-20:00; Sa 09:00-18:00; Su,PH 11:00-17:00
Mo-Fr 10:00-18:00
Mo-Fr 10:00-23:30; Sa-Su off
Mo-Fr 11:30-23:00, Sa 12:00-20:00
Mo-Fr 12:00-23:00; Sa 14:00-23:00; Su 14:00-22:30
Mo-Sa 00:00-24:00; Su 11:00-17:00
Mo-Sa 06:00-20:00; Su 10:00-17:30
Mo-Sa 06:00-24:00; Su 07:00-23:00
Mo-Sa 06:30-20:30; Su 08:30-18:30
Mo-Sa 07:00-21:00; Su 09:00-16:00; PH 09:00-16:00
Mo-Sa 07:00-22:00; Su 09:00-22:00
Mo-Sa 07:00-22:00; Su 11:00-17:00
Mo-Sa 08:00-00:00, Su 08:00-22:30
Mo-Sa 09:00-18:00; Su,PH 09:00-18:00
Mo-Sa 09:00-19:00; Su 11:00-17:00
Mo-Sa 09:00-21:00; Su 12:00-18:00
Mo-Sa 09:00-24:00; Su 10:00-23:00
Mo-Sa 11:00-20:30; Su 11:00-18:30
Mo-Sa 11:30-23:00; Su 11:30-22:00
Mo-Sa 12:00-23:00; Su 12:00-22:30
Mo-Su 05:00-00:00
Mo-Su 05:00-00:50
Mo-Su 07:00-17:00
Mo-Su 07:00-18:00
Mo-Su 07:30-00:30
Mo-Su 08:00-00:00
Mo-Su 08:00-16:00
Mo-Su 08:00-18:00
Mo-Su 09:00-17:00
Mo-Su 09:00-18:00
Mo-Su 09:30-15:30
Mo-Su 09:30-18:00
Mo-Su 10:00-20:00
Mo-Su 10:00-23:00
Mo-Su 11:00-23:00
Mo-Su 11:30-22:00
Mo-Su 18:00-05:00
Mo-Th 08:30-20:00; Fr 08:30-21:00; Sa 08:30-19:00; Su 10:00-16:00
Mo-Th 09:00-23:00; Fr 09:00-00:00; Sa 10:00-00:00; Su 10:00-22:30
Mo-Th 09:00-23:00; Fr-Sa 09:00-00:00; Su 09:00-22:30
Mo-Th 09:00-23:00; Fr-Sa 09:00-24:00; Su 10:00-22:30
Mo-Th 09:00-23:00; Fr-Su 08:00-23:00
Mo-Th 11:00-23:00; Fr,Sa 11:00-00:00; Su 12:00-22:30
Mo-Th 11:00-23:00; Fr,Sa 11:00-24:00; Su 11:00-22:30
Mo-Th 11:00-23:00; Fr-Sa 11:00-00:00; Su 12:00-22:30
Mo-Th 11:00-23:00; Fr-Sa 11:00-00:00; Su 12:00-23:00
Mo-Th 12:00-23:00, Fr,Sa 12:00-24:00, Su 12:00-22:30
Mo-Th 12:00-23:00; Fr 12:00-00:00; Sa 10:00-00:00; Su 10:00-23:00
Mo-Th 12:00-23:00; Fr-Sa 12:00-24:00; Su 12:00-22:30
Mo-Th 16:00-23:00; Fr 16:00-00:00; Sa 12:00-00:00; Su 12:00-22:30
Su-Fr 12:00-23:30; Sa 11:00-18:00
Su-We 09:00-23:00; Th-Sa 11:00-00:00
Tu-Fr 07:30-17:30
Tu-Su 10:00-18:00
off
""".strip().splitlines()

SPELT = [
    ("09:00 - 23:00", "09:00-23:00"),
    ("6:30-00:00", "06:30-24:00"),
    ("Closed", "off"),
    ('"rarely open"', 'unknown "rarely open"'),
    ("Jun-Oct: Mo-Su 09:00-20:00; Nov-May: Mo-Su 09:00-18:00", "Jun-Oct Mo-Su 09:00-20:00; Nov-May Mo-Su 09:00-18:00"),
    (
        "Mo 11:00-22:00; Tu-We, Fr 11:00-23:00; Th 11:00-17:00; Sa 12:00-20:00",
        "Mo 11:00-22:00; Tu-We,Fr 11:00-23:00; Th 11:00-17:00; Sa 12:00-20:00",
    ),
    (
        "Mo-Fr 08:00-17:00; Sa-Su 10:00-17:00; PH 10:00-17:00 open",
        "Mo-Fr 08:00-17:00; Sa-Su 10:00-17:00; PH 10:00-17:00",
    ),
    ("Mo-Fr 08:30-20:00,Sa-Su 09:00-17:00", "Mo-Fr 08:30-20:00, Sa-Su 09:00-17:00"),
    ("Mo-Th 06:30-18:00;Fr 06:30-17:00;Sa 10:00-16:00", "Mo-Th 06:30-18:00; Fr 06:30-17:00; Sa 10:00-16:00"),
    ("Mo-Th 11:00-23:00; Fr, Sa 11:00-24:00; Su 12:00-22:30", "Mo-Th 11:00-23:00; Fr,Sa 11:00-24:00; Su 12:00-22:30"),
    (
        "Mo-Th 11:30-23:00; Fr-Sa\u200911:30-00:00; Su 11:30-22:00",
        "Mo-Th 11:30-23:00; Fr-Sa 11:30-00:00; Su 11:30-22:00",
    ),
    ("Mo-Th 12:00-23:30; Fr, Sa 10:00-00:00; Su 10:00-22:00", "Mo-Th 12:00-23:30; Fr,Sa 10:00-00:00; Su 10:00-22:00"),
    ("Mo-Th, Su 12:00-23:00; Fr, Sa 12:00-00:00", "Mo-Th,Su 12:00-23:00; Fr,Sa 12:00-00:00"),
    (
        "Mo-Th,Su 11:30-23:00 open; Fr-Sa 11:30-24:00 open; PH unknown",
        "Mo-Th,Su 11:30-23:00; Fr-Sa 11:30-24:00; PH unknown",
    ),
    ("mo-fr 8:00–17:00 ; ph Closed;", "Mo-Fr 08:00-17:00; PH off"),
    ('08:00-20:00 unknown "高温预警"', '08:00-20:00 unknown "高温预警"'),
    ("May 1-Sep 30 08:00-20:00", "May 1-Sep 30 08:00-20:00"),
]

# A rule after a semicolon has its days from midnight on, for opening-hours-py also the hours after midnight of the
# evening before; a comma only adds.
LATE = [
    (
        "Mo 14:15-22:15; Tu-Th 13:30-23:00; Fr 13:30-00:30; Sa 10:30-01:15; Su 10:00-20:15",
        "Mo 14:15-22:15, Tu-Th 13:30-23:00, Fr 13:30-00:30, Sa 10:30-25:15, Su 10:00-20:15",
    ),
    (
        "Mo 17:00-23:00; Tu-Th 12:00-00:00; Fr,Sa 12:00-02:00; Su 12:00-23:00",
        "Mo 17:00-23:00, Tu-Th 12:00-24:00, Fr,Sa 12:00-26:00, Su 12:00-23:00",
    ),
    (
        "Mo-Th 07:30-24:00; Fr 07:30-02:00; Sa 12:00-02:00",
        "Mo-Th 07:30-24:00, Fr 07:30-26:00, Sa 12:00-26:00",
    ),
    (
        "Mo-Th 10:00-00:00,Fr 10:00-01:00,Sa 09:00-01:00,Su 09:00-00:00",
        "Mo-Th 10:00-24:00, Fr 10:00-25:00, Sa 09:00-25:00, Su 09:00-24:00",
    ),
    ("Mo-Th 11:30-00:00; Fr-Sa 11:30-01:00; Su 11:30-23:00", "Mo-Th 11:30-24:00, Fr,Sa 11:30-25:00, Su 11:30-23:00"),
    ("Mo-Th 11:30-23:30; Fr-Sa 11:00-01:00; Su 11:00-00:00", "Mo-Th 11:30-23:30, Fr,Sa 11:00-25:00, Su 11:00-24:00"),
    ("Mo-Th 12:00-00:00, Fr-Sa 12:00-01:30, Su 12:00-00:00", "Mo-Th,Su 12:00-24:00, Fr,Sa 12:00-25:30"),
    ("Mo-Th 12:00-00:00; Fr,Sa 12:00-02:00; Su 12:00-22:00", "Mo-Th 12:00-24:00, Fr,Sa 12:00-26:00, Su 12:00-22:00"),
    ("Mo-Th 12:00-01:00; Fr,Sa 12:00-02:00; Su 12:00-01:00", "Mo-Th,Su 12:00-25:00, Fr,Sa 12:00-26:00"),
    (
        "Mo-Th 12:00-23:00; Fr 12:00-01:00; Sa 11:00-01:00; Su 11:00-23:00",
        "Mo-Th 12:00-23:00, Fr 12:00-25:00, Sa 11:00-25:00, Su 11:00-23:00",
    ),
    ("Mo-Th 12:00-23:00; Fr-Sa 12:00-01:00; Su 12:00-23:00", "Mo-Th,Su 12:00-23:00, Fr,Sa 12:00-25:00"),
    ("Mo-Th 16:00-12:00, Fr 16:00-01:00", "Mo-Th 16:00-12:00, Fr 16:00-01:00"),
    (
        "Mo-We 16:00-01:00; Th 12:00-01:00; Fr-Sa 12:00-15:00; Su 12:00-00:00",
        "Mo-We 16:00-01:00, Th 12:00-25:00, Fr,Sa 12:00-15:00, Su 12:00-24:00",
    ),
    ("Mo-We 16:00-23:30; Th-Fr 16:00-01:00; Sa 16:00-23:30", "Mo-We,Sa 16:00-23:30, Th,Fr 16:00-01:00"),
    ("Su-Th 08:00-24:00, Fr-Sa 08:30-01:00", "Mo-Th,Su 08:00-24:00, Fr,Sa 08:30-25:00"),
    ("Su-Th 09:00-23:30; Fr,Sa 09:00-01:00", "Mo-Th,Su 09:00-23:30, Fr,Sa 09:00-25:00"),
    (
        "Th-Sa 11:00-02:00; Mo-We 11:00-00:00; Su 11:00-23:00",
        "Mo-We 11:00-24:00, Th-Sa 11:00-26:00, Su 11:00-23:00",
    ),
    ("Tu 20:00-02:00; Tu off", "off"),
    ("Fr 20:00-02:00; Sa off; PH off", "Fr 20:00-02:00; PH off"),
]

REFUSED = [
    ("Mo-Fr 10:00+", "open_ended"),
    ("Mo-Su 11:00-21:00+", "open_ended"),
    ("Su-We 10:00-23:00; Th-Sa 10:00+", "open_ended"),
    ("Mo-Su sunrise-sunset", "variable_times"),
    ("Mo-Th 15:00-23:00,Fr-Sa 12:00-00:00,So 12:22:30", "not_understood"),
    ("Mo-We 12:00-23:00; Th 12:00-12:00; Fr-Sa 12:00-01:00; Su 12:00-11:00", "equal_times"),
]


@pytest.mark.parametrize("text", KEPT)
def test_an_expression_is_taken_as_it_is(text):
    assert read_hours(text).expression == text


@pytest.mark.parametrize(("text", "expression"), [*SPELT, *LATE])
def test_an_expression_is_spelt_canonically(text, expression):
    assert read_hours(text).expression == expression
    assert read_hours(expression).expression == expression


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_broken_or_varies_is_refused(text, code):
    assert (read_hours(text).expression, read_hours(text).reason.code) == ("", code)


@given(expressions)
def test_a_canonical_spelling_stays(text):
    reading = read_hours(text)
    assert bool(reading.expression) or not is_formal(text), reading.reason
    assume(reading.expression)
    assert read_hours(reading.expression).expression == reading.expression
