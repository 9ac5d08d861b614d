"""A token is found however it is spelled, and nothing else is taken away."""

from __future__ import annotations

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.credentials.mask import MASK, TokenMask
from te_tui.credentials.secret import Secret

TOKENS = st.text([chr(code) for code in range(0x21, 0x7F)], min_size=8, max_size=60)


def masking(*tokens: str) -> TokenMask:
    mask = TokenMask()
    for token in tokens:
        mask.add(Secret(token))
    return mask


def in_json(token: str) -> str:
    return "".join(f"\\u{ord(sign):04X}" for sign in token)


def in_url(token: str) -> str:
    return "".join(f"%{ord(sign):02x}" for sign in token)


def in_html(token: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in token)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "raw": str,
    "JSON": json.dumps,
    "JSON in JSON": lambda token: json.dumps(json.dumps(token)),
    "JSON with slashes escaped": lambda token: json.dumps(token).replace("/", "\\/"),
    "JSON, all escaped": in_json,
    "half escaped": lambda token: token[:4] + in_json(token[4:]),
    "URL": lambda token: quote(token, safe=""),
    "URL, all escaped": in_url,
    "URL, twice": lambda token: quote(quote(token, safe=""), safe=""),
    "HTML": html.escape,
    "HTML, all escaped": in_html,
}


@given(token=TOKENS, before=st.binary(max_size=9), after=st.binary(max_size=9))
def test_a_token_is_found_however_it_is_spelled(token: str, before: bytes, after: bytes) -> None:
    mask = masking(token)
    for name, spell in SPELLINGS.items():
        hidden = mask.hide(before + spell(token).encode() + after)
        assert MASK in hidden, name
        assert token.encode() not in hidden or token.encode() in MASK, name


@given(token=TOKENS, user=st.binary(max_size=7), behind=st.binary(max_size=7), safe=st.booleans())
def test_a_token_is_found_in_base64_wherever_it_begins(
    token: str, user: bytes, behind: bytes, *, safe: bool
) -> None:
    encode = urlsafe_b64encode if safe else b64encode
    hidden = masking(token).hide(b'{"detail": "Basic ' + encode(user + token.encode() + behind) + b'"}')
    assert hidden == b'{"detail": "Basic ' + MASK + b'"}'


def test_tokens_of_before_are_found_as_well() -> None:
    assert masking("first-token", "other-token").hide(b"first-token, other-token") == b"[token], [token]"


@given(st.binary(max_size=200))
def test_what_holds_no_token_stays_as_it_is(body: bytes) -> None:
    assert masking("canary-7f3a-token").hide(body) == body


def test_the_word_that_the_demo_has_for_a_token_is_no_secret() -> None:
    assert masking("demo").hide(b"demo") == b"demo"


@pytest.mark.parametrize("repeated", [b"\\", b"%25", b"&#0", b"\\u0041", b"0a", b"\\/"])
def test_what_might_be_an_escape_is_looked_at_once(repeated: bytes) -> None:
    # Patterns that try each place as the beginning would take hours.
    mask = TokenMask()
    mask.add(Secret("canary-7f3a-token"))
    data = b'\\"' + repeated * (500_000 // len(repeated))
    assert mask.hide(data) == data
    assert mask.hide(data + b" canary-7f3a-token") == data + b" [token]"


def test_a_body_without_escaped_signs_of_the_token_is_not_searched_for_all_its_spellings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # To make the patterns takes longer than the rest of a start, to search with them longer than reading.
    mask = masking("canary-7f3a-token")
    monkeypatch.setattr("te_tui.credentials.mask._spelled", None)
    body = b'{"name": "Caf\\u00e9 \\"A&#38;B\\" 99 %", "href": "https://h/v7?aid=1&cursor=2"}'
    assert mask.hide(body) == body
