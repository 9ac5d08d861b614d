"""Masking of tokens in a service's answers, however they are escaped or encoded there (safety rule 26)."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cached_property
from typing import Final

from te_tui.credentials.secret import Secret

MASK: Final = b"[token]"
"""The text that replaces a token everywhere."""

# The embedded server's token is a word of four letters, and no secret.
_SHORTEST: Final = 8

_LONGEST: Final = 64
"""Bytes of the longest escape of one sign."""

_AT_ONCE: Final = 128 * 1024
"""Bytes that are searched for escapes at once: other threads stand still meanwhile."""

_BASE64: Final = re.compile(rb"(?:[A-Za-z0-9+/_=-]|\\/|%[0-9A-Fa-f]{2})*")
_BASE64_SIGNS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_=-")


class TokenMask:
    """Replaces all tokens added so far by a mask: raw, escaped for JSON, URLs or HTML, and in Base64."""

    def __init__(self) -> None:
        self._forms: list[_Form] = []
        self._known: set[bytes] = set()
        self._escapes: dict[bytes, list[bytes]] = {}

    def add(self, secret: Secret) -> None:
        """Mask this token too from now on; a password is masked alone and together with its user name."""
        self._add(secret.reveal())
        if secret.user is not None:
            self._add(f"{secret.user}:{secret.reveal()}")

    def _add(self, text: str) -> None:
        token = text.encode()
        if len(token) >= _SHORTEST and token not in self._known:
            self._known.add(token)
            self._forms.append(_Form(token))
            self._forms += [_Form(core, in_base64=True) for core in _cores(token)]
            signs: set[int] = set().union(*(form.plain for form in self._forms))
            self._escapes.clear()
            for marker, pattern in (escape for sign in signs for escape in _escapes_of(sign).items()):
                self._escapes.setdefault(marker, []).append(pattern)

    def hide(self, data: bytes) -> bytes:
        """Replace every token in a body by the mask."""
        if self._forms:
            escaped = self._holds_escape(data)
            for form in self._forms:
                data = form.hide(data, escaped=escaped)
        return data

    def _holds_escape(self, data: bytes) -> bool:
        """Whether a body contains an escaped character of any token.

        Most bodies contain none; then it is enough to search for each token as it is, which is quicker.
        """
        patterns = [b"|".join(some) for marker, some in self._escapes.items() if marker in data]
        search = re.compile(b"|".join(patterns)).search
        places = range(0, len(data), _AT_ONCE) if patterns else ()
        return any(search(data, place, place + _AT_ONCE + _LONGEST) for place in places)

    def hide_text(self, text: str) -> str:
        """Replace every token in a text, such as a header's value, by the mask."""
        return (
            self.hide(text.encode(errors="surrogatepass")).decode(errors="replace") if self._forms else text
        )


class _Form:
    """One text to search for and mask: a token, or with `in_base64` a part of a token's Base64 encoding.

    That part does not depend on the text that is encoded together with the token. Characters of either text
    may be escaped. Around such a part, all adjacent Base64 characters are masked, too. They are found only
    after the part: a pattern for all of them would be tried at every Base64 character, which is slow.
    """

    def __init__(self, plain: bytes, *, in_base64: bool = False) -> None:
        self.plain = plain
        self._in_base64 = in_base64

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        """The pattern that finds the text, escaped or not; compiled on first use, as few answers need it."""
        return re.compile(_spelled(self.plain), re.DOTALL)

    def hide(self, data: bytes, *, escaped: bool) -> bytes:
        if not escaped and self.plain not in data:
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
    """The index at which the Base64 text around index `start` begins, but not before index `least`."""
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
    """A pattern for a text, each character of which may be escaped as in JSON, URLs or HTML."""
    return b"".join(map(_sign, text))


def _sign(code: int) -> bytes:
    return b"(?:" + b"|".join([re.escape(bytes([code])), *_escapes_of(code).values()]) + b")"


def _escapes_of(code: int) -> dict[bytes, bytes]:
    """Regular expressions that match the escapes of a character, such as `%2F` for a slash.

    The key of each is a text that all its matches contain, such as `%`. Each expression begins with a fixed
    byte, so that `re` can search for it quickly.
    """
    sign = bytes([code])
    escapes = {
        rb"\u00": rb"\\\\{0,15}u00(?i:%02x)" % code,
        b"%": rb"%%(?:25){0,8}(?i:%02x)" % code,
        b"&#": rb"&#(?:[xX]0{0,8}(?i:%x)|0{0,8}%d);" % (code, code),
    }
    if sign in b'"\\/':
        escapes[b"\\" + sign] = rb"\\\\{0,15}" + re.escape(sign)
    if sign in b"&<>\"'":
        name = {b"&": b"amp", b"<": b"lt", b">": b"gt", b'"': b"quot", b"'": b"apos"}[sign]
        escapes[b"&" + name] = b"&" + name + b";"
    return escapes


def _cores(token: bytes) -> set[bytes]:
    """The parts of a token's Base64 encoding that do not depend on the text around the token.

    There is one for each of the three offsets at which the token may begin, in both Base64 alphabets.
    """
    found = set()
    for before in range(3):
        encoded = b64encode(b"\0" * before + token).rstrip(b"=")
        last = 1 if (before + len(token)) % 3 else 0  # this sign also holds bits of what follows
        core = encoded[(0, 2, 3)[before] : len(encoded) - last]
        found |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return found
