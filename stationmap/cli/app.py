"""The application and how it ends when something is wrong."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from stationmap.cli import (
    access,
    coverage,
    hours,
    importing,
    mapping,
    migrating,
    nearest,
    places,
    reach,
    report,
    serving,
    site,
    station,
    streets,
    visits,
)
from stationmap.cli.shared import errors_to
from stationmap.errors import InputError, NotFoundError, StationmapError

__all__ = ["app", "main"]

app = typer.Typer(
    name="stationmap",
    help="户外劳动者服务站点：导入、查最近、地图、分区统计。Rest stations for people who work outdoors.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("import")(importing.import_file)
app.command("serve")(serving.serve)
# A longitude west of Greenwich begins with a dash, and is no option.
app.command("nearest", context_settings={"ignore_unknown_options": True})(nearest.nearest)
app.command("find")(places.find)
app.command("map")(mapping.draw_map)
app.command("coverage")(coverage.coverage)
app.command("report")(report.report)
app.command("reach")(reach.reach)
app.command("streets")(streets.check_streets)
app.command("access")(access.access)
app.command("site")(site.site_stations)
app.command("migrate")(migrating.migrate)
app.command("hours")(hours.read_texts)
app.add_typer(station.app, name="station")
app.add_typer(visits.app, name="visits")


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stationmap {version('stationmap')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="版本 print the version")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command; a fault that is the user's to mend ends in a sentence and status 2."""
    # Chinese must come out whole also where the terminal's encoding is unset or narrow.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except StationmapError as error:
        errors_to(error)
        sys.exit(2 if isinstance(error, InputError | NotFoundError) else 1)
