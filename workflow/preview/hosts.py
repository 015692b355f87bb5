"""Who may ask: the name in a request must be this computer's.

A page of another site can have its own name point here (DNS rebinding); its requests then come
with that name, and are refused. An address in figures cannot be pointed anywhere.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


def is_loopback(host: str) -> bool:
    """Tell whether `host` is this computer as only itself can reach it."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_welcome(header: str | None, *, host: str) -> bool:
    """Tell whether a ``Host`` header may stand in a request to a server bound to `host`."""
    name = _name_in(header)
    if name is None:
        return False
    if is_loopback(host):
        return is_loopback(name)
    return name == host.casefold() or name == "localhost" or _is_address(name)


def _name_in(header: str | None) -> str | None:
    """Return the name of a header without its port; None for what is no host."""
    if not header or header != header.strip() or any(mark in header for mark in "/@?#\\"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
