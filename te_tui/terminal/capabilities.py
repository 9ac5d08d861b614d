"""The terminal's capabilities by its description (terminfo)."""

from __future__ import annotations


def erases_in_colour() -> bool:
    """Whether what the terminal erases gets the background at hand (`bce`); `screen` and tmux say no.

    False where there is no description of the terminal in TERM, or nothing that reads it.
    """
    try:
        import curses
    except ImportError:  # Python can be built without it
        return False
    try:
        curses.setupterm(fd=2)
    except curses.error:
        return False
    return curses.tigetflag("bce") > 0
