"""Hostile texts are refused before they cost anything."""

import pytest

from stationmap.hours import read_hours, reading
from stationmap.hours.plain import LONGEST


class Untouched(str):
    """A text that must not be looked into."""

    __slots__ = ()

    def __iter__(self):
        raise AssertionError

    def __getitem__(self, key):
        raise AssertionError


def test_a_long_text_is_not_looked_into():
    text = Untouched("8" * 1_000_000)
    assert read_hours(text).reason.code == "too_long"
    assert read_hours(text).text is text


@pytest.mark.parametrize("text", ["ﷺ" * LONGEST, "1900-9999 Tu-We ; Feb 30", "\x00" * LONGEST])
def test_what_is_refused_reaches_no_evaluation(text, monkeypatch):
    monkeypatch.setattr(reading, "check_expression", None)
    assert read_hours(text).expression == ""


@pytest.mark.parametrize("piece", ["(", "周一", "周一、", "至", "5月", "除", "8:00-"])
def test_tokens_are_no_more_than_characters(piece):
    text = piece * (LONGEST // len(piece))
    tokens = reading.tokens_of(text)
    assert len(tokens) <= len(text)
    assert "".join(token.text for token in tokens) == text
