"""What a wheel holds, and that what is written about the project is true."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stationmap import errors
from stationmap.cli.app import app
from stationmap_api import errors as api_errors

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


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    for requirement in (item for one in lists for item in one):
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), requirement


def test_constraints_hold_no_address():
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("command", "rest"), COMMANDS)
def test_commands_of_the_readme_exist(command, rest):
    help_text = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert help_text.exit_code == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", help_text.output)
    for option in re.findall(r"--[a-z-]+", rest):
        assert option in shown


def test_the_readme_names_every_command():
    assert {command for command, _ in COMMANDS} >= {info.name for info in app.registered_commands} - {"migrate"}


def test_the_error_table_knows_every_branch():
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, errors.StationmapError):
            assert any(parent in api_errors.STATUS for parent in kind.__mro__)
    for kind in api_errors.STATUS:
        assert kind.__name__ in README or kind.__name__ in errors.__doc__
