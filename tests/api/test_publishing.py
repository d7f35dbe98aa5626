"""What is counted for strangers has passed where small counts are suppressed."""

from dataclasses import replace

import pandas as pd

from stationmap_api import pages
from stationmap_api.settings import Settings


def test_the_table_and_the_map_are_of_what_may_be_published(monkeypatch):
    drawn = []

    def hide(coverage):
        return replace(coverage, rows=coverage.rows.assign(visits=pd.NA))

    monkeypatch.setattr(pages, "publish_coverage", hide)
    monkeypatch.setattr(pages, "map_page", lambda _catalogue, coverage, **_more: drawn.append(coverage) or "page")
    made = pages.make_pages(Settings(db=None, visits=None), drawn=True)
    assert made.coverage.rows["visits"].isna().all()
    assert drawn == [made.coverage]
