"""Pages for people: one document each, with its scripts and styles inside, closed by its policy to all else."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from string import Template
from typing import Any

from fastapi.responses import HTMLResponse

from stationmap.files import resource_bytes

__all__ = ["WebPage", "page_policy"]

# What could end the script element that holds the block, or a line of it.
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def page_policy(nonce: str, images: Sequence[str] = ()) -> str:
    """Write the Content-Security-Policy of a page: its own scripts by nonce, no host but ours.

    Parameters
    ----------
    nonce : str
        Of this answer alone.
    images : sequence of str
        Origins of tiles of others.

    Examples
    --------
    >>> page_policy("abc").split("; ")[1]
    "script-src 'nonce-abc'"
    """
    tiles = "".join(f" {origin}" for origin in images)
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:{tiles}; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class WebPage:
    """A page in ``web/<folder>/page.html`` with its scripts and styles, which are read once.

    Parameters
    ----------
    folder : str
        Its folder under ``web/``.
    scripts, styles : sequence of str
        Files under ``web/``, in the order in which they are put into the page; ``maps/…`` are those of the map page.

    Examples
    --------
    >>> WebPage("worker", ["common/dom.js"], []).script.startswith("/*")
    True
    """

    def __init__(self, folder: str, scripts: Sequence[str], styles: Sequence[str]) -> None:
        self.folder, self._scripts, self._styles = folder, scripts, styles

    @cached_property
    def script(self) -> str:
        """All scripts, one after the other."""
        return "\n".join(_text(name) for name in self._scripts)

    @cached_property
    def style(self) -> str:
        """All styles, one after the other."""
        return "\n".join(_text(name) for name in self._styles)

    @cached_property
    def _template(self) -> Template:
        return Template(_text(f"{self.folder}/page.html"))

    def answer(self, config: Mapping[str, Any], images: Sequence[str] = ()) -> HTMLResponse:
        """Answer with the page.

        Parameters
        ----------
        config : mapping
            What its script needs to know, as JSON in the element ``#config``.
        images : sequence of str
            Origins of tiles of others.
        """
        nonce = secrets.token_urlsafe(18)
        block = json.dumps(dict(config), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        page = self._template.substitute(
            nonce=nonce,
            style=self.style,
            script=self.script,
            config=_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", block),
        )
        return HTMLResponse(page, headers={"Content-Security-Policy": page_policy(nonce, images)})


def _text(name: str) -> str:
    """Read a file of ours; what begins with ``maps/`` is shared with the map page, which owns it."""
    package = "stationmap.maps" if name.startswith("maps/") else "stationmap_api"
    return resource_bytes(package, f"web/{name.removeprefix('maps/')}").decode("utf-8")
