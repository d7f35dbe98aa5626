"""The OpenAPI document, with the media type that errors really have."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

__all__ = ["DocumentedAPI"]

_PROBLEM = "application/problem+json"


class DocumentedAPI(FastAPI):
    """An application whose documentation names each error as a problem document.

    Examples
    --------
    >>> DocumentedAPI(title="stations").openapi()["info"]["title"]
    'stations'
    """

    def openapi(self) -> dict[str, Any]:
        """Write the document; FastAPI gives all answers of a route one media type, ours have two."""
        document = super().openapi()
        for methods in document["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if not status.startswith("2"):
                        (schema,) = response["content"].values()
                        response["content"] = {_PROBLEM: schema}
        return document
