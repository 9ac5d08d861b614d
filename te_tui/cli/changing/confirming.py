"""Asking before something is changed: what, how many, where, and what can be undone (safety rule 14)."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from te_tui.actions.deletion import TYPED_ABOVE
from te_tui.actions.lines import counted_in_groups, plan_lines, told_ways
from te_tui.actions.plan import Plan
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import terminal_columns
from te_tui.render.text.zones import LocalZone
from te_tui.sources.abilities import Extension

_SHOWN: Final = 20


def need_answer(*, yes: bool) -> None:
    """Refuse where a question is needed and there is no terminal to ask on.

    Raises:
        WrongUsage: there is no terminal to ask on, and no --yes.
    """
    if not yes and not can_ask():
        raise WrongUsage("Cannot ask for confirmation (no terminal). Check with --dry-run, then use --yes.")


def can_ask() -> bool:
    """Whether there is a terminal: stderr shows the question, the answer comes from the same terminal."""
    if not sys.stderr.isatty():
        return False
    with suppress(OSError), _answers():
        return True
    return False


@contextmanager
def _answers() -> Iterator[TextIO]:
    """Where answers are typed: standard input, or the terminal itself where ids are piped in.

    Raises:
        OSError: this process has no terminal.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        yield sys.stdin
    else:
        with Path("/dev/tty").open() as terminal:
            yield terminal


async def confirm(plan: Plan, *, by_wrong_clock: bool = False, together: int = 0) -> bool:
    """Show what would be done, and ask whether to do it; above 20 deletions the number is the answer.

    Args:
        plan: what would be done.
        by_wrong_clock: whether it is asked in spite of --yes or --resume, because of a clock.
        together: how many snapshots of several profiles are named, each of which has its own plan.
    """
    number = len(plan.changes)
    lines = plan_lines(plan, LocalZone(), terminal_columns(sys.stderr))
    print(*lines[:_SHOWN], sep="\n", file=sys.stderr)
    if number > _SHOWN:
        print(f"… and {number - _SHOWN:,} more; --dry-run lists them all", file=sys.stderr)
    verb = "Put back the expiry of" if plan.undoes else plan.action.capitalize()
    print(f"{verb} {counted_in_groups(plan, number)} on {plan.host}.", file=sys.stderr)
    print(*told_ways(plan), _afterwards(plan), sep="\n", file=sys.stderr)
    if together > number:
        print(f"{together:,} are named, of several profiles; each profile asks.", file=sys.stderr)
    if by_wrong_clock:
        print("It goes by a clock that may be wrong, so it is asked in any case.", file=sys.stderr)
    if plan.deletes and max(number, together) > TYPED_ABOVE:
        does = "delete them" if plan.action == "delete" else "delete them and make them again"
        return await _answer(f"Type {number} to {does}: ") == str(number)
    return await agreed()


def _afterwards(plan: Plan) -> str:
    """A sentence about undoing."""
    if plan.way is Extension.NEW_LINK:
        return "te-tui rm deletes the new ones, or the old ones when nobody needs their links."
    if plan.makes_again:
        again = "" if plan.undoes else "te-tui extend --undo makes it again with the old expiry. "
        return f"{again}Creation date, creator and delete key do not come back."
    if plan.action == "extend":
        return "te-tui extend --undo takes it back."
    if plan.archive:
        return "Each is archived, then deleted: te-tui opens archives, a deleted snapshot is gone."
    return "Not archived: this cannot be undone."


async def agreed(question: str = "Go on? [y/N] ") -> bool:
    """Ask a question; everything but a yes is a no."""
    return (await _answer(question)).casefold() in {"y", "yes"}


async def _answer(question: str) -> str:
    """Ask on the terminal; ctrl+c works while it waits, and the end of input is no answer."""
    print(question, end="", file=sys.stderr, flush=True)
    typed = asyncio.Event()
    loop = asyncio.get_running_loop()
    with _answers() as terminal:
        loop.add_reader(terminal.fileno(), typed.set)
        try:
            await typed.wait()
        except asyncio.CancelledError:
            print("\nte-tui: Nothing was changed.", file=sys.stderr, flush=True)
            raise
        finally:
            loop.remove_reader(terminal.fileno())
        return terminal.readline().strip()
