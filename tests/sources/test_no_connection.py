"""Connections that fail, by real TLS and real proxies on loopback: each reason with its own next step."""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from te_tui.credentials.secret import Secret
from te_tui.sources.errors import SourceError, Unreachable
from te_tui.sources.http.no_connection import explain
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.proxy import Proxy, proxy_for
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.clock import Clock
from tests.sources.service import TOKEN, Service

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"tests": []}'


def certificate(folder: Path, name: str, begins: datetime, ends: datetime) -> Path:
    """A certificate that signs itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@asynccontextmanager
async def serving(answer: bytes, pem: Path | None = None) -> AsyncIterator[int]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard = await reader.read(65_536)
        writer.write(answer if b"\r\n\r\n" in heard else b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    context = None
    if pem is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


async def asked(base: str) -> SourceError | None:
    async def no_nap(seconds: float) -> None:
        await asyncio.sleep(0)

    async with ThousandEyes(Origin.parse(base), Secret(TOKEN), sleep=no_nap) as source:
        try:
            await source.tests("7")
        except SourceError as error:
            return error
        return None


@pytest.mark.parametrize(
    ("name", "lasts", "trusted", "why", "next_step"),
    [
        ("localhost", (NOW - 3 * DAY, NOW - DAY), True, "has expired", "renewed"),
        ("localhost", (NOW + DAY, NOW + 3 * DAY), True, "not valid yet", "this machine's clock"),
        ("other.example", (NOW - DAY, NOW + DAY), True, "of another host", "base URL"),
        ("localhost", (NOW - DAY, NOW + DAY), False, "not trusted", "SSL_CERT_FILE"),
    ],
)
async def test_a_certificate_is_refused_for_the_reason_that_it_has(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lasts: tuple[datetime, datetime],
    why: str,
    *,
    next_step: str,
    trusted: bool,
) -> None:
    pem = certificate(tmp_path, name, *lasts)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    async with serving(ANSWER, pem) as port:
        error = await asked(f"https://localhost:{port}")
    assert isinstance(error, Unreachable)
    assert why in error.sentence
    assert next_step in error.next_step
    assert ("SSL_CERT_FILE" in str(error)) == (not trusted)


async def test_a_certificate_that_is_right_connects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(tmp_path, "localhost", NOW - DAY, NOW + DAY)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    async with serving(ANSWER, pem) as port:
        error = await asked(f"https://localhost:{port}")
    assert error is None


async def test_a_port_without_tls_is_said_to_be_that() -> None:
    async with serving(ANSWER) as port:
        error = await asked(f"https://localhost:{port}")
    assert error is not None
    assert "does not speak TLS on this port" in error.sentence
    assert "SSL_CERT_FILE" not in str(error)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", "(sslv3 alert handshake failure)"),
        ("WRONG_VERSION_NUMBER", "does not speak TLS on this port"),
        (None, "(no reason given)"),
    ],
)
def test_why_no_encryption_came_about_is_told(reason: str | None, said: str) -> None:
    cause = ssl.SSLError()
    cause.reason = reason  # type: ignore[assignment]  # absent where OpenSSL gives none
    error = httpx.ConnectError("no")
    error.__cause__ = cause
    assert said in explain(error, Origin.parse("https://api.example")).why


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ({10}, "has a certificate that has expired"),
        ({9}, "has a certificate that is not valid yet"),
        ({62, 64}, "has a certificate of another host"),
        ({2, 18, 19, 20, 21, 27}, "has a certificate that is not trusted: its issuer is not known here"),
        ({0, 1, 3, 8, 11, 17, 22, 26, 28, 61, 63, 65}, "has a certificate that is not accepted (as it is)"),
    ],
)
def test_each_number_of_openssl_has_its_reason(codes: set[int], why: str) -> None:
    for code in codes:
        cause = ssl.SSLCertVerificationError()
        cause.verify_code, cause.verify_message = code, "as it is"
        error = httpx.ConnectError("no")
        error.__cause__ = cause
        assert explain(error, Origin.parse("https://api.example")).why == why


@pytest.mark.parametrize("said", [f"{TOKEN} 403", "4031", ""])
def test_a_proxy_that_answers_without_a_status_has_refused(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:s3cret@proxy.example:3128")
    told = explain(httpx.ProxyError(said), Origin.parse("https://api.example"))
    why = "cannot be reached: the proxy proxy.example:3128 (HTTPS_PROXY) refused"
    assert told == (why, "Check HTTPS_PROXY.")


async def test_it_is_told_whether_a_proxy_stands_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    origin, error = Origin.parse("https://api.example"), httpx.ConnectError("All connection attempts failed")
    assert explain(error, origin).why == "cannot be reached (connection refused)"
    monkeypatch.setenv("HTTPS_PROXY", "http://me:s3cret@proxy.example:3128")
    through = "cannot be reached through the proxy proxy.example:3128 (HTTPS_PROXY) (connection refused)"
    assert explain(error, origin).why == through


@pytest.mark.parametrize(
    ("status", "said", "next_step"),
    [
        ("407 Proxy Authentication Required", "answered 407 Proxy Authentication Required", "USER:PASSWORD@"),
        (f"403 {TOKEN}", "answered 403 Forbidden", "Ask who runs the proxy"),
        ("599 Odd", "answered 599", "Ask who runs the proxy"),
    ],
)
async def test_the_answer_of_a_proxy_is_told_as_the_proxys(
    monkeypatch: pytest.MonkeyPatch, status: str, said: str, next_step: str
) -> None:
    async with serving(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:s3cret@127.0.0.1:{port}")
        error = await asked("https://api.example")
    assert error is not None
    assert f"the proxy 127.0.0.1:{port} (HTTPS_PROXY) {said}" in error.sentence
    assert next_step in error.next_step
    assert "s3cret" not in str(error)
    assert TOKEN not in str(error)


@pytest.mark.parametrize(
    ("exceptions", "host", "excepted"),
    [
        ("localhost,127.0.0.0/8,::1/128", "api.example", False),
        ("host:port,[,/,://", "api.example", False),
        ("", "api.example", False),
        ("*", "api.example", True),
        ("api.example", "api.example", True),
        (" .Example ", "api.example", True),
        ("*.example", "api.example", True),
        ("example", "api.example", True),
        ("pi.example", "api.example", False),
        ("api.example:443", "api.example", True),
        ("api.example:8443", "api.example", False),
        ("https://api.example", "api.example", True),
        ("http://api.example", "api.example", False),
        ("10.0.0.0/8,192.0.2.7", "10.1.2.3", True),
        ("10.0.0.0/8,192.0.2.7", "192.0.2.7", True),
        ("10.0.0.0/8,192.0.2.7", "192.0.2.8", False),
        ("localhost 10.0.0.0/8\tapi.example", "10.1.2.3", True),
        ("localhost 10.0.0.0/8\tapi.example", "api.example", True),
    ],
)
def test_no_proxy_excepts_what_it_names_and_what_cannot_be_read_names_nothing(
    monkeypatch: pytest.MonkeyPatch, exceptions: str, host: str, *, excepted: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", exceptions)
    found = proxy_for(Origin.parse(f"https://{host}"))
    assert found == (None if excepted else Proxy("HTTPS_PROXY", "http://proxy.example:3128"))


@pytest.mark.parametrize("variable", ["ALL_PROXY", "HTTPS_PROXY", "all_proxy"])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "SOCKS5", "socks"])
async def test_a_socks_proxy_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.delitem(sys.modules, "te_tui.sources.http.socks", raising=False)
    monkeypatch.setenv(variable, f"{scheme}://me:s3cret@proxy.example")
    error = await asked("https://api.example")
    assert error is not None
    assert error.sentence == f"{variable.upper()} names a SOCKS proxy, which needs another package"
    assert error.next_step == "Install it with: pip install 'te-tui[socks]'"


@pytest.mark.parametrize(
    "address",
    [
        "http://me:s3cret@127.0.0.1:99999",
        "http://me:s3cret@127.0.0.1:0",
        "http://me:s3cret@[::1:3128",
        "http://me:s3cret@proxy:port",
        "http://me:s3cret/word@proxy:3128",
        "me:s3cret#word@proxy:3128",
        "http://",
        "socks5://:1080",
        "http://me:s3cret@pro\x7fxy:3128",
    ],
)
async def test_an_address_of_a_proxy_that_cannot_be_read_is_told_by_its_variable_alone(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    error = await asked("https://api.example")
    assert error is not None
    assert error.sentence == "HTTPS_PROXY holds no address of a proxy"
    assert "Write it as http://HOST:PORT" in error.next_step
    assert "s3cret" not in str(error)


def test_blanks_around_the_address_of_a_proxy_are_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", " http://proxy.example:3128\n")
    assert proxy_for(Origin.parse("https://api.example")) == Proxy("HTTPS_PROXY", "http://proxy.example:3128")


async def test_a_proxy_that_speaks_no_tls_is_named_beside_the_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(b"HTTP/1.1 200 OK\r\n\r\n") as port:
        monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{port}")
        error = await asked("https://api.example")
    assert error is not None
    assert f"it or the proxy 127.0.0.1:{port} (HTTPS_PROXY) does not speak TLS" in error.sentence
    assert "begin the address in HTTPS_PROXY with http://" in error.next_step


@pytest.mark.parametrize(
    ("lasts", "trusted", "why"),
    [
        ((NOW - 3 * DAY, NOW - DAY), True, "has a certificate that has expired"),
        ((NOW - DAY, NOW + DAY), False, "has a certificate that is not trusted"),
    ],
)
async def test_a_certificate_may_be_that_of_a_proxy_that_speaks_tls(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lasts: tuple[datetime, datetime],
    why: str,
    *,
    trusted: bool,
) -> None:
    pem = certificate(tmp_path, "localhost", *lasts)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    async with serving(ANSWER, pem) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"https://localhost:{port}")
        error = await asked("https://api.example")
    assert isinstance(error, Unreachable)
    assert f"it or the proxy localhost:{port} (HTTPS_PROXY) {why}" in error.sentence


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.2\r\n\r\n"])
async def test_a_connection_that_ends_names_the_proxy_that_it_went_through(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    async with serving(answer) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:s3cret@127.0.0.1:{port}")
        error = await asked("https://api.example")
    assert error is not None
    through = f"api.example dropped the connection through the proxy 127.0.0.1:{port} (HTTPS_PROXY)"
    assert through in error.sentence
    assert "s3cret" not in str(error)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", "wants a certificate from its clients"),
        ("DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "(decryption failed or bad record mac)"),
        (None, "(no reason given)"),
    ],
)
async def test_what_tls_says_after_the_question_is_told(
    service: Service, reason: str | None, said: str
) -> None:
    refused = ssl.SSLError()
    refused.reason = reason  # type: ignore[assignment]  # absent where OpenSSL gives none
    async with service.source(refused) as source:
        with pytest.raises(Unreachable) as raised:
            await source.tests("7")
    assert said in raised.value.sentence


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "No such file or directory"), ("", "there are none"), ("pem", "there are none")],
)
async def test_certificates_that_cannot_be_read_are_told_by_their_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, why: str
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    error = await asked("https://localhost:9")
    assert error is not None
    assert error.sentence == f"The certificates in SSL_CERT_FILE cannot be read ({why})"
    assert "correct SSL_CERT_FILE" in error.next_step


@pytest.mark.parametrize("scheme", ["socks4", "socks4a", "ftp"])
async def test_a_proxy_of_an_unknown_kind_names_its_variable_and_those_that_are_known(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://me:s3cret@proxy.example")
    error = await asked("https://api.example")
    assert error is not None
    assert error.sentence == "ALL_PROXY names a proxy of a kind that te-tui does not know"
    assert error.next_step == "Begin the address in ALL_PROXY with http:// or socks5://."


@asynccontextmanager
async def socks_proxy(port: int | None, heard: list[bytes]) -> AsyncIterator[int]:
    """A SOCKS proxy that leads all it is asked for to a port here; without one it refuses."""

    serving: set[asyncio.Task[None] | None] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.current_task())
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        length = (await reader.readexactly(5))[-1]
        heard.append((await reader.readexactly(length + 2))[:-2])
        writer.write(bytes([5, 0 if port else 5, 0, 1]) + bytes(6))
        if port:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(relay(reader, far_writer), relay(far_reader, writer))
        writer.close()
        await writer.wait_closed()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            writer.write(data)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
        await asyncio.gather(*filter(None, serving))


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
async def test_a_socks_proxy_is_given_the_name_and_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    heard: list[bytes] = []
    pem = certificate(tmp_path, "api.example", NOW - DAY, NOW + DAY)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    async with serving(ANSWER, pem) as port, socks_proxy(port, heard) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{proxy}")
        assert await asked("https://api.example") is None
    assert heard == [b"api.example"]


async def test_what_a_socks_proxy_refuses_is_told_as_the_proxys(monkeypatch: pytest.MonkeyPatch) -> None:
    async with socks_proxy(None, []) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy}")
        error = await asked("https://api.example")
    assert error is not None
    assert f"the proxy 127.0.0.1:{proxy} (ALL_PROXY) refused" in error.sentence
    assert error.next_step == "Check ALL_PROXY."


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x05", b"\x05\x07", b""])
async def test_what_is_no_socks_proxy_is_told_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(3)
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        proxy = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy}")
        error = await asked("https://api.example")
    assert isinstance(error, Unreachable)
    assert f"the proxy 127.0.0.1:{proxy} (ALL_PROXY) refused" in error.sentence


async def test_a_socks_proxy_that_says_nothing_is_given_up_like_a_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, given_up = asyncio.Event(), asyncio.Event()
    clock = Clock.of(asyncio.get_running_loop(), monkeypatch)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await given_up.wait()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        asking = asyncio.create_task(asked("https://api.example"))
        await reached.wait()
        clock.pass_time(15)
        error = await asking
        given_up.set()
    assert "api.example said nothing for 12 s" in str(error)
