"""Pages for people: one document each, with its scripts and styles inside, closed by its policy to all else.

Scripts and styles are named by a nonce, which is made anew for every answer and stands in the answer's own header. So
an answer is right only as a whole: no shared cache may keep it, and whoever replays it, as a service worker does for a
phone without a network, replays its header with it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from string import Template
from typing import Any

from fastapi.responses import HTMLResponse

from stationmap.files import resource_bytes
from stationmap.maps.payload import json_block

__all__ = ["WebPage", "new_nonce", "page_answer", "page_policy"]

# Comments with lines of their own are for who reads the files; a phone need not load them.
_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


def new_nonce() -> str:
    """Make the nonce of one answer: 144 bits that nobody can guess.

    Examples
    --------
    >>> len(new_nonce()), new_nonce() == new_nonce()
    (24, False)
    """
    return secrets.token_urlsafe(18)


def page_answer(text: str, policy: str) -> HTMLResponse:
    """Answer with a page under its policy.

    Parameters
    ----------
    text : str
        HTML.
    policy : str
        Its Content-Security-Policy.

    Examples
    --------
    >>> page_answer("<!DOCTYPE html>", "default-src 'none'").headers["cache-control"]
    'private, no-cache'
    """
    return HTMLResponse(text, headers={"Content-Security-Policy": policy, "Cache-Control": "private, no-cache"})


def page_policy(nonce: str, images: Sequence[str] = (), fetched: Sequence[str] = ()) -> str:
    """Write the Content-Security-Policy of a page: its own scripts by nonce, no host but ours.

    Parameters
    ----------
    nonce : str
        Of this answer alone.
    images : sequence of str
        Origins of tiles of others that are shown as pictures.
    fetched : sequence of str
        Origins of tiles of others that the page's script asks for, as it does vector tiles.

    Examples
    --------
    >>> page_policy("abc").split("; ")[1]
    "script-src 'nonce-abc'"
    """
    tiles, asked = ("".join(f" {origin}" for origin in origins) for origins in (images, fetched))
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:{tiles}; "
        f"connect-src 'self'{asked}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class WebPage:
    """A page in ``web/<folder>/page.html`` with its scripts and styles, which are read once.

    Parameters
    ----------
    folder : str
        Its folder under ``web/``.
    scripts, styles : sequence of str
        Files under ``web/``, in the order in which they are put into the page; ``maps/…`` are shared with the map page.
        Before all scripts stands ``maps/elements.js``, of which they make their elements.

    Examples
    --------
    >>> WebPage("worker", ["common/dom.js"], []).script.splitlines()[0]
    'const stationmap = {'
    """

    def __init__(self, folder: str, scripts: Sequence[str], styles: Sequence[str]) -> None:
        self.folder, self._scripts, self._styles = folder, ["maps/elements.js", *scripts], styles

    @cached_property
    def script(self) -> str:
        """All scripts, one after the other, without comments that have lines of their own."""
        return _COMMENT.sub("", "\n".join(_text(name) for name in self._scripts))

    @cached_property
    def style(self) -> str:
        """All styles, one after the other, likewise."""
        return _COMMENT.sub("", "\n".join(_text(name) for name in self._styles))

    @property
    def source(self) -> str:
        """All that the page is made of, but for its config; another whenever the page is another."""
        return "\n".join([self._template.template, self.style, self.script])

    @cached_property
    def _template(self) -> Template:
        return Template(_text(f"{self.folder}/page.html"))

    def answer(
        self, config: Mapping[str, Any], images: Sequence[str] = (), fetched: Sequence[str] = ()
    ) -> HTMLResponse:
        """Answer with the page.

        Parameters
        ----------
        config : mapping
            What its script needs to know, as JSON in the element ``#config``.
        images, fetched : sequence of str
            Origins of tiles of others, as `page_policy` takes them.
        """
        nonce = new_nonce()
        block = json_block(dict(config))
        page = self._template.substitute(nonce=nonce, style=self.style, script=self.script, config=block)
        return page_answer(page, page_policy(nonce, images, fetched))


def _text(name: str) -> str:
    """Read a file of ours; what begins with ``maps/`` is shared with the map page, which owns it."""
    package = "stationmap.maps" if name.startswith("maps/") else "stationmap_api"
    return resource_bytes(package, f"web/{name.removeprefix('maps/')}").decode("utf-8")
