"""``make pictures``: pictures of every page for the README, over the demonstration, in ``pictures/``.

The clocks of the service and of the browser stand at one minute, a Wednesday at 10:30 in China, so that a picture does
not depend on the hour in which it is taken; the README says so. Everything else is as it is served.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

from PIL import Image
from playwright.sync_api import sync_playwright

from stationmap.cli.mapping_register import Register
from stationmap.clock import CLOCK
from stationmap.loading import demonstration, load_visits
from stationmap.maps import map_page
from stationmap.reach import rule_of
from tests.conftest import FLAGS, _chromium
from tests.oracles.desk import answering, choose, place
from tests.pages.conftest import PATIENCE, PEOPLE, SIZES, Watch, serving

FOLDER = Path(__file__).parents[2] / "pictures"
MOMENT = datetime(2026, 11, 25, 10, 30, tzinfo=CLOCK)
MOST = 1_500_000  # bytes of all pictures together: a README is read on phones too
LOOKS = ("light", "dark")


def _near(page):
    page.click("#near")
    page.locator("#answer .card").first.wait_for()


def _desk(page):
    """Ask for a district by name; a service without a search for places is given one."""
    if page.request.get(f"{page.url.partition('/desk')[0]}/v1/places?q=二七区").status == 404:
        answering(page, place("二七区", kind="district", at=(34.7233, 113.6401), address=""))
    choose(page, "二七区")


def _drawn(page):
    page.locator(".leaflet-control-scale-line").first.wait_for()


def _planned(page):
    """Colour districts by who is in reach."""
    page.select_option("#measure-choice", "reach-radius-share")
    _drawn(page)


# Name, address, sizes, looks, and what to do until it is worth a picture.
PAGES = (
    ("worker", "/", ("phone", "desktop"), LOOKS, _near),
    ("desk", "/desk", ("desktop",), LOOKS, _desk),
    ("map", "/map", ("phone", "desktop"), ("light",), _drawn),
    ("file", "FILE", ("desktop",), ("light",), _planned),
)


@contextmanager
def standing_clock():
    """Let the service's clock stand at `MOMENT`."""

    class Standing(datetime):
        @classmethod
        def now(cls, tz=None):
            return MOMENT.astimezone(tz)

    with (
        patch("stationmap.nearest.trip.time", SimpleNamespace(time=MOMENT.timestamp)),
        patch("stationmap.clock.datetime", Standing),
    ):
        yield


def _take(browser, address, path, size, look, ready):
    """Take one picture, in 256 colours; a page that is not quiet gets none."""
    shown = {**PEOPLE, **SIZES[size], "permissions": ["geolocation"], "color_scheme": look}
    context = browser.new_context(**shown)
    context.set_default_timeout(2 * PATIENCE)
    page = context.new_page()
    seen = Watch(page)
    page.clock.set_fixed_time(MOMENT)
    page.goto(address)
    ready(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    context.close()
    if not seen.quiet():
        raise SystemExit(f"{path.name}: {seen.told()}")
    with Image.open(path) as picture:
        palette = picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(path, optimize=True)


def _planning(catalogue):
    """Draw what `stationmap map --preset acftu-1km-15min --add 10` draws."""
    register = Register(catalogue, *load_visits(catalogue, None), None, published=False)
    coverage, results = register.worked_out(rule_of("acftu-1km-15min"), None, None, 10, lambda share, step: None)
    return map_page(catalogue, coverage, months=register.months(), results=results)


def main():
    """Take all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with standing_clock(), TemporaryDirectory() as folder, serving() as service, sync_playwright() as driver:
        file = Path(folder) / "map.html"
        catalogue = demonstration()
        file.write_text(_planning(catalogue), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=_chromium(), args=FLAGS)
        for name, path, sizes, looks, ready in PAGES:
            address = file.as_uri() if path == "FILE" else f"{service}{path}"
            for size in sizes:
                for look in looks:
                    shown = FOLDER / f"{name}-{size}{'-dark' if look == 'dark' else ''}.png"
                    _take(browser, address, shown, size, look, ready)
                    sys.stdout.write(f"{shown.name} {shown.stat().st_size:,}\n")
        browser.close()
    together = sum(one.stat().st_size for one in FOLDER.glob("*.png"))
    sys.stdout.write(f"{together:,} bytes\n")
    if together > MOST:
        raise SystemExit(f"more than {MOST:,} bytes")


if __name__ == "__main__":
    main()
