"""The page that a server gives is the page of the file: only the policy moves, and nonces stand where hashes named."""

import re

import pytest

from stationmap.maps import parse_basemap, station_map
from stationmap.maps.page import render_page
from stationmap.maps.served import served_page
from tests.oracles.map_page import HOSTILE, Outline, station_rows

MARK = "mark-of-nobody"


@pytest.fixture(scope="module")
def page():
    rows = [{"name": text, "address": f"<script>{text}", "hours": "<style>"} for text in HOSTILE]
    tiles = parse_basemap("https://tiles.example/{z}/{x}/{y}.png", "gcj02", "<meta>")
    return station_map(station_rows(rows), None, None, title="<script>", notes=HOSTILE, basemap=tiles)


def test_nothing_changes_but_the_policy_and_the_nonces(page):
    text, _ = served_page(page, MARK)
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', page)[0]
    assert text.replace(f' nonce="{MARK}"', "") == page.replace(policy, "")


def test_every_style_and_every_script_that_runs_has_the_nonce_and_the_data_have_none(page):
    outline = Outline(served_page(page, MARK)[0])
    for tag in ("script", "style"):
        for attributes in outline.named(tag):
            runs = attributes.get("type") != "application/json"
            assert (attributes.get("nonce") == MARK) == runs
    assert not [one for one in outline.named("meta") if "http-equiv" in one]


def test_the_policy_names_the_mark_where_the_file_names_hashes_and_keeps_all_else(page):
    _, policy = served_page(page, MARK)
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == f"'nonce-{MARK}'"
    assert "https://tiles.example" in directives["img-src"]
    assert (directives["connect-src"], directives["frame-ancestors"]) == ("'self'", "'none'")
    assert (directives["base-uri"], directives["form-action"]) == ("'none'", "'none'")
    assert "unsafe" not in policy
    assert "sha256" not in policy


@pytest.mark.parametrize("change", [("<style>", ""), ('http-equiv="Content', 'name="Content'), ("<script>", "<b>")])
def test_what_is_no_such_page_is_refused(change):
    with pytest.raises(ValueError, match="one policy"):
        served_page(render_page({}).replace(*change), MARK)


def test_a_page_of_vector_tiles_may_ask_its_own_host_and_that_of_the_basemap():
    _, policy = served_page(render_page({}, "https://tiles.example", fetched=True), MARK)
    assert "connect-src 'self' https://tiles.example" in policy
    _, policy = served_page(render_page({"vector_tiles": {}}, "https://tiles.example", fetched=True), MARK)
    assert policy.count("connect-src 'self' https://tiles.example;") == policy.count("'self'") == 1
    _, policy = served_page(render_page({"vector_tiles": {}}, "'self' file:", fetched=True), MARK)
    assert policy.count("'self'") == 1
