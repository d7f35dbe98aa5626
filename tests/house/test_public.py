"""Public names: sorted, real, documented with what the house asks for."""

import importlib
import inspect
import pkgutil

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
    for name in ["stationmap", *ROOMS]:
        module = importlib.import_module(name)
        for one in getattr(module, "__all__", []):
            thing = getattr(module, one)
            if inspect.isfunction(thing) and thing.__module__ == name and ".cli" not in name:
                yield pytest.param(thing, id=f"{name}.{one}")


@pytest.mark.parametrize("function", list(_public()))
def test_a_public_function_says_what_it_takes_and_raises(function):
    text = inspect.getdoc(function)
    assert text
    raised = inspect.getsource(function).count("raise ")
    assert not raised or "Raises\n" in text


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
