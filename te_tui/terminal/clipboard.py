"""The clipboard of the person's own machine, also over SSH (OSC 52) and through tmux or screen."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from base64 import b64encode
from collections.abc import Mapping
from typing import Final

LARGEST: Final = 74_994
"""Bytes of base64 that terminals take; some drop all of a longer one, others cut it."""

_CHUNK: Final = 240  # screen gives up on longer strings of its own (256 in old versions)


_PATIENCE: Final = 5.0  # seconds for tmux to take a text


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


def condition(environment: Mapping[str, str]) -> str:
    """The condition on which a copied text reaches the clipboard, as a clause: "if your terminal allows it".

    A tmux on another host, which only TERM tells of, drops the text unless it is configured to take it.
    """
    is_elsewhere = environment.get("TERM", "").startswith(("tmux", "screen"))
    if is_elsewhere and not environment.get("TMUX") and not environment.get("STY"):
        return "if your terminal allows it (in tmux: set-clipboard on)"
    return "if your terminal allows it"


async def load_into_tmux(text: str) -> None:
    """Put a text into a buffer of the tmux around te-tui, which copies it to the terminal's clipboard.

    As delivered (`set-clipboard external`), tmux drops the escape sequences of programs, but not its own.
    Nothing happens if tmux is missing here, does not answer, or is older than 3.2.
    """
    try:
        tmux = await asyncio.create_subprocess_exec(
            "tmux", "load-buffer", "-w", "-", stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL
        )
    except OSError:
        return
    try:
        async with asyncio.timeout(_PATIENCE):
            await tmux.communicate(text.encode())
    except TimeoutError:
        tmux.kill()
        await tmux.wait()


def _for_tmux(sequence: str) -> str:
    escaped = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"
