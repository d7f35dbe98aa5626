import re
from html.parser import HTMLParser

import pytest

from stationmap.report import report_document
from stationmap.report.cells import cells_of
from tests.oracles.reports import EVIL

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Tree(HTMLParser):
    """Checks that tags nest, and gathers texts and elements."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.found, self.words, self.ids = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def text(written):
    return written["html"].read_text("utf-8")


@pytest.fixture(scope="module")
def tree(text):
    return Tree(text)


def test_it_nests_and_has_language_title_and_policy(tree):
    found = tree.found
    assert ("html", {"lang": "zh-CN"}) in found
    assert [tag for tag, _ in found].count("title") >= 1
    policy = next(attrs["content"] for tag, attrs in found if tag == "meta" and "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_no_id_stands_twice_and_every_reference_leads_somewhere(tree):
    assert len(tree.ids) == len(set(tree.ids))
    labels = [one for _, attrs in tree.found for one in attrs.get("aria-labelledby", "").split()]
    links = [attrs["href"].removeprefix("#") for tag, attrs in tree.found if tag == "a"]
    assert set(labels) | set(links) <= set(tree.ids)


def test_nothing_runs_and_nothing_is_loaded(tree, text):
    assert not [tag for tag, _ in tree.found if tag in {"script", "link", "img", "iframe", "object", "image", "use"}]
    assert not [name for _, attrs in tree.found for name in attrs if name.startswith("on")]
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"}


def test_texts_of_data_stay_texts(tree):
    assert EVIL in "".join(tree.words)


def test_every_figure_of_the_shown_columns_is_on_it(tree, report):
    words = {word.strip(" ▽▼\n") for word in tree.words}
    for section in report.sections:
        shown = {cell.text.strip() for row in cells_of(section, section.shown) for cell in row if cell.number}
        assert shown <= words


def test_drawings_and_tables_can_be_heard(tree, report):
    names = [tag for tag, _ in tree.found]
    drawn = sum(len(section.drawings) for section in report.sections)
    assert names.count("svg") == names.count("desc") == drawn > 4
    assert all(attrs["role"] == "img" for tag, attrs in tree.found if tag == "svg")
    assert names.count("caption") == names.count("table") == len(report.sections)
    assert all("scope" in attrs for tag, attrs in tree.found if tag == "th")


def test_what_must_be_known_and_how_it_was_made_is_on_it(tree, report):
    words = "".join(tree.words)
    document = report_document(report)
    told = [*report.warnings, *(source["sha256"] for source in document["sources"]), "2025-09-01 – 2025-09-07"]
    assert all(one in words for one in [*told, *(note for one in report.sections for note in one.notes)])


@pytest.mark.browser
def test_a_browser_shows_it_without_asking_anybody(browser, written):
    seen = []
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.on("console", lambda message: seen.append(message.text))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("request", lambda request: seen.append(request.url))
    page.goto(written["html"].as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert seen == [written["html"].as_uri()]
    assert wide <= 390
