"""The proxy between this machine and a service, set by environment variables such as HTTPS_PROXY."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies

from te_tui.sources.http.origin import Origin


class Proxy(NamedTuple):
    """A proxy: the environment variable that sets it, and its URL, which may contain a password."""

    variable: str
    url: str

    @property
    def label(self) -> str:
        """The proxy's host and port."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def kind(self) -> str:
        """The scheme of the proxy's URL, such as `http` or `socks5`."""
        return urlsplit(self.url).scheme

    @property
    def is_readable(self) -> bool:
        """Whether the proxy's address has a host and a valid port."""
        try:
            parts = urlsplit(self.url)
            return bool(parts.hostname) and parts.port != 0
        except ValueError:
            return False


def proxy_for(origin: Origin) -> Proxy | None:
    """The proxy for requests to an origin; None for loopback, for origins in NO_PROXY, or if none is set."""
    settings = getproxies()
    if origin.loopback or any(
        _excepts(entry, origin) for entry in settings.get("no", "").replace(",", " ").split()
    ):
        return None
    for name in (origin.scheme, "all"):
        if url := settings.get(name, "").strip():
            return Proxy(f"{name.upper()}_PROXY", _with_scheme(url))
    return None


def _with_scheme(url: str) -> str:
    """Complete a proxy's URL: no scheme means `http`; `socks`, which desktop settings use, means `socks5`."""
    scheme, has_scheme, rest = url.partition("://")
    if not has_scheme:
        return f"http://{url}"
    return f"socks5://{rest}" if scheme.casefold() == "socks" else url


def _excepts(entry: str, origin: Origin) -> bool:
    """Whether an entry of NO_PROXY matches an origin; an unreadable entry matches none."""
    entry = entry.casefold()
    if entry == "*":
        return True
    scheme, has_scheme, rest = entry.rpartition("://")
    if has_scheme and scheme not in {origin.scheme, "all"}:
        return False
    try:
        return ip_address(origin.host) in ip_network(rest.strip("[]"), strict=False)
    except ValueError:
        name, _, port = rest.partition(":")
    if port and port != str(origin.port):
        return False
    name = name.removeprefix("*").strip(".")
    return bool(name) and (origin.host == name or origin.host.endswith(f".{name}"))
