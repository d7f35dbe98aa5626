"""Which ways are walked: a table by hand."""

import pytest

from stationmap.streets import BACKWARD, BOTH, FORWARD, WALKED, closed_to_foot, walkable


def _way(text):
    return dict(part.split("=") for part in text.split())


@pytest.mark.parametrize(
    ("tags", "direction"),
    [
        ("highway=footway", BOTH),
        ("highway=steps", BOTH),
        ("highway=pedestrian area=yes", BOTH),
        ("highway=residential", BOTH),
        ("highway=residential oneway=yes", BOTH),
        ("highway=residential oneway:foot=yes", FORWARD),
        ("highway=footway oneway:foot=-1", BACKWARD),
        ("highway=footway oneway:foot=no", BOTH),
        ("highway=cycleway", BOTH),
        ("highway=cycleway foot=no", 0),
        ("highway=motorway", 0),
        ("highway=motorway access=yes", 0),
        ("highway=trunk", 0),
        ("highway=trunk_link", 0),
        ("highway=trunk foot=yes", BOTH),
        ("highway=trunk sidewalk=right", BOTH),
        ("highway=trunk sidewalk=no", 0),
        ("highway=trunk sidewalk=both foot=no", 0),
        ("highway=primary foot=use_sidewalk", 0),
        ("highway=service access=private", 0),
        ("highway=service access=no", 0),
        ("highway=service access=no foot=yes", BOTH),
        ("highway=service access=private foot=designated", BOTH),
        ("highway=service access=private foot=permissive", BOTH),
        ("highway=service access=customers", BOTH),
        ("highway=service access=destination", BOTH),
        ("highway=service access=yes foot=private", 0),
        ("highway=path foot:conditional=no", BOTH),
        ("highway=path access=who-knows", BOTH),
        ("highway=construction", 0),
        ("highway=proposed foot=yes", 0),
        ("highway=raceway", 0),
    ],
)
def test_the_rule(tags, direction):
    found, reason = walkable(_way(tags))
    assert found == direction
    assert bool(reason) == (direction == 0)


def test_every_value_has_its_reason_in_both_languages():
    for walked, reason in WALKED.values():
        assert isinstance(walked, bool)
        assert not reason.isascii()
        assert reason.rsplit(" ", 1)[-1].isascii()


@pytest.mark.parametrize(
    ("tags", "closed"),
    [("barrier=gate", False), ("barrier=gate access=no", True), ("barrier=bollard foot=no", True),
     ("barrier=gate access=private foot=yes", False), ("access=private", False)],
)  # fmt: skip
def test_gates(tags, closed):
    assert closed_to_foot(_way(tags)) == closed
