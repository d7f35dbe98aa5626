"""The error tree is as it is drawn, and every error is caught by the builtin that it names."""

import inspect
import re

import pytest

from stationmap import errors
from stationmap.errors import Fault, StationmapError

CLASSES = {name: kind for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)}
DRAWN = re.findall(r"^ {4}([│├└─ ]*)(\w+Error|Error)\b(?: \((\w+)\))?", inspect.getdoc(errors), re.MULTILINE)


def drawn_parents():
    """Read the drawing: name → name of the branch that it hangs on."""
    trail, parents = [], {}
    for branch, name, builtin in DRAWN:
        depth = len(branch) // 4
        parents[name] = (trail[depth - 1] if depth else None, builtin)
        trail[depth:] = [name]
    return parents


def test_the_drawing_names_every_class():
    assert set(drawn_parents()) == set(CLASSES)


@pytest.mark.parametrize(("name", "drawn"), drawn_parents().items())
def test_each_hangs_where_it_is_drawn(name, drawn):
    parent, builtin = drawn
    bases = [base.__name__ for base in CLASSES[name].__bases__]
    assert bases == [item for item in (parent or "Exception", builtin) if item]


@pytest.mark.parametrize("kind", CLASSES.values())
def test_each_carries_a_sentence_and_faults(kind):
    faults = (Fault("lat", "91", "too large"),)
    error = kind("没有 no such thing: 'x'", faults)
    assert str(error) == error.detail == "没有 no such thing: 'x'"
    assert error.faults == faults
    assert kind("once more").faults == ()
    with pytest.raises(StationmapError):
        raise error


def test_all_is_every_public_class_in_order():
    assert set(errors.__all__) == {*CLASSES, "Fault"}


def test_a_fault_is_frozen():
    with pytest.raises(AttributeError):
        Fault("lat", "91", "too large").value = "90"
