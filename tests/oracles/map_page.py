"""Reads a map page as a browser would, with the standard library alone, and undoes what shortens its data."""

import json
from html.parser import HTMLParser

import pandas as pd

from stationmap.station import STATION_COLUMNS

HOSTILE = [
    "`",
    "${1+1}",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    r"\1",
    "\\",
    "{{7*7}}",
    "{% if %}",
    "{% raw %}",
    "{#",
    "\"'&quot;&lt;",
    "<!--<script>",
    "a\u2028b\u2029c",
    "\ud800x\udfff",
    "]]>",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "\x00\x01\x7f\x85",
    "\ufeff\u202e右",
]


class Outline(HTMLParser):
    """Tags with their attributes, and the text of each script and style."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.raw = []
        self._inside = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._inside = tag if tag in {"script", "style"} else None

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, text):
        if self._inside:
            self.raw.append((self._inside, text))

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def data_of(page):
    """Give the one JSON block of a page."""
    scripts = [text for kind, text in Outline(page).raw if kind == "script"]
    return json.loads(scripts[0])


def around(page):
    """Give all of a page but its block."""
    start = page.index('<script type="application/json"')
    return page[:start] + page[page.index("</script>", start) :]


def unpack(column, count=1):
    """Give the texts of a column; of one that has the same text in all rows, as many as there are rows."""
    if isinstance(column, list):
        return column
    rows = column["rows"]
    return [column["texts"][row] for row in ([rows] * count if isinstance(rows, int) else rows)]


def lengthen(text, words):
    """Put codes' names back where numbers stand; for codes out of the vocabulary the name is the code."""
    parts = [part.partition("@") for part in text.split(",")] if text else []
    return ",".join(f"{words[int(number)][0]}{at}{since}" for number, at, since in parts)


def station_rows(rows):
    """Make a table of stations from dicts; object columns, which hold any text."""
    filled = [dict.fromkeys(STATION_COLUMNS, "") | {"lat": 34.75, "lon": 113.65} | row for row in rows]
    table = pd.DataFrame(filled, columns=list(STATION_COLUMNS), dtype=object)
    return table.astype({"lat": "float64", "lon": "float64"})
