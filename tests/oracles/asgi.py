"""A client that calls an ASGI application in-process, without server, network or threads."""

from __future__ import annotations

import asyncio

import httpx


class Client:
    """Opens the application as a server would, and asks it one thing at a time."""

    def __init__(self, app):
        self.app = app
        self._loop = asyncio.new_event_loop()
        self._lifespan = app.router.lifespan_context(app)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://stations.test")

    def __enter__(self):
        self._loop.run_until_complete(self._lifespan.__aenter__())
        return self

    def __exit__(self, *error):
        self._loop.run_until_complete(self._lifespan.__aexit__(*error))
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()

    def request(self, method, url, **more):
        """Ask, as httpx writes it."""
        return self._loop.run_until_complete(self._client.request(method, url, **more))

    def get(self, url, **more):
        """Ask for a document."""
        return self.request("GET", url, **more)

    def post(self, url, **more):
        """Send a document."""
        return self.request("POST", url, **more)

    def raw(self, path, query=b"", headers=((b"host", b"stations.test"),)):
        """Ask with a path and a query string that no client would write."""
        return self._loop.run_until_complete(self._raw(path, query, headers))

    async def _raw(self, path, query, headers):
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": path, "raw_path": b"", "root_path": "", "query_string": query, "headers": list(headers),
            "server": ("stations.test", 80), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        content = b"".join(message.get("body", b"") for message in sent[1:])
        return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=content)
