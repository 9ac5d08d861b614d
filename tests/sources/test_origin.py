import pytest

from te_tui.sources.http.origin import Origin, WrongOrigin
from te_tui.sources.vendors import vendor_named


@pytest.mark.parametrize(
    ("text", "url", "label", "loopback"),
    [
        ("https://api.thousandeyes.com", "https://api.thousandeyes.com/v7", "api.thousandeyes.com", False),
        (
            "https://api.thousandeyes.com/v7/",
            "https://api.thousandeyes.com/v7",
            "api.thousandeyes.com",
            False,
        ),
        (" HTTPS://API.Example.COM ", "https://api.example.com/v7", "api.example.com", False),
        ("https://api.example.com:443/", "https://api.example.com/v7", "api.example.com", False),
        ("https://api.example.com:8443", "https://api.example.com:8443/v7", "api.example.com:8443", False),
        ("https://gate.example/te/v7", "https://gate.example/te/v7", "gate.example", False),
        ("https://gate.example/te/", "https://gate.example/te/v7", "gate.example", False),
        ("https://münchen.example", "https://münchen.example/v7", "münchen.example", False),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/v7", "[2001:db8::1]:8443", False),
        ("http://localhost:4010", "http://localhost:4010/v7", "localhost:4010", True),
        ("http://127.0.0.1", "http://127.0.0.1/v7", "127.0.0.1", True),
        ("http://127.9.9.9:80", "http://127.9.9.9/v7", "127.9.9.9", True),
        ("http://[::1]:8080/v7", "http://[::1]:8080/v7", "[::1]:8080", True),
        ("https://localhost", "https://localhost/v7", "localhost", True),
    ],
)
def test_a_base_url_is_read_and_a_trailing_v7_is_taken_off(
    text: str, url: str, label: str, loopback: bool
) -> None:
    origin = Origin.parse(vendor_named().base_in(text)).below("/v7")
    assert (origin.url, origin.label, origin.loopback) == (url, label, loopback)
    assert Origin.parse(vendor_named().base_in(origin.url)).below("/v7") == origin


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://api.thousandeyes.com", "https"),
        ("http://10.0.0.1", "https"),
        ("http://127.0.0.1.example.com", "https"),
        ("http://localhost.example.com", "https"),
        ("ftp://localhost", "https"),
        ("api.thousandeyes.com", "https"),
        ("https://", "https"),
        ("https:///v7", "https"),
        ("https://two words.example", "https"),
        ("https://back\\slash.example", "https"),
        ("", "https"),
        ("s3cret-pasted-token", "https"),
        ("https://[::1", "not a URL"),
        ("https://host:port", "not a URL"),
        ("https://host:99999", "not a URL"),
        ("https://user@host.example", "user"),
        ("https://user:s3cret@host.example", "user"),
        ("https://:s3cret@host.example", "user"),
        ("https://host.example?token=s3cret", "query"),
        ("https://host.example/v7#s3cret", "fragment"),
        ("http://user:s3cret@host.example", "user"),
        ("//host.example?token=s3cret", "https"),
        ("http://host.example/s3cret", "https"),
    ],
)
def test_what_a_token_must_not_be_sent_to_is_refused_and_secrets_are_not_echoed(text: str, why: str) -> None:
    with pytest.raises(WrongOrigin, match=why) as caught:
        Origin.parse(text)
    assert "s3cret" not in str(caught.value)
