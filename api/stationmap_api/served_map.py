"""The map as the service gives it: made once, each answer under a nonce of its own."""

from __future__ import annotations

from functools import lru_cache

from fastapi.responses import HTMLResponse

from stationmap.maps.served import served_page
from stationmap_api.web_page import new_nonce, page_answer

__all__ = ["map_answer"]


def map_answer(page: str) -> HTMLResponse:
    """Answer with the map.

    Parameters
    ----------
    page : str
        What `map_page` made.

    Raises
    ------
    ValueError
        If it is no such page.

    Examples
    --------
    >>> from stationmap.maps.page import render_page
    >>> map_answer(render_page({})).headers["content-security-policy"].split("'")[3].startswith("nonce-")
    True
    """
    parts, policy = _taken_apart(page)
    nonce = new_nonce()
    return page_answer(nonce.join(parts), nonce.join(policy))


@lru_cache(maxsize=1)  # of one state of the register
def _taken_apart(page: str) -> tuple[list[str], list[str]]:
    mark = new_nonce()  # what no text of data can hold on purpose
    text, policy = served_page(page, mark)
    return text.split(mark), policy.split(mark)
