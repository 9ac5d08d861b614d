"""Sentences on a terminal, in lines that end between words."""

from __future__ import annotations

import shutil
from typing import TextIO


def folded(sentence: str, stream: TextIO) -> str:
    """A sentence in lines that end between words; whole where the stream is no terminal.

    It is whole also where a word is longer than a line: a path or a link that the terminal itself breaks can
    be copied.
    """
    if not stream.isatty():
        return sentence
    from te_tui.render.text.width import cell_width, wrap  # what is piped does not wait for it

    columns = shutil.get_terminal_size().columns
    if any(cell_width(word) > columns for word in sentence.split()):
        return sentence
    return "\n".join(wrap(sentence, columns))
