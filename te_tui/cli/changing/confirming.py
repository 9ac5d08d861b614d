"""Asking for confirmation of a plan, with the number of snapshots and how to undo it (safety rule 14)."""

from __future__ import annotations

import asyncio
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from te_tui.actions.deletion import TYPED_ABOVE
from te_tui.actions.lines import counted_in_groups, describe_side_effects, plan_lines
from te_tui.actions.plan import Plan
from te_tui.cli.exits import WrongUsage
from te_tui.cli.folding import folded
from te_tui.cli.output import terminal_columns
from te_tui.render.text.zones import LocalZone
from te_tui.sources.abilities import Extension

_SHOWN: Final = 20


def need_answer(*, yes: bool) -> None:
    """Check that --yes was typed, or that there is a terminal to ask on.

    Raises:
        WrongUsage: there is no terminal to ask on, and no --yes.
    """
    if not yes and not can_ask():
        raise WrongUsage("Cannot ask for confirmation (no terminal). Check with --dry-run, then use --yes.")


def can_ask() -> bool:
    """Whether questions can be asked: stderr is a terminal, and there is a terminal to read answers from."""
    if not sys.stderr.isatty():
        return False
    with suppress(OSError), _answers():
        return True
    return False


@contextmanager
def _answers() -> Iterator[TextIO]:
    """The stream to read answers from: standard input, or the terminal if standard input is piped.

    Raises:
        OSError: this process has no terminal.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        yield sys.stdin
    else:
        with Path("/dev/tty").open() as terminal:
            yield terminal


async def confirm(plan: Plan, *, by_wrong_clock: bool = False, together: int = 0) -> bool:
    """Show a plan and ask whether to carry it out; for more than 20 deletions, their number must be typed.

    Args:
        plan: the plan to confirm.
        by_wrong_clock: whether a doubtful clock is the reason to ask, even with --yes or --resume.
        together: how many snapshots the command names in all, if it asks for each of several profiles; else
            0.
    """
    number = len(plan.changes)
    lines = plan_lines(plan, LocalZone(), terminal_columns(sys.stderr))
    print(*lines[:_SHOWN], sep="\n", file=sys.stderr)
    if number > _SHOWN:
        print(f"… and {number - _SHOWN:,} more; --dry-run lists them all", file=sys.stderr)
    verb = "Put back the expiry of" if plan.undoes else plan.action.capitalize()
    told = [
        f"{verb} {counted_in_groups(plan, number)} on {plan.host}.",
        *describe_side_effects(plan),
        _afterwards(plan),
    ]
    if together > number:
        told.append(f"{together:,} are named, of several profiles; each profile asks.")
    if by_wrong_clock:
        told.append("It goes by a clock that may be wrong, so it is asked in any case.")
    print(*(folded(sentence, sys.stderr) for sentence in told), sep="\n", file=sys.stderr)
    if plan.deletes and max(number, together) > TYPED_ABOVE:
        does = "delete them" if plan.action == "delete" else "delete them and make them again"
        return await _answer(f"Type {number} to {does}: ") == str(number)
    can_be_taken_back = plan.action == "extend" and plan.way is Extension.IN_PLACE
    return await agreed(typed_ahead=can_be_taken_back and not by_wrong_clock)


def _afterwards(plan: Plan) -> str:
    """A sentence on whether and how the changes can be undone."""
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


async def agreed(question: str = "Go on? [y/N] ", *, typed_ahead: bool = False) -> bool:
    """Ask a question; return True for "y" or "yes" only.

    With `typed_ahead`, keys that were pressed before the question appeared count as its answer.
    """
    return (await _answer(question, typed_ahead=typed_ahead)).casefold() in {"y", "yes"}


async def _answer(question: str, *, typed_ahead: bool = False) -> str:
    """Ask on the terminal without blocking the event loop; return the typed line, empty at end of input.

    Unless `typed_ahead`, keys typed before the question are discarded (safety rule 24).
    """
    typed = asyncio.Event()
    loop = asyncio.get_running_loop()
    with _answers() as terminal:
        if not typed_ahead:
            termios.tcflush(terminal.fileno(), termios.TCIFLUSH)
        print(question, end="", file=sys.stderr, flush=True)
        loop.add_reader(terminal.fileno(), typed.set)
        try:
            await typed.wait()
        except asyncio.CancelledError:
            print("\nte-tui: Nothing was changed.", file=sys.stderr, flush=True)
            raise
        finally:
            loop.remove_reader(terminal.fileno())
        return terminal.readline().strip()
