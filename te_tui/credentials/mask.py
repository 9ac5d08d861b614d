"""The token taken out of what a service sends, by its value, however it is spelled (safety rule 26)."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Final

from te_tui.credentials.secret import Secret

MASK: Final = b"[token]"
"""The text that replaces a token everywhere."""

# The embedded server's token is a word of four letters, and no secret.
_SHORTEST: Final = 8

_ESCAPES: Final = (b"\\", b"%", b"&")
_BASE64: Final = re.compile(rb"(?:[A-Za-z0-9+/_=-]|\\/|%[0-9A-Fa-f]{2})*")
_BASE64_SIGNS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_=-")


class TokenMask:
    """Finds the present and earlier tokens: raw, escaped for JSON, URLs or HTML, and in Base64."""

    def __init__(self) -> None:
        self._forms: list[_Form] = []
        self._known: set[bytes] = set()

    def add(self, secret: Secret) -> None:
        """Hide this token as well from now on; a password both alone and with its user name."""
        self._add(secret.reveal())
        if secret.user is not None:
            self._add(f"{secret.user}:{secret.reveal()}")

    def _add(self, text: str) -> None:
        token = text.encode()
        if len(token) >= _SHORTEST and token not in self._known:
            self._known.add(token)
            self._forms.append(_Form(token, re.compile(_spelled(token), re.DOTALL)))
            self._forms += [_Form(core, re.compile(_spelled(core)), in_base64=True) for core in _cores(token)]

    def hide(self, data: bytes) -> bytes:
        """Put the mask in the place of every token in a body."""
        if self._forms:
            escaped = any(sign in data for sign in _ESCAPES)
            for form in self._forms:
                data = form.hide(data, escaped=escaped)
        return data

    def hide_text(self, text: str) -> str:
        """Put the mask in the place of every token in a text, such as a header's value."""
        return (
            self.hide(text.encode(errors="surrogatepass")).decode(errors="replace") if self._forms else text
        )


class _Form:
    """One way in which a token is written; `pattern` finds it with escapes as well.

    Where a part of a Base64 text is found, the whole text is hidden. Looking for the part first keeps this
    linear: a pattern that began with any number of Base64 signs would try each of them as the first one.
    """

    def __init__(self, plain: bytes, pattern: re.Pattern[bytes], *, in_base64: bool = False) -> None:
        self._plain = plain
        self._pattern = pattern
        self._in_base64 = in_base64

    def hide(self, data: bytes, *, escaped: bool) -> bytes:
        if not escaped and self._plain not in data:
            return data
        if not self._in_base64:
            return self._pattern.sub(MASK, data)
        kept, end = [], 0
        while found := self._pattern.search(data, end):
            kept += [data[end : _begin(data, found.start(), end)], MASK]
            following = _BASE64.match(data, found.end())
            end = following.end() if following else found.end()
        return b"".join([*kept, data[end:]]) if kept else data


def _begin(data: bytes, start: int, least: int) -> int:
    """The place where the Base64 text around `start` begins, not before `least`."""
    while start > least:
        before = data[start - 1]
        escapes = (
            before == 0x5C and data[start : start + 1] == b"/"
        ) or before == 0x25  # a backslash, a percent
        if before not in _BASE64_SIGNS and not escapes:
            break
        start -= 1
    return start


def _spelled(text: bytes) -> bytes:
    """A pattern for a text of which each sign may be escaped as in JSON, in a URL or in HTML."""
    return b"".join(map(_sign, text))


def _sign(code: int) -> bytes:
    sign = bytes([code])
    forms = [
        re.escape(sign),
        rb"\\{1,16}u00(?i:%02x)" % code,
        rb"%%(?:25){0,8}(?i:%02x)" % code,
        rb"&#(?:[xX]0{0,8}(?i:%x)|0{0,8}%d);" % (code, code),
    ]
    if sign in b'"\\/':
        forms.append(rb"\\{1,16}" + re.escape(sign))
    if sign in b"&<>\"'":
        name = {b"&": b"amp", b"<": b"lt", b">": b"gt", b'"': b"quot", b"'": b"apos"}[sign]
        forms.append(b"&" + name + b";")
    return b"(?:" + b"|".join(forms) + b")"


def _cores(token: bytes) -> set[bytes]:
    """The parts of Base64 texts that depend on the token alone, wherever in a text it begins."""
    found = set()
    for before in range(3):
        encoded = b64encode(b"\0" * before + token).rstrip(b"=")
        last = 1 if (before + len(token)) % 3 else 0  # this sign also holds bits of what follows
        core = encoded[(0, 2, 3)[before] : len(encoded) - last]
        found |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return found
