"""Whose name may stand in a request: this computer's, and no other that points here."""

from __future__ import annotations

import pytest

from workflow.preview.hosts import is_loopback, is_welcome


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("127.0.0.1:8000", True),
        ("127.0.0.1", True),
        ("localhost:8000", True),
        ("LOCALHOST:8000", True),
        ("[::1]:8000", True),
        ("127.1.2.3:8000", True),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8000", False),
        ("evil.example/127.0.0.1", False),
        ("evil.example@127.0.0.1", False),
        ("127.0.0.1@evil.example", False),
        ("127.0.0.1:8000#evil", False),
        ("127.0.0.1:port", False),
        (" 127.0.0.1", False),
        ("192.168.1.5:8000", False),
        ("[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_this_computer_is_welcome_to_a_loopback_server(header, expected):
    assert is_welcome(header, host="127.0.0.1") is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("192.168.1.5:8000", True),
        ("localhost:8000", True),
        ("press.local:8000", False),
        ("evil.example:8000", False),
    ],
)
def test_a_server_on_all_addresses_takes_addresses_but_no_names(header, expected):
    assert is_welcome(header, host="0.0.0.0") is expected  # noqa: S104 - what a user may ask for


def test_a_server_takes_the_name_it_was_given():
    assert is_welcome("Press.local:8000", host="press.local")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("a.b", False)],
)
def test_loopback_is_what_only_this_computer_reaches(host, expected):
    assert is_loopback(host) is expected
