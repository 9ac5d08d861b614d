"""Why a connection to a service failed, in words for the person, and what to do next."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final, NamedTuple

import httpx

from te_tui.sources.http.origin import Origin
from te_tui.sources.http.proxy import Proxy, proxy_for

_CHECK: Final = "Check the network, the proxy and the base URL."
_OTHER_HOST: Final = {62, 64}  # OpenSSL's numbers: a name, or an address, that the certificate does not have
_UNKNOWN_ISSUER: Final = {2, 18, 19, 20, 21, 27}
_NO_TLS: Final = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG"}

_WAITING: Final = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""The error behind every time-out, which tells no reason."""


class NoConnection(NamedTuple):
    """A failed connection in words for the person.

    Attributes:
        why: completes a sentence that begins with the host's name, such as `cannot be reached`.
        next_step: what the person can do about it, as a sentence.
    """

    why: str
    next_step: str = _CHECK


def explain(error: httpx.TransportError, origin: Origin) -> NoConnection:
    """Explain an error that came up while connecting to a service."""
    proxy = proxy_for(origin)
    if isinstance(error, httpx.ProxyError) and proxy is not None:
        return _of_proxy(str(error), proxy)
    if (cause := _tls_error(error)) is not None:
        return _of_tls(cause, proxy)
    said = str(error).casefold()
    if "certificate" in said:
        return _of_issuer()
    reason = "no answer" if isinstance(error, httpx.ConnectTimeout) else _reason(said)
    return NoConnection(f"cannot be reached{_through(proxy)} ({reason})")


def explain_end(error: httpx.TransportError | ssl.SSLError, origin: Origin) -> NoConnection:
    """Explain an error that broke a connection after it had been made.

    TLS errors may come this late: in TLS 1.3, a client learns only after the handshake that it is refused.
    """
    proxy = proxy_for(origin)
    if (cause := _tls_error(error)) is not None:
        return _of_tls(cause, proxy)
    return NoConnection(f"dropped the connection{_through(proxy)}")


def _through(proxy: Proxy | None) -> str:
    return "" if proxy is None else f" through the proxy {proxy.label} ({proxy.variable})"


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    """The first TLS error in an error's chain of causes; None if there is none, or only TLS time-outs."""
    return next(
        (one for one in _causes(error) if isinstance(one, ssl.SSLError) and not isinstance(one, _WAITING)),
        None,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _of_proxy(said: str, proxy: Proxy) -> NoConnection:
    """Explain a proxy's refusal, given its answer; repeat only the status: the rest may contain secrets."""
    status = re.match(r"\d{3}\b", said)
    if status is None:
        return NoConnection(
            f"cannot be reached: the proxy {proxy.label} ({proxy.variable}) refused",
            f"Check {proxy.variable}.",
        )
    code = int(status[0])
    phrase = f" {HTTPStatus(code).phrase}" if code in set(HTTPStatus) else ""
    why = f"cannot be reached: the proxy {proxy.label} ({proxy.variable}) answered {code}{phrase}"
    if code == 407:
        return NoConnection(
            why, f"Put its user and password into {proxy.variable}: http://USER:PASSWORD@HOST:PORT"
        )
    return NoConnection(why, f"Ask who runs the proxy, or check {proxy.variable} and NO_PROXY.")


def _of_certificate(error: ssl.SSLCertVerificationError) -> NoConnection:
    code = error.verify_code
    if code == 10:
        return NoConnection(
            "has a certificate that has expired",
            "It has to be renewed there; check this machine's clock, too.",
        )
    if code == 9:
        return NoConnection("has a certificate that is not valid yet", "Check this machine's clock.")
    if code in _OTHER_HOST:
        return NoConnection(
            "has a certificate of another host", "Check the base URL, and any proxy in between."
        )
    if code in _UNKNOWN_ISSUER:
        return _of_issuer()
    return NoConnection(f"has a certificate that is not accepted ({error.verify_message})")


def _of_issuer() -> NoConnection:
    why = "has a certificate that is not trusted: its issuer is not known here"
    return NoConnection(
        why, "If a private CA or a proxy of your company issued it, name its file in SSL_CERT_FILE."
    )


def _of_tls(error: ssl.SSLError, proxy: Proxy | None) -> NoConnection:
    either = ""
    if proxy is not None and proxy.kind == "https":  # both of them speak TLS
        either = f"it or the proxy {proxy.label} ({proxy.variable})"
    if isinstance(error, ssl.SSLCertVerificationError):
        told = _of_certificate(error)
        return told._replace(why=f"cannot be reached: {either} {told.why}") if either else told
    if error.reason in _NO_TLS and proxy is not None and either:
        return NoConnection(
            f"cannot be reached: {either} does not speak TLS on its port",
            f"If the proxy does not, begin the address in {proxy.variable} with http://.",
        )
    if error.reason in _NO_TLS:
        return NoConnection("does not speak TLS on this port", "Check scheme and port of the base URL.")
    reason = (error.reason or "no reason given").replace("_", " ").lower()
    if reason.endswith("certificate required"):
        why = "wants a certificate from its clients, which te-tui has none of"
        return NoConnection(why, "Ask for an address that takes tokens alone.")
    return NoConnection(f"cannot agree on an encrypted connection{_through(proxy)} ({reason})")


def _reason(said: str) -> str:
    """Translate an error's message, given in lower case, into plain words such as `unknown host`."""
    if "name or service" in said or "nodename" in said or "name resolution" in said or "no address" in said:
        return "unknown host"
    if "refused" in said or "all connection attempts failed" in said:
        return "connection refused"
    return "no connection"
