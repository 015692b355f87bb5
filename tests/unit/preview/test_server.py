"""The server answers GET and HEAD on its own computer, with headers that keep others out."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest

from workflow.preview import Answer, PreviewServer
from workflow.preview.server import serving


def answers(path):
    if path == "/broken":
        raise RuntimeError("our mistake")
    return Answer(body=f"page {path}".encode()) if path.startswith("/page") else None


@pytest.fixture
def mistakes():
    return []


@pytest.fixture
def ask(mistakes):
    server = PreviewServer("127.0.0.1", 0, answers=answers, report=mistakes.append)

    def request(path, *, method="GET", host=None):
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
        try:
            connection.request(method, path, headers={"Host": host} if host else {})
            response = connection.getresponse()
            return response.status, response.read(), dict(response.headers)
        finally:
            connection.close()

    with serving(server):
        yield request


def test_a_page_is_answered(ask):
    status, body, headers = ask("/page/%C3%A9t%C3%A9?query=1")

    assert (status, body.decode()) == (200, "page /page/été")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_head_has_the_headers_only(ask):
    status, body, headers = ask("/page", method="HEAD")

    assert (status, body, headers["Content-Length"]) == (200, b"", "10")


def test_what_is_not_there_is_not_found(ask):
    assert ask("/else")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(ask, method):
    assert ask("/page", method=method)[0] == 501


def test_the_name_of_another_site_is_refused(ask):
    status, body, _ = ask("/page", host="evil.example")

    assert (status, b"page" in body) == (421, False)


def test_headers_keep_other_pages_out(ask):
    headers = ask("/page")[2]

    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_our_mistake_is_reported_and_the_next_page_is_answered(ask, mistakes):
    with pytest.raises(ConnectionError):
        ask("/broken")

    assert mistakes == ["RuntimeError: our mistake"]
    assert ask("/page")[0] == 200


def test_the_address_can_be_opened():
    server = PreviewServer("127.0.0.1", 0, answers=answers, report=print)
    try:
        assert server.url == f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.server_close()
