"""What a wheel holds, and that what is written about the project is true."""

import ast
import re
import sys
import tomllib
from http import HTTPStatus
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stationmap import errors
from stationmap.cli.app import app
from stationmap_api import create_app
from stationmap_api import errors as api_errors
from tests.oracles.web_pages import html_pages

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = "\n".join(re.findall(r"^```\w*\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^stationmap (\w+)(.*)$", BLOCKS, flags=re.MULTILINE)


def test_the_wheel_holds_three_packages():
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [
        "stationmap",
        "api/stationmap_api",
        "data/stationmap_demo",
    ]


def test_no_dependency_is_named_twice():
    for named in [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]:
        assert len(set(named)) == len(named)


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    for requirement in (item for one in lists for item in one):
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), requirement


# Distributions by what is imported of them, where the names differ or another dependency brings it.
BROUGHT = {
    "PIL": "pillow",
    "branca": "folium",
    "fpdf": "fpdf2",
    "fontTools": "fpdf2",
    "geocoordinates_ffi": "geocoordinates-rs",
    "ibis": "ibis-framework",
    "duckdb": "ibis-framework",
    "markupsafe": "jinja2",
    "nbformat": "nbclient",
    "opening_hours": "opening-hours-py",
    "chinese_calendar": "chinesecalendar",
    "pulp": "spopt",
    "pydantic": "fastapi",
    "sklearn": "scikit-learn",
    "starlette": "fastapi",
}
OURS = {"stationmap", "stationmap_api", "stationmap_demo", "tests", "benchmarks"}
OURS |= {path.stem for path in (ROOT / "data").glob("*.py")} | {"demo_recipe"}


def _declared(*extras):
    lists = [PROJECT["project"]["dependencies"], *(PROJECT["project"]["optional-dependencies"][one] for one in extras)]
    return {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for one in lists for line in one}


@pytest.mark.parametrize(
    ("room", "extras"),
    [("stationmap", ["planning"]), ("api", []), ("tests", ["planning", "test"]), ("benchmarks", ["planning", "bench"])],
)
def test_what_is_imported_is_declared(room, extras):
    nodes = [node for path in (ROOT / room).rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    foreign = {name.partition(".")[0] for name in named} - OURS - set(sys.stdlib_module_names)
    assert {BROUGHT.get(name, name.replace("_", "-")).lower() for name in foreign} <= _declared(*extras)


def test_every_contract_of_the_floors_names_every_room():
    rooms = {f"stationmap.{path.stem}" for path in (ROOT / "stationmap").iterdir() if path.suffix in {"", ".py"}}
    free = {  # may import what the others may not
        "the library knows no web framework and no API": {"cli"},
        "only maps imports folium": {"maps"},
        "only the store speaks SQL": {"store"},
        "only the index knows rtree and numba": {"index", "cli"},
        "only the warehouse knows ibis and duckdb": {"warehouse"},
    }
    rooms -= {f"stationmap.{name}" for name in ("__init__", "__pycache__", "errors", "extras")}
    contracts = {one["name"]: one for one in PROJECT["tool"]["importlinter"]["contracts"]}
    for name, exceptions in free.items():
        missing = rooms - set(contracts[name]["source_modules"]) - {f"stationmap.{one}" for one in exceptions}
        assert missing == set(), name


def test_the_house_is_drawn_with_every_room():
    drawn = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("```\n")[2].partition("```")[0]
    rooms = {path.name + "/" * path.is_dir() for path in (ROOT / "stationmap").iterdir()}
    rooms -= {"__init__.py", "__pycache__/", "py.typed"}
    assert [room for room in sorted(rooms) if not re.search(rf"(stationmap/| |^){re.escape(room)}", drawn)] == []


def test_the_benchmarks_tell_of_every_measure():
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(path.stem for path in (ROOT / "benchmarks" / "measures").glob("[a-z]*.py"))


def test_constraints_hold_no_address():
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def _names(typer_app):
    return {info.name for info in typer_app.registered_commands}


@pytest.mark.parametrize(("command", "rest"), COMMANDS)
def test_commands_of_the_readme_exist(command, rest):
    further = {
        name for group in app.registered_groups if group.name == command for name in _names(group.typer_instance)
    }
    path = [command, *(word for word in rest.split()[:1] if word in further)]
    help_text = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert help_text.exit_code == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", help_text.output)
    for option in re.findall(r"--[a-z-]+", rest):
        assert option in shown


def test_the_contents_of_the_readme_lead_somewhere():
    titles = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    there = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    led = set(re.findall(r"\]\(#([^)]+)\)", README))
    assert led
    assert led <= there


def test_the_readme_names_every_address():
    service = create_app()
    there = {*service.openapi()["paths"], *html_pages(service)}
    told = re.findall(r"`(?:POST |GET )?(/[^ `]*)`", README)
    assert {re.sub(r"{\w+}", "{}", path) for path in there} <= {re.sub(r"{\w+}", "{}", path) for path in told}


def test_the_readme_names_every_command():
    assert {command for command, _ in COMMANDS} >= {info.name for info in app.registered_commands} - {"migrate"}


def _status_of(name):
    """What the service answers with: an error of the library by its nearest branch, any other by HTTP's own name."""
    kind = getattr(errors, name, None)
    if kind is None:
        return next(status for status in HTTPStatus if status.phrase.title().replace(" ", "") == name)
    return next(api_errors.STATUS[parent][0] for parent in kind.__mro__ if parent in api_errors.STATUS)


def test_the_error_table_of_the_readme_is_that_of_the_service():
    rows = re.findall(r"^\| (`\w+`.*) \| (\d{3}) \|$", README, flags=re.MULTILINE)
    told = {name: int(status) for names, status in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == {name: _status_of(name) for name in told}
    assert told.keys() >= {kind.__name__ for kind in api_errors.STATUS} | {"NotFound", "InternalServerError"}


def test_every_error_has_a_branch_in_the_error_table():
    for name in set(errors.__all__) - {"Fault", "StationmapError"}:
        branches = [kind for kind in getattr(errors, name).__mro__ if kind is not errors.StationmapError]
        assert set(branches) & api_errors.STATUS.keys(), name
