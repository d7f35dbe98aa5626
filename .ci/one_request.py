"""Start the command that is named, ask its service once for each page, stop it."""

import json
import socket
import subprocess
import sys
import time
import urllib.request


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(address: str, patience: float = 180) -> bytes:
    """Fetch once the service answers."""
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
                return bytes(answer.read())
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main() -> None:
    """Ask and check."""
    port = free_port()
    server = subprocess.Popen([sys.argv[1], "serve", "--port", str(port)])  # noqa: S603
    try:
        base = f"http://127.0.0.1:{port}"
        answer = json.loads(ask(f"{base}/v1/stations/nearest?lat=34.7601&lon=113.7730&needs=hot_water,toilet"))
        assert len(answer["features"]) == 5, answer  # noqa: S101
        for page in ("/", "/map", "/docs", "/openapi.json", "/v1/coverage", "/readyz"):
            assert len(ask(base + page)) > 20, page  # noqa: S101
    finally:
        server.terminate()
        server.wait(60)
    print("the wheel's command served every page")  # noqa: T201


if __name__ == "__main__":
    main()
