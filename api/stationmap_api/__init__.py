"""The HTTP API and its pages; the library under it knows nothing of it."""

from stationmap_api.app import create_app

__all__ = ["create_app"]
