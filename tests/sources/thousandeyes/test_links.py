import pytest

from te_tui.sources.thousandeyes.links import known_link

HOST = "te.example.net"


@pytest.mark.parametrize(
    "href",
    [
        "https://app.thousandeyes.com/dashboard/?reportSnapshotId=d28b",
        "https://APP.EU1.ThousandEyes.com/s/1#top",
        "https://te.example.net:443/s/1",
    ],
)
def test_an_address_of_thousandeyes_or_of_the_profiles_host_is_known(href: str) -> None:
    assert known_link(href, HOST) == href


@pytest.mark.parametrize(
    "href",
    [
        None, "", "s/1", "//app.thousandeyes.com/s/1", "http://app.thousandeyes.com/s/1",
        "https://thousandeyes.com.evil.example/s/1", "https://evilthousandeyes.com/", "https://evil.example/",
        "https://app.thousandeyes.com@evil.example/", "https://user:pass@app.thousandeyes.com/",
        "https://evil.example\\.thousandeyes.com/", "https://app.thousandeyes.com:8443/s/1",
        "https://app.thousandeyes.com:x/", "https://app.thousandeyes.com/a b", "javascript:alert(1)",
        "https://app.thousandeyes.com/\x1b]52;c;eA==\x07", "https://[::1/", "https://аpp.thousandeyes.com/",
    ],
)  # fmt: skip
def test_any_other_address_is_not(href: str | None) -> None:
    assert known_link(href, HOST) is None
