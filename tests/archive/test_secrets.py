"""What shows data without a login is never written down; every other byte stays as it came."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.archive.secrets import Secrets
from te_tui.sources.vendors import vendor_named

HERE = Secrets(vendor_named().secret_fields)
CANARY = "https://embed.thousandeyes.com/e/canary"
SECRETS = ("embedUrl", "accountToken", "EMBEDURL")

names = st.text(max_size=6) | st.sampled_from(("title", "id", "embedUrl2", "Url", *SECRETS))
values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just(CANARY),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)
spacing = st.sampled_from(((",", ":"), (", ", ": "), (" ,\n", "\t:\r\n ")))


def blanked(value: Any) -> Any:
    """The same without secrets, by parsing."""
    if isinstance(value, dict):
        return {
            name: (
                ""
                if name.casefold() in {"embedurl", "accounttoken"} and inner is not None
                else blanked(inner)
            )
            for name, inner in value.items()
        }
    return [blanked(inner) for inner in value] if isinstance(value, list) else value


@given(values, spacing, st.booleans())
def test_the_values_of_secrets_become_empty_and_nothing_else_changes(
    value: Any, separators: tuple[str, str], ascii_only: bool
) -> None:
    def written(of: Any) -> bytes:
        text = json.dumps(of, separators=separators, ensure_ascii=ascii_only)
        return text.encode("utf-8", "surrogatepass")

    assert HERE.blanked(written(value))[0] == written(blanked(value))
    assert HERE.may_be_in(written(value)) or written(blanked(value)) == written(value)


@pytest.mark.parametrize(
    ("body", "kept", "said"),
    [
        (b'{"embedUrl" : "x" , "n":1.50}', b'{"embedUrl" : "" , "n":1.50}', ("embedUrl",)),
        (rb'{"a":"\"embedUrl\":\"x\"","b":"embedUrl"}', rb'{"a":"\"embedUrl\":\"x\"","b":"embedUrl"}', ()),
        (rb'{"\u0065mbedUrl":"x\"y"}', rb'{"\u0065mbedUrl":""}', ("embedUrl",)),
        ('{"accountTo\u212aen":"x"}'.encode(), '{"accountTo\u212aen":""}'.encode(), ("accountToken",)),
        (rb'{"accountTo\u212Aen":"x"}', rb'{"accountTo\u212Aen":""}', ("accountToken",)),
        (rb'{"\q":"x","embedUrl\":1}', rb'{"\q":"x","embedUrl\":1}', ()),
        (rb'{"embed\u200e\nUrl":"x"}', rb'{"embed\u200e\nUrl":"x"}', ()),
        (rb'{"embed\u200eUrl":"x","\\":1}', rb'{"embed\u200eUrl":"","\\":1}', ("embedUrl",)),
        (b'{"embed\x00Url":"x"}', b'{"embed\x00Url":""}', ("embedUrl",)),
        (b'{"embedUrl":["x",{"a":"]"}],"b":[1]}', b'{"embedUrl":"","b":[1]}', ("embedUrl",)),
        (b'{"accountToken":12,"embedUrl":null}', b'{"accountToken":"","embedUrl":null}', ("accountToken",)),
        (b'{"embedUrl":"x","w":{"embedUrl":"y"}}', b'{"embedUrl":"","w":{"embedUrl":""}}', ("embedUrl",)),
        (b'{"embedUrl":"","a":"\xff\xfe"}', b'{"embedUrl":"","a":"\xff\xfe"}', ()),
        (b'\xef\xbb\xbf{"embedUrl":"x"}', b'\xef\xbb\xbf{"embedUrl":""}', ("embedUrl",)),
    ],
)
def test_a_secret_is_found_however_it_is_written(body: bytes, kept: bytes, said: tuple[str, ...]) -> None:
    assert HERE.blanked(body) == (kept, said)
    assert HERE.may_be_in(body) or not said


def test_a_body_without_their_letters_is_not_looked_at_closely() -> None:
    assert not HERE.may_be_in(rb'{"title": "embed \u2192 \"U\" \u00b0", "url": "", "tokens": [1, 2]}')
