"""What the terminal can do, according to terminfo."""

from __future__ import annotations


def erases_in_colour() -> bool:
    """Whether erasing fills cells with the current background colour (terminfo's `bce`); not in tmux.

    False if terminfo does not describe the terminal named by TERM, or cannot be read.
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
