from contextlib import contextmanager

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely


class Watch:
    """What a page did that it should not: dialogues, errors, console messages, requests."""

    def __init__(self, page, address):
        self.page = page
        self.faults = []
        self.requests = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.faults.append(("error", str(error))))
        page.on("console", lambda message: self.faults.append(("console", message.text)))
        page.on("request", lambda request: request.url != address and self.requests.append(request.url))

    def _dialog(self, dialog):
        self.faults.append(("dialog", dialog.message))
        dialog.dismiss()

    def quiet(self):
        return self.faults == [] and self.requests == []


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page from a file, as a person would, and watch it."""

    @contextmanager
    def open_page(html, width=1280, height=800, route=None):
        path = tmp_path / "map.html"
        path.write_bytes(html.encode("utf-8"))
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce", has_touch=width < 500)
        page = context.new_page()
        page.set_default_timeout(30_000)
        if route:
            page.route(*route)
        page.watch = Watch(page, path.as_uri())
        page.goto(path.as_uri())
        yield page
        context.close()

    return open_page


SQUARES = {"410101": (113.0, 34.5), "410102": (113.2, 34.5), "410103": (113.4, 34.5), "410104": (113.6, 34.5)}


@pytest.fixture
def districts():
    """Four squares side by side, and a development zone without a polygon."""
    shapes = [shapely.box(west, south, west + 0.2, south + 0.2) for west, south in SQUARES.values()]
    codes = [*SQUARES, "410172"]
    names = ["甲区", "乙区", "丙区", "丁区", "高新区"]
    return gpd.GeoDataFrame({"adcode": codes, "name": names}, geometry=[*shapes, None], crs=4326)


@pytest.fixture
def rows(districts):
    """Figures: two known rates, one that is not known, one district without a station, one without a polygon."""
    return pd.DataFrame(
        {
            "adcode": districts["adcode"],
            "name": districts["name"],
            "stations": [3, 2, 1, 0, 2],
            "stations_in_operation": [3, 1, 1, 0, 2],
            "stations_naming_it": [3, 2, 1, 0, 4],
            "visits": [270.0, 12.0, np.nan, np.nan, 91.0],
            "reported_station_days": [90, 30, 0, 0, 20],
            "missing_station_days": [0, 30, 30, 0, 40],
            "visits_per_station_day": [3.0, 0.4, np.nan, np.nan, 4.55],
            "stations_per_10k_residents": [0.5, 0.25, np.nan, 0.0, 0.1],
            "residents": pd.array([60000, 80000, None, 1000, 200000], dtype="Int64"),
            "area_km2": [400.12, 400.0, 400.0, 400.0, np.nan],
        }
    )
