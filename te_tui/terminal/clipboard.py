"""The clipboard of the person's own machine, also over SSH (OSC 52) and through tmux or screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

LARGEST: Final = 74_994
"""Bytes of base64 that terminals take; some drop all of a longer one, others cut it."""

_CHUNK: Final = 240  # screen gives up on longer strings of its own (256 in old versions)


class TooLong(ValueError):
    """The text is longer than a terminal's clipboard takes."""


def osc52(text: str, environment: Mapping[str, str]) -> str:
    """The escape sequence (OSC 52) that puts a text on the terminal's clipboard.

    Args:
        text: the text to copy, cleaned like everything that is shown.
        environment: its TMUX, STY and TERM tell whether tmux or screen runs between here and the terminal.

    Raises:
        TooLong: the text takes more than `LARGEST` bytes in base64.
    """
    encoded = b64encode(text.encode()).decode("ascii")
    if len(encoded) > LARGEST:
        raise TooLong(f"that is too long for a terminal's clipboard ({LARGEST:,} bytes of base64)")
    sequence = f"\x1b]52;c;{encoded}\x07"
    in_tmux = bool(environment.get("TMUX"))
    inside = in_tmux or environment.get("TERM", "").startswith(("tmux", "screen"))
    if environment.get("STY") and not in_tmux:
        chunks = (sequence[start : start + _CHUNK] for start in range(0, len(sequence), _CHUNK))
        wrapped = "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
        return sequence + wrapped if inside else wrapped
    # tmux takes the plain form with `set-clipboard on`, and hands the other on with `allow-passthrough on`.
    return sequence + _for_tmux(sequence) if inside else sequence


def _for_tmux(sequence: str) -> str:
    escaped = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"
