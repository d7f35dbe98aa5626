"""What browsers may do with an answer, said on every one of them."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Policies", "policies_of"]

RawHeaders = list[tuple[bytes, bytes]]

# Features that a page of ours uses, and those of others that know most of somebody. Names that a browser does not
# know are told to the console, so those are left out that only some browsers have.
_USED = ("geolocation", "clipboard-write")
_UNUSED = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_FEATURES = ", ".join([*(f"{name}=(self)" for name in _USED), *(f"{name}=()" for name in _UNUSED)])
_OPEN_TO_ANY_PAGE = ("/v1/", "/tiles/", "/openapi.json")
_CLOSED = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


def _written(resource: bytes) -> RawHeaders:
    return [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"permissions-policy", _FEATURES.encode("ascii")),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", resource),
        _CLOSED,
    ]


_API, _OURS = _written(b"cross-origin"), _written(b"same-origin")


def policies_of(path: str, status: int = 200) -> RawHeaders:
    """List the policies of an answer that sets none itself.

    Parameters
    ----------
    path : str
        Of the address. What the API answers any page may read, by CORS; all else is for our own pages.
    status : int
        Of the answer. 304 names no Content-Security-Policy: a browser would put it in the place of that of the page
        it keeps, and the page's own scripts would run no more.

    Examples
    --------
    >>> dict(policies_of("/v1/meta"))[b"cross-origin-resource-policy"]
    b'cross-origin'
    >>> policies_of("/map")[-1]
    (b'content-security-policy', b"default-src 'none'; frame-ancestors 'none'")
    """
    policies = _API if path.startswith(_OPEN_TO_ANY_PAGE) else _OURS
    return policies[:-1] if status == 304 else policies


class Policies:
    """Adds to every answer the policies that it does not set itself.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and add to what comes back."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                own = {name for name, _ in headers}
                policies = policies_of(scope["path"], message["status"])
                message = {**message, "headers": headers + [one for one in policies if one[0] not in own]}
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)
