"""The page for a server: its policy in the answer's header, its script and style named by a nonce."""

from __future__ import annotations

import re

__all__ = ["served_page"]

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n')
_TAG = re.compile(r"<(script|style)>")  # the block of data is no script, and has its type
_HASH = re.compile(r"'sha256-[^']*'")
_CONNECT = re.compile(r"connect-src ([^;]*)")


def served_page(page: str, mark: str) -> tuple[str, str]:
    """Turn a page that is whole in itself into one that a server gives, with a mark where the nonce goes.

    Parameters
    ----------
    page : str
        What `station_map` made: its policy in a meta element names script and style by their content.
    mark : str
        What the server puts each answer's nonce in the place of, in both texts.

    Returns
    -------
    (str, str)
        HTML without the meta element, and the policy for the header. What is served may ask its own host, and nobody
        may frame it, which only a header can say.

    Raises
    ------
    ValueError
        If it has not one policy, a script and a style.

    Examples
    --------
    >>> from stationmap.maps.page import render_page
    >>> text, policy = served_page(render_page({}), "MARK")
    >>> text.count('nonce="MARK"'), policy.split("; ")[:3]
    (2, ["default-src 'none'", "script-src 'nonce-MARK'", "style-src 'nonce-MARK'"])
    """
    policies = _POLICY.findall(page)
    marked, tags = _TAG.subn(rf'<\1 nonce="{mark}">', page)
    if len(policies) != 1 or tags < 2:
        raise ValueError("not a page of a map: it must have one policy, a script and a style")
    policy = _HASH.sub(f"'nonce-{mark}'", policies[0])
    named = _CONNECT.search(policy)
    if named is None:
        policy += "; connect-src 'self'"
    elif "'self'" not in named[1].split():
        policy = _CONNECT.sub(r"connect-src 'self' \1", policy)
    return _POLICY.sub("", marked), f"{policy}; frame-ancestors 'none'"
