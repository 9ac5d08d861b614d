"""Folding sentences into lines of a terminal, between words."""

from __future__ import annotations

import shutil
from typing import TextIO


def folded(sentence: str, stream: TextIO) -> str:
    """A sentence wrapped between words to the terminal's width; unchanged if `stream` is no terminal.

    It is also unchanged if a word is longer than a line, so that a long path or link can be copied whole.
    """
    if not stream.isatty():
        return sentence
    from te_tui.render.text.width import cell_width, wrap  # what is piped does not wait for it

    columns = shutil.get_terminal_size().columns
    if any(cell_width(word) > columns for word in sentence.split()):
        return sentence
    return "\n".join(wrap(sentence, columns))
