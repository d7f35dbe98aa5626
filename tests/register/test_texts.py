import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.reports import Report
from stationmap.register.texts import MAX_TEXT, clean_texts
from tests.oracles.tables import HOSTILE


def run(*texts):
    report = Report(np.arange(2, 2 + len(texts)))
    return clean_texts(texts, "名称", report), [(item.row, item.code) for item in report.findings]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_but_for_blanks_at_the_ends(text):
    assert run(text) == ([text.strip()], [])


def test_what_cannot_be_shown_goes():
    cleaned, found = run("a\x07b", "c", "d\ud800", "\x00", "x" * (MAX_TEXT + 1), "\x1b[31m红")
    assert cleaned == ["ab", "c", "d\ufffd", "", "x" * MAX_TEXT, "[31m红"]
    assert found == [
        (2, "control_characters"),
        (5, "control_characters"),
        (7, "control_characters"),
        (4, "broken_characters"),
        (6, "text_cut"),
    ]


@given(st.lists(st.text(st.characters(), max_size=20), max_size=5))
def test_cleaning_twice_changes_nothing(texts):
    cleaned, _ = run(*texts)
    assert run(*cleaned) == (cleaned, [])
    for text in cleaned:
        text.encode("utf-8")
