"""The httpx client, made so that it sends the token to one origin only."""

from __future__ import annotations

import asyncio
import os
import ssl
from base64 import b64encode
from collections.abc import Generator
from typing import Any

import anyio
import httpx

from te_tui import __version__
from te_tui.credentials.secret import Secret
from te_tui.sources.errors import Unreachable
from te_tui.sources.http.answers import guard
from te_tui.sources.http.body import ENCODINGS
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.proxy import Proxy, proxy_for

_SOCKS = {"socks5", "socks5h"}
_PROXY_KINDS = {"http", "https", *_SOCKS}
_LIMITS = httpx.Limits(max_connections=6, max_keepalive_connections=6)


class PinnedAuth(httpx.Auth):
    """Adds the token to requests for one origin and base path, and to no other (safety rule 5)."""

    def __init__(self, secret: Secret, origin: Origin) -> None:
        self._secret = secret
        self._base = httpx.URL(origin.url)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the token to a request for the origin, and pass any other request on without it."""
        url, base = request.url, self._base
        same_origin = (url.scheme, url.host, url.port) == (base.scheme, base.host, base.port)
        if same_origin and url.path.startswith(base.path + "/"):
            request.headers["Authorization"] = self._credentials()
        yield request

    def _credentials(self) -> str:
        token, user = self._secret.reveal(), self._secret.user
        if user is None:
            return f"Bearer {token}"
        return f"Basic {b64encode(f'{user}:{token}'.encode()).decode()}"


def prepare() -> None:
    """Import the modules that httpx and anyio otherwise import at the first request.

    Called before the first screen, so that the first request is sent while the screen is being drawn. Must
    not be called in the thread of an event loop.
    """
    anyio.run(anyio.sleep, 0)
    httpx.AsyncHTTPTransport(verify=False)


async def connect(
    origin: Origin, secret: Secret, accept: str, transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """Make the httpx client; its TLS context is made in a thread, because that takes tens of milliseconds.

    `accept` is the Accept header. Proxies come from the environment, except for loopback, and a private CA
    from SSL_CERT_FILE.

    Raises:
        Unreachable: the environment names a proxy or a certificate file that cannot be used.
    """
    return httpx.AsyncClient(
        base_url=origin.url,
        auth=PinnedAuth(secret, origin),
        headers={
            "Accept": accept,
            "Accept-Encoding": ENCODINGS,
            "Cache-Control": "no-cache",  # what is decided goes by what is so now
            "User-Agent": f"te-tui/{__version__}",
        },
        transport=transport or await _transport(origin),
        trust_env=False,
        follow_redirects=False,
    )


async def _transport(origin: Origin) -> httpx.AsyncHTTPTransport:
    proxy = proxy_for(origin)
    if proxy is not None and not proxy.is_readable:
        raise _no_address(proxy)
    if proxy is not None and proxy.kind not in _PROXY_KINDS:
        sentence = f"{proxy.variable} names a proxy of a kind that te-tui does not know"
        raise Unreachable(sentence, f"Begin the address in {proxy.variable} with http:// or socks5://.")
    try:
        settings: dict[str, Any] = {
            "verify": origin.scheme == "https" and await asyncio.to_thread(_trusted),
            "limits": _LIMITS,
            "proxy": None if proxy is None else proxy.url,
        }
        if proxy is not None and proxy.kind in _SOCKS:
            from te_tui.sources.http.socks import SocksTransport

            return SocksTransport(**settings)
        return guard(httpx.AsyncHTTPTransport(**settings))
    except ImportError as error:
        named = proxy.variable if proxy else "The environment"
        sentence = f"{named} names a SOCKS proxy, which needs another package"
        raise Unreachable(sentence, "Install it with: pip install 'te-tui[socks]'") from error
    except (ValueError, httpx.InvalidURL) as error:
        if proxy is None:
            raise
        raise _no_address(proxy) from error


def _no_address(proxy: Proxy) -> Unreachable:
    sentence = f"{proxy.variable} holds no address of a proxy"
    example = "http://USER:PASSWORD@HOST:PORT, with %2F for / and %23 for # in the password"
    return Unreachable(sentence, f"Write it as http://HOST:PORT or {example}.")


def _trusted() -> ssl.SSLContext:
    """A TLS context that trusts the certificates in SSL_CERT_FILE or SSL_CERT_DIR, else those of certifi.

    Raises:
        Unreachable: the certificates cannot be read.
    """
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        names = (name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name))
        named = next(names, "the package certifi")
        why = "there are none" if isinstance(error, ssl.SSLError) else error.strerror
        sentence = f"The certificates in {named} cannot be read ({why})"
        raise Unreachable(
            sentence, f"Name a readable PEM file of certificates, or correct {named}."
        ) from error
