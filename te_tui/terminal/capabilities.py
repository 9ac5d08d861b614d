"""The terminal's capabilities, read from its terminfo description."""

from __future__ import annotations


def erases_in_colour() -> bool:
    """Whether erased cells get the current background colour (`bce`); in screen and tmux they do not.

    False if there is no description of the terminal named by TERM, or no library to read it.
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
