"""The HTTP server of the preview: GET and HEAD, answers made by a function, nothing kept."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from workflow.preview.hosts import is_welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Content-Security-Policy",
        (
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'"
            " 'unsafe-inline'; img-src 'self' data:; font-src 'self'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
)
_SECONDS = 20
"""How long a connection may say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent for a path."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK


class Answers(Protocol):
    """Makes the answer for a path; called from several threads."""

    def __call__(self, path: str, /) -> Answer | None:
        """Return the answer for a decoded absolute path without query, None for not found."""


class PreviewServer(ThreadingHTTPServer):
    """Answers on one address until it is shut down."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would share a port with a stranger

    def __init__(
        self, host: str, port: int, *, answers: Answers, report: Callable[[str], None]
    ) -> None:
        """Bind to `host` and `port` (0 for any free one); `report` is told of our mistakes."""
        self.host = host
        self.answers = answers
        self.report = report
        if ":" in host:
            import socket  # noqa: PLC0415 - only for an address of IPv6

            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Return the address to open."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - socketserver's signature
        """Report a mistake of ours; a browser that went away is none."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.report(f"{type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer
    timeout = _SECONDS
    server_version = "Trianon"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a page."""
        answer = self._answer()
        self._send(answer)
        self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """Answer with the headers of a page."""
        self._send(self._answer())

    def _answer(self) -> Answer:
        if not is_welcome(self.headers.get("Host"), host=self.server.host):
            return _plain(
                HTTPStatus.MISDIRECTED_REQUEST, "This preview answers to its own computer."
            )
        path = unquote(urlsplit(self.path).path, errors="replace")
        return self.server.answers(path) or _plain(HTTPStatus.NOT_FOUND, "There is no such page.")

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Say nothing: a page that reloads by itself would fill the terminal."""


def _plain(status: HTTPStatus, text: str) -> Answer:
    return Answer(body=f"{text}\n".encode(), media_type="text/plain; charset=utf-8", status=status)


@contextlib.contextmanager
def serving(server: PreviewServer) -> Iterator[str]:
    """Answer in the background, at the address that is given, and stop and close at the end."""
    import threading  # noqa: PLC0415 - only a preview needs it

    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2})
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
