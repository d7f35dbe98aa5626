"""What tests of served pages share: a real server, contexts of a phone and a desk, a strict witness, axe-core.

>>> def test_a_page(live_server, phone, watch, axe, picture):
...     page = phone.new_page()
...     seen = watch(page)
...     page.goto(f"{live_server}/docs")
...     page.get_by_role("heading", level=1).wait_for()
...     picture(page, "docs-phone")
...     axe(page)
...     assert seen.quiet(), seen.told()
"""

from __future__ import annotations

import json
import os
import socket
import threading
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from stationmap_api import create_app
from stationmap_api.settings import Settings

ZHENGZHOU = {"latitude": 34.7579, "longitude": 113.6654, "accuracy": 20}
PEOPLE = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "geolocation": ZHENGZHOU, "reduced_motion": "reduce"}
SIZES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
PATIENCE = 30_000  # milliseconds, for a busy machine; what is not there sooner costs nothing while all is well


class _Server(uvicorn.Server):
    """Says when it stands, or that it does not."""

    def __init__(self, app):
        super().__init__(
            uvicorn.Config(app, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=2)
        )
        self.decided = threading.Event()

    async def startup(self, sockets=None):
        await super().startup(sockets)
        self.decided.set()

    def run(self, sockets=None):
        try:
            super().run(sockets)
        finally:
            self.decided.set()


@contextmanager
def serving(**settings):
    """Serve on a free loopback port as long as the block lasts, and give the address, without a slash at its end."""
    named = {"db": None, "visits": None} | settings
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        server = _Server(create_app(Settings(**named)))
        thread = threading.Thread(target=server.run, args=([free],), daemon=True)
        thread.start()
        server.decided.wait(300)  # code that is not compiled yet takes long where others compile, too
        try:
            assert server.started, "the service did not start"
            yield f"http://127.0.0.1:{free.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="session")
def live_server():
    """Address of a service over the demonstration."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def serve():
    """Serve another register, such as ``serve(db=path)``: gives its address; it stands until the file's end."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(serving(**settings))


@pytest.fixture
def new_context(browser):
    """Open a context: ``new_context("phone", color_scheme="dark")``; any option of Playwright's may be set."""
    opened = []

    def open_context(size="desktop", **options):
        permissions = {"permissions": ["geolocation"]}
        context = browser.new_context(**{**PEOPLE, **permissions, **SIZES[size], **options})
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def phone(new_context):
    """A phone of 390 × 844 in Zhengzhou whose owner lets pages ask where it is."""
    return new_context("phone")


@pytest.fixture
def desktop(new_context):
    """A screen of 1280 × 800 in Zhengzhou."""
    return new_context("desktop")


class Watch:
    """What a page did that it should not; made before the page goes anywhere.

    Counts dialogues, uncaught errors, every console message, what a policy refused, and every request to another
    host than the first one (``data:`` and ``blob:`` are no hosts).
    """

    def __init__(self, page):
        self.faults, self.foreign, self.own = [], [], []
        self._origin = None
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self.faults.append(f"console: {message.type}: {message.text}"))
        page.on("request", self._request)
        page.expose_binding("tellOfRefusal", lambda _source, told: self.faults.append(f"policy: {told}"))
        page.add_init_script("""addEventListener("securitypolicyviolation", (event) => tellOfRefusal(
            `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`
        ), true)""")

    def _dialog(self, dialog):
        self.faults.append(f"dialogue: {dialog.message}")
        dialog.dismiss()

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"data", "blob"}:
            return
        origin = (parts.scheme, parts.netloc)
        self._origin = self._origin or origin
        (self.own if origin == self._origin else self.foreign).append(request.url)

    def quiet(self):
        """Whether there is nothing to tell."""
        return not self.faults and not self.foreign

    def told(self):
        """Everything that happened, for a test's message."""
        return [*self.faults, *(f"foreign: {url}" for url in self.foreign)]


@pytest.fixture
def watch():
    """Watch a page: ``seen = watch(page)`` before it goes anywhere, and ``assert seen.quiet(), seen.told()``."""
    return Watch


@cache
def _axe_core():
    wheel = metadata.distribution("axe-playwright-python")
    return Path(str(wheel.locate_file("axe_playwright_python/axe.min.js"))).read_text(encoding="utf-8")


def _evaluate(session, world, expression):
    """Evaluate in the isolated world, and wait for what it promises."""
    asked = {"expression": expression, "contextId": world, "awaitPromise": True, "returnByValue": True}
    done = session.send("Runtime.evaluate", asked)
    assert "exceptionDetails" not in done, done["exceptionDetails"]
    return done["result"].get("value")


def _faults(page, options):
    """Run axe-core in an isolated world: no policy of the page holds there, and the page does not notice."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    _evaluate(session, world, f"{_axe_core()};0")
    found = _evaluate(session, world, f"axe.run(document, {json.dumps(options)}).then((found) => found.violations)")
    session.detach()
    return found


@pytest.fixture
def axe():
    """Fail where axe-core finds any fault, a minor one too; `without` names rules that do not hold, with a reason."""

    def check(page, without=()):
        rules = {rule: {"enabled": False} for rule in without}
        found = _faults(page, {"resultTypes": ["violations"], "preload": False, "rules": rules})
        told = [
            f"{one['impact']} {one['id']}: {one['help']}: {' '.join(map(str, node['target']))}\n"
            f"    {node['html'][:160]}\n    {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return check


@pytest.fixture
def picture():
    """Keep a picture of a page where ``STATIONMAP_PICTURES`` names a folder: ``picture(page, "desk-phone")``."""
    folder = os.environ.get("STATIONMAP_PICTURES")

    def take(page, name, **options):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", **options)

    return take
