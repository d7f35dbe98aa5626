"""Public names: sorted, real, documented with what the house asks for."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import stationmap
from stationmap import errors

ROOMS = sorted(
    module.name
    for module in pkgutil.walk_packages(stationmap.__path__, "stationmap.")
    if "migrations" not in module.name
)


def _order(name):
    """Constants, then classes, then functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("name", ["stationmap", *ROOMS])
def test_all_is_sorted_and_real(name):
    module = importlib.import_module(name)
    assert module.__doc__
    names = list(getattr(module, "__all__", []))
    assert names == sorted(names, key=_order)
    assert all(hasattr(module, one) for one in names)


def _public():
    """Functions and classes by full name, where they are at home; the docstring of a command is its help."""
    for name in ["stationmap", *ROOMS]:
        module = importlib.import_module(name)
        for one in getattr(module, "__all__", []):
            thing = getattr(module, one)
            is_code = inspect.isroutine(thing) or inspect.isclass(thing)
            if is_code and thing.__module__ == name and ".cli" not in name:
                yield f"{name}.{one}", thing


PUBLIC = dict(_public())
LACKING = set(Path(__file__).with_name("undocumented.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", [name for name, thing in PUBLIC.items() if inspect.isfunction(thing)])
def test_a_public_function_says_what_it_raises(name):
    text = inspect.getdoc(PUBLIC[name])
    assert text
    raised = inspect.getsource(PUBLIC[name]).count("raise ")
    assert not raised or "Raises\n" in text


def _lacks(thing):
    """Name the parts that a docstring lacks; what an error means stands in the drawn tree."""
    text = inspect.getdoc(thing) or ""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return []
    takes = not inspect.isclass(thing) and bool(inspect.signature(thing).parameters)
    wanted = ["Examples\n"] + ["Parameters\n"] * takes
    return [part for part in wanted if part not in text]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_public_has_parameters_and_an_example(name):
    lacks = _lacks(PUBLIC[name])
    assert not lacks or name in LACKING, f"lacks {lacks}"
    assert lacks or name not in LACKING, "mended: take it off undocumented.txt"


def test_the_list_of_what_lacks_something_names_what_there_is():
    assert PUBLIC.keys() >= LACKING


def test_every_error_is_in_the_drawn_tree_and_a_builtin():
    for name in errors.__all__:
        kind = getattr(errors, name)
        if name in {"Fault", "StationmapError"}:
            continue
        assert name in errors.__doc__
        assert issubclass(kind, errors.StationmapError)
        assert any(
            base.__module__ == "builtins" and base not in {Exception, BaseException, object} for base in kind.__mro__
        )
