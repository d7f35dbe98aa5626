"""Reads pages as the HTML standard says, and says which pages the service has."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode

import html5lib

from tests.oracles.map_page import HOSTILE as HOSTILE_ON_MAPS

# What a template, a script, a page or a person might take for something else.
HOSTILE = [
    *(text for text in HOSTILE_ON_MAPS if "\ud800" not in text and "\x00" not in text),
    "$config",
    "${config}",
    "$$nonce $style $script",
    "{{ this.block }}{{ this.program }}",
    "{% raw %}{{ 7*7 }}",
    "</SCRIPT ><script>alert(document.domain)</script>",
    "</style><style>*{display:none}</style>",
    "<svg onload=alert(1)>",
    "--><img src=//evil.example/x onerror=alert(1)>",
    "&lt;/script&gt;&#60;b&#62;",
    "' onmouseover='alert(1)",
    "\u202e\u2066右左\u2069\u200f",
    "\x01\x1b[31m\x7f\x9f\ufdd0\ufffe\U0010ffff",
    "长" * 10_000,
]


def html_pages(app):
    """Addresses of all pages for people: what answers with HTML and takes no part of its address."""
    found = []
    for route in app.routes:
        if hasattr(route, "original_router"):
            found += html_pages(route.original_router)
        elif (
            "HTMLResponse" in str(getattr(route.endpoint, "__annotations__", {}).get("return"))
            and "{" not in route.path
        ):
            found.append(route.path)
    return sorted(found)


def skeleton(page):
    """Give every tag with its attributes in order, as the standard reads the page; a fault in its markup raises."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [(str(one.tag), sorted((k, v) for k, v in one.attrib.items() if k != "nonce")) for one in tree.iter()]


_BLOCK = re.compile(r'(<script type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)


def blocks(page):
    """Give the values of the JSON blocks."""
    return [json.loads(found[2]) for found in _BLOCK.finditer(page)]


def around(page):
    """Give all of a page but its JSON blocks and what is of one answer alone."""
    return re.sub(r'nonce="[\w-]*"', "", _BLOCK.sub(r"\1\3", page))


def texts(value):
    """Give all texts in a JSON value, those that were packed included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and value.keys() == {"deflate"}:
        yield from texts(json.loads(zlib.decompress(b64decode(value["deflate"]))))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
